from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ictanalysis.analysis import Month
from ictanalysis.catalog import IndicatorKey, read_catalog
from ictanalysis.dataset import Cell
from ictanalysis.indicators.figures import Figure, figure
from ictanalysis.language.errors import UsageError
from tests.datasets import CATALOG as CATALOG_OF_SMALL
from tests.datasets import LETTERS, MAY, REAL, STAFF, copy_of_real, edit, loaded, small, write

CATALOG = read_catalog(REAL / "catalog.yml", "catalog.yml")
RATE = IndicatorKey("documents", "signed_rate")


@pytest.fixture(scope="module")
def may() -> Month:
    return loaded(REAL).month(MAY)


def rate(signed: float | None, outgoing: float | None, statuses: str = "AA") -> Figure:
    """Return the rate of signed documents."""
    cells = {}
    for name, value, status in zip(
        ("signed", "outgoing"), (signed, outgoing), statuses, strict=True
    ):
        key = IndicatorKey("documents", name)
        cells[key] = Cell(key, value, status, "", "documents.csv", 2)
    return figure(CATALOG, cells, {}, RATE)


@pytest.mark.parametrize(
    ("signed", "outgoing", "text"),
    [
        (13018, 16401, "79,37%"),
        (1, 3, "33,33%"),
        (2, 3, "66,67%"),
        (7, 7, "100,00%"),
        (0, 7, "0,00%"),
        (1, 800, "0,13%"),
        (23, 160, "14,38%"),
        (57, 800, "7,13%"),
        (29, 800, "3,63%"),
        (113, 800, "14,13%"),
    ],
)
def test_a_rate_is_rounded_half_up(signed: int, outgoing: int, text: str) -> None:
    assert rate(signed, outgoing).text == text


