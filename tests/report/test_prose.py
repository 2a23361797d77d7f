from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import example, given

from ictanalysis.analysis import Dataset, Month
from ictanalysis.language.errors import UsageError
from ictanalysis.report.markdown import Prose, escape, quoted
from ictanalysis.report.prose import fill, words
from tests.datasets import MAY, REAL, loaded, small
from tests.pages import LINES, shown


@pytest.fixture(scope="module")
def may() -> Month:
    return loaded(REAL).month(MAY)


@given(LINES)
@example("\\(x\\)")
@example("\\[x\\]")
@example("$$x$$")
@example("giá 5 $")
@example("\\begin{a}x\\end{a}")
@example("https://example.com/a_b")
@example("xem https://example.com/ab")
@example("1. một")
@example("1986) một")
@example("- một")
@example("=====")
@example("<script>alert(1)</script>")
@example("&lt;b&gt;")
@example("[x](javascript:alert)")
@example("![x](http://a/b.png)")
@example("`{documents.signed}`")
@example("x^2^ ~~y~~")
@example("a\\")
@example("| a | b |")
def test_an_escaped_line_is_shown_as_it_is(text: str) -> None:
    page = shown(escape(text))
    assert page.text.removesuffix("\n") == text
    assert page.tags == (["p"] if text else [])


@pytest.mark.parametrize(
    "text",
    [
        "một\n- hai",
        "một\n1. hai",
        "một\n===",
        "một\n---",
        "một\n: hai",
        "một\n\n    hai",
        "một\n\nhai",
    ],
)
def test_a_text_of_several_lines_makes_no_list_heading_or_code(text: str) -> None:
    page = shown(escape(text))
    assert set(page.tags) <= {"p", "br"}
    assert page.text.split() == text.split()


def test_a_text_that_begins_with_spaces_is_no_code() -> None:
    assert shown(escape("    một")).tags == ["p"]


@given(LINES)
def test_escaped_text_keeps_its_line(text: str) -> None:
    assert "\n" not in escape(text)


def test_a_bound_figure_says_what_it_is_and_where_it_comes_from(may: Month) -> None:
    prose = fill(may, "Đã ký số {documents.signed} văn bản.").markdown
    match = re.fullmatch(r'Đã ký số <span class="figure" (.*)>(.*)</span> văn bản\.', prose)
    assert match is not None
    assert match[2].replace("\\", "") == "13.018"
    attributes = html.unescape(match[1])
    assert 'data-key="documents.signed"' in attributes
    assert "2021-05/documents.csv:4" in attributes
    assert "Văn bản đi được ký số" in attributes


def test_a_chart_is_named_until_its_document_numbers_it(may: Month) -> None:
    filled = fill(may, "Xem {chart.filing}, {=8}.").markdown
    assert filled == 'Xem <span class="chart" data-chart="filing">Biểu đồ filing</span>, 8.'
    with pytest.raises(UsageError, match="no “chart”"):
        words(may, "{chart.filing}")


