"""What a reader of a figure must know of its cells, wherever the figure stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from ictanalysis.analysis import Month
from ictanalysis.exporters.document.markup import markdown_to_html
from ictanalysis.report.cards import cards
from ictanalysis.report.notes import Footnotes, notes_on, remarks
from ictanalysis.report.overview import overview
from ictanalysis.report.report import Report
from ictanalysis.report.tables import breakdown, crosstab, figures
from tests.datasets import (
    ACKNOWLEDGED_HEADER,
    CASES,
    CATALOG,
    ENDED,
    ENDING,
    LETTERS,
    MAY,
    STAFF,
    loaded,
    small,
    write,
)
from tests.pages import HOSTILE
from tests.pages import figures as bound

PROVISIONAL = "Số liệu sơ bộ, tháng sau có thể điều chỉnh."
BREAK = "Cách tính thay đổi từ tháng này; không so với tháng trước."
CONFLICT = (
    "“Gửi đi” là 21, nhưng 2 phần (Ký số, Chưa ký số) cộng lại là 20: ít hơn 1. "
    "Văn phòng Sở chấp nhận: Giữ số đã công bố."
)
SPACE = "\N{NO-BREAK SPACE}"


def month(folder: Path, accepted: str = "", **tables: str) -> Month:
    """Return a small May that follows an April, with acknowledgements."""
    path = small(folder, {"2021-04": {}, "2021-05": tables})
    if accepted:
        write(path / "2021-05/acknowledged.csv", ACKNOWLEDGED_HEADER + accepted)
    return loaded(path).month(MAY)


@pytest.mark.parametrize(
    ("cell", "notes"),
    [
        ("12,,Đang rà soát", []),
        ("12,E,Ước tính", []),
        (",M,Chưa gửi", []),
        ("12,P,Đang rà soát", ["Đang rà soát (sơ bộ)."]),
        ("12,P,Đang rà soát.", ["Đang rà soát (sơ bộ)."]),
        ("12,P,", [PROVISIONAL]),
        ("12,B,", [BREAK]),
        ("12,B,Đếm cả văn bản mật", ["Đếm cả văn bản mật (gián đoạn chuỗi)."]),
    ],
)
def test_a_figure_has_the_notes_on_its_cells_that_are_provisional_or_break_a_series(
    tmp_path: Path, cell: str, notes: list[str]
) -> None:
    may = month(tmp_path, letters=LETTERS.replace("signed,12,,", f"signed,{cell}", 1))
    assert notes_on(may, may["letters.signed"]) == notes
    # The rate is computed from it; what was sent is not.
    assert notes_on(may, may["letters.signed_rate"]) == notes
    assert notes_on(may, may["letters.sent"]) == []


def test_a_figure_does_not_have_the_notes_of_the_month_before(tmp_path: Path) -> None:
    provisional = LETTERS.replace("signed,12,,", "signed,12,P,", 1)
    path = small(tmp_path, {"2021-04": {"letters": provisional}, "2021-05": {}})
    may = loaded(path).month(MAY)
    assert may["letters.signed"].previous == 12
    assert notes_on(may, may["letters.signed"]) == []


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("Đính chính do đếm trùng", "Đính chính do đếm trùng."),
        ("", "Số của tháng trước đã được đính chính."),
    ],
)
def test_the_opening_of_a_stock_tells_of_a_correction_and_of_no_break(
    tmp_path: Path, note: str, told: str
) -> None:
    # April closed with 30; its corrected 28, one who came and one who left make 28.
    staff = STAFF.replace("people,30", "people,28") + f"opening,28,B,{note}\n"
    may = month(tmp_path, staff=staff)
    assert (may["staff.people"].previous, may.findings) == (28, [])
    assert notes_on(may, may["staff.people"]) == [told]
    assert list(remarks(may)) == [f"Đầu kỳ: {told}"]


@pytest.mark.parametrize(
    ("accepted", "notes"),
    [("sum,letters,sent,,21,20,Văn phòng Sở,Giữ số đã công bố\n", [CONFLICT]), ("", [])],
)
def test_a_figure_has_the_findings_that_a_role_has_accepted(
    tmp_path: Path, accepted: str, notes: list[str]
) -> None:
    may = month(tmp_path, accepted, letters=LETTERS.replace("sent,20", "sent,21"))
    assert notes_on(may, may["letters.sent"]) == notes
    assert notes_on(may, may["letters.signed_rate"]) == notes
    assert notes_on(may, may["letters.signed"]) == []
    # Under a table, which may be signed, stands no number that the source does not state.
    listed = figures(may, ["letters.sent"], "")
    short = ["(1) Giữ số đã công bố (Văn phòng Sở chấp nhận)."] if accepted else []
    assert listed.notes == {0: short}


def test_notes_are_numbered_in_the_order_in_which_rows_name_them(tmp_path: Path) -> None:
    rows = "sent,20,B,Một\nsigned,12,P,Hai\nunsigned,8,P,Hai\n"
    may = month(tmp_path, letters=rows)
    footnotes = Footnotes(may)
    assert footnotes.mark("A", may["letters.signed"]) == f"A{SPACE}(1)"
    assert footnotes.mark("B", may["staff.people"]) == "B"
    assert footnotes.take() == ["(1) Hai (sơ bộ)."]
    assert footnotes.mark("C", may["letters.unsigned"]) == f"C{SPACE}(1)"
    # The rate has the notes of both its sides.
    assert footnotes.mark("D", may["letters.signed_rate"]) == f"D{SPACE}(1){SPACE}(2)"
    assert footnotes.take() == ["(2) Một (gián đoạn chuỗi)."]
    assert footnotes.take() == []


def test_a_note_that_cells_of_a_measure_share_is_told_once(tmp_path: Path) -> None:
    cases = CASES.replace("received,low,,60,,", "received,low,,60,P,").replace(
        "received,high,,40,,", "received,high,,40,P,"
    )
    letters = LETTERS.replace("signed,12,,", "signed,12,P,", 1)
    assert list(remarks(month(tmp_path, cases=cases, letters=letters))) == [
        f"Tiếp nhận: {PROVISIONAL}",
        f"Ký số: {PROVISIONAL}",
    ]


ROWS = CASES.replace("received,high,online,20,,", "received,high,online,20,B,Đếm lại")
NOTE = "(1) Đếm lại (gián đoạn chuỗi)."


def test_every_table_of_figures_has_the_notes_on_them(tmp_path: Path) -> None:
    may = month(tmp_path, cases=ROWS)
    crossed = crosstab(may, "cases.received", "level", "channel", "")
    assert [row[0] for row in crossed.rows] == ["Thấp", f"Cao{SPACE}(1)", "Tổng số"]
    assert crossed.notes == {2: [NOTE]}
    listed = figures(may, ["cases.received", "cases.received[level=high,channel=online]"], "")
    assert [row[0] for row in listed.rows] == [
        "Tiếp nhận",
        f"Tiếp nhận (Cao, Trực tuyến){SPACE}(1)",
    ]
    assert listed.notes == {1: [NOTE]}
    whole = overview(may, "")
    marked = [row[0] for row in whole.rows if row[0].endswith(f"{SPACE}(1)")]
    # The number, and the rate of what came online among what is high; all are of section I.
    assert marked == [f"– Cao, Trực tuyến{SPACE}(1)", f"– Cao{SPACE}(1)"]
    assert whole.notes == {len(whole.rows) - 1: [NOTE]}


def test_a_breakdown_has_its_notes_under_its_total(tmp_path: Path) -> None:
    may = month(tmp_path, cases=CASES.replace("received,low,,60,,", "received,low,,60,P,"))
    table = breakdown(may, "cases.received", "level", "")
    assert [row[0] for row in table.rows] == [f"Thấp{SPACE}(1)", "Cao", "Tổng số"]
    assert table.notes == {2: [f"(1) {PROVISIONAL}"]}
    rows = BeautifulSoup(table._repr_html_(), "html.parser").select("tbody tr")
    assert [row.get("class") for row in rows] == [None, None, ["total"], ["note"]]
    (cell,) = rows[-1].find_all(True)
    assert (cell.name, cell["colspan"], cell.get_text()) == ("td", "5", f"(1) {PROVISIONAL}")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_note_is_text_in_tables_sentences_and_cards(tmp_path: Path, text: str) -> None:
    cell = '"' + text.replace('"', '""') + '"'
    may = month(tmp_path, letters=LETTERS.replace("signed,12,,", f"signed,12,P,{cell}", 1))
    (note,) = notes_on(may, may["letters.signed"])
    assert note.startswith(text.rstrip("."))
    table = BeautifulSoup(figures(may, ["letters.signed"], "")._repr_html_(), "html.parser")
    under = table.select_one("tr.note td")
    assert isinstance(under, Tag)
    assert (under.get_text(), under.find_all(True)) == (f"(1) {note}", [])
    page = markdown_to_html(Report(may).text("Có {letters.signed:unit}.").markdown)
    (cited,) = bound(page)
    assert " ".join(cited.get_text().split()) == "12 văn bản"
    assert cited["data-note"] == note
    (card,) = cards(may, ["letters.signed"]).content["cards"]
    assert card["notes"] == [note]
    told = BeautifulSoup(markdown_to_html(Report(may).notes().markdown), "html.parser")
    assert f"Ký số: {note}" in [item.get_text() for item in told.find_all("li")]
    assert {tag.name for tag in told.find_all(True)} == {"p", "ul", "li"}


def test_a_figure_without_notes_is_cited_as_ever(tmp_path: Path) -> None:
    may = month(tmp_path)
    (cited,) = bound(Report(may).text("Có {letters.signed:unit}.").markdown)
    assert "data-note" not in cited.attrs
    (card,) = cards(may, ["letters.signed"]).content["cards"]
    assert card["notes"] == []


@pytest.mark.parametrize("accepted", [True, False])
def test_a_reader_is_told_of_a_warning_once_a_role_has_accepted_it(
    tmp_path: Path, accepted: bool
) -> None:
    tie = "        tie: {opening: opening, added: [joined], removed: [gone]}\n"
    months = {"2021-04": {}, "2021-05": {"staff": STAFF.replace("people,30", "people,50")}}
    path = small(tmp_path, months, CATALOG.replace(tie, ""))
    if accepted:
        row = "stock_jump,staff,people,,50,30,Văn phòng Sở,Nhận thêm người\n"
        write(path / "2021-05/acknowledged.csv", ACKNOWLEDGED_HEADER + row)
    may = loaded(path).month(MAY)
    assert [(each.rule, each.severity) for each in may.findings] == [("stock_jump", "warning")]
    told = Report(may).notes().markdown
    assert ("Văn phòng Sở chấp nhận: Nhận thêm người." in told) == accepted
    assert ("Số người" in told) == accepted
    assert Report(may).highlights([]).content["points"] == []
    assert len(notes_on(may, may["staff.people"])) == accepted


def test_members_that_have_ended_are_told_once_and_no_table_calls_them_missing(
    tmp_path: Path,
) -> None:
    path = small(
        tmp_path, {"2021-04": {}, "2021-05": {"cases": ENDING}, "2021-06": {"cases": ENDED}}
    )
    may, june = (loaded(path)[name] for name in ("2021-05", "2021-06"))
    assert list(remarks(may)) == [
        f"Tiếp nhận: {BREAK}",
        "Tiếp nhận (Cao): Đã giải thể (gián đoạn chuỗi).",
        "Tiếp nhận (Cao, Giấy); Tiếp nhận (Cao, Trực tuyến): Từ tháng này không còn báo cáo.",
    ]
    assert list(remarks(june)) == []
    assert "“Tiếp nhận (Cao)” chưa có số liệu" not in Report(may).notes().markdown
    for month in (may, june):
        listed = breakdown(month, "cases.received", "level", "")
        assert [row[0].partition(SPACE)[0] for row in listed.rows] == ["Thấp", "Tổng số"]
        crossed = crosstab(month, "cases.received", "level", "channel", "")
        assert [list(row[1:]) for row in crossed.rows] == [["50", "10", "60"]] * 2
        names = [row[0] for row in overview(month, "").rows]
        assert not [name for name in names if "Cao" in name]


def test_a_note_that_many_indicators_share_is_told_once(tmp_path: Path) -> None:
    measures = [f"m{number}" for number in range(11)]
    catalog = (
        "sections:\n  I: {title: Một}\ntables:\n  staff:\n    label: Bảng\n    section: I\n"
        "    source: Nguồn\n    measures:\n"
        + "".join(f"      {m}: {{label: Số {m}, unit: việc, kind: flow}}\n" for m in measures)
    )
    path = small(tmp_path, {"2021-05": {}}, catalog)
    for table in ("cases", "letters"):
        (path / f"2021-05/{table}.csv").unlink()
    for count, expected in (
        (10, ["10 chỉ tiêu: Tạm tính (sơ bộ).", "Số m10: Khác (sơ bộ)."]),
        (2, ["Số m0: Tạm tính (sơ bộ).", "Số m1: Tạm tính (sơ bộ)."]),
    ):
        rows = [f"{m},1,P,Tạm tính" if at < count else f"{m},1,," for at, m in enumerate(measures)]
        if count == 10:
            rows[10] = "m10,1,P,Khác"
        write(path / "2021-05/staff.csv", "measure,value,status,note\n" + "\n".join(rows) + "\n")
        assert list(remarks(loaded(path).month(MAY))) == expected
