"""The rows of a table's sheet: which cell each is for, and whether its labels still say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ictanalysis.catalog import IndicatorKey
from ictanalysis.exchange.workbooks.cellvalues import broken, note_text, status_text, value_text
from ictanalysis.exchange.workbooks.layout import FIRST_ROW, HEADER_ROW, SPARE, Layout
from ictanalysis.exchange.workbooks.sheets import Problem, Sheet
from ictanalysis.language.messages import Message, _


@dataclass(frozen=True)
class FilledRow:
    """A row that was filled in: what is its key, where it stands and what was written."""

    key: IndicatorKey
    row: int
    value: str
    status: str
    note: str


@dataclass
class RowReader:
    """Reader of the sheet of one table, which collects all that is wrong with it.

    Attributes
    ----------
    head
        The lines above the header, as the template has them.
    expected
        Key → row of the template.
    """

    sheet: Sheet
    layout: Layout
    head: Sequence[str]
    expected: Mapping[IndicatorKey, int]
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> Sequence[FilledRow]:
        """Return the rows in the order of the template, then those that were added."""
        header = enumerate(self.layout.header)
        if not all(self._compare(HEADER_ROW, column, text) for column, text in header):
            return []  # without the header no cell can be found
        self._refuse_strange()
        seen: dict[IndicatorKey, int] = {}
        for row in range(FIRST_ROW, self.sheet.height):
            key = self._key(row)
            if key in seen:
                self._report(row, 0, _("repeats row {first}: remove one", first=seen[key] + 1))
            elif key is not None:
                seen[key] = row
        for key in self.expected.keys() - seen.keys():
            message = _(
                "the row of “{label}” is gone: put it back, or fill in a new template",
                label=self.layout.catalog.label(key),
            )
            self._report(self.expected[key], 0, message)
        ordered = [key for key in dict.fromkeys([*self.expected, *seen]) if key in seen]
        rows = [self._row(key, seen[key]) for key in ordered]
        return [row for row in rows if row]

    @cached_property
    def _known(self) -> Mapping[str, IndicatorKey]:
        """Return key as it is written → key, of every row of the template."""
        return {str(key): key for key in self.expected}

    def _report(self, row: int, column: int, message: Message) -> None:
        self.problems.append(Problem(self.sheet.name, (row, column), message))

    def _compare(self, row: int, column: int, expected: str) -> bool:
        """Return whether a cell has the text of the template; report it if not."""
        found = self.sheet.text(row, column)
        if found != expected:
            message = _(
                "is “{found}”, and was “{expected}” in the template: put it back",
                found=found,
                expected=expected,
            )
            self._report(row, column, message)
        return found == expected

    def _refuse_strange(self) -> None:
        for place, cells in sorted(self.sheet.merged.items()):
            self._report(*place, _("is merged ({cells}): unmerge the cells", cells=cells))
        for row, expected in enumerate(self.head):
            self._compare(row, 0, expected)
        for row, column in sorted(self.sheet.cells):
            is_above = row < HEADER_ROW and (column > 0 or row >= len(self.head))
            if is_above or column > self.layout.key:
                message = _("stands outside of the table: delete it, or write it as a note")
                self._report(row, column, message)

    def _key(self, row: int) -> IndicatorKey | None:
        """Return what a row is for; None where it is for nothing, or wrong."""
        text = self.sheet.text(row, self.layout.key)
        columns = range(self.layout.key)
        written = [column for column in columns if (row, column) in self.sheet.cells]
        if text == SPARE:
            return self._chosen(row, written) if written else None
        if text in self._known:
            for column, expected in enumerate(self.layout.labels(self._known[text])):
                self._compare(row, column, expected)
            return self._known[text]
        if text:
            message = _("the key “{key}” is not one of the template: fill in a new one", key=text)
            self._report(row, self.layout.key, message)
        elif written:
            message = _(
                "the row is not one of the template: write it into the rows at the end of the "
                "table that are to be chosen"
            )
            self._report(row, written[0], message)
        return None

    def _chosen(self, row: int, written: Sequence[int]) -> IndicatorKey | None:
        """Return the key that was chosen from the lists of a row with something in some columns."""
        layout = self.layout
        name = self._choice(row, 0, layout.measures)
        members = [
            self._choice(row, column, texts) if column in written else ""
            for column, texts in enumerate(layout.members.values(), start=1)
        ]
        if name is None or None in members:
            return None
        where = dict(zip(layout.dimensions, (each or "" for each in members), strict=True))
        key = IndicatorKey(layout.table, name).at(where)
        if not layout.catalog.applies(key.where):
            together = ", ".join(layout.labels(key)[1:-1])
            message = _("“{members}” do not go together in the catalog", members=together)
            self._report(row, 1, message)
            return None
        return key

    def _choice(self, row: int, column: int, texts: Mapping[str, str]) -> str | None:
        found = self.sheet.text(row, column).strip()
        for name, text in texts.items():
            if text == found:
                return name
        message = (
            _("“{value}” is not in the list: choose from it", value=found)
            if found
            else _("nothing is chosen: choose from the list, or clear the row")
        )
        self._report(row, column, message)
        return None

    def _row(self, key: IndicatorKey, row: int) -> FilledRow | None:
        """Return a row; None where something in it cannot be read."""
        sheet, layout = self.sheet, self.layout
        if row in sheet.hidden:
            self._report(row, 0, _("the row is hidden: show it, so that it can be checked"))
        value, status, note = (
            sheet.at(row, column) for column in (layout.value, layout.status, layout.note)
        )
        texts = {
            layout.value: broken(value) or value_text(value, layout.catalog.spec(key)),
            layout.status: broken(status) or status_text(status, layout.locale),
            layout.note: broken(note) or note_text(note),
        }
        for column, text in texts.items():
            if isinstance(text, Message):
                self._report(row, column, text)
        read = [text for text in texts.values() if isinstance(text, str)]
        return FilledRow(key, row, *read) if len(read) == len(texts) else None
