"""How a whole is made up of its parts, month after month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ictanalysis.analysis import Dataset, Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.catalog import WHOLE
from ictanalysis.charts.breakdown import Part, broken_down
from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.chart import Chart, Sentence
from ictanalysis.charts.series import (
    FEWEST,
    FEWEST_MONTHS,
    Series,
    describe_each,
    describe_movement,
    last_month,
    members_over_time,
    month_notes,
)
from ictanalysis.charts.stacked_bar import MOST, Segment, colours
from ictanalysis.charts.stacked_columns import draw_stacked_columns
from ictanalysis.charts.words import (
    Caption,
    captioned,
    on_label,
    percentage,
)
from ictanalysis.indicators.series import Values
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _


@checked
def composition_over_time(
    data: Dataset | Month,
    key: str,
    by: str,
    *,
    shares: bool = False,
    title: str | None = None,
    emphasis: str | None = None,
) -> Chart | Sentence:
    """Return a chart of a column a month, each made up of the parts of a figure.

    Parameters
    ----------
    data
        A data set for all its months; a month for those up to it.
    key
        Key of a count.
    by
        The dimension whose members are the parts; at most five may have values.
    shares
        Whether columns are all of one height, which is a hundred per cent, and not as high as what
        they stand for.
    title
        Template of `prose` filled from the last month; without one, how the share of the
        emphasised part has changed since the first column, or the first since a break.
    emphasis
        As for `composition`.

    Returns
    -------
    Chart or Sentence
        A sentence where fewer than two months have a column, columns have fewer than five parts in
        all, or all are zero. A month in which a
        part is missing that has values between the same breaks has no column, since it would be
        too low, but a cross, and is named. Shares are of the sum of the parts.

    Raises
    ------
    UsageError
        If the catalog has no such indicator, dimension or member, it is not a count, or more
        parts than can be told apart have values.

    Examples
    --------
    >>> import ictanalysis as ict
    >>> data = ict.load("data")
    >>> type(ict.charts.composition_over_time(data, "dossiers.received", by="channel")).__name__
    'Sentence'
    """
    month = last_month(data)
    if month is None:
        return _not_yet(data.catalog.label(data.catalog.resolve(key)), data.locale)
    breakdown = broken_down(month, key, by, ended=True)
    members, never = members_over_time(month, breakdown)
    _check_few(len(members), by)
    if not members:
        return _not_yet(breakdown.name, month.locale)
    parts, several = zip(*members, strict=True)
    total, values = _stacked(several)
    if len(total.known) < FEWEST_MONTHS or len(total.known) * len(members) < FEWEST:
        return _not_yet(breakdown.name, month.locale)
    say, name, period = month.locale.say, breakdown.name, total.period
    if not np.nansum(values):
        return Sentence(say("{name}: none {period}.", name=name, period=period))
    drawn = [part.member for part in parts]
    largest = parts[int(np.argmax(values[:, total.last]))]
    emphasised = breakdown.emphasised(emphasis, title, drawn=drawn, largest=[largest])
    fractions = values / np.where(total.values == 0, 1, total.values)
    segments = _segments(members, fractions, total.last, emphasised)
    at = min(map(drawn.index, emphasised))
    of_last = _describe_last(total, segments)
    caption = Caption(
        _finding(parts[at].label, fractions[at], total),
        _("Stacked column chart by month"),
        name,
        say("{unit} (share, %)", unit=breakdown.whole.unit),
        describe_each([(part.label, series) for part, series in members]),
        [*month_notes(total, several), *never, breakdown.about_sum],
        [breakdown.whole.key.table],
        period,
        of_last,
    )
    heights, unit = (fractions * WHOLE, "%") if shares else (values, "")

    def draw(canvas: Canvas) -> float:
        return draw_stacked_columns(canvas, total, segments, heights, total=of_last[0], unit=unit)

    return captioned(month, draw, caption, title)


def _not_yet(label: str, locale: Locale) -> Sentence:
    return Sentence(
        locale.say(
            "A chart of the parts of {label} over time needs five figures or more, of at least two "
            "complete months.",
            label=locale.inside(label),
        ),
        known="",
    )


def _check_few(count: int, by: str) -> None:
    if count > MOST:
        raise UsageError(
            _(
                "{count} members of “{name}” have values, more than the {most} that can be told "
                "apart: draw small multiples",
                count=count,
                name=by,
                most=MOST,
            )
        )


def _stacked(several: Sequence[Series]) -> tuple[Series, Values]:
    """Return the sums of parts and their values, one row a part: none in an incomplete month.

    A part without any value between two breaks is zero there: it did not exist.
    """
    broken = np.any([each.broken for each in several], axis=0)
    broken[0] = False
    values = np.array([each.values for each in several])
    phases = np.cumsum(broken)
    for phase in np.unique(phases):
        inside = phases == phase
        absent = np.isnan(values[:, inside]).all(axis=1)
        if not absent.all():
            values[np.ix_(absent, inside)] = 0
    values[:, np.isnan(values).any(axis=0)] = np.nan
    statuses = ["A"] * len(broken)
    return replace(several[0], values=values.sum(axis=0), statuses=statuses, broken=broken), values


def _segments(
    members: Sequence[tuple[Part, Series]], fractions: Values, last: int, emphasised: frozenset[str]
) -> list[Segment]:
    """Return the parts of the last column, each with its value and its share."""
    colour = colours([part.member for part, _series in members], emphasised)
    segments = []
    for at, (part, series) in enumerate(members):
        known = last in series.known
        figure = series.figure(last) if known else replace(series.latest, value=0, status="A")
        text = f"{on_label(figure)} ({percentage(float(fractions[at, last]), series.locale)})"
        bold = part.member in emphasised
        segments.append(Segment(part.label, text, part.value, colour[part.member], bold))
    return segments


def _describe_last(total: Series, segments: Sequence[Segment]) -> list[str]:
    """Return the sum of the last column, and what each part has of it."""
    say, month = total.locale.say, total.locale.month_short(total.months[total.last])
    whole = total.figure(total.last).quantity
    shares = "; ".join(f"{each.name} {each.text}" for each in segments)
    return [
        say("Total {month}: {total}", month=month, total=whole),
        say("Shares {month}: {shares}", month=month, shares=shares),
    ]


def _finding(label: str, shares: Values, total: Series) -> str:
    """Return how the share of a part has changed since the first column that compares."""
    locale, first, last = total.locale, total.first, total.last
    before, after = (float(shares[at]) for at in (first, last))
    name = locale.say("Share of {member}", member=locale.inside(label))
    if first == last:
        return f"{name}: {percentage(after, locale)}"
    return describe_movement(
        locale,
        name,
        after - before,
        now=percentage(after, locale),
        then=percentage(before, locale),
        month=locale.month(total.months[first]),
    )