@given(
    st.integers(1, 20_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
)
@example((23, 160))
@example((1, 800))
def test_any_rate_is_the_exact_quotient_rounded_half_up(parts: tuple[int, int]) -> None:
    signed, outgoing = parts
    exact = Fraction(signed * 10_000, outgoing)
    hundredths = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    shown = f"{hundredths // 100},{hundredths % 100:02d}%"
    assert rate(signed, outgoing).text == shown


@pytest.mark.parametrize(("signed", "outgoing"), [(None, 5), (5, None), (0, 0), (5, 0)])
def test_a_rate_without_its_parts_is_missing(signed: float | None, outgoing: float | None) -> None:
    missing = rate(signed, outgoing)
    assert (missing.value, missing.status) == (None, "M")
    assert missing.text == missing.prose == missing.hedged == "chưa có số liệu"


@pytest.mark.parametrize(
    ("statuses", "status", "hedged"),
    [
        ("AA", "A", "40,00%"),
        ("AE", "E", "khoảng 40,00%"),
        ("PE", "P", "40,00%"),
        ("BP", "B", "40,00%"),
    ],
)
def test_a_rate_is_as_uncertain_as_its_parts(statuses: str, status: str, hedged: str) -> None:
    shown = rate(2, 5, statuses)
    assert (shown.status, shown.hedged) == (status, hedged)


def test_a_rate_shows_how_it_was_computed(may: Month) -> None:
    assert may["documents.signed_rate"].formula == "13.018 / 16.401 × 100"
    assert may["component_sites.posts_per_site"].formula == "472 / 40"
    both = may["dossiers.online_rate_level_3_4"]
    assert both.formula == "1.347 / 3.054 × 100"
    assert [each.rpartition(":")[2] for each in both.sources] == ["10", "13", "8", "11"]


def test_a_stated_rate_is_never_used_as_the_rate(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    edit(path / "2021-05/documents.csv", "signed_rate,79.37", "signed_rate,12.34")
    assert loaded(path).month(MAY)["documents.signed_rate"].text == "79,37%"


@pytest.mark.parametrize(
    ("key", "text", "prose"),
    [
        ("documents.signed", "13.018", "13.018"),
        ("radio.directives", "3", "03"),
        ("petitions.complaints", "0", "0"),
        ("component_sites.posts", "472", "khoảng 472"),
        ("component_sites.posts_per_site", "11,8", "khoảng 11,8"),
        ("radio.minutes_per_day", "27", "khoảng 27"),
        ("services.level_share[level=4]", "32,94%", "32,94%"),
        ("reception.periodic_date", "05/5/2021", "ngày 05 tháng 5 năm 2021"),
        ("security.incidents", "chưa có số liệu", "chưa có số liệu"),
        ("certificates.revoked", "chưa có số liệu", "chưa có số liệu"),
    ],
)
def test_a_figure_is_written_as_table_and_sentence_want_it(
    may: Month, key: str, text: str, prose: str
) -> None:
    assert (may[key].text, may[key].prose) == (text, prose)


@pytest.mark.parametrize(
    "key",
    [
        "services.level_share",
        "dossiers.online_rate[channel=online]",
        "certificates.active[holder=organization,carrier=usb]",
    ],
)
def test_what_has_no_meaning_in_the_catalog_is_not_printed_as_a_number(
    may: Month, key: str
) -> None:
    try:
        value = may[key].value
    except UsageError:
        value = None
    assert value is None


def two_months(folder: Path, now: str) -> Month:
    path = small(folder, {"2021-04": {}, "2021-05": {"staff": now}})
    return loaded(path).month(MAY)


@pytest.mark.parametrize(
    ("now", "previous", "change"),
    [
        ("people,33,,\njoined,3,,\n", 30.0, 3.0),
        ("people,27,,\njoined,0,,\ngone,3,,\n", 30.0, -3.0),
        ("people,33,B,\njoined,3,,\n", None, None),
        ("people,,M,\njoined,3,,\n", 30.0, None),
    ],
)
def test_a_change_is_against_last_month_and_never_over_a_break(
    tmp_path: Path, now: str, previous: float | None, change: float | None
) -> None:
    people = two_months(tmp_path, now)["staff.people"]
    assert (people.previous, people.change) == (previous, change)


def test_a_rate_is_compared_with_last_months_rate(tmp_path: Path) -> None:
    rows = LETTERS.replace("12", "15").replace("8", "5")
    path = small(tmp_path, {"2021-04": {}, "2021-05": {"letters": rows}})
    shown = loaded(path).month(MAY)["letters.signed_rate"]
    assert (shown.value, shown.previous, shown.change) == (75.0, 60.0, 15.0)


def test_a_break_in_a_part_breaks_the_rate(tmp_path: Path) -> None:
    rows = LETTERS.replace("sent,20,,", "sent,20,B,")
    path = small(tmp_path, {"2021-04": {}, "2021-05": {"letters": rows}})
    shown = loaded(path).month(MAY)["letters.signed_rate"]
    assert (shown.status, shown.previous, shown.change) == ("B", None, None)


def test_indicators_are_one_frame_with_hand_checked_rows(may: Month) -> None:
    frame = may.indicators()
    assert list(frame.columns) == [
        "key",
        "label",
        "dimensions",
        "value",
        "unit",
        "previous",
        "change",
        "status",
        "source",
    ]
    assert not frame["key"].duplicated().any()
    rows = frame.set_index("key")
    online = rows.loc["dossiers.received[level=3,channel=online]"]
    assert online["label"] == "Hồ sơ tiếp nhận (Mức độ 3, Trực tuyến)"
    assert online["dimensions"] == "level=3, channel=online"
    assert (online["value"], online["unit"], online["status"]) == (174, "hồ sơ", "A")
    assert online["source"].endswith("2021-05/dossiers.csv:10")
    assert rows.loc["documents.signed_rate", "value"] == 79.373209
    assert rows.loc["assessment.election_day", "value"] == date(2021, 5, 23).isoformat()
    assert pd.isna(rows.loc["security.incidents", "value"])
    assert rows.loc["security.incidents", "status"] == "M"


def test_a_stated_rate_is_not_exported_beside_the_computed_one(may: Month) -> None:
    keys = list(may.indicators()["key"])
    assert keys.count("documents.signed_rate") == 1
    assert len(keys) == 92 + 11
    assert "services.level_share" not in keys


def test_ratios_come_after_the_measures_of_their_table(may: Month) -> None:
    keys = [key for key in may.indicators()["key"] if key.startswith("dossiers.")]
    assert keys[-6:] == [
        "dossiers.online_rate",
        "dossiers.online_rate[level=1-2]",
        "dossiers.online_rate[level=3]",
        "dossiers.online_rate[level=4]",
        "dossiers.online_rate_level_3_4",
        "dossiers.resolved_rate",
    ]


def test_staff_of_the_small_data_set_is_as_written(tmp_path: Path) -> None:
    month = two_months(tmp_path, STAFF)
    assert month["staff.people"].change == 0.0
    assert month["staff.opening"].value is None


OPENED = "people,33,,\nopening,31,,\njoined,3,,\ngone,1,,\n"


def test_without_a_month_before_a_stock_is_compared_with_its_opening(tmp_path: Path) -> None:
    month = loaded(small(tmp_path, {"2021-05": {"staff": OPENED}})).month(MAY)
    people = month["staff.people"]
    assert (people.previous, people.change) == (31.0, 2.0)
    assert [cell.place for cell in people.previous_cells] == ["data/2021-05/staff.csv:3"]
    # Nothing else has an opening, the opening itself included.
    assert month["staff.joined"].previous is None
    assert month["staff.opening"].previous is None


def test_the_month_before_counts_more_than_the_opening(tmp_path: Path) -> None:
    people = two_months(tmp_path, OPENED)["staff.people"]
    assert (people.previous, people.change) == (30.0, 3.0)
    assert [cell.place for cell in people.previous_cells] == ["data/2021-04/staff.csv:2"]


@pytest.mark.parametrize(
    "staff",
    [
        "people,33,B,\nopening,31,,\njoined,3,,\ngone,1,,\n",
        "people,33,,\nopening,,M,\njoined,3,,\ngone,1,,\n",
        "people,33,,\njoined,3,,\ngone,1,,\n",
    ],
)
def test_no_opening_or_a_break_leaves_nothing_to_compare(tmp_path: Path, staff: str) -> None:
    people = loaded(small(tmp_path, {"2021-05": {"staff": staff}})).month(MAY)["staff.people"]
    assert (people.previous, people.change) == (None, None)


def test_a_missing_figure_of_last_month_is_not_made_up_from_the_opening(tmp_path: Path) -> None:
    months = {"2021-04": {"staff": "people,,M,\njoined,1,,\n"}, "2021-05": {"staff": OPENED}}
    assert loaded(small(tmp_path, months)).month(MAY)["staff.people"].previous is None


def test_a_rate_is_compared_with_the_cells_of_both_months(tmp_path: Path) -> None:
    month = loaded(small(tmp_path, {"2021-04": {}, "2021-05": {}})).month(MAY)
    rate = month["letters.signed_rate"]
    assert (rate.value, rate.previous) == (60.0, 60.0)
    assert [cell.place for cell in rate.previous_cells] == [
        "data/2021-04/letters.csv:3",
        "data/2021-04/letters.csv:2",
    ]


def test_an_opening_that_corrects_last_month_counts_more_than_what_it_published(
    tmp_path: Path,
) -> None:
    people = two_months(tmp_path, OPENED.replace("opening,31,,", "opening,31,B,"))["staff.people"]
    assert (people.previous, people.change) == (31.0, 2.0)
    assert [cell.place for cell in people.previous_cells] == ["data/2021-05/staff.csv:3"]


def test_a_part_of_a_stock_is_compared_with_its_own_opening(tmp_path: Path) -> None:
    catalog = (
        CATALOG_OF_SMALL.replace(
            "label: Cán bộ\n    section: I\n    source: Nguồn\n",
            "label: Cán bộ\n    section: I\n    source: Nguồn\n    dimensions: [level]\n",
        )
        .replace("        tie: {opening", "        breakdowns: [[level]]\n        tie: {opening")
        .replace("{label: Đầu kỳ,", "{label: Đầu kỳ, breakdowns: [[level]],")
    )
    path = small(tmp_path, {"2021-05": {}}, catalog)
    rows = "people,,33,,\npeople,low,12,,\npeople,high,21,,\nopening,,31,,\nopening,low,15,,\n"
    write(path / "2021-05/staff.csv", f"measure,level,value,status,note\n{rows}")
    month = loaded(path).month(MAY)
    keys = ["staff.people", "staff.people[level=low]", "staff.people[level=high]"]
    assert [(month[key].previous, month[key].change) for key in keys] == [
        (31.0, 2.0),
        (15.0, -3.0),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("services.provided[level=3]", "818 dịch vụ"),
        ("documents.signed_rate", "79,37%"),
        ("component_sites.posts", "khoảng 472 tin, bài, văn bản"),
        ("certificates.revoked", "chưa có số liệu"),
    ],
)
def test_a_quantity_has_its_unit_unless_it_is_missing(may: Month, key: str, text: str) -> None:
    assert may[key].quantity == text


def test_a_figure_shows_its_key_value_unit_and_status(may: Month) -> None:
    assert repr(may["documents.signed"]) == ("<Figure documents.signed: 13.018 văn bản, status A>")
    assert repr(may["documents.signed_rate"]) == "<Figure documents.signed_rate: 79,37%, status A>"
    assert repr(may["reception.periodic_date"]) == (
        "<Figure reception.periodic_date: 05/5/2021, status A>"
    )
    assert repr(rate(None, 1)) == "<Figure documents.signed_rate: chưa có số liệu, status M>"


def test_a_figure_is_a_number(may: Month) -> None:
    assert float(may["documents.signed"]) == 13018.0
    assert may["documents.signed"].day is None


def test_a_missing_figure_is_no_number() -> None:
    with pytest.raises(UsageError, match=r"documents\.signed_rate is missing"):
        float(rate(None, 1))


def test_a_day_is_no_number(may: Month) -> None:
    figure = may["reception.periodic_date"]
    assert figure.day == date(2021, 5, 5)
    with pytest.raises(UsageError, match="is a day, not a number"):
        float(figure)


def test_a_notebook_shows_where_a_figure_comes_from(may: Month) -> None:
    shown = may["documents.signed_rate"]._repr_html_()
    assert "<td>79,37%</td>" in shown
    assert "<td>13.018 / 16.401 × 100</td>" in shown
    assert "<td>data/2021-05/documents.csv:4, data/2021-05/documents.csv:3</td>" in shown
