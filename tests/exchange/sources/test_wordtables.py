from __future__ import annotations

from pathlib import Path

from ictanalysis.exchange.sources.proposing import proposal
from ictanalysis.exchange.sources.sheets import Merged
from ictanalysis.exchange.sources.sourcefile import source_file
from ictanalysis.exchange.sources.wordtables import word_sheets
from tests.datasets import MAY, REAL, loaded
from tests.exchange.word.documents import cell, docx, paragraph, table

HEAD = [
    [cell("Chỉ tiêu", merge="restart"), cell("Tháng 5", 2)],
    [cell("", merge="continue"), cell("Số lượng"), cell("Ghi chú")],
]
ROWS = [
    [cell("Văn bản đi"), cell("16.401"), cell("")],
    [cell("Văn bản đi được ký số"), cell("13.018"), cell("đủ")],
]
DOCUMENT = docx(
    paragraph("Kính gửi: Sở Thông tin và Truyền thông")
    + paragraph("Biểu văn bản tháng 5 năm 2021")
    + table([*HEAD, *ROWS])
    + paragraph("Ghi chú")
    + table([[cell("không có số")]])
)


def test_each_table_is_a_sheet_under_the_lines_before_it() -> None:
    first, second = word_sheets(DOCUMENT, "a.docx")
    assert (first.name, second.name) == ("1", "2")
    assert first.text((2, 1)) == "Biểu văn bản tháng 5 năm 2021"
    assert first.text((4, 1)) == "Chỉ tiêu"
    assert first.text((5, 2)) == "16.401"
    assert list(first.merged) == [Merged((3, 2), (3, 3)), Merged((3, 1), (4, 1))]
    assert second.text((1, 1)) == "Ghi chú"


def test_figures_of_a_word_table_are_proposed(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(DOCUMENT)
    assert len(source_file(tmp_path / "a.docx").tables) == 1
    made = proposal([tmp_path / "a.docx"], loaded(REAL), MAY)
    assert {str(each.key): each.number.value for each in made.taken} == {
        "documents.outgoing": 16401,
        "documents.signed": 13018,
    }
