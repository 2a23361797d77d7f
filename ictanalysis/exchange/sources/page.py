"""The page that shows a proposal: each sheet as it is, and each cell that was taken painted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ictanalysis.catalog import Catalog
from ictanalysis.dataset.numerals import digits
from ictanalysis.exchange.sources.proposal import Taken
from ictanalysis.exchange.sources.proposing import Proposal
from ictanalysis.exchange.sources.sheets import Address, Sheet, coordinates
from ictanalysis.exporters.templating import render, style
from ictanalysis.language.locales import Locale

MOST_ROWS = 400
"""So many rows of a sheet are drawn."""


@dataclass(frozen=True)
class DrawnCell:
    """A cell of a drawn sheet.

    Attributes
    ----------
    text
        What stands in it.
    columns, rows
        How many of them it covers.
    number
        Whether it is a number.
    key, label
        The figure that it was taken for, and its name; blank where it was not taken.
    """

    text: str
    columns: int
    rows: int
    number: bool
    key: str = ""
    label: str = ""


@dataclass(frozen=True)
class DrawnSheet:
    """A sheet, row by row; `more` rows are not drawn."""

    title: str
    columns: Sequence[str]
    rows: Sequence[tuple[int, Sequence[DrawnCell]]]
    taken: Sequence[tuple[str, str, str, str]]
    more: int


def page(made: Proposal, catalog: Catalog, locale: Locale) -> bytes:
    """Return the page of a proposal, which needs no other file."""
    sheets = list(_Drawing(made, catalog, locale).sheets())
    return render(
        "proposal.html.j2",
        language=locale.code,
        style=style(),
        sheets=sheets,
        title=locale.say("Which cell is which figure: {month}", month=str(made.month)),
        about=locale.say(
            "{taken} of {count} numbers are taken: the painted ones",
            taken=len(made.taken),
            count=made.numbers(),
        ),
        words={
            "cell": locale.say("Cell"),
            "value": locale.say("Value"),
            "key": locale.say("Key"),
            "figure": locale.say("Figure"),
            "more": locale.say("and more rows, which are not shown"),
            "top": locale.say("Back to top"),
        },
    ).encode()


@dataclass(frozen=True)
class _Drawing:
    """Draws the sheets of a proposal."""

    made: Proposal
    catalog: Catalog
    locale: Locale

    def sheets(self) -> Iterator[DrawnSheet]:
        for file in self.made.files:
            for sheet in {id(block.sheet): block.sheet for block in file.tables}.values():
                taken = [each for each in self.made.taken if each.block.sheet is sheet]
                yield self._sheet(f"{file.name} – {sheet.name}", sheet, taken)

    def _sheet(self, title: str, sheet: Sheet, taken: Sequence[Taken]) -> DrawnSheet:
        by_place = {each.number.address: each for each in taken}
        last_row = max(row for row, _column in sheet.cells)
        last_column = max(column for _row, column in sheet.cells)
        columns = [each for each in range(1, last_column + 1) if each not in sheet.hidden_columns]
        shown = [row for row in range(1, last_row + 1) if row not in sheet.hidden_rows]
        return DrawnSheet(
            title=title,
            columns=["".join(filter(str.isalpha, coordinates((1, column)))) for column in columns],
            rows=[(row, [*self._row(sheet, row, columns, by_place)]) for row in shown[:MOST_ROWS]],
            taken=[self._figure(each) for each in taken],
            more=len(shown[MOST_ROWS:]),
        )

    def _figure(self, taken: Taken) -> tuple[str, str, str, str]:
        value = number_text(taken, self.locale)
        label = self.catalog.label(taken.key)
        return coordinates(taken.number.address), value, str(taken.key), label

    def _row(
        self, sheet: Sheet, row: int, columns: Sequence[int], taken: Mapping[Address, Taken]
    ) -> Iterator[DrawnCell]:
        ranges = {each.first: each.last for each in sheet.merged}
        for column in columns:
            address = row, column
            if sheet.origin(address) != address:
                continue
            last = ranges.get(address, address)
            cell = sheet.cells.get(address)
            value = cell.value if cell is not None else ""
            number = isinstance(value, int | float)
            each = taken.get(address)
            yield DrawnCell(
                text=_number(value, self.locale) if isinstance(value, int | float) else str(value),
                columns=sum(column <= one <= last[1] for one in columns),
                rows=sum(one not in sheet.hidden_rows for one in range(row, last[0] + 1)),
                number=number,
                key=str(each.key) if each else "",
                label=self.catalog.label(each.key) if each else "",
            )


def number_text(taken: Taken, locale: Locale) -> str:
    """Return the value of a figure as the language writes it, in the unit of the catalog."""
    return _number((taken.number.value or Decimal()) * taken.scale, locale)


def _number(value: Decimal | float, locale: Locale) -> str:
    decimals = len(digits(float(value)).partition(".")[2])
    return locale.number(float(value), decimals)
