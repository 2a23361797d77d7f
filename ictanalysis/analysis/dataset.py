"""A data set: its months, and its indicators over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from ictanalysis.analysis.month import Month
from ictanalysis.catalog import Catalog, IndicatorKey, better
from ictanalysis.dataset import DatasetFiles, Settings
from ictanalysis.dataset.periods import Monthlike, month_of
from ictanalysis.indicators.comparisons import Comparisons
from ictanalysis.indicators.htmltext import html_summary
from ictanalysis.indicators.series import TimeSeriesSet
from ictanalysis.indicators.signals import ProcessBehaviour, process_behaviour
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _


@dataclass(frozen=True, repr=False)
class Dataset:
    """A data set: months of figures under one catalog.

    Examples
    --------
    >>> import ictanalysis as ict
    >>> data = ict.load("data")
    >>> data["2021-05"]["documents.signed"].value
    13018.0
    >>> len(data), "2021-05" in data, [str(month.period) for month in data]
    (1, True, ['2021-05'])
    >>> data.months
    PeriodIndex(['2021-05'], dtype='period[M]', name='month')
    >>> data.catalog.tables["documents"].dimensions
    []
    >>> data.settings.reporting_window, data.locale.number(2167550)
    ('15-14', '2.167.550')
    >>> data.observations.query("measure == 'signed'")["value"].tolist()
    [13018.0]
    """

    files: DatasetFiles

    def __repr__(self) -> str:
        months = ", ".join(map(str, self.files.months)) or "no months"
        return f"<Dataset {self.files.path.as_posix()}: {months}>"

    def _repr_html_(self) -> str:
        say, months = self.locale.say, self.months
        span = " – ".join(self.locale.month_short(each) for each in (*months[:1], *months[1:][-1:]))
        rows = {
            say("Months"): f"{self.locale.number(len(months))} ({span})" if span else "0",
            say("Tables"): ", ".join(self.catalog.tables),
            say("Indicators"): self.locale.number(len(self.catalog.indicators())),
        }
        return html_summary(self.files.path.as_posix(), rows)

    def __len__(self) -> int:
        return len(self.files.months)

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Month]:
        return map(self.month, self.files.months)

    def __reversed__(self) -> Iterator[Month]:
        return map(self.month, reversed(list(self.files.months)))

    def __contains__(self, month: object) -> bool:
        if isinstance(month, Month):
            return month.data is self
        try:
            return month_of(month) in self.files.months  # type: ignore[arg-type]
        except UsageError:
            return False

    def _ipython_key_completions_(self) -> list[str]:
        return list(map(str, self.files.months))

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

    def month(self, month: Monthlike) -> Month:
        """Return one month.

        Parameters
        ----------
        month
            Text such as `2021-05`, a period of pandas, or a day in the month.

        Raises
        ------
        UsageError
            If `month` names no month or the data set does not have it.

        Examples
        --------
        >>> import ictanalysis as ict
        >>> ict.load("data").month("2021-05")["documents.signed"].value
        13018.0
        """
        period = month_of(month)
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

    __getitem__ = month

    @cached_property
    def _kept(self) -> dict[pd.Period, Month]:
        """Months that were asked for, so that their cells are gathered once."""
        return {}

    @cached_property
    def time_series(self) -> TimeSeriesSet:
        """Return what every indicator was, month after month, as arrays."""
        return TimeSeriesSet(self.catalog, self.files.cells, self.months)

    @cached_property
    def comparisons(self) -> Comparisons:
        """Return every indicator compared with its own past, as arrays."""
        window = self.settings.reporting_window
        return Comparisons(self.catalog, self.time_series, self.files.targets, window)

    def behaviour(
        self, key: str | IndicatorKey, until: Monthlike | None = None
    ) -> ProcessBehaviour:
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

        Examples
        --------
        >>> import ictanalysis as ict
        >>> ict.load("data").behaviour("documents.signed").frame["value"].tolist()
        [13018.0]
        """
        resolved = self.catalog.resolve(key)
        if self.catalog.is_day(resolved):
            raise UsageError(_("“{key}” is a day, which has no limits", key=str(key)))
        months, own = self.time_series.months, self.time_series.of(resolved)
        series = pd.Series(own.values, index=months)[: until and month_of(until)]
        return process_behaviour(
            series,
            better=better(self.catalog, self.files.targets, resolved),
            breaks=months[own.broken],
            locale=self.locale,
        )

    def series(
        self, key: str | IndicatorKey | Iterable[str | IndicatorKey], by: str | None = None
    ) -> pd.DataFrame:
        """Return one indicator or several over the months.

        Parameters
        ----------
        key
            Key of a measure or a ratio, or several of them.
        by
            Dimension whose members become the columns; for a single key.

        Returns
        -------
        DataFrame
            PeriodIndex[M] of all months from the first to the last × keys, or members with `by`.
            A month without the figure is NaN. A day is a datetime64, which pandas sorts,
            subtracts and plots, and NaT where it is missing.

        Raises
        ------
        UsageError
            If the catalog has no such indicator or dimension.

        Examples
        --------
        >>> import ictanalysis as ict
        >>> data = ict.load("data")
        >>> data.series("dossiers.received", by="channel").loc["2021-05"].to_dict()
        {'in_person': 3596.0, 'online': 1347.0}
        >>> data.series(["documents.signed", "documents.outgoing"]).loc["2021-05"].tolist()
        [13018.0, 16401.0]
        >>> data.series("reception.periodic_date").loc["2021-05"].tolist()
        [Timestamp('2021-05-05 00:00:00')]
        """
        columns = self._columns(key, by)
        frame = pd.DataFrame(
            {name: self.time_series.column(each) for name, each in columns.items()},
            index=self.time_series.months,
            columns=list(columns),
        )
        return frame.rename_axis(columns=by)

    def _columns(
        self, key: str | IndicatorKey | Iterable[str | IndicatorKey], by: str | None
    ) -> dict[str, IndicatorKey]:
        """Return name of a column → its key."""
        if isinstance(key, str | IndicatorKey) or not isinstance(key, Iterable):
            resolved = self.catalog.resolve(key)
            if by is None:
                return {str(resolved): resolved}
            return dict(self.catalog.broken_down(resolved, by))
        if by is not None:
            raise UsageError(_("only a single key can be broken down: write one, or leave out by"))
        return {str(each): each for each in map(self.catalog.resolve, key)}

    def compare(self, key: str | IndicatorKey, by: str | None = None) -> pd.DataFrame:
        """Return an indicator over the months with its comparisons.

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

        Examples
        --------
        >>> import ictanalysis as ict
        >>> frame = ict.load("data").compare("services.provided", by="level")
        >>> frame["share_of_total"].round(2).tolist()
        [23.04, 44.03, 32.94]
        """
        resolved = self.catalog.resolve(key)
        if by is None:
            total = resolved.at({}) if resolved.members else None
            return self.comparisons.frame(resolved, total)
        members = self.catalog.broken_down(resolved, by)
        whole = resolved.at({**resolved.where, by: ""})
        frames = {name: self.comparisons.frame(each, whole) for name, each in members.items()}
        return pd.concat(frames, names=[by])
