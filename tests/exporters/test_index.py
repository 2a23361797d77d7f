"""The page of the index: lines of figures as drawings, and texts that are only text."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from ictanalysis.exporters.document.parts import Masthead
from ictanalysis.exporters.index import Edition, Entry, Line, index_page, path
from ictanalysis.exporters.links import Link
from tests.pages import HOSTILE


@pytest.mark.parametrize(
    ("values", "drawn"),
    [
        # 116 wide and 24 high inside a margin of 2.
        ([0, 10], "M2 26L118 2"),
        ([10, 0, 5], "M2 2L60 26L118 14"),
        ([3, 3], "M2 14L118 14"),
        ([4], "M2 14h0"),
        ([1, None, 3, 2], "M2 26h0M79.3 2L118 14"),
        ([None, 1, 2], "M60 26L118 2"),
    ],
)
def test_a_line_is_drawn_and_broken_where_a_value_is_missing(
    values: list[float | None], drawn: str
) -> None:
    assert path(values) == drawn


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_are_text(text: str) -> None:
    figure = Line(text, text, text, text, (1.0, 2.0))
    edition = Edition("published", text, [Link(text, "a.html", text)], [], text, [figure])
    months = [Entry("b", "2021", text, [edition]), Entry("a", "2020", text, [edition], newest=True)]
    opening = Masthead(title=text, department=text, province=text)
    page = BeautifulSoup(index_page(opening, months), "html.parser")
    assert [tag.get_text() for tag in page.select("h1, h3")] == [text] * 3
    assert page.find_all(["script", "img", "b"]) == []
    assert page.select_one("svg")["aria-label"] == text
    assert [tag["href"] for tag in page.select(".links a")] == ["a.html"] * 2
