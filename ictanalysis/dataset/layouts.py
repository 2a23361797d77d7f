"""How a program has laid out a CSV file: read where that can mean one thing only."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ictanalysis.language.invisible import is_blank, odd, plain
from ictanalysis.language.messages import Message, _

DELIMITERS: dict[str, Message] = {
    ",": _("commas"),
    ";": _("semicolons"),
    "\t": _("tabs"),
    "|": _("vertical bars"),
}
"""What divides cells → its name."""

_DIVIDING = "".join(DELIMITERS)
_SEPARATOR = "sep="
_NAMELESS = "unnamed: 0"


@dataclass(frozen=True)
class Layout:
    """Where the cells of a row stand.

    Attributes
    ----------
    delimiter
        What divides them.
    places
        For each column, in the order in which it is wanted, at which cell of a row it stands.
    declared
        Whether a line before the header names the delimiter, as Excel reads it: `sep=;`.
    nameless
        Whether each row begins with its number, as pandas writes it.
    characters
        What stands in the names of the columns that nobody sees; None where nothing does.
    """

    delimiter: str
    places: Sequence[int]
    declared: bool = False
    nameless: bool = False
    characters: Message | None = None

    @cached_property
    def is_plain(self) -> bool:
        """Return whether the cells stand in the order of the columns, and nothing before them."""
        return not self.nameless and list(self.places) == sorted(self.places)

    def told(self) -> Iterator[Message]:
        """Yield what is read otherwise than it should be written."""
        if self.declared:
            yield _("begins with a line for Excel (“sep=”), which is left out: remove it")
        if self.delimiter != ",":
            name = DELIMITERS[self.delimiter]
            yield _(
                "is divided by {signs}, and read so: save it as CSV divided by commas", signs=name
            )
        if self.characters is not None:
            yield _("the header holds {characters}: write it without", characters=self.characters)
        if self.nameless:
            yield _("begins with a column of row numbers, which is left out: save it without them")
        if list(self.places) != sorted(self.places):
            yield _(
                "has its columns in another order, and is read by their names: put them in order"
            )

    def cells(self, row: Sequence[str]) -> Sequence[str]:
        """Return the cells of a row in the order of the columns.

        Blank cells behind the last column are left out. A row that then has not the right number
        of cells keeps its own order.
        """
        width = len(self.places) + self.nameless
        end = len(row)
        if end == width and self.is_plain:
            return row
        while end > width and is_blank(row[end - 1]):
            end -= 1
        if end != width:
            return row[self.nameless : end]
        return [row[at] for at in self.places]


def first_line(columns: Sequence[str]) -> str:
    """Return the header of these columns as it should be written, with its end."""
    return ",".join(columns) + "\n"


def layout(text: str, columns: Sequence[str]) -> Layout | None:
    """Return how a text is laid out whose header has these columns; None where it has not."""
    if text.startswith(first_line(columns)):
        return Layout(",", range(len(columns)))
    lines = (line for line in text.split("\n") if not is_blank(line.strip(_DIVIDING)))
    header = next(lines, "")
    declared = header.strip('"').lower().startswith(_SEPARATOR)
    if declared:
        header = next(lines, "")
    found = (_divided(header, delimiter, columns, declared=declared) for delimiter in DELIMITERS)
    return next(filter(None, found), None)


def _divided(
    header: str, delimiter: str, columns: Sequence[str], *, declared: bool
) -> Layout | None:
    try:
        cells = next(csv.reader([header], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None
    names = [plain(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    nameless = bool(names) and (not names[0] or names[0].lower() == _NAMELESS)
    if sorted(names[nameless:]) != sorted(columns):
        return None
    places = [names.index(name) for name in columns]
    return Layout(delimiter, places, declared, nameless, odd("".join(cells)))
