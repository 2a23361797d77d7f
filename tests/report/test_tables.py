from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictanalysis.analysis import Dataset, Month
from ictanalysis.language.errors import UsageError
from ictanalysis.report import tables
from ictanalysis.report.markdown import Prose
from tests.datasets import MAY, REAL, loaded, small


@pytest.fixture(scope="module")
def may() -> Month:
    return loaded(REAL).month(MAY)


class Reader(HTMLParser):
    """Gathers the cells of a table with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: list[tuple[str, dict[str, str | None], str]] = []
        self.tags: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.cells.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.cells:
            tag, attributes, text = self.cells[-1]
            self.cells[-1] = tag, attributes, text + data


def test_a_table_has_caption_head_and_scopes() -> None:
    table = tables.Table("Chú thích", ["Chỉ tiêu", "Giá trị"], [["Một", "13.018"]], frozenset({1}))
    cells = [(t, a, x.strip()) for t, a, x in Reader(table._repr_html_()).cells if x.strip()]
    assert cells == [
        ("caption", {}, "Chú thích"),
        ("th", {"scope": "col"}, "Chỉ tiêu"),
        ("th", {"scope": "col", "class": "number"}, "Giá trị"),
        ("th", {"scope": "row"}, "Một"),
        ("td", {"class": "number"}, "13.018"),
    ]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30))
def test_text_is_never_markup(text: str) -> None:
    table = tables.Table(text, [text], [[text]])
    reader = Reader(table._repr_html_())
    assert reader.tags == ["table", "caption", "thead", "tr", "th", "tbody", "tr", "th"]
    cells = [
        cell.rstrip("\n") for tag, _attributes, cell in reader.cells if tag in {"caption", "th"}
    ]
    assert cells == [text, text, text]


def test_a_breakdown_has_its_total_last(may: Month) -> None:
    table = tables.breakdown(may, "services.provided", "level", "Dịch vụ")
    assert table.head == ["Mức độ dịch vụ công trực tuyến", "Đơn vị", "Giá trị"]
    assert [[row[0], row[2]] for row in table.rows] == [
        ["Mức độ 1 và 2\N{NO-BREAK SPACE}(1)", "428"],
        ["Mức độ 3", "818"],
        ["Mức độ 4", "612"],
        ["Tổng số", "1.858"],
    ]
    assert table.notes == {
        3: ["(1) Suy từ số liệu khác hoặc đếm từ danh sách; nguồn không nêu số này."]
    }


def test_a_breakdown_of_shares_has_no_total(may: Month) -> None:
    table = tables.breakdown(may, "services.level_share", "level", "Tỷ trọng")
    assert [row[2] for row in table.rows] == ["23,04", "44,03", "32,94"]


LEVELS = ["Mức độ 1 và 2", "Mức độ 3", "Mức độ 4", "Tổng số"]
RECEIVED = [
    ["1.889", "0", "1.889"],
    ["1.293", "174", "1.467"],
    ["414", "1.173", "1.587"],
    ["3.596", "1.347", "4.943"],
]


def test_a_crosstab_has_totals_on_both_sides(may: Month) -> None:
    table = tables.crosstab(may, "dossiers.received", "level", "channel", "Hồ sơ")
    assert list(table.head)[1:] == ["Trực tiếp", "Trực tuyến", "Tổng số"]
    assert [row[0] for row in table.rows] == [f"{LEVELS[0]}\N{NO-BREAK SPACE}(1)", *LEVELS[1:]]
    assert [row[1:] for row in table.rows] == RECEIVED


def test_a_crosstab_may_be_turned(may: Month) -> None:
    table = tables.crosstab(may, "dossiers.received", "channel", "level", "Hồ sơ")
    assert list(table.head)[1:] == LEVELS
    assert table.notes == {2: []}
    assert [row[1:] for row in table.rows] == [list(row) for row in zip(*RECEIVED, strict=True)]


@pytest.mark.parametrize(
    ("rows", "columns"), [("nothing", "channel"), ("level", "nothing"), ("holder", "level")]
)
def test_a_crosstab_over_what_is_no_dimension_of_the_table_is_refused(
    may: Month, rows: str, columns: str
) -> None:
    with pytest.raises(UsageError):
        tables.crosstab(may, "dossiers.received", rows, columns, "Hồ sơ")


def test_figures_are_hedged_and_have_their_unit(may: Month) -> None:
    keys = ["component_sites.posts", "security.incidents", "documents.signed_rate"]
    table = tables.figures(may, keys, "Chỉ tiêu")
    assert [row[1:] for row in table.rows] == [
        ["tin, bài, văn bản", "khoảng 472"],
        ["sự cố", "chưa có số liệu"],
        ["%", "79,37"],
    ]


def test_last_month_stands_beside_where_there_is_one(tmp_path: Path) -> None:
    rows = "sent,1020,,\nsigned,1008,,\nunsigned,12,,\n"
    path = small(tmp_path, {"2021-04": {}, "2021-05": {"letters": rows}})
    table = tables.figures(loaded(path).month(MAY), ["letters.sent", "letters.signed"], "Văn bản")
    assert table.head == ["Chỉ tiêu", "Đơn vị", "Giá trị", "Tháng trước", "Thay đổi"]
    assert [row[2:] for row in table.rows] == [["1.020", "20", "+1.000"], ["1.008", "12", "+996"]]


def test_a_fall_has_a_true_minus_sign(tmp_path: Path) -> None:
    rows = "sent,19,,\nsigned,12,,\nunsigned,7,,\n"
    path = small(tmp_path, {"2021-04": {}, "2021-05": {"letters": rows}})
    table = tables.figures(
        loaded(path).month(MAY),
        ["letters.sent", "letters.signed", "letters.signed_rate"],
        "Văn bản",
    )
    assert [row[4] for row in table.rows] == ["−1", "0", "+3,16"]


def test_what_changes_by_less_than_is_shown_has_no_sign(tmp_path: Path) -> None:
    # 40.001 of 80.000 are 50,00125 %, last month's 50 % of as many: both are shown as 50,00%.
    now = "sent,80000,,\nsigned,40001,,\nunsigned,39999,,\n"
    last = "sent,80000,,\nsigned,40000,,\nunsigned,40000,,\n"
    for name, before, after in (("up", last, now), ("down", now, last)):
        (tmp_path / name).mkdir()
        months = {"2021-04": {"letters": before}, "2021-05": {"letters": after}}
        month = loaded(small(tmp_path / name, months)).month(MAY)
        (row,) = tables.figures(month, ["letters.signed_rate"], "").rows
        assert row[2:] == ["50,00", "50,00", "0,00"]


@pytest.mark.parametrize(
    ("keys", "compared"),
    [
        # Of these, certificates.active and email.mailboxes alone know last month's value.
        (["certificates.active"], True),
        (["certificates.active", "documents.signed"], False),
        (["certificates.active", "email.mailboxes", "documents.signed"], True),
        (["certificates.active", "email.mailboxes", "documents.signed", "portal.posts"], False),
        (["documents.signed"], False),
        ([], False),
    ],
)
def test_last_month_is_shown_where_more_than_half_of_the_figures_have_one(
    may: Month, keys: list[str], compared: bool
) -> None:
    table = tables.figures(may, keys, "")
    assert ("Tháng trước" in table.head) == compared
    assert {len(row) for row in table.rows} <= {len(table.head)}


def test_what_alone_has_no_last_month_says_so(may: Month) -> None:
    keys = ["certificates.active", "email.mailboxes", "reception.periodic_date"]
    assert [row[2:] for row in tables.figures(may, keys, "").rows] == [
        ["2.233", "2.223", "+10"],
        ["7.648", "7.646", "+2"],
        ["05/5/2021", "chưa có số liệu", ""],
    ]
    keys = ["certificates.active", "email.mailboxes", "documents.signed"]
    (*_known, last) = tables.figures(may, keys, "").rows
    assert last[2:] == ["13.018", "chưa có số liệu", "chưa có số liệu"]


def test_a_figure_that_begins_anew_has_no_last_month_and_has_not_ended(tmp_path: Path) -> None:
    months = {"2021-04": {}, "2021-05": {"letters": "sent,20,,\nsigned,12,B,\nunsigned,8,,\n"}}
    keys = ["letters.sent", "letters.unsigned", "letters.signed"]
    table = tables.figures(loaded(small(tmp_path, months)).month(MAY), keys, "")
    assert table.rows[-1][2:] == ["12", "chưa có số liệu", "chưa có số liệu"]


@pytest.mark.parametrize(
    ("key", "text"),
    [("reception.periodic_date", "05/5/2021"), ("assessment.election_day", "23/5/2021")],
)
def test_a_date_is_short_in_a_table(may: Month, key: str, text: str) -> None:
    (row,) = tables.figures(may, [key], "").rows
    assert row[2] == text


def test_a_group_begins_with_a_heading_over_all_columns() -> None:
    rows = [["Một", "1"], ["Hai", "2"], ["Tổng", "3"]]
    table = tables.Table(
        "", ["A", "B"], rows, frozenset({1}), totalled=True, groups={0: "I. <b>", 2: "II"}
    )
    html = table._repr_html_()
    heading = '<tr class="group"><th scope="rowgroup" colspan="2">{}</th></tr>\n'
    assert html.count('<tr class="group">') == 2
    assert heading.format("I. &lt;b&gt;") + '<tr><th scope="row">Một</th>' in html
    assert heading.format("II") + '<tr class="total"><th scope="row">Tổng</th>' in html


def test_measures_are_those_of_the_tables(may: Month) -> None:
    table = tables.measures(may, ["certificates", "email"], "Chứng thư số")
    assert [row[2] for row in table.rows] == ["2.233", "10", "2.223", "7.648", "2", "7.646"]
    with pytest.raises(UsageError, match="“nothing” is not a table"):
        tables.measures(may, ["nothing"], "")


def test_reconciliation_has_every_total_with_its_difference(may: Month) -> None:
    table = tables.reconciliation(may, "Đối chiếu")
    rows = {(row[0], row[1]): row[2:] for row in table.rows}
    assert len(table.rows) == 16
    assert rows["Văn bản đăng trên Cổng", "13 phần: Loại văn bản"] == ["55", "64", "9"]
    assert [row for row in table.rows if row[4] != "0"] == [
        ["Văn bản đăng trên Cổng", "13 phần: Loại văn bản", "55", "64", "9"]
    ]


def test_stated_ratios_stand_beside_the_computed_ones(may: Month) -> None:
    rows = {row[0]: row[1:] for row in tables.stated_ratios(may, "Tỷ lệ").rows}
    assert len(rows) == 5
    assert rows["Tỷ lệ văn bản đi được ký số"] == [
        "79,37%",
        "79,37%",
        "13.018 / 16.401 × 100",
        "0,00",
    ]


def test_uncertain_figures_say_how_and_where(may: Month) -> None:
    rows = {row[0]: row[1:] for row in tables.uncertain(may, "Số liệu").rows}
    # 3 estimates (posts, their number a site, minutes), 1 missing, 26 derived and 2 of them.
    assert len(rows) == 32
    assert rows["Sự cố an toàn thông tin"][:2] == ["chưa có số liệu", "Chưa có số liệu"]
    assert rows["Sự cố an toàn thông tin"][2].endswith("2021-05/security.csv:2")
    assert rows["Thời lượng chương trình tự sản xuất"][:2] == ["khoảng 27", "Ước tính"]


def test_everything_has_each_figure_once_with_unit_and_places(tmp_path: Path) -> None:
    letters = {"letters": "sent,20,,\nsigned,,M,\nunsigned,8,E,\n"}
    month = loaded(small(tmp_path, {"2021-05": letters})).month(MAY)
    table = tables.everything(month, "Phụ lục")
    file = "data/2021-05/letters.csv"
    assert (table.caption, table.numeric) == ("Phụ lục (số liệu mô phỏng)", {2})
    # 9 cells and 3 rates of cases, 3 cells and a rate of letters, 3 cells of staff.
    assert len(table.rows) == 19
    assert len({row[0] for row in table.rows}) == 19
    assert [row for row in table.rows if file in row[3]] == [
        ["Gửi đi", "văn bản", "20", f"{file}:2"],
        ["Ký số", "văn bản", "chưa có số liệu", f"{file}:3"],
        ["Chưa ký số", "văn bản", "khoảng 8", f"{file}:4"],
        ["Tỷ lệ ký số", "%", "chưa có số liệu", f"{file}:3 {file}:2"],
    ]
    rates = [row[:3] for row in table.rows if row[0].startswith("Tỷ lệ trực tuyến")]
    # 30 of 100; 10 of 60; 20 of 40.
    assert rates == [
        ["Tỷ lệ trực tuyến", "%", "30,00"],
        ["Tỷ lệ trực tuyến (Thấp)", "%", "16,67"],
        ["Tỷ lệ trực tuyến (Cao)", "%", "50,00"],
    ]


def test_findings_are_in_vietnamese_with_who_accepted_them(may: Month) -> None:
    table = tables.findings(may, "Phát hiện")
    assert [row[0] for row in table.rows] == ["Lỗi", "Ghi nhận"]
    assert "là 55, nhưng 13 phần (Loại văn bản) cộng lại là 64: nhiều hơn 9" in table.rows[0][1]
    assert table.rows[0][2].startswith("Người lập bộ số liệu: ")
    assert table.rows[1][2] == ""
    some = [each for each in may.findings if each.severity == "info"]
    assert tables.findings(may, "Phát hiện", some).rows == [table.rows[1]]


def test_no_cell_says_nan_or_none(may: Month) -> None:
    made = [
        tables.reconciliation(may, ""),
        tables.stated_ratios(may, ""),
        tables.uncertain(may, ""),
        tables.measures(may, ["documents", "security", "certificates"], ""),
        tables.crosstab(may, "portal.posts", "language", "category", ""),
    ]
    texts = [text.lower() for table in made for row in table.rows for text in row]
    assert not [text for text in texts if text in {"nan", "none", ""} or "nan%" in text]


def test_a_table_of_made_up_figures_says_so(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {}})
    month = loaded(path).month(MAY)
    made = [
        tables.figures(month, ["letters.sent"], "Thư"),
        tables.breakdown(month, "cases.received", "level", "Thư"),
        tables.crosstab(month, "cases.received", "level", "channel", "Thư"),
        tables.reconciliation(month, "Thư"),
        tables.everything(month, "Thư"),
    ]
    assert {getattr(table, "caption", "") for table in made} == {"Thư (số liệu mô phỏng)"}


def test_a_table_without_rows_is_a_sentence(tmp_path: Path) -> None:
    month = loaded(small(tmp_path, {"2021-05": {}})).month(MAY)
    assert tables.uncertain(month, "Ước tính") == Prose("Ước tính (số liệu mô phỏng): không có.")
    assert tables.findings(month, "Phát hiện", []) == Prose("Phát hiện: không có.")


MISTAKES = [
    (lambda data, _may: tables.figures(data, [], ""), "not <Dataset>: write data.month("),
    (lambda _data, may: tables.findings(may.findings, ""), "month must be a month of a data set"),
    (lambda _data, may: tables.figures(may, "letters.sent", ""), "keys must be a list of keys"),
    (lambda _data, may: tables.measures(may, "letters", ""), "tables must be a list of keys of"),
    (
        lambda _data, may: tables.breakdown(may, "cases.received", ["level"], ""),
        "by must be the name of one dimension, not ['level']",
    ),
    (lambda _data, may: tables.everything(may, None), "caption must be a text, not None"),
]


@pytest.mark.parametrize(("call", "message"), MISTAKES)
def test_a_mistake_in_calling_says_what_to_write(
    tmp_path: Path, call: Callable[[Dataset, Month], object], message: str
) -> None:
    data = loaded(small(tmp_path, {"2021-05": {}}))
    with pytest.raises(UsageError, match=re.escape(message)):
        call(data, data.month(MAY))


def test_indicators_stand_side_by_side(may: Month) -> None:
    keys = ["dossiers.received", "dossiers.online_rate"]
    table = tables.side_by_side(may, keys, "level", "Hồ sơ theo mức độ")
    assert table.head == [
        "Mức độ dịch vụ công trực tuyến",
        "Hồ sơ tiếp nhận",
        "Tỷ lệ hồ sơ nộp trực tuyến",
    ]
    assert [list(row)[1:] for row in table.rows] == [
        ["1.889", "0,00%"],
        ["1.467", "11,86%"],
        ["1.587", "73,91%"],
        ["4.943", "27,25%"],
    ]
    assert table.totalled
    with pytest.raises(UsageError):
        tables.side_by_side(may, keys, "holder", "")


def test_a_figure_is_traced_to_cells_and_parts(may: Month) -> None:
    table = tables.traced(may, "services.provided", "Dịch vụ")
    assert table.head == ["Phần", "Giá trị", "Bảng, dòng", "Lấy từ"]
    assert [[row[1], row[2], row[3]] for row in table.rows] == [
        ["1.858", "data/2021-05/services.csv:2", ""],
        ["428", "data/2021-05/services.csv:3", ""],
        ["818", "data/2021-05/services.csv:4", ""],
        ["612", "data/2021-05/services.csv:5", ""],
    ]
    ratio = tables.traced(may, "documents.signed_rate", "Ký số")
    assert list(ratio.groups.values()) == ["Văn bản đi được ký số", "Văn bản đi"]
    assert [row[1] for row in ratio.rows] == ["13.018", "16.401"]
