"""Placeholders for a number that was typed by hand: the figures that print it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.dataset import Cells
from ictanalysis.indicators.figures import figure, indicator_keys

MOST = 3
"""How many placeholders are offered for a number."""


class Bindings:
    """The figures of a month by what they print; worked out when the first is asked for."""

    def __init__(self, catalog: Catalog, cells: Cells) -> None:
        self._catalog, self._cells = catalog, cells
        self._keys: Mapping[str, Sequence[IndicatorKey]] | None = None

    def of(self, number: str, section: str, topic: str) -> Sequence[str]:
        """Return the placeholders of the figures that print a number, the likeliest first.

        Parameters
        ----------
        number
            It, as it is written: `02`, `1.234`, `79,37%`.
        section, topic
            Where it stands: figures of the topic come first, then those of the section.
        """
        if self._keys is None:
            self._keys = self._printed()
        table = topic.partition(".")[0]
        tables = self._catalog.tables

        def distance(key: IndicatorKey) -> int:
            if f"{key.table}.{key.name}" == topic:
                return 0
            return 1 if key.table == table else 2 + (tables[key.table].section != section)

        near = sorted(self._keys.get(number.lstrip("0") or "0", ()), key=distance)
        best = [key for key in near if distance(key) == distance(near[0])]
        return [f"{{{key}}}" for key in best[:MOST]]

    def _printed(self) -> Mapping[str, Sequence[IndicatorKey]]:
        found: dict[str, list[IndicatorKey]] = defaultdict(list)
        for key in indicator_keys(self._catalog, self._cells):
            each = figure(self._catalog, self._cells, {}, key)
            if each.value is not None and each.day is None:
                found[each.text.lstrip("0") or "0"].append(key)
        return found
