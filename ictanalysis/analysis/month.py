"""One month of a data set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey, Target
from ictanalysis.checks import check
from ictanalysis.checks.arithmetic import arithmetic
from ictanalysis.dataset import Cells, cells_of, series_of
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.monthfolder import MonthFiles
from ictanalysis.indicators.figures import Figure, figure, indicator_keys
from ictanalysis.indicators.frames import indicator_frame
from ictanalysis.indicators.htmltext import html_summary
from ictanalysis.indicators.restatements import Restatement, restated_since_last_report
from ictanalysis.indicators.traces import Trace, traces
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import Locale

if TYPE_CHECKING:
    from ictanalysis.analysis.dataset import Dataset


@dataclass(frozen=True, repr=False)
class Month:
    """One month of a data set: its figures, its findings, its narrative and its plan.

    Iterating over it yields its figures in the order of the catalog; series that have ended have
    none.

    Examples
    --------
    >>> import ictanalysis as ict
    >>> may = ict.load("data")["2021-05"]
    >>> may["documents.signed_rate"]
    <Figure documents.signed_rate: 79,37%, status A>
    >>> "documents.signed" in may, "documents.sold" in may
    (True, False)
    >>> [str(figure.key) for figure in may if figure.status == "E"][:1]
    ['component_sites.posts']
    >>> may.files.plan[0].status, may.findings[0].rule, may.is_draft, may.targets[0].value
    ('planned', 'sum', False, 80.0)
    """

    data: Dataset
    period: pd.Period

    def __repr__(self) -> str:
        return f"<Month {self.period}: {len(self.cells)} figures, {len(self.findings)} findings>"

    def _repr_html_(self) -> str:
        say, number = self.locale.say, self.locale.number
        found = Counter(each.severity for each in self.findings)
        rows = {
            say("Figures"): number(len(self.cells)),
            say("Errors"): number(found["error"]),
            say("Warnings"): number(found["warning"]),
            say("Remarks"): number(found["info"]),
        }
        return html_summary(self.locale.month(self.period), rows)

    def __iter__(self) -> Iterator[Figure]:
        return (figure for figure in map(self.figure, self._keys) if not figure.ended)

    def __contains__(self, key: object) -> bool:
        """Return whether the month has a figure of a key, even one that is missing."""
        try:
            resolved = self.data.catalog.resolve(key)  # type: ignore[arg-type]
        except UsageError:
            return False
        return resolved in self.cells or resolved in self._keys

    def _ipython_key_completions_(self) -> list[str]:
        return list(map(str, self._keys))

    @cached_property
    def _keys(self) -> list[IndicatorKey]:
        return list(indicator_keys(self.data.catalog, self.cells))

    @property
    def catalog(self) -> Catalog:
        """Return what is measured."""
        return self.data.catalog

    @property
    def locale(self) -> Locale:
        """Return the language of the data set."""
        return self.data.locale

    @property
    def files(self) -> MonthFiles:
        """Return the narrative, the plan and the acknowledgements."""
        return self.data.files.months[self.period]

    @cached_property
    def cells(self) -> Cells:
        """Return key → cell of every observation, and of each series that has ended its last."""
        return series_of(self.data.files, self.period)

    @cached_property
    def before(self) -> Cells:
        """Return the cells of the month before; none where the data set does not have it.

        A cell in which an error was found, in either month, is left out: it shows no true change.
        """
        cells = cells_of(self.data.files, self.period - 1)
        if not cells:
            return cells
        wrong = self._wrong | self.data.month(self.period - 1)._wrong
        return {key: cell for key, cell in cells.items() if key not in wrong} if wrong else cells

    @cached_property
    def _wrong(self) -> frozenset[IndicatorKey]:
        """Return the keys in which the arithmetic of the month finds an error."""
        last = cells_of(self.data.files, self.period - 1)
        found = arithmetic(self.data.catalog, self.cells, last, self.period)
        return frozenset(
            IndicatorKey(each.table, each.measure, tuple(each.where.items()))
            for each in found
            if each.severity == "error"
        )

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """Return what the checks find, the most severe first."""
        return check(self.data.files, self.period)

    @property
    def is_draft(self) -> bool:
        """Return whether an error that nobody has accepted blocks the report."""
        return any(finding.blocks for finding in self.findings)

    @cached_property
    def restated(self) -> Sequence[Restatement]:
        """Return the figures of earlier months that the last report has told otherwise."""
        return restated_since_last_report(self.data.files, self.period)

    @property
    def targets(self) -> list[Target]:
        """Return the targets in force."""
        return [target for target in self.data.files.targets if target.in_force(self.period)]

    def __getitem__(self, key: str | IndicatorKey) -> Figure:
        """Return the figure of a key; a missing one has the value None.

        Raises
        ------
        UsageError
            If the catalog has no such indicator.
        """
        return self.figure(key)

    def figure(self, key: str | IndicatorKey) -> Figure:
        """Return the figure of a key, as `month[key]`; one of a key that is resolved is faster."""
        catalog = self.data.catalog
        resolved = key if isinstance(key, IndicatorKey) else catalog.resolve(key)
        return figure(catalog, self.cells, self.before, resolved)

    def breakdown(self, key: str | IndicatorKey, by: str, *, ended: bool = False) -> list[Figure]:
        """Return the figures of an indicator for each member of a dimension, in catalog order.

        Parameters
        ----------
        ended
            Whether members are among them whose series have ended, as they are where all have.

        Raises
        ------
        UsageError
            If the catalog has no such indicator or dimension.

        Examples
        --------
        >>> import ictanalysis as ict
        >>> may = ict.load("data")["2021-05"]
        >>> [each.value for each in may.breakdown("dossiers.received", by="channel")]
        [3596.0, 1347.0]
        """
        columns = self.data.catalog.broken_down(self.data.catalog.resolve(key), by)
        every = [self.figure(each) for each in columns.values()]
        return every if ended else [each for each in every if not each.ended] or every

    def trace(self, key: str | IndicatorKey) -> list[Trace]:
        """Return the cells that a figure comes from, each with its parts, down to offices' files.

        Raises
        ------
        UsageError
            If the catalog has no such indicator.

        Examples
        --------
        >>> import ictanalysis as ict
        >>> for each in ict.load("data")["2021-05"].trace("services.level_share[level=4]"):
        ...     print(each.cell.value, each.cell.place, each.along or "-")
        612.0 data/2021-05/services.csv:5 -
        1858.0 data/2021-05/services.csv:2 -
        428.0 data/2021-05/services.csv:3 level
        818.0 data/2021-05/services.csv:4 level
        612.0 data/2021-05/services.csv:5 level
        """
        figure = self[key]
        return list(traces(self.catalog, self.cells, self.files.sources, figure))

    def indicators(self) -> pd.DataFrame:
        """Return every figure of the month, one a row, with the columns of `indicators.csv`.

        Examples
        --------
        >>> import ictanalysis as ict
        >>> frame = ict.load("data")["2021-05"].indicators()
        >>> frame.set_index("key").loc["documents.signed_rate", "value"]
        79.373209
        """
        return indicator_frame(self)
