"""Many indicators over the months, each month against the mean of its own indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from ictanalysis.analysis import Dataset, Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.catalog import IndicatorKey
from ictanalysis.charts.chart import Chart, Sentence
from ictanalysis.charts.heat_cells import (
    FURTHEST,
    MISSING,
    UNKNOWN,
    HeatRow,
    Steps,
    draw_heat_cells,
)
from ictanalysis.charts.series import Series, describe_each, last_month, spans
from ictanalysis.charts.words import Caption, captioned
from ictanalysis.indicators.signals.limits import FEWEST_VALUES
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _

YEARS = 36
MOST_NAMED = 2
THIRDS = np.array([1 / 3, 2 / 3, 1])
NOISE = 1e-9


@checked
def heat_map(
    data: Dataset | Month, keys: Sequence[str], *, months: int = YEARS, title: str | None = None
) -> Chart | Sentence:
    """Return months × indicators, coloured by how far each month lies from its indicator's mean.

    Distance is measured in sigmas, of which three reach from the mean to a limit: a sigma is the
    mean moving range / 1.128. Seven steps: within one sigma of the mean, and up to two, up to the
    limit and beyond it, on either side.

    Parameters
    ----------
    data
        A data set for all its months; a month for those up to it.
    keys
        Keys of measures or ratios, in the order of the rows; one that is named twice is one row.
    months
        How many months back from the last are drawn; mean and limits are those of all months.
    title
        Template of `prose` filled from the last month; without one, which indicators lie outside
        their limits in the last month.

    Returns
    -------
    Chart or Sentence
        A sentence where no indicator has enough values for limits. A month without a value is
        crossed out, one without limits is hollow, and a line marks a break in series, where mean
        and limits begin anew.

    Raises
    ------
    UsageError
        If no key is given or less than one month, the catalog has no such indicator, or it is a
        day.

    Examples
    --------
    >>> import ictanalysis as ict
    >>> "12" in str(ict.charts.heat_map(ict.load("data"), ["documents.signed", "portal.posts"]))
    True
    """
    if not keys:
        raise UsageError(_("there is no indicator to draw: name one or more keys"))
    catalog = data.catalog
    resolved = list(dict.fromkeys(catalog.resolve(key) for key in keys))
    labels = [catalog.label(key) for key in resolved]
    month = last_month(data)
    rows = [_row(month, key, months) for key in resolved] if month else []
    if month is None or all((row.steps >= MISSING).all() for row in rows):
        return _not_yet(labels, catalog.locale)
    locale = month.locale
    caption = Caption(
        _finding(rows, locale.month(rows[0].series.months[-1]), locale),
        _("Heat map by month"),
        locale.say_many(
            "{count} indicator against its own mean",
            "{count} indicators, each against its own mean",
            len(rows),
        ),
        locale.listed(list(dict.fromkeys(row.series.latest.unit for row in rows))),
        describe_each([(row.label, row.series) for row in rows]),
        list(_notes(rows, locale)),
        dict.fromkeys(key.table for key in resolved),
        rows[0].series.period,
        [note for row in rows for note in _describe_outside(row, locale)],
    )
    return captioned(month, lambda canvas: draw_heat_cells(canvas, rows), caption, title)


def _not_yet(labels: Sequence[str], locale: Locale) -> Sentence:
    names = locale.listed([locale.inside(label) for label in labels])
    if len(labels) > MOST_NAMED:
        names = locale.say_many("{count} indicator", "{count} indicators", len(labels))
    return Sentence(
        locale.say(
            "A heat map of {labels} needs figures of at least {fewest} months.",
            labels=names,
            fewest=locale.number(FEWEST_VALUES),
        ),
        known="",
    )


def _row(month: Month, key: IndicatorKey, count: int) -> HeatRow:
    series = Series.of(month, key)
    steps = _steps(month.data.behaviour(str(key), until=month.period).frame)
    first = max(0, len(steps) - count)
    return HeatRow(series.between(first), steps[first:])


def _steps(frame: pd.DataFrame) -> Steps:
    """Return how many steps each month lies from the mean of its phase, below it negative."""
    away = (frame["value"] - frame["mean"]).to_numpy()
    reach = (frame["upper"] - frame["mean"]).to_numpy()
    # Where nothing ever moves there are no steps to count: on the mean, or outside.
    thirds = np.abs(away) / np.where(reach > 0, reach, np.nan)
    counted = np.digitize(thirds, THIRDS + NOISE)
    still = np.where(away == 0, 0, FURTHEST)
    steps = np.where(reach > 0, counted, still) * np.sign(np.nan_to_num(away)).astype(np.int64)
    unjudged = np.where(np.isnan(reach), UNKNOWN, steps)
    return np.where(frame["value"].isna(), MISSING, unjudged).astype(np.int64)


def _finding(rows: Sequence[HeatRow], month: str, locale: Locale) -> str:
    """Return which indicators lie outside their limits in the last month."""
    beyond = [row.label for row in rows if abs(row.steps[-1]) == FURTHEST]
    if not beyond:
        return locale.say("No indicator is outside its limits in {month}", month=month)
    if len(beyond) > MOST_NAMED:
        return locale.say(
            "{count} of {total} indicators are outside their limits in {month}",
            count=locale.number(len(beyond)),
            total=locale.number(len(rows)),
            month=month,
        )
    first, *others = beyond
    names = locale.listed([first, *(locale.inside(each) for each in others)])
    return locale.say("Outside the limits in {month}: {names}", names=names, month=month)


def _notes(rows: Sequence[HeatRow], locale: Locale) -> Iterator[str]:
    yield locale.say("In bold: {month}", month=locale.month(rows[0].series.months[-1]))
    if any(row.series.breaks for row in rows):
        yield locale.say("Thick line between two cells: break in series")


def _describe_outside(row: HeatRow, locale: Locale) -> Iterator[str]:
    """Yield which months of an indicator lie outside its limits, which are missing."""

    def months(step: int) -> str:
        places = np.flatnonzero(row.steps == step).tolist()
        return spans(row.series.months, places, locale)

    if names := months(FURTHEST):
        yield locale.say("{label} above the limit: {months}", label=row.label, months=names)
    if names := months(-FURTHEST):
        yield locale.say("{label} below the limit: {months}", label=row.label, months=names)
    if names := months(MISSING):
        yield locale.say("{label} not available: {months}", label=row.label, months=names)
