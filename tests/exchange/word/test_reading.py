from __future__ import annotations

import pytest

from ictanalysis.exchange.word.package import DOCUMENT, parsed, word_parts
from ictanalysis.exchange.word.reading import WordParagraph, WordTable, blocks
from ictanalysis.language.errors import InputError
from tests.exchange.word.documents import cell, docx, paragraph, table, zipped

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="https://example.org/a" TargetMode="External"/></Relationships>'
)


def read(content: bytes) -> list[WordParagraph | WordTable]:
    return [*blocks(parsed(word_parts(content, "a.docx")[DOCUMENT], "a.docx"))]


def test_paragraphs_and_tables_are_read_in_their_order() -> None:
    rows = [
        [cell("a", 2), cell("b", merge="restart")],
        [cell("c"), cell("d"), cell("", 1, "continue")],
    ]
    content = docx(paragraph("Trước", "Heading1") + table(rows) + paragraph("Sau"))
    first, second, third = read(content)
    assert isinstance(first, WordParagraph)
    assert (first.text, first.style) == ("Trước", "Heading1")
    assert isinstance(second, WordTable)
    assert [[(each.text, each.columns, each.continued) for each in row] for row in second.rows] == [
        [("a", 2, False), ("b", 1, False)],
        [("c", 1, False), ("d", 1, False), ("", 1, True)],
    ]
    assert isinstance(third, WordParagraph)
    assert third.text == "Sau"


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>Có </w:t></w:r>"
        "<w:del><w:r><w:delText>12</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>13</w:t></w:r></w:ins><w:r><w:tab/><w:t>bài</w:t></w:r></w:p>"
    )
    first = read(docx(body))[0]
    assert isinstance(first, WordParagraph)
    assert first.text == "Có 13\tbài"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is not a Word document (.docx), or is damaged"),
        (docx(paragraph("a"))[:200], "is not a Word document (.docx), or is damaged"),
        (zipped({"a.txt": "a"}), "is not a Word document (.docx), or is damaged"),
        (docx("</w:p>"), "is not a Word document (.docx), or is damaged"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "is protected with a password"),
        (OLE, "is a document of the old form (.doc): save it as .docx"),
        (docx("", **{"word/vbaProject.bin": b"a"}), "holds macros"),
        (docx("", **{"word/a.xml": b"<" * 2_000_001}), "is larger than a report can be"),
        (
            docx("", **{"word/_rels/document.xml.rels": RELATIONS.format(kind="attachedTemplate")}),
            "takes contents from other files",
        ),
        (
            zipped(
                {
                    "[Content_Types].xml": "<Types/>",
                    "word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
                }
            ),
            "is not a Word document (.docx), or is damaged",
        ),
    ],
)
def test_what_is_no_sound_document_is_told(content: bytes, problem: str) -> None:
    with pytest.raises(InputError) as error:
        read(content)
    assert str(error.value).startswith("a.docx: ")
    assert problem in str(error.value)


def test_a_link_to_a_page_is_no_content_of_another_file() -> None:
    relations = RELATIONS.format(kind="hyperlink")
    content = docx(paragraph("a"), **{"word/_rels/document.xml.rels": relations})
    assert len(read(content)) == 1


@pytest.mark.parametrize("columns", ["abc", "2.0", "99999999999", "-1", "0"])
def test_columns_that_are_not_said_well_are_one(columns: str) -> None:
    content = docx(table([[cell("a", 2)]]).replace('w:val="2"', f'w:val="{columns}"'))
    first = read(content)[0]
    assert isinstance(first, WordTable)
    assert first.rows[0][0].columns == 1


def test_what_is_nested_too_deep_is_told() -> None:
    with pytest.raises(InputError, match="or is damaged"):
        read(docx("<w:sdt>" * 3000 + "</w:sdt>" * 3000))


@pytest.mark.parametrize("part", ["settings.xml", "header1.xml"])
def test_links_of_any_part_are_refused(part: str) -> None:
    relations = RELATIONS.format(kind="attachedTemplate")
    with pytest.raises(InputError, match="takes contents from other files"):
        read(docx("", **{f"word/_rels/{part}.rels": relations}))
