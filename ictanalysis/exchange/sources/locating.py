"""The figures of a mapping, found again in another month's files by their texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.exchange.sources.anchors import any_month, canonical, canonical_path
from ictanalysis.exchange.sources.blocks import Block
from ictanalysis.exchange.sources.mapping import Labels, MappedTable, SourceMapping
from ictanalysis.exchange.sources.proposal import scale
from ictanalysis.exchange.sources.rowlabels import Path
from ictanalysis.exchange.sources.sheets import Address, coordinates
from ictanalysis.exchange.sources.sourcefile import SourceFile
from ictanalysis.language.messages import Message, _
from ictanalysis.language.spelling import with_nearest

Places = Mapping[tuple[Path, Path], Sequence[Address]]
"""The texts before and above → the cells that have them."""


@dataclass(frozen=True)
class Located:
    """A figure in a file.

    Attributes
    ----------
    key, value
        The figure, and its value in the unit of the catalog.
    file, block, address, formula
        Where it stands, and whether a formula gave it.
    """

    key: IndicatorKey
    value: Decimal
    file: SourceFile
    block: Block
    address: Address
    formula: bool


@dataclass
class Search:
    """The search for the figures of a mapping in the files of a month.

    Attributes
    ----------
    found
        The figures that were found.
    empty
        The keys of those whose cell is empty.
    problems
        Why others were not.
    used
        The names of the files in which a table of the mapping was found.
    """

    files: Sequence[SourceFile]
    catalog: Catalog
    month: pd.Period
    found: list[Located] = field(default_factory=list)
    empty: list[IndicatorKey] = field(default_factory=list)
    problems: list[Message] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    _by_path: dict[int, Places] = field(default_factory=dict)

    def find(self, mapping: SourceMapping) -> None:
        """Find every figure of a mapping, and gather what is wrong."""
        for table in mapping.tables:
            candidates = self._tables(table)
            if isinstance(candidates, Message):
                self.problems.append(candidates)
                continue
            self.used |= {file.name for file, _block in candidates}
            whole = [each for each in candidates if not self._missing(table, each[1])]
            if len(whole) > 1:
                self.problems.append(self._twice(whole, table))
                continue
            file, block = (whole or candidates)[0]
            for text, labels in table.figures.items():
                self._figure(self.catalog.resolve(text), labels, file, block)

    def _missing(self, table: MappedTable, block: Block) -> bool:
        paths = self._places(block)
        return any(self._path(labels) not in paths for labels in table.figures.values())

    def _tables(self, table: MappedTable) -> Sequence[tuple[SourceFile, Block]] | Message:
        """Return the tables that have the sheet and the title of a mapped one; why none has."""
        every = [(file, block) for file in self.files for block in file.tables]
        named = [each for each in every if self._same(each[1].sheet.name, table.sheet)]
        if not named:
            message = _(
                "{files}: there is no sheet “{sheet}” with a table",
                files=", ".join(each.name for each in self.files),
                sheet=self._told(table.sheet),
            )
            sheets = dict.fromkeys(block.sheet.name for _file, block in every)
            return with_nearest(message, self._told(table.sheet), sheets)
        if not table.title:
            return named
        titled = [
            each for each in named if any(self._same(line, table.title) for line in each[1].title)
        ]
        return titled or self._no_title(table, named)

    def _no_title(self, table: MappedTable, named: Sequence[tuple[SourceFile, Block]]) -> Message:
        file, block = named[0]
        lines = [line for _file, each in named for line in each.title]
        other = [line for line in lines if any_month(line) == any_month(table.title)]
        if other:
            message = _(
                "the title is “{title}”, not one of {month}: name the file of that month",
                title=other[0],
                month=str(self.month),
            )
        else:
            gone = _(
                "no table has the title “{title}” any more: mend it in the file, or in the mapping",
                title=self._told(table.title),
            )
            message = with_nearest(gone, self._told(table.title), lines)
        return self._at(file, block, None, message)

    def _twice(self, tables: Sequence[tuple[SourceFile, Block]], table: MappedTable) -> Message:
        places = [
            f"{file.name}, {block.sheet.name}, {coordinates(block.numbers[0].address)}"
            for file, block in tables
        ]
        return _(
            "the table “{title}” stands there more than once ({places}): give each a title of its "
            "own, and the mapping too",
            title=self._told(table.title or table.sheet),
            places="; ".join(places),
        )

    def _figure(self, key: IndicatorKey, labels: Labels, file: SourceFile, block: Block) -> None:
        places = self._places(block).get(self._path(labels), [])
        if not places:
            self.problems.append(self._gone(key, labels, file, block))
            return
        if len(places) > 1:
            message = _(
                "the labels of {key} (“{labels}”) stand there more than once, at {cells}: tell "
                "them apart in the file",
                key=str(key),
                labels=_joined((*labels.row, *labels.column)),
                cells=", ".join(map(coordinates, places)),
            )
            self.problems.append(self._at(file, block, places[0], message))
            return
        self._take(key, labels, file, block, places[0])

    def _take(
        self, key: IndicatorKey, labels: Labels, file: SourceFile, block: Block, address: Address
    ) -> None:
        number = next((each for each in block.numbers if each.address == address), None)
        cell = block.sheet.cells.get(address)
        if number is None and cell is None:
            self.empty.append(key)
        elif number is None:
            message = _(
                "“{text}” is no number for {key}: write the number, 0 if there is none, or leave "
                "the cell empty",
                text=str(cell.value if cell else ""),
                key=str(key),
            )
            self.problems.append(self._at(file, block, address, message))
        elif number.value is None:
            message = _(
                "the formula of {key} has no saved value: open the file, let it be calculated and "
                "save it",
                key=str(key),
            )
            self.problems.append(self._at(file, block, address, message))
        elif (said := scale(block, number, self.catalog.spec(key).unit)) != labels.scale:
            message = _(
                "{key} is written in units of {said}, and the mapping says {scale}: see what its "
                "unit is, and mend one of them",
                key=str(key),
                said=said,
                scale=labels.scale,
            )
            self.problems.append(self._at(file, block, address, message))
        else:
            value = number.value * labels.scale
            self.found.append(Located(key, value, file, block, address, number.formula))

    def _gone(self, key: IndicatorKey, labels: Labels, file: SourceFile, block: Block) -> Message:
        row, _column = self._path(labels)
        rows = {canonical_path(before, self.month): before for before, _a in block.places.values()}
        columns = {canonical_path(above, self.month): above for _b, above in block.places.values()}
        is_row = row not in rows
        known: Iterable[Path] = (rows if is_row else columns).values()
        label = self._told(_joined(labels.row if is_row else labels.column))
        pattern = (
            _(
                "the row “{label}” of {key} is gone, hidden or has another name",
                label=label,
                key=key,
            )
            if is_row
            else _(
                "the column “{label}” of {key} is gone, hidden or has another name",
                label=label,
                key=key,
            )
        )
        message = with_nearest(pattern, label, map(_joined, known))
        return self._at(file, block, _near(block, label, is_row=is_row), message)

    def _path(self, labels: Labels) -> tuple[Path, Path]:
        return canonical_path(labels.row, self.month), canonical_path(labels.column, self.month)

    def _places(self, block: Block) -> Places:
        if id(block) not in self._by_path:
            places: dict[tuple[Path, Path], list[Address]] = {}
            for address, (row, column) in block.places.items():
                path = canonical_path(row, self.month), canonical_path(column, self.month)
                places.setdefault(path, []).append(address)
            self._by_path[id(block)] = places
        return self._by_path[id(block)]

    def _same(self, text: str, wanted: str) -> bool:
        return canonical(text, self.month) == canonical(wanted, self.month)

    def _told(self, text: str) -> str:
        """Return an anchor as it should stand in the file of the month."""
        month, year = str(self.month.month), str(self.month.year)
        return text.replace("{month}", month).replace("{year}", year)

    def _at(
        self, file: SourceFile, block: Block, address: Address | None, problem: Message
    ) -> Message:
        first = block.numbers[0].address
        return _(
            "{file}, sheet “{sheet}”, cell {cell}: {problem}",
            file=file.name,
            sheet=block.sheet.name,
            cell=coordinates(address or first),
            problem=problem,
        )


def _joined(texts: Sequence[str]) -> str:
    return " / ".join(texts)


def _near(block: Block, label: str, *, is_row: bool) -> Address | None:
    """Return a cell of the row, or the column, whose label is most like one."""
    from rapidfuzz import fuzz

    def likeness(address: Address) -> float:
        return fuzz.ratio(label, _joined(block.places[address][0 if is_row else 1]))

    return max(sorted(block.places), key=likeness, default=None)
