"""How long it takes to find which cells of a large table are wrong.

Run it as ``python benchmarks/localization.py``. A table of 1,520 cells (units by kinds, with both
margins and the total) gets errors at places drawn by chance. A table tells the median and the
longest time from cells to findings, and beside them what an integer programme takes that changes
as few cells as possible, where SciPy is installed to solve it with HiGHS. It checks nothing.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.checks.arithmetic import arithmetic
from ictanalysis.checks.sums import sums
from ictanalysis.dataset import Cell, Cells

UNITS, KINDS = 30, 48
LARGEST = 5000
MONTH = pd.Period("2021-05", "M")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=20)
    options = parser.parse_args()
    catalog, cells = table(random.Random(1))
    print(f"{len(cells):,} cells")
    ways: dict[str, Callable[[Cells], object]] = {
        "ictanalysis": lambda wrong: list(arithmetic(catalog, wrong, {}, MONTH))
    }
    if importlib.util.find_spec("scipy"):
        ways["HiGHS"] = lambda wrong: fewest_by_programme(catalog, wrong)
    print("| errors | way | median ms | longest ms |\n|---|---|---:|---:|")
    for errors in (1, 2, 3):
        months = [spoilt(cells, errors, random.Random(seed)) for seed in range(options.repeat)]
        for way, search in ways.items():
            times = [
                1000 * timed(search, month) for month in months[: 3 if way == "HiGHS" else None]
            ]
            print(f"| {errors} | {way} | {statistics.median(times):.1f} | {max(times):.1f} |")


def table(chance: random.Random) -> tuple[Catalog, Cells]:
    """Return a catalog with one table, and its cells, which add up."""
    units, kinds = (
        [f"{name}{number}" for number in range(count)]
        for name, count in (("u", UNITS), ("k", KINDS))
    )
    measure = {
        "label": "Received",
        "unit": "dossiers",
        "kind": "flow",
        "breakdowns": [["unit"], ["kind"], ["unit", "kind"]],
    }
    catalog = Catalog.model_validate(
        {
            "sections": {"I": {"title": "One"}},
            "dimensions": {
                "unit": {"label": "Unit", "members": {name: name for name in units}},
                "kind": {"label": "Kind", "members": {name: name for name in kinds}},
            },
            "tables": {
                "t": {
                    "label": "Table",
                    "section": "I",
                    "source": "Source",
                    "dimensions": ["unit", "kind"],
                    "measures": {"n": measure},
                }
            },
        }
    )
    values: dict[tuple[str, str], int] = {}
    for unit in units:
        for kind in kinds:
            number = chance.randrange(LARGEST)
            for key in ((unit, kind), (unit, ""), ("", kind), ("", "")):
                values[key] = values.get(key, 0) + number
    cells = {}
    for line, ((unit, kind), number) in enumerate(sorted(values.items()), start=2):
        key = IndicatorKey("t", "n").at({"unit": unit, "kind": kind})
        cells[key] = Cell(key, float(number), "A", "", "t.csv", line)
    return catalog, cells


def spoilt(cells: Cells, errors: int, chance: random.Random) -> Cells:
    """Return the cells with so many of them set to another number."""
    changed = {
        key: float(chance.randrange(2 * LARGEST)) for key in chance.sample(list(cells), errors)
    }
    return {**cells, **{key: replace(cells[key], value=value) for key, value in changed.items()}}


def timed(search: Callable[[Cells], object], cells: Cells) -> float:
    """Return the seconds that a search takes."""
    start = time.perf_counter()
    search(cells)
    return time.perf_counter() - start


def fewest_by_programme(catalog: Catalog, cells: Cells) -> Sequence[float]:
    """Return which cells an integer programme changes: as few as possible."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    number = {key: at for at, key in enumerate(cells)}
    relations = [each.constraint for each in sums(catalog, cells, "t")]
    count = len(cells)
    most = 4.0 * max(cell.value or 0.0 for cell in cells.values())
    exact = np.zeros((len(relations), 2 * count))
    missed = np.zeros(len(relations))
    for row, each in enumerate(relations):
        for cell, by in each.terms:
            exact[row, number[cell.key]] = by
            missed[row] -= by * (cell.value or 0.0)
    # Columns: by how much each cell is changed, and whether it is; −most·is ≤ change ≤ most·is.
    switch = np.hstack([np.eye(count), most * np.eye(count)])
    other = np.hstack([np.eye(count), -most * np.eye(count)])
    found = milp(
        np.repeat([0.0, 1.0], count),
        integrality=np.repeat([0, 1], count),
        bounds=Bounds(np.repeat([-most, 0.0], count), np.repeat([most, 1.0], count)),
        constraints=[
            LinearConstraint(exact, missed, missed),
            LinearConstraint(switch, 0.0, np.inf),
            LinearConstraint(other, -np.inf, 0.0),
        ],
    )
    return np.flatnonzero(found.x[count:].round())


if __name__ == "__main__":
    main()
