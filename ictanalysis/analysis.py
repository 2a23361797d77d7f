"""The library as a notebook sees it: `load` yields a `Dataset`, which yields months and series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey, Target
from ictanalysis.checks import check
from ictanalysis.checks.arithmetic import arithmetic
from ictanalysis.dataset import Cells, DatasetFiles, Settings, cells_of, read_dataset
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.monthfolder import MonthFiles
from ictanalysis.dataset.periods import parse_month
from ictanalysis.indicators.comparisons import Comparisons
from ictanalysis.indicators.figures import Figure, figure, indicator_frame
from ictanalysis.indicators.series import TimeSeriesSet
from ictanalysis.indicators.signals import ProcessBehaviour, process_behaviour
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _

__all__ = ["Dataset", "Month", "load"]


def load(path: str | Path = "data") -> Dataset:
    """Return the data set in a folder.

    Parameters
    ----------
    path
        The folder. A relative one is looked for in the working directory and then in each folder
        above it, so that a notebook finds `data` from wherever it is opened.

    Raises
    ------
    InputError
        If there is no such folder, or its settings or catalog cannot be used.
    """
    return Dataset(read_dataset(_find(Path(path))))


def _find(path: Path) -> Path:
    if path.is_absolute() or path.exists():
        return path
    above = (folder / path for folder in Path.cwd().parents)
    return next((folder for folder in above if (folder / "dataset.yml").is_file()), path)


@dataclass(frozen=True, repr=False)
class Dataset:
    """A data set: months of figures under one catalog."""

    files: DatasetFiles

    def __repr__(self) -> str:
        months = ", ".join(map(str, self.files.months)) or "no months"
        return f"<Dataset {self.files.path.as_posix()}: {months}>"

    @property
    def catalog(self) -> Catalog:
        """Return what is measured."""
        return self.files.catalog

    @property
    def settings(self) -> Settings:
        """Return who reports."""
        return self.files.settings

    @property
    def locale(self) -> Locale:
        """Return the language in which it is written, and all that is printed from it."""
        return self.files.settings.locale

    @property
    def observations(self) -> pd.DataFrame:
        """Return every observation, one a row; the columns are those of `DatasetFiles`."""
        return self.files.observations

    @cached_property
    def months(self) -> pd.PeriodIndex:
        """Return the months that have a folder, in the order of time."""
        return pd.PeriodIndex(list(self.files.months), freq="M", name="month")

    def month(self, month: str | pd.Period) -> Month:
        """Return one month.

        Raises
        ------
        UsageError
            If `month` is not YYYY-MM or the data set does not have it.
        """
        period = month if isinstance(month, pd.Period) else parse_month(month)
        if period not in self.files.months:
            raise UsageError(
                _(
                    "{path}: there is no month {month} (there are: {known})",
                    path=self.files.path.as_posix(),
                    month=str(period),
                    known=", ".join(map(str, self.files.months)) or "-",
                )
            )
        return self._kept.setdefault(period, Month(self, period))

    @cached_property
    def _kept(self) -> dict[pd.Period, Month]:
        """Months that were asked for, so that their cells are gathered once."""
        return {}

    @cached_property
    def time_series(self) -> TimeSeriesSet:
        """Return what every indicator was, month after month."""
        return TimeSeriesSet(self.catalog, self.files.cells, self.months)

    @cached_property
    def comparisons(self) -> Comparisons:
        """Return every indicator held against its own past."""
        window = self.settings.reporting_window
        return Comparisons(self.catalog, self.time_series, self.files.targets, window)

    def behaviour(self, key: str, until: pd.Period | None = None) -> ProcessBehaviour:
        """Return which months of an indicator are signals and which are noise.

        Parameters
        ----------
        key
            Key of a measure or a ratio; a day has no limits and is refused.
        until
            The last month to look at; None takes all.

        Raises
        ------
        UsageError
            If the catalog has no such indicator, or it is a day.

        References
        ----------
        See `signals.process_behaviour`.
        """
        resolved = self.catalog.resolve(key)
        measure = self.catalog.measures.get((resolved.table, resolved.name))
        if measure is not None and measure.kind == "date":
            raise UsageError(_("“{key}” is a day, which has no limits", key=key))
        months, own = self.time_series.months, self.time_series.of(resolved)
        series = pd.Series(own.values, index=months)[:until]
        better = self.catalog.better(resolved)
        return process_behaviour(series, better=better, breaks=months[own.broken])

    def series(self, key: str, by: str | None = None) -> pd.DataFrame:
        """Return an indicator over the months.

        Parameters
        ----------
        key
            Key of a measure or a ratio.
        by
            Dimension whose members become the columns.

        Returns
        -------
        DataFrame
            PeriodIndex[M] of all months from the first to the last × members (one column named
            like the key without `by`). A month without the figure is NaN.

        Raises
        ------
        UsageError
            If the catalog has no such indicator or dimension.
        """
        resolved = self.catalog.resolve(key)
        columns = (
            {str(resolved): resolved} if by is None else self.catalog.broken_down(resolved, by)
        )
        values = {name: self.time_series.of(each).values for name, each in columns.items()}
        frame = pd.DataFrame(values, index=self.time_series.months, columns=list(columns))
        return frame.rename_axis(columns=by)

    def compare(self, key: str, by: str | None = None) -> pd.DataFrame:
        """Return an indicator over the months with all that it is compared with.

        Parameters
        ----------
        key
            Key of a measure or a ratio.
        by
            Dimension for each of whose members it is compared.

        Returns
        -------
        DataFrame
            PeriodIndex[M] of all months × `comparisons.COMPARED`, whose meaning and units
            `Comparisons.frame` says; with `by`, the member is the outer level of the index. A
            share of the total is one over `by`, and without it one over all members of the key.

        Raises
        ------
        UsageError
            If the catalog has no such indicator or dimension.
        """
        resolved = self.catalog.resolve(key)
        if by is None:
            total = resolved.at({}) if resolved.members else None
            return self.comparisons.frame(resolved, total)
        whole = resolved.at({**resolved.where, by: ""})
        frames = {
            member: self.comparisons.frame(each, whole)
            for member, each in self.catalog.broken_down(resolved, by).items()
        }
        return pd.concat(frames, names=[by])


@dataclass(frozen=True, repr=False)
class Month:
    """One month of a data set: its figures, its findings and what stands beside them."""

    data: Dataset
    period: pd.Period

    def __repr__(self) -> str:
        return f"<Month {self.period}: {len(self.cells)} figures, {len(self.findings)} findings>"

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
        """Return key → cell of every observation."""
        return cells_of(self.data.files, self.period)

    @cached_property
    def before(self) -> Cells:
        """Return the cells of the month before; none where the data set does not have it.

        What an error was found in, then or now, is left out: no change can be told from it.
        """
        cells = cells_of(self.data.files, self.period - 1)
        if not cells:
            return cells
        wrong = self._wrong | self.data.month(self.period - 1)._wrong
        return {key: cell for key, cell in cells.items() if key not in wrong} if wrong else cells

    @cached_property
    def _wrong(self) -> frozenset[IndicatorKey]:
        """Return what the arithmetic of the month finds an error in."""
        last = cells_of(self.data.files, self.period - 1)
        found = arithmetic(self.data.catalog, self.cells, last, self.period)
        return frozenset(
            IndicatorKey(each.table, each.measure, tuple(each.where.items()))
            for each in found
            if each.severity == "error"
        )

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """Return what the checks find, the gravest first."""
        return check(self.data.files, self.period)

    @property
    def is_draft(self) -> bool:
        """Return whether an error that nobody has accepted blocks the report."""
        return any(finding.blocks for finding in self.findings)

    @property
    def targets(self) -> list[Target]:
        """Return the targets in force."""
        return [target for target in self.data.files.targets if target.in_force(self.period)]

    def __getitem__(self, key: str) -> Figure:
        """Return the figure of a key; a missing one has the value None.

        Raises
        ------
        UsageError
            If the catalog has no such indicator.
        """
        return self.figure(self.data.catalog.resolve(key))

    def figure(self, key: IndicatorKey) -> Figure:
        """Return the figure of a key that the catalog has."""
        return figure(self.data.catalog, self.cells, self.before, key)

    def breakdown(self, key: str, by: str) -> list[Figure]:
        """Return the figures of an indicator for each member of a dimension, in catalog order.

        Raises
        ------
        UsageError
            If the catalog has no such indicator or dimension.
        """
        columns = self.data.catalog.broken_down(self.data.catalog.resolve(key), by)
        return [self.figure(each) for each in columns.values()]

    def indicators(self) -> pd.DataFrame:
        """Return every figure of the month, one a row, with the columns of `indicators.csv`."""
        return indicator_frame(self.data.catalog, self.cells, self.before)
