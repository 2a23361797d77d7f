"""The catalog of a data set: what is measured, checked for sense when it is loaded."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from itertools import chain, product
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
from pydantic import Field, PrivateAttr

from ictanalysis.catalog.consistency import problems
from ictanalysis.catalog.keys import IndicatorKey
from ictanalysis.catalog.models import Dimension, Key, Measure, Ratio, Section, Strict, Table
from ictanalysis.catalog.titles import title_problems
from ictanalysis.catalog.yamlfile import read_model, refuse
from ictanalysis.language.errors import UnknownKeyError, UsageError
from ictanalysis.language.locales import VIETNAMESE, Locale
from ictanalysis.language.messages import Message, _
from ictanalysis.language.spelling import with_nearest


class Catalog(Strict):
    """What a data set measures.

    Attributes
    ----------
    sections
        Number of the section (`I.4`) → section, in the order of the report.
    dimensions
        Key → dimension.
    tables
        Key → table, in the order of the report.
    """

    sections: Annotated[dict[str, Section], Field(min_length=1)]
    dimensions: dict[Key, Dimension] = Field(default_factory=dict)
    tables: Annotated[dict[Key, Table], Field(min_length=1)]
    _locale: Locale = PrivateAttr(default=VIETNAMESE)
    _resolved: dict[str, IndicatorKey] = PrivateAttr(default_factory=dict)

    @cached_property
    def locale(self) -> Locale:
        """Return the language in which labels and units are written."""
        return self._locale

    def label(self, key: IndicatorKey) -> str:
        """Return the label of an indicator, with those of its members in brackets."""
        spec = self.spec(key)
        members = [self.dimensions[name].members[member] for name, member in key.members]
        return f"{spec.label} ({', '.join(members)})" if members else spec.label

    def better(self, key: IndicatorKey) -> Literal["higher", "lower"] | None:
        """Return which direction of an indicator is an improvement; None where neither is."""
        better = self.spec(key).better
        return None if better == "neither" else better

    def spec(self, key: IndicatorKey) -> Measure | Ratio:
        """Return the measure or the ratio of a key."""
        return self.tables[key.table].indicators[key.name]

    def measure(self, key: IndicatorKey) -> Measure | None:
        """Return the measure of a key; None for a ratio."""
        return self.tables[key.table].measures.get(key.name)

    def is_day(self, key: IndicatorKey) -> bool:
        """Return whether an indicator is a day and not a number."""
        return self.spec(key).kind == "date"

    def __repr__(self) -> str:
        indicators = sum(len(table.indicators) for table in self.tables.values())
        return f"<Catalog: {len(self.tables)} tables, {indicators} indicators>"

    def indicators(self) -> pd.DataFrame:
        """Return what is measured as a frame.

        Returns
        -------
        DataFrame
            One row a measure or ratio, in the order of the report, with the columns `key`,
            `label`, `unit`, `kind` (that of the measure, or `ratio`), `table`, `section` and
            `dimensions` (those by which it can be broken down, separated by a comma and a space;
            blank where there are none).

        Examples
        --------
        >>> import ictanalysis as ict
        >>> frame = ict.load("data").catalog.indicators()
        >>> frame.set_index("key").loc["dossiers.received", ["kind", "dimensions"]].tolist()
        ['flow', 'level, channel']
        """
        rows = [
            (
                f"{key}.{name}",
                spec.label,
                spec.unit,
                spec.kind,
                key,
                table.section,
                ", ".join(each for each in table.dimensions if each in {*chain(*spec.breakdowns)}),
            )
            for key, table in self.tables.items()
            for name, spec in table.indicators.items()
        ]
        columns = ["key", "label", "unit", "kind", "table", "section", "dimensions"]
        return pd.DataFrame(rows, columns=columns)

    def cells(self, dimensions: list[str]) -> Iterator[dict[str, str]]:
        """Yield each combination of members of some dimensions that can exist."""
        members = [list(self.dimensions[key].members) for key in dimensions]
        for combination in product(*members):
            where = dict(zip(dimensions, combination, strict=True))
            if self.applies(where):
                yield where

    def resolve(self, text: str | IndicatorKey) -> IndicatorKey:
        """Return the key of an indicator of this catalog, its members in the table's order.

        Parameters
        ----------
        text
            `table.measure` or `table.measure[dimension=member,…]`, or a key.

        Raises
        ------
        UnknownKeyError
            If there is no such table, measure, dimension or member; a name nearly the same is
            offered.
        """
        known = self._resolved.get(text) if isinstance(text, str) else None
        if known is None:
            known = self._looked_up(text)
            if isinstance(text, str):
                self._resolved[text] = known
        return known

    def _looked_up(self, text: str | IndicatorKey) -> IndicatorKey:
        try:
            key = text if isinstance(text, IndicatorKey) else IndicatorKey.parse(text)
        except UsageError as error:
            raise self.unknown(error.message) from error
        table = self.tables.get(key.table)
        if table is None:
            raise self._unresolved(str(text), key.table, self.tables)
        if key.name not in table.indicators:
            raise self._unresolved(str(text), key.name, table.indicators)
        for dimension, member in key.members:
            if dimension not in table.dimensions:
                raise self._unresolved(str(text), dimension, table.dimensions)
            if member not in self.dimensions[dimension].members:
                raise self._unresolved(str(text), member, self.dimensions[dimension].members)
        return key.at({name: key.where.get(name, "") for name in table.dimensions})

    def unknown(self, message: Message) -> UnknownKeyError:
        """Return the error for something that this catalog does not have."""
        return UnknownKeyError(message, self.locale.code)

    def _unresolved(self, key: str, part: str, known: Collection[str]) -> UnknownKeyError:
        if not known:
            return self.unknown(
                _(
                    "“{key}” is not an indicator of the catalog: there is no “{part}”, for its "
                    "table has no dimensions",
                    key=key,
                    part=part,
                )
            )
        problem = _(
            "“{key}” is not an indicator of the catalog: there is no “{part}”", key=key, part=part
        )
        return self.unknown(with_nearest(problem, part, known))

    def members(self, key: IndicatorKey, by: str) -> Mapping[str, str]:
        """Return member → label of a dimension by which an indicator can be broken down.

        Raises
        ------
        UsageError
            If its table does not have the dimension.
        """
        known = self.tables[key.table].dimensions
        if not isinstance(by, str):
            message = _("{by} is not one dimension: write a single name as by", by=str(by))
            raise UsageError(message)
        if by not in known:
            raise self.unknown(
                _(
                    "{key} cannot be broken down by “{dimension}” (its dimensions are: {known})",
                    key=str(key),
                    dimension=by,
                    known=", ".join(known) or "-",
                )
            )
        return self.dimensions[by].members

    def broken_down(self, key: IndicatorKey, by: str) -> Mapping[str, IndicatorKey]:
        """Return member → key of an indicator at each member of a dimension.

        Raises
        ------
        UsageError
            As `members`.
        """
        where = {name: key.where.get(name, "") for name in self.tables[key.table].dimensions}
        return {member: key.at({**where, by: member}) for member in self.members(key, by)}

    def parts(self, text: str | IndicatorKey) -> Mapping[str, IndicatorKey]:
        """Return label → key of the parts of an indicator, by its first breakdown into them.

        Raises
        ------
        UnknownKeyError
            As `resolve`; and if it is not broken down.
        """
        key = self.resolve(text)
        own = {name for name, member in key.where.items() if member}
        for combination in self.spec(key).breakdowns:
            inner = [name for name in combination if name not in own]
            if own < {*combination} and len(inner) == 1:
                labels = self.members(key, inner[0])
                keys = self.broken_down(key, inner[0])
                return {labels[member]: part for member, part in keys.items()}
        message = _("{key} has no parts: the catalog does not break it down", key=str(key))
        raise self.unknown(message)

    def applies(self, where: Mapping[str, str]) -> bool:
        """Return whether members can stand together: a carrier only with a personal holder."""
        return all(
            where.get(outer) == member
            for key in where
            for outer, member in self.dimensions[key].within.items()
        )


def read_catalog(path: Path, name: str, locale: Locale = VIETNAMESE) -> Catalog:
    """Return the catalog that a file holds.

    Parameters
    ----------
    path, name
        The file, and how messages name it.
    locale
        The language in which its labels and units are written.

    Raises
    ------
    InputError
        If the file is not YAML, does not fit the models or does not make sense (a ratio over a
        missing measure, an unknown dimension, section, member or placeholder); all problems at
        once, each with its line.
    """
    catalog, located = read_model(path, name, Catalog)
    found = [
        *problems(catalog.sections, catalog.dimensions, catalog.tables),
        *title_problems(catalog.sections, catalog.resolve, catalog.parts),
    ]
    if found:
        raise refuse(located, found)
    catalog._locale = locale
    return catalog
