"""Reports of every kind of file are read alike, and what is no report is told."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfWriter

from ictanalysis.exchange.audit import pdfdocument
from ictanalysis.exchange.audit.audit import audit
from ictanalysis.exchange.audit.reading import read_report
from ictanalysis.language.errors import InputError
from tests.exchange.word.documents import cell, docx, paragraph, table

MARKDOWN = """\
**BÁO CÁO**
**Công tác tháng 5 năm 2021**

# I. KẾT QUẢ

Cổng đăng **55** văn bản, gồm:

- 20 thông báo;
- 30 *lịch* làm việc.

| Huyện | Tin, bài |
|---|---:|
| A | 10 |
| B | 20 |
| Tổng cộng | 31 |
"""
PAGE = """\
<!doctype html><html><head><title>55 văn bản (20 thông báo, 30 lịch)</title>
<style>p{}</style></head><body><nav><p>Trong tháng 4/2021, có 7 mục</p></nav>
<h1>BÁO CÁO<br>Công tác tháng 5 năm 2021</h1><h2>I. KẾT QUẢ</h2>
<p>Cổng đăng <b>55</b> văn bản, gồm:</p><ul><li>20 thông báo;</li><li>30 <i>lịch</i> làm việc.</li>
</ul><table><tr><th>Huyện</th><th>Tin, bài</th></tr><tr><td>A</td><td>10</td></tr>
<tr><td>B</td><td>20</td></tr><tr><td>Tổng cộng</td><td>31</td></tr></table>
<p hidden>31/02/2021</p><!-- 31/04/2021 -->
<script>"31/02/2021"</script></body></html>
"""
ROWS = [
    [cell("Huyện"), cell("Tin, bài")],
    [cell("A"), cell("10")],
    [cell("B"), cell("20")],
    [cell("Tổng cộng"), cell("31")],
]
DOCUMENT = docx(
    paragraph("BÁO CÁO", "Title")
    + paragraph("Công tác tháng 5 năm 2021", "Title")
    + paragraph("I. KẾT QUẢ", "Heading1")
    + paragraph("Cổng đăng 55 văn bản, gồm:")
    + paragraph("- 20 thông báo;")
    + paragraph("- 30 lịch làm việc.")
    + table(ROWS)
)
FILES = {"a.md": MARKDOWN.encode(), "a.txt": MARKDOWN.encode("utf-16"), "a.html": PAGE.encode(),
         "a.docx": DOCUMENT}  # fmt: skip


SPANS = b"<table>" + b"<tr><td rowspan=99999 colspan=200>5</td></tr>" * 3000 + b"</table>"


def blank_pdf(password: str = "") -> bytes:
    """Return a PDF without text, as a scan is."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_is_read_alike(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    made = audit(read_report(path))
    assert str(made.month) == "2021-05"
    assert [str(each.message) for each in made.faults] == [
        "55 is told, but its 2 parts add up to 50",
        "31 is told as the total, but its 2 rows add up to 30",
    ]


def test_places_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MARKDOWN, encoding="utf-8")
    found = audit(read_report(tmp_path / "a.md")).faults
    assert [str(each.place.message) for each in found] == ["line 6", "line 11"]


def told(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        read_report(path)
    return str(error.value).removeprefix(f"{path.as_posix()}: ")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.exe", b"a", "is not a file that reports are read from: .docx, .pdf, .html"),
        ("a.md", b"", "holds no text"),
        ("a.html", b"", "holds no text"),
        ("a.html", SPANS, "cannot be read as a web page"),
        ("a.txt", b"A line.\n\n" * 80_000, "is larger than a report can be"),
        ("a.html", b"<html><script>1</script></html>", "holds no text"),
        ("a.md", DOCUMENT, "is named .md and is something else, or damaged"),
        ("a.docx", MARKDOWN.encode(), "is named .docx and is something else, or damaged"),
        ("a.pdf", MARKDOWN.encode(), "is named .pdf and is something else, or damaged"),
        ("a.txt", b"a\0b", "is not a text: save it as UTF-8"),
        ("a.pdf", b"%PDF-1.7 nothing", "is not a PDF file, or is damaged"),
        ("a.pdf", blank_pdf(), "holds pictures of text and no text"),
        ("a.pdf", blank_pdf("secret"), "is protected with a password"),
        ("a.txt", b"a " * 9_000_000, "is larger than a report can be"),
        ("a.txt", b"1 " * 6_000, "line 1 has 11999 letters, which no paragraph has"),
    ],
)
def test_what_is_no_report_is_told(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    assert told(tmp_path, name, content).startswith(problem)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    for path, problem in ((tmp_path / "none.md", "there is no such file"), (tmp_path, "is not")):
        with pytest.raises(InputError, match=problem):
            read_report(path)


def test_a_file_of_more_pages_than_a_report_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdfdocument, "MOST_PAGES", 0)
    assert told(tmp_path, "a.pdf", blank_pdf()) == "has more pages than a report can have"


def test_a_page_that_is_nested_too_deep_is_read_or_told(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<div>" * 50_000 + b"55 " + b"</div>" * 50_000)
    try:
        assert read_report(path).passages
    except InputError as error:
        assert "cannot be read as a web page" in str(error)


def test_lines_of_a_text_that_end_are_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Một câu.\nHai câu\ntiếp theo.\nBa câu.\n", encoding="utf-8")
    read = read_report(tmp_path / "a.txt").passages
    assert [(each.text, each.place.line) for each in read] == [
        ("Một câu.", 1),
        ("Hai câu tiếp theo.", 2),
        ("Ba câu.", 4),
    ]
