"""The sheet of the narrative: a row for each section and topic, its text in a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from ictanalysis.analysis import Month
from ictanalysis.catalog import Catalog
from ictanalysis.dataset.monthfolder import NARRATIVE
from ictanalysis.exchange.excel import LONGEST_TEXT
from ictanalysis.exchange.workbooks.cellvalues import broken
from ictanalysis.exchange.workbooks.layout import FIRST_ROW, HEADER_ROW
from ictanalysis.exchange.workbooks.narrativeblocks import BlockKey, in_cell
from ictanalysis.exchange.workbooks.sheets import Cell, Problem, Sheet
from ictanalysis.exchange.workbooks.styles import Styles, row_height
from ictanalysis.language.errors import InputError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Message, _
from ictanalysis.language.unprintable import UNPRINTABLE, code
from ictanalysis.report.prose import words

SECTION, TOPIC, TEXT, KEY = range(4)
"""Its columns, from 0; that of the key is hidden."""

_WIDTHS = (42, 34, 110)


@dataclass(frozen=True)
class NarrativeRow:
    """A row of the sheet: what its text is about."""

    key: BlockKey
    section: str
    topic: str

    @property
    def written(self) -> str:
        """Return the key as the hidden column has it."""
        return " ".join(filter(None, self.key))


def narrative_rows(month: Month, topics: Iterable[BlockKey]) -> Sequence[NarrativeRow]:
    """Return the rows of the sheet: every section, its tables, and other topics.

    Parameters
    ----------
    topics
        Headings that have a text, in this month or in the one before it.
    """
    catalog, topics = month.catalog, list(topics)
    rows = []
    for number, section in catalog.sections.items():
        title = f"{number}. {words(month, section.title)}"
        tables = [name for name, each in catalog.tables.items() if each.section == number]
        own = [key.topic for key in topics if key.section == number and key.topic]
        for topic in dict.fromkeys(["", *tables, *own]):
            rows.append(NarrativeRow(BlockKey(number, topic), title, _topic_label(month, topic)))
    return rows


def _topic_label(month: Month, topic: str) -> str:
    table, _dot, measure = topic.partition(".")
    spec = month.catalog.tables.get(table)
    if spec is None:
        return topic
    indicator = spec.indicators.get(measure)
    return indicator.label if indicator else spec.label


def narrative_head(locale: Locale) -> Sequence[str]:
    """Return the words above the columns; above the keys stands the file's name."""
    return [
        locale.say("Section"),
        locale.say("About the figures of"),
        locale.say("Text"),
        NARRATIVE,
    ]


def write_narrative(
    sheet: Worksheet,
    styles: Styles,
    locale: Locale,
    rows: Sequence[NarrativeRow],
    there: Mapping[BlockKey, str],
) -> None:
    """Write the sheet.

    Raises
    ------
    InputError
        If a text is too long for a cell.
    """
    sheet.write_string(0, 0, locale.say("Narrative of the report"), styles["title"])
    sheet.write_string(
        1,
        0,
        locale.say(
            "One text a row, in paragraphs (Alt+Enter); a line that begins with “- ” is an item. "
            "A number stands as its placeholder: {example}.",
            example="{documents.signed:unit}",
        ),
        styles["line"],
    )
    sheet.write_row(HEADER_ROW, 0, narrative_head(locale), styles["header"])
    for at, row in enumerate(rows, start=FIRST_ROW):
        text = in_cell(there.get(row.key, ""))
        if len(text) > LONGEST_TEXT:
            message = _("the text of “{key}” is too long for a cell of Excel", key=row.written)
            raise InputError(message, file=NARRATIVE)
        sheet.set_row(at, max(row_height(text, _WIDTHS[TEXT]), row_height(row.section, 40)))
        sheet.write_string(at, SECTION, row.section, styles["beside"])
        sheet.write_string(at, TOPIC, row.topic, styles["beside"])
        sheet.write_string(at, TEXT, text, styles["text"])
        sheet.write_string(at, KEY, row.written)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_column(KEY, KEY, None, None, {"hidden": True})
    sheet.freeze_panes(FIRST_ROW, TEXT)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})


@dataclass(frozen=True)
class FilledText:
    """A text of the narrative as it was filled in, and the row that it stands in."""

    text: str
    row: int


def read_narrative_sheet(
    sheet: Sheet, catalog: Catalog
) -> tuple[Mapping[BlockKey, FilledText], Sequence[Problem]]:
    """Return heading → its text, and what is wrong with the sheet."""
    head = narrative_head(catalog.locale)
    wrong = [
        Problem(sheet.name, (HEADER_ROW, at), _changed(sheet.text(HEADER_ROW, at), expected))
        for at, expected in enumerate(head)
        if sheet.text(HEADER_ROW, at) != expected
    ]
    if wrong:
        return {}, wrong
    found: dict[BlockKey, FilledText] = {}
    problems: list[Problem] = []
    for row in range(FIRST_ROW, sheet.height):
        key, cell = _key(sheet.text(row, KEY), catalog), sheet.at(row, TEXT)
        text = _text(cell.text)
        if key is None:
            if any((row, column) in sheet.cells for column in range(KEY + 1)):
                message = _(
                    "the row is not one of the template: write into the rows that are there"
                )
                problems.append(Problem(sheet.name, (row, TEXT), message))
        elif key in found:
            message = _("repeats row {first}: remove one", first=found[key].row + 1)
            problems.append(Problem(sheet.name, (row, TEXT), message))
        else:
            if problem := broken(cell) or _refused(cell, text):
                problems.append(Problem(sheet.name, (row, TEXT), problem))
            found[key] = FilledText(text, row)
    return found, problems


def _key(written: str, catalog: Catalog) -> BlockKey | None:
    """Return the key that a row has; None where it is none of the catalog."""
    section, _space, topic = written.partition(" ")
    table, _dot, measure = topic.partition(".")
    spec = catalog.tables.get(table)
    known = not topic or (spec is not None and (not measure or measure in spec.indicators))
    return BlockKey(section, topic) if section in catalog.sections and known else None


def _text(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _refused(cell: Cell, text: str) -> Message | None:
    if not isinstance(cell.value, str):
        return _("is no text: write it as a text")
    if found := UNPRINTABLE.search(text):
        return _(
            "holds the character {code}, which cannot be printed: remove it", code=code(found[0])
        )
    if any(line.startswith("#") for line in text.split("\n")):
        return _("a line begins with “#”, as a heading does: begin it with another character")
    return None


def _changed(found: str, expected: str) -> Message:
    return _(
        "is “{found}”, and was “{expected}” in the template: put it back",
        found=found,
        expected=expected,
    )
