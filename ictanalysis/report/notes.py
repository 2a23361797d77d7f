"""What a reader of a figure must know: its provisional cells, breaks, and accepted findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ictanalysis.analysis import Month
from ictanalysis.catalog import IndicatorKey
from ictanalysis.dataset import Cell, cells_of
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.statuses import STATUSES
from ictanalysis.indicators.figures import Figure
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _

CORRECTED = _("The figure of last month was corrected.")
ENDED = _("No longer reported from this month on.")
NOTED = frozenset("BP")
"""Statuses whose notes a reader sees: a break in series, and a provisional figure."""
MOST_NAMED = 9
"""Of more measures that share a note, their number is given in place of their names."""


class Footnotes:
    """The notes on the figures of a table, numbered in the order in which it names them.

    A row of figures that are all derived and not stated is told as such. Of a finding that was
    accepted they give the reason: its own numbers, which the source does not state, are no part of
    a table that is signed.
    """

    def __init__(self, month: Month) -> None:
        self._month = month
        self._numbers: dict[str, int] = {}
        self._taken = 0

    def mark(self, name: str, *figures: Figure, told: Sequence[str] = ()) -> str:
        """Return the name of a row with the numbers of its notes: `Posts (1)`.

        They are the notes on its figures, and what is told of them besides.
        """
        notes = [*(note for each in figures for note in self._notes(each)), *told]
        if figures and all(each.status == "I" for each in figures):
            notes.insert(0, self._month.locale.render(STATUSES["I"].meaning))
        numbers = [
            self._numbers.setdefault(note, len(self._numbers) + 1) for note in dict.fromkeys(notes)
        ]
        return "\N{NO-BREAK SPACE}".join([name, *(f"({number})" for number in numbers)])

    def _notes(self, figure: Figure) -> list[str]:
        accepted = (each.acknowledged for each in _accepted(self._month, figure))
        say = self._month.locale.say
        reasons = (
            say("{reason} (accepted by {by}).", reason=each.reason.rstrip("."), by=each.by)
            for each in accepted
            if each
        )
        return [*_remarks_on(self._month, figure), *reasons]

    def take(self) -> list[str]:
        """Return the notes that were numbered since the last call, each behind its number."""
        new = [f"({number}) {note}" for note, number in self._numbers.items()][self._taken :]
        self._taken = len(self._numbers)
        return new


def notes_on(month: Month, figure: Figure) -> list[str]:
    """Return the notes on a figure of the month, each a sentence.

    They are those on the cells that it comes from, the opening of a stock among them, which are
    provisional or break a series, and the findings there that a named role has accepted.
    """
    accepted = (describe_finding(each, month.locale) for each in _accepted(month, figure))
    return [*_remarks_on(month, figure), *accepted]


def remarks(month: Month) -> Iterator[str]:
    """Yield the notes on the cells of a month, one where several cells of a measure share it.

    Of a measure that goes on, each series that ends is named. A note that more measures share than
    a sentence can name counts them.
    """
    shared: dict[tuple[str, str, str, bool], list[IndicatorKey]] = {}
    for key, cell in cells_of(month.data.files, month.period).items():
        if cell.status in NOTED:
            note = _remark(month, cell)
            shared.setdefault((key.table, key.name, note, cell.ends), []).append(key)
    catalog, of_notes = month.catalog, dict[str, list[str]]()
    for (_table, _name, note, ended), keys in shared.items():
        each_named = ended or len(keys) == 1
        labels = map(catalog.label, keys) if each_named else [catalog.spec(keys[0]).label]
        of_notes.setdefault(note, []).append("; ".join(labels))
    for note, named in of_notes.items():
        if len(named) > MOST_NAMED:
            many = month.locale.say_many("{count} indicator", "{count} indicators", len(named))
            yield f"{many}: {note}"
        else:
            yield from (f"{labels}: {note}" for labels in named)


def describe_finding(finding: Finding, locale: Locale) -> str:
    """Return a finding as a sentence, with who has accepted it and why."""
    text = ended(locale.render(finding.message))
    accepted = finding.acknowledged
    if accepted is None:
        return text
    return locale.say(
        "{finding} Accepted by {by}: {reason}.",
        finding=text,
        by=accepted.by,
        reason=accepted.reason.rstrip("."),
    )


def ended(text: str) -> str:
    """Return a text with a stop at its end."""
    return text if text.endswith((".", "!", "?")) else f"{text.rstrip(';,:')}."


def _remark(month: Month, cell: Cell) -> str:
    """Return the note on a cell with its status, or what the status means.

    The opening of a stock has no break: it corrects what last month closed with.
    """
    locale, status = month.locale, STATUSES[cell.status]
    corrects = cell.status == "B" and cell.key.name in month.catalog.tables[cell.key.table].openings
    if not cell.note:
        meaning = ENDED if cell.ends else CORRECTED if corrects else status.meaning
        return locale.render(meaning)
    note = cell.note.rstrip(".")
    return ended(note) if corrects else f"{note} ({locale.render(status.name)})."


def _remarks_on(month: Month, figure: Figure) -> list[str]:
    noted = (cell for cell in _cells(month, figure) if cell.status in NOTED)
    return list(dict.fromkeys(_remark(month, cell) for cell in noted))


def _accepted(month: Month, figure: Figure) -> list[Finding]:
    keys = {figure.key, *(cell.key for cell in _cells(month, figure))}
    return [
        each
        for each in month.findings
        if each.acknowledged and each.measure and key_of(each) in keys
    ]


def _cells(month: Month, figure: Figure) -> list[Cell]:
    """Return the cells of the month that a figure and its `previous` come from."""
    cells = (*figure.cells, *figure.previous_cells)
    return [cell for cell in cells if month.cells.get(cell.key) is cell]


def key_of(finding: Finding) -> IndicatorKey:
    """Return the key of the figure that a finding is about; it names a measure."""
    return IndicatorKey(finding.table, finding.measure, tuple(finding.where.items()))
