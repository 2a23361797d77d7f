"""How often the cells that are wrong are found.

Run it as ``python benchmarks/accuracy.py``. Slips of the hand are planted in the months of the
demonstration's data set, in cells of one table, drawn by chance: two digits swapped, a digit
doubled, lost, added or mistyped, a zero too many or too few, the value of the row above or of last
month; and, as their own row, any other number. Errors of which one alone would not be seen are not
planted: no arithmetic names a cell that breaks nothing.

A table tells in how many trials no fewer cells explain what is wrong (where fewer do, the figures
speak against the truth), in how many of those and of all the cells that are wrong are among the
sets that are told, in how many they are the first set, and the median number of sets. It checks
nothing.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from pathlib import Path

import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.checks.arithmetic import arithmetic
from ictanalysis.dataset import Cell, Cells, cells_of, read_dataset
from ictanalysis.dataset.remedies import Remedy
from ictanalysis.demo.generation import dataset_texts

KINDS = ("swapped", "tenfold", "doubled", "lost", "added", "mistyped", "above", "last month")


@dataclass(frozen=True)
class Trial:
    """What was planted in a month, and what was told."""

    planted: frozenset[str]
    told: Sequence[Sequence[Remedy]]

    @property
    def among(self) -> bool:
        """Return whether one set of each cause together make what was planted."""
        return self._chosen(first=False)

    @property
    def smallest(self) -> bool:
        """Return whether no fewer cells than were planted mend everything."""
        fewest = sum(min(map(len, each), default=0) for each in self.told)
        return fewest >= len(self.planted) or any(not each for each in self.told)

    @property
    def first(self) -> bool:
        """Return whether the first set of each cause together make what was planted."""
        return self._chosen(first=True)

    def _chosen(self, *, first: bool) -> bool:
        fitting = []
        for remedies in self.told:
            sets = [frozenset(change.key for change in each) for each in remedies]
            fitting.append([each for each in sets[: 1 if first else None] if each <= self.planted])
        return any(frozenset[str]().union(*each) == self.planted for each in product(*fitting))


def main() -> None:
    """Plant, search and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print("| errors | kind | no fewer % | of those, told % | of all, told % | first % | sets |")
    print("|---|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        planted_in = months(Path(folder))
        for errors, kinds in (
            (1, KINDS), (2, KINDS), (3, KINDS), (1, ("swapped",)), (2, ("swapped",)),
            (1, ("other",)), (2, ("other",)), (3, ("other",)),
        ):  # fmt: skip
            chance = random.Random(f"{options.seed}/{errors}/{kinds}")
            made = list(islice(trials(planted_in, errors, kinds, chance), options.trials))
            fair = [each for each in made if each.smallest]
            shares = (
                len(fair) / len(made),
                sum(each.among for each in fair) / len(fair),
                sum(each.among for each in made) / len(made),
                sum(each.first for each in made) / len(made),
            )
            sets = statistics.median(sum(map(len, each.told)) for each in made)
            kind = "any slip" if len(kinds) > 1 else kinds[0]
            told = " | ".join(f"{100 * each:.1f}" for each in shares)
            print(f"| {errors} | {kind} | {told} | {sets:g} |", flush=True)


@dataclass(frozen=True)
class Month:
    """A month of the demonstration, in which errors are planted."""

    catalog: Catalog
    cells: Cells
    before: Cells
    month: pd.Period

    def trial(self, errors: int, kinds: Sequence[str], chance: random.Random) -> Trial | None:
        """Return one trial with so many errors in one table; None where they break nothing."""
        table = chance.choice(sorted({key.table for key in self.cells}))
        own = [key for key, cell in self.cells.items() if key.table == table and cell.value]
        wrong: dict[IndicatorKey, Cell] = {}
        for key in chance.sample(own, min(len(own), 4 * errors)):
            value = self._slipped(self.cells[key], chance.choice(list(kinds)), chance)
            if value not in {None, self.cells[key].value} and len(wrong) < errors:
                changed = replace(self.cells[key], value=value)
                if self.told({key: changed}):
                    wrong[key] = changed
        told = self.told(wrong)
        return Trial(frozenset(map(str, wrong)), told) if told and len(wrong) == errors else None

    def told(self, wrong: Cells) -> Sequence[Sequence[Remedy]]:
        """Return the remedies of every cause with these cells instead of the right ones."""
        found = list(arithmetic(self.catalog, {**self.cells, **wrong}, self.before, self.month))
        # The findings of one cause have the same ones.
        return list({id(each.remedies): each.remedies for each in found}.values())

    def _slipped(self, cell: Cell, kind: str, chance: random.Random) -> float | None:
        value = cell.value or 0.0
        decimals = self.catalog.tables[cell.key.table].indicators[cell.key.name].decimals
        match kind:
            case "above":
                own = (each for each in self.cells.values() if each.file == cell.file)
                return next((each.value for each in own if each.line == cell.line - 1), None)
            case "last month":
                last = self.before.get(cell.key)
                return None if last is None else last.value
            case "tenfold":
                return round(value * chance.choice([10, 0.1]), decimals)
            case "other":
                return round(chance.uniform(0, 2 * value + 10), decimals)
        digits = _mistaken(f"{value:.{decimals}f}".replace(".", ""), kind, chance)
        return None if digits is None else round(int(digits) / 10**decimals, decimals)


def months(folder: Path) -> Sequence[Month]:
    """Return the months of the demonstration that have no error of their own."""
    for name, text in dataset_texts().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    files = read_dataset(folder)
    every = [
        Month(files.catalog, cells_of(files, month), cells_of(files, month - 1), month)
        for month in sorted(files.months)
    ]
    return [each for each in every if not each.told({})]


def trials(
    among: Sequence[Month], errors: int, kinds: Sequence[str], chance: random.Random
) -> Iterator[Trial]:
    """Yield trials without end."""
    while True:
        trial = chance.choice(among).trial(errors, kinds, chance)
        if trial is not None:
            yield trial


def _mistaken(digits: str, kind: str, chance: random.Random) -> str | None:
    """Return digits as they are mistyped; None where they cannot be."""
    at = chance.randrange(len(digits))
    other = str(chance.randrange(10))
    match kind:
        case "swapped":
            if len(digits) < 2:  # noqa: PLR2004
                return None
            at = chance.randrange(len(digits) - 1)
            return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        case "doubled":
            return digits[: at + 1] + digits[at:]
        case "lost":
            return digits[:at] + digits[at + 1 :] or None
        case "added":
            return digits[:at] + other + digits[at:]
        case "mistyped":
            return digits[:at] + other + digits[at + 1 :] if len(digits) > 1 else None
    raise ValueError(kind)


if __name__ == "__main__":
    main()
