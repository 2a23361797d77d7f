from __future__ import annotations

import pytest

from ictanalysis.language.conditions import choose, chosen

STATED = {"a.b": 3.0, "a.c": 0.0, "a.d": None, "a.e": 0.0}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{if a.b}có {a.b}{zero}không{missing}chưa{end}.", "có {a.b}."),
        ("{if a.c}có{zero}không{missing}chưa{end}.", "không."),
        ("{if a.d}có{zero}không{missing}chưa{end}.", "chưa."),
        ("{if a.d}có{missing}chưa{zero}không{end}.", "chưa."),
        # What may be left out.
        ("{if a.c}có {a.c:unit}{end}.", "có {a.c:unit}."),
        ("{if a.d}có{zero}không{end}.", "."),
        ("{if a.c}có{missing}chưa{end}.", "có."),
        # Several figures: all known to be printed, zero where all are zero.
        ("{if a.b, a.c}có{zero}không{missing}chưa{end}", "có"),
        ("{if a.c,a.e}có{zero}không{missing}chưa{end}", "không"),
        ("{if a.b, a.d}có{zero}không{missing}chưa{end}", "chưa"),
        ("{if a.c, a.d}có{zero}không{missing}chưa{end}", "chưa"),
        # Two conditions in one text.
        ("{if a.b}một{end}; {if a.c}hai{zero}ba{end}", "một; ba"),
        ("{=8} {if a.d}x{end}{if a.b}{=9}{end} }", "{=8} {=9} }"),
    ],
)
def test_a_condition_chooses_a_text_by_what_is_known(template: str, text: str) -> None:
    assert chosen(template, STATED.__getitem__) == text


def test_each_part_knows_the_text_of_a_condition_that_it_stands_in() -> None:
    template = "a{if a.c}b{zero}c{end}{if a.d}d{missing}e{end}{if a.b}f{end}{if a.c}g{end}"
    found = [(part.written, branch) for part, branch in choose(template, STATED.__getitem__)]
    assert found == [("a", ""), ("c", "zero"), ("e", "missing"), ("f", "if"), ("g", "if")]