def test_a_rate_shows_its_formula_in_its_title(may: Month) -> None:
    prose = html.unescape(fill(may, "Đạt {documents.signed_rate}.").markdown)
    assert "Tỷ lệ văn bản đi được ký số = 13.018 / 16.401 × 100" in prose
    assert shown(fill(may, "Đạt {documents.signed_rate}.").markdown).text == "Đạt 79,37%.\n"


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{documents.signed}", "13.018"),
        ("{documents.signed:unit}", "13.018 văn bản"),
        ("{radio.directives:unit}", "03 văn bản"),
        ("{radio.directives:plain}", "3"),
        ("{petitions.complaints:unit}", "không có"),
        ("{petitions.complaints}", "0"),
        ("{component_sites.posts:unit}", "khoảng 472 tin, bài, văn bản"),
        ("{component_sites.posts:plain}", "472"),
        ("{security.incidents}", "chưa có số liệu"),
        ("{security.incidents:unit}", "chưa có số liệu"),
        ("{security.incidents:plain}", "chưa có số liệu"),
        ("{documents.signed_rate:unit}", "79,37%"),
        ("{documents.signed_rate:compared}", "79,37%"),
        ("{documents.users:compared}", "7.254 người dùng"),
        ("{email.mailboxes:compared}", "7.648 hộp thư"),
        ("{reception.periodic_date:plain}", "05/5/2021"),
        ("{security.incidents:compared}", "chưa có số liệu"),
        ("{petitions.complaints:compared}", "không có"),
        ("{portal.posts:parts}", "45 tiếng Việt; 18 tiếng Khmer"),
        ("{dossiers.received[level=4]:parts}", "414 trực tiếp; 1.173 trực tuyến"),
        ("{portal.posts:named_parts}", "tiếng Việt 45 tin, bài; tiếng Khmer 18 tin, bài"),
        ("{dossiers.received[level=4]:named_parts}", "trực tiếp 414 hồ sơ, trực tuyến 1.173 hồ sơ"),
        ("{services.provided:named_parts}", "818 dịch vụ mức độ 3, 612 dịch vụ mức độ 4"),
        ("{inspections.conducted:parts}", "01 định kỳ; 01 đột xuất"),
        ("{assessment.election_day}", "ngày 23 tháng 5 năm 2021"),
        ("{dossiers.received[channel=online,level=4]}", "1.173"),
        ("{office.short}", "Sở"),
        ("{office.superior}", "Ủy ban nhân dân tỉnh Trà Vinh"),
        ("{office.province}", "tỉnh Trà Vinh"),
        (
            "{office.addressees}",
            "Bộ Thông tin và Truyền thông, Tỉnh ủy Trà Vinh và Ủy ban nhân dân tỉnh Trà Vinh",
        ),
        ("{period.month}", "tháng 5 năm 2021"),
        ("{period.next_month}", "tháng 6 năm 2021"),
        ("{period.year}", "2021"),
        ("{period.first_day}", "ngày 15 tháng 4 năm 2021"),
        ("{period.last_day}", "ngày 14 tháng 5 năm 2021"),
        ("lần thứ {=8}", "lần thứ 8"),
    ],
)
def test_a_placeholder_is_filled(may: Month, template: str, text: str) -> None:
    assert words(may, template) == text
    assert shown(fill(may, template).markdown).text == f"{text}\n"


SENT = {"2020-01": 10, "2020-02": 20, "2020-03": 130, "2021-01": 30, "2021-02": 120, "2021-03": 120}


@pytest.fixture
def history(tmp_path: Path) -> Dataset:
    return loaded(
        small(
            tmp_path,
            {month: {"letters": f"sent,{n},,\nsigned,{n // 2},,\n"} for month, n in SENT.items()},
        )
    )


