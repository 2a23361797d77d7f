"""Tables as other programs lay them out: read where that can mean one thing only, and told."""

from __future__ import annotations

import pytest

from ictanalysis.dataset.layouts import layout

COLUMNS = ["measure", "value", "status", "note"]


@pytest.mark.parametrize(
    ("text", "delimiter", "told"),
    [
        ("measure,value,status,note\n", ",", ""),
        ('"measure","value","status","note"\n', ",", ""),
        ("measure;value;status;note\n", ";", "semicolons"),
        ('"measure";"value";"status";"note"\n', ";", "semicolons"),
        ("measure|value|status|note\n", "|", "vertical bars"),
        ("measure,value\u00a0,status,note\n", ",", "U+00A0"),
        ("\u200bmeasure,value,status,note\n", ",", "U+200B"),
        ('"sep=\t"\nmeasure\tvalue\tstatus\tnote\n', "\t", "sep="),
        ("measure\tvalue\tstatus\tnote\n", "\t", "tabs"),
        ("sep=;\nmeasure;value;status;note\n", ";", "sep="),
        (",,,\nmeasure,value,status,note,,\n", ",", ""),
        (",measure,value,status,note\n", ",", "row numbers"),
        ("note,measure,value,status\n", ",", "another order"),
    ],
)
def test_a_layout_is_found_and_told(text: str, delimiter: str, told: str) -> None:
    found = layout(text, COLUMNS)
    assert found is not None
    assert found.delimiter == delimiter
    messages = " ".join(map(str, found.told()))
    assert told in messages
    assert bool(messages) == bool(told)


@pytest.mark.parametrize("text", ["", "measure,value\n", "measure,value,status,note,who\n"])
def test_another_header_is_no_layout(text: str) -> None:
    assert layout(text, COLUMNS) is None


def test_cells_stand_in_the_order_of_the_columns() -> None:
    found = layout(",note,value,measure,status\n", COLUMNS)
    assert found is not None
    assert list(found.cells(["0", "n", "7", "users", "A"])) == ["users", "7", "A", "n"]
