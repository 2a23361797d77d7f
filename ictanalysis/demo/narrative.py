"""The narrative of a month, which says that its figures are simulated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import pandas as pd

from ictanalysis.demo.dossiers import LEVEL_4, STAY_AT_HOME
from ictanalysis.demo.office import COVID19
from ictanalysis.demo.planted import BREAK, CORRECTION, MISSING, RESTATED
from ictanalysis.demo.rows import Rows
from ictanalysis.demo.timeline import MONTHS, TET


class _News(NamedTuple):
    """A text under a heading, in some months."""

    section: str
    topic: str
    text: str
    months: Sequence[pd.Period] = MONTHS


NEWS = (
    _News("I.1", "", "- Số lượng văn bản {period.month} là mô phỏng nên không có trích yếu."),
    _News(
        "I.4",
        "email.mailboxes",
        "Số này là số tạm tính, vì đang rà soát những hộp thư có thể đã cấp trùng.",
        [RESTATED.month],
    ),
    _News(
        "I.4",
        "email.mailboxes",
        "Số cuối {period.previous_month} được đính chính là {email.opening:unit}, vì số đã báo cáo "
        "tính cả những hộp thư cấp trùng.",
        [CORRECTION.month],
    ),
    _News(
        "I.4",
        "services",
        "Đến hết {period.month}, tỉnh chưa cung cấp dịch vụ công mức độ 4.",
        MONTHS[: MONTHS.index(LEVEL_4)],
    ),
    _News(
        "I.4",
        "services",
        "Từ {period.month}, tỉnh bắt đầu cung cấp dịch vụ công mức độ 4.",
        [LEVEL_4],
    ),
    _News(
        "I.4",
        "dossiers",
        "Hồ sơ nộp trực tiếp ít hơn các tháng khác do giãn cách xã hội từ ngày 01/4/2020.",
        [STAY_AT_HOME],
    ),
    _News(
        "I.6.1",
        "portal.posts",
        "Từ {period.month}, số này tính cả tin, bài dẫn lại từ các trang thông tin thành phần, nên "
        "không so được với các tháng trước.",
        [BREAK.month],
    ),
    _News(
        "I.6.3",
        "radio.minutes_per_day",
        "Thời lượng phát sóng {period.month} chưa tổng hợp được từ các đài cấp huyện.",
        [MISSING.month],
    ),
    _News(
        "III",
        "",
        "- Tỷ lệ văn bản đi được ký số đạt {documents.signed_rate:compared}; tỷ lệ hồ sơ nộp trực "
        "tuyến trên tổng số hồ sơ tiếp nhận là {dossiers.online_rate:compared}.",
    ),
    _News(
        "III",
        "",
        "- Trong {period.month} có kỳ nghỉ Tết Nguyên đán nên ít ngày làm việc; nhiều số phát sinh "
        "vì thế thấp hơn tháng thường.",
        [pd.Period(first, "M") for first, _last in TET],
    ),
    _News(
        "III",
        "",
        "- Tháng trước có kỳ nghỉ Tết Nguyên đán nên nhiều số phát sinh {period.month} cao hơn "
        "tháng trước.",
        [pd.Period(first, "M") + 1 for first, _last in TET],
    ),
    _News(
        "III",
        "",
        "- Sở ban hành {assessment.covid_directives:unit} chỉ đạo cơ quan truyền thông về phòng, "
        "chống dịch COVID-19.",
        MONTHS[MONTHS.index(COVID19) :],
    ),
    _News(
        "PL.II",
        "",
        "- Toàn bộ số liệu {period.month} là số liệu mô phỏng, do chương trình tạo ra; tỉnh, các "
        "đơn vị và người ký đều không có thật.",
    ),
)


def narrative(month: pd.Period, tables: Mapping[str, Rows], units: Mapping[str, str]) -> str:
    """Return the text of a month's `narrative.md`; every number in it is bound to a table.

    Parameters
    ----------
    month
        The month.
    tables
        Table → its rows of the month.
    units
        Unit → its label; nothing where the tables have no units.
    """
    news = [each for each in NEWS if month in each.months]
    of_units = _of_units(tables, units) if units else ()
    ordered = sorted([*of_units, *news], key=attrgetter("section", "topic"))
    return "\n\n".join(_lines(ordered)) + "\n"


def _lines(ordered: list[_News]) -> Iterator[str]:
    for section, own in groupby(ordered, key=attrgetter("section")):
        yield f"## {section}"
        for topic, each in groupby(own, key=attrgetter("topic")):
            if topic:
                yield f"### {topic}"
            yield from (news.text for news in each)


def _of_units(tables: Mapping[str, Rows], units: Mapping[str, str]) -> Iterator[_News]:
    """Yield the news that name the units with the highest and lowest figures."""
    sent, signed = (_by_unit(tables["documents"], name) for name in ("outgoing", "signed"))
    rates = {unit: signed[unit] / sent[unit] for unit in sent}
    least, most = (choose(rates, key=lambda unit: rates[unit]) for choose in (min, max))
    text = (
        f"Tỷ lệ ký số cao nhất ở {units[most]} ({{documents.signed_rate[unit={most}]}}), thấp nhất "
        f"ở {units[least]} ({{documents.signed_rate[unit={least}]}})."
    )
    yield _News("I.4", "documents.signed_rate", text)
    received = _by_unit(tables["dossiers"], "received")
    busiest = max(received, key=lambda unit: received[unit])
    text = (
        f"Đơn vị tiếp nhận nhiều nhất là {units[busiest]}: "
        f"{{dossiers.received[unit={busiest}]:compared}}."
    )
    yield _News("I.4", "dossiers.received", text)


def _by_unit(rows: Rows, measure: str) -> Mapping[str, float]:
    own = (row for row in rows if row.measure == measure and "unit" in row.where)
    return {row.where["unit"]: float(str(row.value)) for row in own}