@pytest.mark.parametrize(
    ("month", "template", "text"),
    [
        # Ten more than in January of last year, and nothing of December; January adds up to itself.
        (
            "2021-01",
            "{letters.sent:compared}",
            "30 văn bản, tăng 20 văn bản so với cùng kỳ năm trước",
        ),
        # 120 − 30; 120 − 20; 30 + 120.
        (
            "2021-02",
            "{letters.sent:compared}",
            "120 văn bản (tăng 90 văn bản so với tháng trước và tăng 100 văn bản so với cùng kỳ "
            "năm trước; lũy kế từ đầu năm 150 văn bản)",
        ),
        # (120 − 130) / 130 × 100 = −7.7; a year of 30 + 120 + 120.
        (
            "2021-03",
            "{letters.sent:compared}",
            "120 văn bản (không đổi so với tháng trước và giảm 7,7% so với cùng kỳ năm trước; "
            "lũy kế từ đầu năm 270 văn bản)",
        ),
        # Half of each is signed.
        (
            "2021-02",
            "{letters.signed_rate:compared}",
            "50,00% (không đổi so với tháng trước và cùng kỳ năm trước; "
            "tính chung từ đầu năm 50,00%)",
        ),
        # A stock does not add up.
        (
            "2021-02",
            "{staff.people:compared}",
            "30 người, không đổi so với tháng trước và cùng kỳ năm trước",
        ),
        ("2021-02", "{letters.sent:unit}", "120 văn bản"),
        (
            "2021-02",
            "{letters.sent:year_to_date}",
            "120 văn bản, lũy kế từ đầu năm 150 văn bản, tăng 120 văn bản so với cùng kỳ",
        ),
    ],
)
def test_a_figure_is_compared_in_one_clause(
    history: Dataset, month: str, template: str, text: str
) -> None:
    assert words(history.month(month), template) == text
    assert shown(fill(history.month(month), template).markdown).text == f"{text}\n"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{documents.signed.__class__}", "is not a placeholder"),
        ("{documents.signed!r}", "is not a placeholder"),
        ("{documents.signed:>9}", "is not a placeholder"),
        ("{0}", "is not a placeholder"),
        ("{documents.signed", "is not a placeholder"),
        ("{documents.{documents.signed}}", "is not a placeholder"),
        ("{documents.sgned}", "there is no “sgned”; the nearest is “signed”"),
        ("{documents.signed:loud}", "the styles are compared, named_parts, parts, plain, unit"),
        ("{period.moon}", "there is no “period”"),
        ("{documents.signed:parts}", "documents.signed has no parts"),
    ],
)
def test_what_is_no_placeholder_is_reported_and_not_evaluated(
    may: Month, template: str, message: str
) -> None:
    for fills in (fill, words):
        with pytest.raises(UsageError, match=re.escape(message)):
            fills(may, template)


@pytest.mark.parametrize("template", ["Có 12 văn bản", "Đạt 79,37%", "{documents.signed}/16401"])
def test_a_template_with_a_typed_number_is_refused(may: Month, template: str) -> None:
    with pytest.raises(UsageError, match="is typed by hand: put the placeholder of its figure"):
        fill(may, template)


def test_paragraphs_and_lists_are_the_only_structure(may: Month) -> None:
    prose = fill(may, "Một.\nHai.\n\n- Ba *và* `bốn`\n- Năm\nSáu\n\nBảy")
    page = shown(prose.markdown)
    assert page.tags == ["p", "ul", "li", "li", "p"]
    assert page.text.split("\n")[0] == "Một. Hai."
    assert "Ba *và* `bốn`" in page.text


@pytest.mark.parametrize("text", ["{=1}. Một", "{=1986}) Một", "+ Một", "-Một", "= Một", "#Một"])
def test_a_paragraph_is_no_list_or_heading_by_accident(may: Month, text: str) -> None:
    page = shown(fill(may, text).markdown)
    assert page.tags == ["p"]
    assert page.text == text.replace("{=", "").replace("}", "") + "\n"


def test_two_texts_are_put_one_after_the_other(may: Month) -> None:
    assert (fill(may, "Một") + Prose("") + fill(may, "Hai")).markdown == "Một\n\nHai"


@given(LINES)
def test_text_between_tags_is_shown_as_it_is(text: str) -> None:
    page = shown(f'<h2 class="annex"><span>{quoted(text)}</span></h2>')
    assert page.tags == ["h2", "span"]
    assert page.text.strip("\n") == text


def test_a_period_has_no_style_of_its_own(may: Month) -> None:
    with pytest.raises(UsageError, match=r"“period\.month:loud” cannot be printed so"):
        fill(may, "{period.month:loud}")


def test_parts_that_are_zero_or_not_stated_are_left_out(tmp_path: Path) -> None:
    rows = "received,,,9,,\nreceived,low,,0,,\nreceived,high,,9,I,Đếm\n"
    month = loaded(small(tmp_path, {"2021-05": {"cases": rows}})).month(MAY)
    assert words(month, "{cases.received:parts}") == "chưa có số liệu"
    assert words(month, "{if cases.received[level=high]}có{missing}không nêu{end}") == "không nêu"


def test_an_office_without_a_short_name_has_its_whole_one(tmp_path: Path) -> None:
    month = loaded(small(tmp_path, {"2021-05": {}})).month(MAY)
    assert words(month, "{office.short}") == "Sở Thông tin và Truyền thông"
