"""The same words on the page, in the PDF and in the DOCX."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.conformance.papers import Paper, flow

# What is drawn, or shown only on demand.
ASIDE = "[role=tooltip], style, svg"
BLOCKS = ["p", "li", "h2", "h3", "h4", "h5", "h6", "th", "td", "caption"]
# A heading numbered in several parts ends what is before it: on paper a chart stands elsewhere.
STOP = re.compile(r"(?<=[.;:?!])\s+|\s+(?=\d+(?:\.\d+)+\.\s)")
# The marks of lists are drawn on the page and written on paper; dashes within a sentence go along.
MARKS = {"-", "–", "+", "•"}
NUMBER = re.compile(r"(?:\d+(?:\.\d+)*|[IVX]+|[A-ZĐ])[.)]")


@pytest.fixture(scope="session")
def text(report: Path) -> Tag:
    """Return the text of the page, with its blocks apart."""
    markup = BeautifulSoup((report / "report.html").read_text(encoding="utf-8"), "html.parser")
    for aside in markup.select(ASIDE):
        aside.decompose()
    for stop in markup.find_all("br"):
        stop.replace_with(" ")
    for block in markup.find_all(BLOCKS):
        block.insert_before(" ")
        block.append(" ")
    (text,) = markup.select(".text")
    return text


@pytest.fixture(scope="session")
def body(text: Tag) -> str:
    """Return the text of the page down to the signature."""
    (signature,) = text.select(".signature")
    before = signature.find_all_previous(string=lambda string: text in string.parents)
    return "".join(reversed(before))


def test_paper_says_what_the_page_says(body: str, paper: Paper) -> None:
    on_paper = words(flow(paper.body))
    assert len(sentences(body)) > 150
    assert [said for said in sentences(body) if said not in on_paper] == []


def test_page_says_what_paper_says(body: str, paper: Paper) -> None:
    lines = paper.body
    first, last = paper.find("Trong tháng 5 năm 2021, Ban Giám đốc"), paper.find("Nơi nhận:")
    said_on_paper = sentences(flow(lines[lines.index(first) : lines.index(last)]))
    on_page = words(body)
    assert len(said_on_paper) > 150
    assert [said for said in said_on_paper if said not in on_page] == []


def test_paper_has_every_cell_and_paragraph_of_the_annexes(
    text: Tag, paper: Paper, report: Path
) -> None:
    (signature,) = text.select(".signature")
    blocks = [block for block in signature.find_all_next(BLOCKS) if text in block.parents]
    annexes = [words(block.get_text()) for block in blocks if signature not in block.parents]
    apart = Paper.read(report / "annex.pdf")
    on_paper = words(flow([*paper.body, *apart.body]))
    assert len(annexes) > 2
    assert [block for block in annexes if block not in on_paper] == []


def sentences(text: str) -> list[str]:
    """Return the text cut at its stops, without the numbers of headings and items."""
    return [part for part in STOP.split(words(text)) if not NUMBER.fullmatch(part)]


def words(text: str) -> str:
    """Its words, a space apart; in capitals, which headings are on paper."""
    # Between the number of an annex and its title stands a colon on the page, a new line on paper.
    text = re.sub(r"^(Phụ lục [IVX]+):", r"\1", text.strip())
    return " ".join(word for word in text.upper().split() if word not in MARKS)
