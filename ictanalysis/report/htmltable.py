"""A table of texts, as HTML that JupyterLab shows and the exporters print."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ictanalysis.analysis import Month
from ictanalysis.language.messages import Message, _
from ictanalysis.report.markdown import Prose, escape

INDICATOR, UNIT, VALUE, TARGET = _("Indicator"), _("Unit"), _("Value"), _("Target")
COMPARED = (_("Last month"), _("Change"))
TOTAL = ' class="total"'


@dataclass(frozen=True)
class Table:
    """A caption, a head and rows of texts.

    Attributes
    ----------
    caption
        What the table shows, with the unit where it is one for all.
    head
        Column names.
    rows
        Texts; the first of each row names it.
    numeric
        Positions of the columns that hold numbers.
    totalled
        Whether the last row is a total.
    groups
        Position of a row → the heading of the rows from it on.
    notes
        Position of a row → what stands under it, each in a row of its own.
    """

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: frozenset[int] = frozenset()
    totalled: bool = False
    groups: Mapping[int, str] = field(default_factory=dict)
    notes: Mapping[int, Sequence[str]] = field(default_factory=dict)

    def _repr_html_(self) -> str:
        head = "".join(self._cell("th", at, text) for at, text in enumerate(self.head))
        last = len(self.rows) - 1 if self.totalled else None
        body = "".join(
            f"{self._group(at)}<tr{TOTAL if at == last else ''}>{self._row(row)}</tr>\n"
            + "".join(map(self._note, self.notes.get(at, ())))
            for at, row in enumerate(self.rows)
        )
        caption = html.escape(self.caption)
        return (
            f"<table>\n<caption>{caption}</caption>\n<thead><tr>{head}</tr></thead>\n"
            f"<tbody>\n{body}</tbody>\n</table>"
        )

    def _group(self, at: int) -> str:
        if at not in self.groups:
            return ""
        span = f'scope="rowgroup" colspan="{len(self.head)}"'
        return f'<tr class="group"><th {span}>{html.escape(self.groups[at])}</th></tr>\n'

    def _note(self, text: str) -> str:
        cell = f'<td colspan="{len(self.head)}">{html.escape(text)}</td>'
        return f'<tr class="note">{cell}</tr>\n'

    def _row(self, row: Sequence[str]) -> str:
        name = f'<th scope="row">{html.escape(row[0])}</th>'
        return name + "".join(self._cell("td", at, text) for at, text in enumerate(row[1:], 1))

    def _cell(self, tag: str, at: int, text: str) -> str:
        scope = ' scope="col"' if tag == "th" else ""
        number = ' class="number"' if at in self.numeric else ""
        return f"<{tag}{scope}{number}>{html.escape(text)}</{tag}>"


def table(
    month: Month,
    caption: str,
    head: Iterable[str | Message],
    rows: Sequence[Sequence[str]],
    numeric: Iterable[int] = (),
) -> Table:
    """Return a table; its caption says so where the figures are made up."""
    locale = month.locale
    if month.data.settings.synthetic:
        caption = locale.say("{caption} (simulated data)", caption=caption)
    names = [name if isinstance(name, str) else locale.render(name) for name in head]
    return Table(caption, names, rows, frozenset(numeric))


def told(month: Month, shown: Table) -> Table | Prose:
    """Return a table; where it has no rows, a sentence that there is nothing to list."""
    if shown.rows:
        return shown
    return Prose(escape(month.locale.say("{caption}: none.", caption=shown.caption)))
