"""Where everything stands in a workbook, for writing the template and for reading it again."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import chain, count, product

import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.dataset import Settings
from ictanalysis.dataset.periods import window
from ictanalysis.dataset.statuses import STATUSES
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _

GUIDE = _("Guide")
"""The name of the first sheet."""

NARRATIVE_SHEET, PLAN_SHEET = _("Narrative"), _("Plan of tasks")
"""The names of the sheets of the report's text and of its plan."""

INDEX = "_ictanalysis"
"""The hidden sheet that says which month, which catalog and which rows a workbook was made for."""

FORMAT = "3"
"""Goes up when a workbook that was handed out before can no longer be read."""

HEADER_ROW = 4
FIRST_ROW = 5
"""Rows are counted from 0 here, and from 1 where people read of them."""

SPARE = "+"
"""Stands in place of a key where the measure and its members are to be chosen."""

TOTAL = _("Total")

LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def status_choice(status: str, locale: Locale) -> str:
    """Return a status as the drop-down list offers it.

    Examples
    --------
    >>> status_choice("P", Locale("en"))
    'P – provisional'
    """
    return f"{status} – {locale.render(STATUSES[status].name)}"


def catalog_digest(catalog: Catalog) -> str:
    """Return what tells one catalog from another, as far as a workbook depends on it.

    Labels belong to it: they are what a person reads when filling in a figure.
    """
    content = catalog.model_dump_json(include={"dimensions", "tables"})
    return sha256(content.encode()).hexdigest()


def sheet_names(catalog: Catalog) -> Mapping[str, str]:
    """Return table → the name of its sheet, for each table that has a file of its own.

    A name is the table's label, cut to what Excel allows, and differs from all others by more than
    capitals.
    """
    names: dict[str, str] = {}
    own = GUIDE, NARRATIVE_SHEET, PLAN_SHEET
    taken = {*(catalog.locale.render(each).casefold() for each in own), INDEX.casefold(), "history"}
    for table, spec in catalog.tables.items():
        if spec.rows_of is None:
            names[table] = _sheet_name(_composed(spec.label), taken)
            taken.add(names[table].casefold())
    return names


def _sheet_name(label: str, taken: set[str]) -> str:
    whole = " ".join(label.translate(_FORBIDDEN).split()).strip("'") or "-"
    endings = chain([""], (f" ({number})" for number in count(2)))
    names = (_cut(whole, LONGEST_NAME - len(ending)) + ending for ending in endings)
    return next(name for name in names if name.casefold() not in taken)


def _cut(text: str, longest: int) -> str:
    """Return a text that Excel, which counts in UTF-16, does not find longer than allowed."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * longest:
        return text
    return units[: 2 * (longest - 1)].decode("utf-16-le", "ignore").rstrip(" '") + "…"


def distinct(labels: Mapping[str, str]) -> Mapping[str, str]:
    """Return key → its label, with the key added to a label that several of them have.

    Examples
    --------
    >>> distinct({"a": "Other", "b": "Other", "c": "Planned"})
    {'a': 'Other (a)', 'b': 'Other (b)', 'c': 'Planned'}
    """
    texts = {key: _composed(label) for key, label in labels.items()}
    shared = Counter(texts.values())
    return {
        key: f"{text} ({key})" if key and shared[text] > 1 else text for key, text in texts.items()
    }


def _composed(text: str) -> str:
    """Return a text in the form in which texts are compared, whichever the catalog is in."""
    return unicodedata.normalize("NFC", text)


def period_words(month: pd.Period, settings: Settings) -> str:
    """Return the first and the last day of the period; the language says how a day is written."""
    first, last = window(month, settings.reporting_window)
    return settings.locale.say("from {first:%Y-%m-%d} to {last:%Y-%m-%d}", first=first, last=last)


class Layout:
    """The sheet of a table: indicator, unit, value, what it is checked against, status, note, key.

    Attributes
    ----------
    locale
        The language of the words around the figures.
    dimensions
        The dimensions of the table, each with a column from the second on.
    unit, value, last, computed, status, note, key
        The columns after them: `last` has last month's value, `computed` what the value should be;
        that of the key, the last one, is hidden.
    """

    def __init__(self, catalog: Catalog, table: str) -> None:
        self.catalog, self.table = catalog, table
        self.locale = catalog.locale
        self.dimensions = catalog.tables[table].dimensions
        self.unit = len(self.dimensions) + 1
        self.value, self.last, self.computed = range(self.unit + 1, self.unit + 4)
        self.status, self.note, self.key = range(self.unit + 4, self.unit + 7)

    @cached_property
    def header(self) -> Sequence[str]:
        """Return the words above the columns; above the keys stands the table's own."""
        dimensions = (_composed(self.catalog.dimensions[name].label) for name in self.dimensions)
        say = self.locale.say
        values = say("Value"), say("Last month"), say("Worked out")
        beside = say("Data status"), say("Notes"), self.table
        return [say("Indicator"), *dimensions, say("Unit of measure"), *values, *beside]

    def head(self, month: pd.Period, settings: Settings) -> Sequence[str]:
        """Return the lines above the header."""
        spec = self.catalog.tables[self.table]
        return [
            _composed(spec.label),
            self.locale.say(
                "Figures of {month}, {period}. Source: {source}.",
                month=self.locale.month(month),
                period=period_words(month, settings),
                source=_composed(spec.source),
            ),
            self.locale.say(
                "Fill in the columns Value, Data status and Notes only. A yellow cell is still "
                "empty: write the number (0 if there was none) or choose status M."
            ),
        ]

    @cached_property
    def measures(self) -> Mapping[str, str]:
        """Return measure or ratio → the text by which it is chosen."""
        indicators = self.catalog.tables[self.table].indicators.items()
        return distinct({name: each.label for name, each in indicators})

    @cached_property
    def members(self) -> Mapping[str, Mapping[str, str]]:
        """Return dimension → member → the text by which it is chosen; blank is the total."""
        return {
            name: distinct({"": self.locale.render(TOTAL), **self.catalog.dimensions[name].members})
            for name in self.dimensions
        }

    def labels(self, key: IndicatorKey) -> Sequence[str]:
        """Return what stands before the value of a key: measure, members and unit."""
        members = (self.members[name][key.where.get(name, "")] for name in self.dimensions)
        return [self.measures[key.name], *members, _composed(self.catalog.spec(key).unit)]

    def possible(self) -> Sequence[IndicatorKey]:
        """Return every key that the table's file may have."""
        places = [
            dict(zip(self.dimensions, members, strict=True))
            for members in product(*self.members.values())
        ]
        keys = (IndicatorKey(self.table, name).at(at) for name in self.measures for at in places)
        return [key for key in keys if self.catalog.applies(key.where)]
