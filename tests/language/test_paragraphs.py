from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictanalysis.language.paragraphs import Paragraph, paragraphs


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("\n\n  \n", []),
        ("một", [Paragraph("một", 1)]),
        ("một\nhai\n", [Paragraph("một hai", 1)]),
        ("một\n\n\nhai", [Paragraph("một", 1), Paragraph("hai", 4)]),
        ("- một\n- hai", [Paragraph("một", 1, True), Paragraph("hai", 2, True)]),
        ("- một\n  hai\n\nba", [Paragraph("một hai", 1, True), Paragraph("ba", 4)]),
        ("một\n- hai", [Paragraph("một", 1), Paragraph("hai", 2, True)]),
        ("## I.1\nmột", [Paragraph("## I.1", 1), Paragraph("một", 2)]),
        ("một\n## I.1", [Paragraph("một", 1), Paragraph("## I.1", 2)]),
        ("## I.1\n## I.2", [Paragraph("## I.1", 1), Paragraph("## I.2", 2)]),
        ("  thụt vào", [Paragraph("thụt vào", 1)]),
        ("1. một\n2. hai", [Paragraph("1. một 2. hai", 1)]),
        ("-một", [Paragraph("-một", 1)]),
    ],
)
def test_a_text_is_divided(text: str, parts: list[Paragraph]) -> None:
    assert list(paragraphs(text)) == parts


@given(st.text(alphabet="ab12 .\n-", max_size=60))
def test_no_word_is_lost_or_added(text: str) -> None:
    kept = " ".join(each.text for each in paragraphs(text)).split()
    lines = [line.removeprefix("- ") for line in text.split("\n")]
    assert kept == " ".join(lines).split()


@given(st.text(alphabet="ab#\n- ", max_size=60))
def test_a_paragraph_begins_on_the_line_it_says(text: str) -> None:
    lines = text.split("\n")
    for each in paragraphs(text):
        begun = lines[each.line - 1].removeprefix("- ").strip()
        assert each.text.startswith(begun)
