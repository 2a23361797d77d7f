from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ictanalysis.exchange.rollup.assembly import PROVINCES
from ictanalysis.exchange.rollup.register import read_register
from ictanalysis.language.errors import InputError
from tests.datasets import write

HEADER = "reporter,name,became,from\n"
JUNE, JULY = pd.Period("2025-06", "M"), pd.Period("2025-07", "M")


def test_sixty_three_provinces_became_thirty_four() -> None:
    register = read_register(PROVINCES)
    assert len(register.at(JUNE)) == 63
    assert len(register.at(JULY)) == 34
    assert register.successor("tra-vinh", JULY) == "vinh-long"
    assert [each.name for each in register.joined("vinh-long", JULY)] == ["Bến Tre", "Trà Vinh"]
    assert {each.since for each in register.units.values() if each.became} == {JULY}
    parts = [sum(register.successor(each, JULY) == key for each in register.units)
             for key in (each.key for each in register.at(JULY))]  # fmt: skip
    # Eleven stay as they were, seventeen are made of two, six of three.
    assert [parts.count(count) for count in (1, 2, 3)] == [11, 17, 6]


@pytest.mark.parametrize(
    ("rows", "line", "told"),
    [
        ("", 0, "lists nobody"),
        ("a,A,,\na,B,,\n", 3, "repeats line 2"),
        ("../a,A,,\n", 2, "cannot be a folder of figures"),
        ("a,=A1,,\n", 2, "is no name"),
        ("a,A,b,\nb,B,,\n", 2, "has both"),
        ("a,A,,2021-05\n", 2, "has both"),
        ("a,A,b,2021-5\nb,B,,\n", 2, "is not a month"),
        ("a,A,b,2021-05\n", 2, "is not listed"),
        ("a,A,b,2021-05\nb,B,a,2021-06\n", 2, "itself in the end"),
        ("a,A,a,2021-05\n", 2, "itself in the end"),
        ("a,A\n", 2, "has 2 cells, not 4"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, rows: str, line: int, told: str
) -> None:
    path = tmp_path / "reporters.csv"
    write(path, HEADER + rows)
    with pytest.raises(InputError, match=told) as caught:
        read_register(path)
    assert caught.value.line == line
