"""One figure of the real month changed at a time, on disk: the checks see every one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from ictanalysis.dataset.findings import Finding
from tests.datasets import REAL, copy_of_real, found

TIED = {
    "documents": {"outgoing", "signed", "unsigned", "signed_rate"},
    "certificates": {"active", "new", "opening"},
    "email": {"mailboxes", "new", "opening"},
    "services": {"provided", "level_share"},
    "dossiers": {"received", "resolved", "pending", "online_rate"},
    "portal": {"posts", "documents"},
    "training": {"people"},
    "inspections": {"conducted"},
}
"""Measures and stated ratios of the real data set that take part in a sum, a rate or a tie."""


def swapped(value: str) -> Iterator[str]:
    """Yield a number with two neighbouring digits in each other's place."""
    for at in range(len(value) - 1):
        first, second = value[at], value[at + 1]
        if first != second and first.isdigit() and second.isdigit():
            yield value[:at] + second + first + value[at + 2 :]


def changes(value: str) -> Iterator[str]:
    """Yield what a number may be changed into: a last digit more or less, or digits swapped."""
    number = Decimal(value)
    step = Decimal(1).scaleb(number.as_tuple().exponent)
    yield str(number + step)
    if number >= step:
        yield str(number - step)
    yield from (
        text for text in swapped(value) if str(int(text.split(".")[0])) == text.split(".")[0]
    )


def cases() -> Iterator[tuple[str, int, str, str]]:
    """Yield file, line, cell as it stands, and cell as it is changed to."""
    for table, measures in TIED.items():
        text = (REAL / f"2021-05/{table}.csv").read_text(encoding="utf-8")
        for line, row in enumerate(text.split("\n"), start=1):
            cells = row.split(",")
            if cells[0] in measures:
                column = text.split("\n")[0].split(",").index("value")
                for changed in changes(cells[column]):
                    yield f"{table}.csv", line, cells[column], changed


CASES = list(cases())


def change(path: Path, line: int, old: str, new: str) -> None:
    rows = path.read_text(encoding="utf-8").split("\n")
    rows[line - 1] = rows[line - 1].replace(f",{old},", f",{new},", 1)
    path.write_text("\n".join(rows), encoding="utf-8")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_real(tmp_path_factory.mktemp("shown"))


def after(data: Path, file: str, line: int, old: str, new: str) -> list[Finding]:
    """Return what is found while one cell is changed."""
    path = data / "2021-05" / file
    before = path.read_bytes()
    change(path, line, old, new)
    try:
        return found(data)
    finally:
        path.write_bytes(before)


def test_the_cells_that_are_changed_are_these() -> None:
    cells = {(file, line) for file, line, _old, _new in CASES}
    assert len(cells) == 4 + 7 + 3 + 6 + 16 + 17 + 4 + 3
    assert len(CASES) > 150


@pytest.mark.parametrize(("file", "line", "old", "new"), CASES)
def test_a_changed_figure_is_found(data: Path, file: str, line: int, old: str, new: str) -> None:
    blocking = [each for each in after(data, file, line, old, new) if each.blocks]
    named = [each for each in blocking if each.file.endswith(f"2021-05/{file}") and each.line]
    assert named != []


def remedies(told: list[Finding]) -> list[list[tuple[int, float | None, str | None]]]:
    """Return line, right value and slip of every change, the same for all findings."""
    blocking = [each for each in told if each.blocks and each.remedies]
    found = [
        [[(one.line, one.meant, one.slip) for one in way] for way in each.remedies]
        for each in blocking
    ]
    assert all(each == found[0] for each in found)
    return found[0]


@pytest.mark.parametrize(
    ("file", "line", "old", "new", "slip"),
    [
        ("dossiers.csv", 10, "174", "147", "swapped"),
        ("dossiers.csv", 9, "1293", "1239", "swapped"),
        ("dossiers.csv", 8, "1467", "14677", "doubled"),
        ("dossiers.csv", 2, "4943", "493", "lost"),
        ("documents.csv", 4, "13018", "130180", "tenfold"),
        ("certificates.csv", 4, "1764", "2233", None),
        ("certificates.csv", 2, "2233", "2323", "swapped"),
    ],
)
def test_the_one_cell_that_would_mend_it_is_named(
    data: Path, file: str, line: int, old: str, new: str, slip: str | None
) -> None:
    assert remedies(after(data, file, line, old, new)) == [[(line, float(old), slip)]]


@pytest.mark.parametrize(
    ("file", "line", "old", "new", "lines"),
    [
        ("training.csv", 3, "3", "4", {2, 3, 4, 5}),
        ("email.csv", 3, "2", "3", {2, 3, 4}),
        ("inspections.csv", 2, "2", "3", {2, 3, 4}),
    ],
)
def test_where_several_cells_could_be_wrong_all_are_named(
    data: Path, file: str, line: int, old: str, new: str, lines: set[int]
) -> None:
    ways = remedies(after(data, file, line, old, new))
    assert {at for ((at, _meant, _slip),) in ways} == lines
    assert len(ways) == len(lines)
