"""Figures of many units put together: sums over them, and whose each part is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.checks import expected_keys
from ictanalysis.exchange.rollup.gathering import Gathered, Given, Standing
from ictanalysis.exchange.rollup.national import ADDED_UP, REPORTER
from ictanalysis.exchange.rollup.register import Register, Unit

MOST_NAMED = 6
"""So many units are named in a note; of more, the rest is counted."""

_SURE, _PROVISIONAL, _BREAK, _DERIVED, _MISSING = "A", "P", "B", "I", "M"
_UNSURE = (_BREAK, _PROVISIONAL, "E")
"""Statuses of a part that a sum has, too, the gravest first."""


class Put(NamedTuple):
    """A figure of the national tables.

    Attributes
    ----------
    key
        Its key in the national catalog.
    value, status, note
        As a table has them.
    origin
        The unit and the line of its table that it was taken from; None where it is a sum.
    """

    key: IndicatorKey
    value: float | None
    status: str
    note: str = ""
    origin: tuple[str, int] | None = None


Contributors = Mapping[IndicatorKey, frozenset[str]]
"""Key of a total → the units that it is the sum of, as they are today."""


@dataclass(frozen=True)
class National:
    """The units of a month and what each has given, in the units of another.

    Attributes
    ----------
    catalog
        That of the units.
    register
        Who is to report.
    month
        The month of the figures.
    today
        The month whose units they are told of: what has joined another by then is a part of it.
    units
        Unit → its data set.
    """

    catalog: Catalog
    register: Register
    month: pd.Period
    today: pd.Period
    units: Mapping[str, Gathered]

    @cached_property
    def parts(self) -> Mapping[str, Sequence[Unit]]:
        """Return unit → those that were to report in the month and are a part of it today."""
        parts: dict[str, list[Unit]] = {each.key: [] for each in self.register.at(self.today)}
        for each in self.register.at(self.month):
            parts[self.register.successor(each.key, self.today)].append(each)
        return parts

    @property
    def standings(self) -> Mapping[str, Sequence[Standing | None]]:
        """Return unit → how each of its parts stands; None for one that has not reported."""
        return {
            unit: [self._standing(each) for each in parts] for unit, parts in self.parts.items()
        }

    @cached_property
    def joined(self) -> Mapping[str, str]:
        """Return unit → a note on who has joined it with this month; a blank unit is the total."""
        locale = self.catalog.locale
        notes = {
            unit: locale.say("with {names} from this month on", names=self._named(joined))
            for unit in self.parts
            if (joined := self.register.joined(unit, self.month))
        }
        return {**notes, "": locale.say("some units have become one")} if notes else notes

    def _standing(self, unit: Unit) -> Standing | None:
        own = self.units.get(unit.key)
        return own.standings.get(self.month) if own else None

    def figures(self, before: Contributors) -> tuple[list[Put], Contributors]:
        """Return the figures of the month, each total before its parts, and whose sums they are.

        Parameters
        ----------
        before
            Whose sums the totals of the month before are; of one that other units make up the
            total is no continuation. Nothing where there was no month.
        """
        put: list[Put] = []
        contributors: dict[IndicatorKey, frozenset[str]] = {}
        for key in self._keys:
            given = {each.key: self._given(each, key) for each in self._due}
            if self.catalog.spec(key).kind in ADDED_UP:
                there = {each for each in given if not self._lacks(each, key, given[each])}
                whose = frozenset(self.register.successor(each, self.today) for each in there)
                put.append(self._total(key, given, before.get(key, whose), whose))
                contributors[key] = whose
            put += (
                figure
                for unit, parts in self.parts.items()
                if (figure := self._of_unit(key, unit, [(each, given[each.key]) for each in parts]))
            )
        return put, contributors

    @cached_property
    def _due(self) -> Sequence[Unit]:
        return self.register.at(self.month)

    @cached_property
    def _expected(self) -> Sequence[IndicatorKey]:
        tables = self.catalog.tables
        return [key for key in expected_keys(self.catalog) if not tables[key.table].rows_of]

    @property
    def _keys(self) -> Sequence[IndicatorKey]:
        """Return what the catalog expects and what any unit has given, table by table."""
        given = (
            key
            for each in self._due
            if each.key in self.units
            for key in self.units[each.key].months.get(self.month, ())
        )
        order = {table: place for place, table in enumerate(self.catalog.tables)}
        return sorted(dict.fromkeys([*self._expected, *given]), key=lambda key: order[key.table])

    def _given(self, unit: Unit, key: IndicatorKey) -> Given | None:
        """Return what a unit has given; provisional where its table has errors to be mended."""
        own = self.units.get(unit.key)
        figure = own.months.get(self.month, {}).get(key) if own else None
        if own is None or figure is None:
            return None
        unsure = key.table in own.standings[self.month].unsure
        return figure._replace(status=_PROVISIONAL) if unsure and figure.status == _SURE else figure

    def _of_unit(
        self, key: IndicatorKey, unit: str, given: Sequence[tuple[Unit, Given | None]]
    ) -> Put | None:
        """Return the figure of a unit; None where it, or a part of what it is today, has none."""
        own = IndicatorKey(key.table, key.name, ((REPORTER, unit), *key.members))
        figures = [figure for _part, figure in given if figure is not None]
        if not figures or len(figures) < len(given):
            return None
        if len(figures) > 1:
            return self._of_parts(own, [part for part, _figure in given], figures)
        (part, figure), *_none = ((part, figure) for part, figure in given if figure)
        put = Put(own, figure.value, figure.status, figure.note, (part.key, figure.line))
        if unit in self.joined and figure.status == _SURE:
            return put._replace(status=_BREAK, note=self.joined[unit])
        return put

    def _of_parts(
        self, key: IndicatorKey, parts: Sequence[Unit], figures: Sequence[Given]
    ) -> Put | None:
        """Return the sum of what are parts of one unit today; None where there is none."""
        values = [each.value for each in figures if each.value is not None]
        if len(values) < len(figures) or self.catalog.spec(key).kind not in ADDED_UP:
            return None
        say = self.catalog.locale.say
        note = say("sum of {names}, which are one unit now", names=self._named(parts))
        return Put(key, sum(values), _DERIVED, note)

    def _total(
        self,
        key: IndicatorKey,
        given: Mapping[str, Given | None],
        before: frozenset[str],
        now: frozenset[str],
    ) -> Put:
        """Return the sum over the units, with what keeps it from being complete or comparable.

        Units that have not reported at all are not named: the table of coverage has them.
        """
        values = [each.value for each in given.values() if each and each.value is not None]
        if not values:
            return Put(key, None, _MISSING)
        without = [name for name, each in given.items() if self._lacks(name, key, each)]
        statuses = {each.status for each in given.values() if each is not None}
        status = next((each for each in _UNSURE if each in statuses), _SURE)
        say, notes = self.catalog.locale.say, []
        if without:
            status = _PROVISIONAL if status != _BREAK else status
            count, whole = len(given) - len(without), len(given)
            notes.append(say("sum of {count} of {whole} units", count=count, whole=whole))
            if named := [name for name in without if name in self._reported]:
                names = self._named([self.register.units[name] for name in named])
                notes.append(say("without {names}", names=names))
        if before != now:
            status = _BREAK
            notes.append(say("not of the same units as last month"))
        return Put(key, sum(values), status, "; ".join(notes))

    def _lacks(self, name: str, key: IndicatorKey, given: Given | None) -> bool:
        """Return whether a unit should have given a figure and has not."""
        if given is None:
            return key in self._asked or name not in self._reported
        return not _is_known(given)

    @cached_property
    def _reported(self) -> frozenset[str]:
        return frozenset(
            each.key
            for each in self._due
            if each.key in self.units and self.units[each.key].months.get(self.month)
        )

    @cached_property
    def _asked(self) -> frozenset[IndicatorKey]:
        return frozenset(self._expected)

    def _named(self, units: Sequence[Unit]) -> str:
        names, locale = [each.name for each in units], self.catalog.locale
        more = len(names) - MOST_NAMED
        if more > 1:
            names[MOST_NAMED:] = [locale.say("{count} others", count=more)]
        return locale.listed(names)


def _is_known(figure: Given) -> bool:
    return figure.value is not None
