"""The proposal for an office's files: what was taken of them, and of which month they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ictanalysis.analysis import Dataset
from ictanalysis.exchange.sources.blocks import Block, Number
from ictanalysis.exchange.sources.mapping import SourceMapping, mapping_of
from ictanalysis.exchange.sources.periods import months_named
from ictanalysis.exchange.sources.proposal import Taken, proposed
from ictanalysis.exchange.sources.sheets import coordinates
from ictanalysis.exchange.sources.sourcefile import SourceFile, source_file
from ictanalysis.language.errors import InputError, UsageError
from ictanalysis.language.messages import Message, _


@dataclass(frozen=True)
class Proposal:
    """What files were read, of which month, and what was taken of them.

    Attributes
    ----------
    month, files
        The month, and the files.
    taken
        The numbers that are figures, in the order of the files.
    unsaved
        The cells with a formula of which no value was saved, so that none can be taken.
    """

    month: pd.Period
    files: Sequence[SourceFile]
    taken: Sequence[Taken]
    unsaved: Sequence[str]

    @property
    def mapping(self) -> SourceMapping:
        """Return the mapping that the proposal is."""
        return mapping_of(self.taken, self.month)

    def file(self, block: Block) -> SourceFile:
        """Return the file of a table."""
        return next(file for file in self.files if any(each is block for each in file.tables))

    def numbers(self) -> int:
        """Return how many numbers the tables of the files have."""
        return sum(len(block.numbers) for file in self.files for block in file.tables)


def proposal(paths: Sequence[Path], data: Dataset, month: pd.Period | None) -> Proposal:
    """Return which cell of some files is which figure, as far as their texts say.

    Parameters
    ----------
    month
        The month that the files are of; None for the one that their titles name, or else the
        latest of the data set.

    Raises
    ------
    InputError
        If a file cannot be read, titles name two months, or no number fits a figure.
    UsageError
        If nothing says of which month the files are.
    """
    files = [source_file(path) for path in paths]
    period = month or _month(files, data)
    tables = [block for file in files for block in file.tables]
    taken = proposed(tables, data.catalog, period)
    if not taken:
        message = _(
            "no number fits a figure of the catalog for {month}: write its labels as the catalog "
            "has them, or name the month with --month",
            month=str(period),
        )
        raise InputError(message, file=", ".join(file.name for file in files))
    unsaved = [
        _cell(file, block, number)
        for file in files
        for block in file.tables
        for number in block.numbers
        if number.value is None
    ]
    return Proposal(period, files, taken, unsaved)


def _cell(file: SourceFile, block: Block, number: Number) -> str:
    return f"{file.name}, “{block.sheet.name}”, {coordinates(number.address)}"


def _month(files: Sequence[SourceFile], data: Dataset) -> pd.Period:
    named = dict(_named(files))
    if len(named) > 1:
        raise UsageError(
            _(
                "the titles name several months ({months}): name the one to read with --month",
                months="; ".join(f"{month}: {place}" for month, place in sorted(named.items())),
            )
        )
    if named:
        return next(iter(named))
    if not len(data.months):
        message: Message = _("nothing says of which month the files are: name it with --month")
        raise UsageError(message)
    return data.months[-1]


def _named(files: Sequence[SourceFile]) -> Iterator[tuple[pd.Period, str]]:
    """Yield each month that a title or the name of a sheet names, and where."""
    for file in files:
        for block in file.tables:
            for text in [*block.title, block.sheet.name]:
                for month in months_named(text):
                    yield month, f"{file.name}, “{block.sheet.name}”"
