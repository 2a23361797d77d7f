"""How a program has laid out a CSV file: read where that can mean one thing only."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ictanalysis.language.invisible import is_blank, plain
from ictanalysis.language.messages import Message, _

DELIMITERS: dict[str, Message] = {
    ",": _("commas"),
    ";": _("semicolons"),
    "\t": _("tabs"),
    "|": _("vertical bars"),
}
"""What divides cells → its name."""

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
    """

    delimiter: str
    places: Sequence[int]
    declared: bool = False
    nameless: bool = False

    def told(self) -> Iterator[Message]:
        """Yield what is read otherwise than it should be written."""
        if self.declared:
            yield _("begins with a line for Excel (“sep=”), which is left out: remove it")
        if self.delimiter != ",":
            name = DELIMITERS[self.delimiter]
            yield _(
                "is divided by {signs}, and read so: save it as CSV divided by commas", signs=name
            )
        if self.nameless:
            yield _("begins with a column of row numbers, which is left out: save it without them")
        if list(self.places) != sorted(self.places):
            yield _(
                "has its columns in another order, and is read by their names: put them in order"
            )

    def cells(self, row: Sequence[str]) -> Sequence[str]:
        """Return the cells of a row in the order of the columns.

        A row that has not the right number of cells is returned as it stands; blank cells behind
        the last column are left out.
        """
        width = len(self.places) + self.nameless
        end = len(row)
        while end > width and is_blank(row[end - 1]):
            end -= 1
        if end != width:
            return row[self.nameless : end]
        return [row[at] for at in self.places]


def layout(text: str, columns: Sequence[str]) -> Layout | None:
    """Return how a text is laid out whose header has these columns; None where it has not."""
    lines = (line for line in text.split("\n") if not is_blank(line.strip(",;\t|")))
    first = next(lines, "").strip('"')
    declared = first.lower().startswith(_SEPARATOR)
    header = next(lines, "") if declared else first
    for delimiter in DELIMITERS:
        try:
            cells = next(csv.reader([header], delimiter=delimiter, strict=True), [])
        except csv.Error:
            continue
        names = [plain(cell) for cell in cells]
        while names and not names[-1]:
            names.pop()
        nameless = bool(names) and (not names[0] or names[0].lower() == _NAMELESS)
        if sorted(names[nameless:]) == sorted(columns):
            return Layout(delimiter, [names.index(name) for name in columns], declared, nameless)
    return None
