"""Pages to test with: what is made of Markdown, and texts that would like to be more than text."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

from bs4 import BeautifulSoup, Tag
from hypothesis import strategies as st
from nbconvert.filters import markdown2html_mistune

# What a line of a CSV file, a catalog or a narrative may hold once it has been stripped.
LINES = st.text(
    alphabet=st.one_of(
        st.sampled_from("\\`*_[]{}()<>#|~^$&!+-=.:;@%\"'/ 019aộ"),
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]),
    ),
    max_size=40,
).map(str.strip)

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)> *ký* $số$',
    "' onmouseover='alert(1)",
    "*a* _b_ **c** `d` ~~e~~ x^2^",
    "[x](javascript:alert) ![y](http://a.vn/b.png)",
    "https://a.vn/?b=c&d=e",
    "{documents.signed} {{ x }} {% raw %} {=1}",
    "a =1+1",
    "&lt;b&gt; &amp; &#60;",
    "</span></p><h2 class='annex'>Phụ lục</h2>",
    "\\[x\\] \\(y\\) $$z$$ a\\",
    "a | b -- --> <!-- c",
]


class Reader(HTMLParser):
    """Gathers the text of a page and the tags in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)


def figures(markdown: str) -> list[Tag]:
    """Return the bound figures of Markdown or HTML."""
    return BeautifulSoup(markdown, "html.parser").find_all("span", class_="figure")


def assert_only_figures(page: str) -> None:
    """Hold that a page has no tag but a paragraph and the figures in it."""
    tags = BeautifulSoup(page, "html.parser").find_all(True)
    assert [tag.name for tag in tags] == ["p", "span"]
    assert set(tags[1].attrs) <= {
        "class", "title", "data-key", "data-label", "data-formula", "data-source",
        "data-value",
    }  # fmt: skip


def shown(markdown: str) -> Reader:
    """Return what nbconvert makes of Markdown."""
    reader = Reader()
    reader.feed(markdown2html_mistune(markdown))
    reader.close()
    return reader


def vietnamese_words(text: str) -> list[str]:
    """Return the words of a text that have a letter that English lacks and Vietnamese has."""
    letters = "[ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]"
    return re.findall(rf"\w*{letters}\w*", unicodedata.normalize("NFC", text))
