"""How a whole is made up of its parts, month after month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ictanalysis.analysis import Dataset, Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.catalog import WHOLE
from ictanalysis.charts.breakdown import Breakdown, Part, broken_down
from ictanalysis.charts.chart import Chart, Sentence
from ictanalysis.charts.series import (
    FEWEST,
    Series,
    catalog_of,
    describe_each,
    describe_movement,
    first_known,
    last_month,
    month_notes,
)
from ictanalysis.charts.stacked_bar import MOST, Segment, colours
from ictanalysis.charts.stacked_columns import StackedColumns, draw_stacked_columns
from ictanalysis.charts.words import (
    Caption,
    captioned,
    inside_sentence,
    on_label,
    percentage,
    quantity,
)
from ictanalysis.indicators.series import Flags, Values
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
        A sentence where fewer than two months have a column, or all are zero. A month in which a
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
        catalog = catalog_of(data)
        return _not_yet(catalog.label(catalog.resolve(key)), catalog.locale)
    breakdown = broken_down(month, key, by)
    parts = _parts_over_time(month, breakdown)
    _check_few(parts, by)
    if not parts.parts or len(parts.total.known) < FEWEST:
        return _not_yet(breakdown.name, month.locale)
    if not np.nansum(parts.total.values):
        period = parts.total.period
        nothing = month.locale.say("{name}: none {period}.", name=breakdown.name, period=period)
        return Sentence(nothing)
    members = [part.member for part in parts.parts]
    emphasised = breakdown.emphasised(emphasis, title, drawn=members, largest=[parts.largest])
    caption = Caption(
        parts.finding(min(map(members.index, emphasised))),
        _("Stacked column chart by month"),
        breakdown.name,
        month.locale.say("{unit} (share, %)", unit=breakdown.whole.unit),
        describe_each(parts.named),
        [*parts.notes, *breakdown.about_sum],
        [breakdown.whole.key.table],
        parts.total.period,
        [parts.total_label, parts.describe_shares()],
    )
    columns = parts.columns(emphasised, shares=shares)
    return captioned(month, lambda canvas: draw_stacked_columns(canvas, columns), caption, title)


def _not_yet(label: str, locale: Locale) -> Sentence:
    return Sentence(
        locale.say(
            "A chart of the parts of {label} over time needs complete figures of at least two "
            "months.",
            label=inside_sentence(label, locale),
        )
    )


def _check_few(parts: _Parts, by: str) -> None:
    if len(parts.parts) > MOST:
        raise UsageError(
            _(
                "{count} members of “{name}” have values, more than the {most} that can be told "
                "apart: draw small multiples",
                count=len(parts.parts),
                name=by,
                most=MOST,
            )
        )


def _parts_over_time(month: Month, breakdown: Breakdown) -> _Parts:
    """Return the parts that ever had a value, from the first month in which one had."""
    every = [(part, Series.of(month, part.figure.key)) for part in breakdown.every]
    first = first_known([series for _part, series in every])
    known = [(part, series.between(first)) for part, series in every if series.known]
    never = [part.label for part, series in every if not series.known]
    return _Parts([part for part, _each in known], [each for _part, each in known], never)


@dataclass(frozen=True)
class _Parts:
    """Parts with their series, and the labels of those that never had a value."""

    parts: Sequence[Part]
    series: Sequence[Series]
    never: Sequence[str]

    @property
    def named(self) -> list[tuple[str, Series]]:
        return [(part.label, each) for part, each in zip(self.parts, self.series, strict=True)]

    @cached_property
    def broken(self) -> Flags:
        broken = np.any([each.broken for each in self.series], axis=0)
        broken[0] = False
        return np.asarray(broken)

    @cached_property
    def values(self) -> Values:
        """Return the values, one row a part: nothing in a month that is not complete.

        A part without any value between two breaks is zero there: it did not exist.
        """
        values = np.array([each.values for each in self.series])
        phases = np.cumsum(self.broken)
        for phase in np.unique(phases):
            inside = phases == phase
            absent = np.isnan(values[:, inside]).all(axis=1)
            if not absent.all():
                values[np.ix_(absent, inside)] = 0
        values[:, np.isnan(values).any(axis=0)] = np.nan
        return values

    @cached_property
    def total(self) -> Series:
        """Return the sums of the parts, known in the months that have a column."""
        return replace(self.series[0], values=self.values.sum(axis=0), broken=self.broken)

    @property
    def locale(self) -> Locale:
        return self.total.locale

    @property
    def last_month(self) -> str:
        return self.locale.month_short(self.total.months[self.total.last])

    @property
    def largest(self) -> Part:
        return self.parts[int(np.argmax(self.values[:, self.total.last]))]

    def share(self, part: int, at: int) -> float:
        total = float(self.total.values[at])
        return float(self.values[part, at]) / total if total else 0.0

    def finding(self, part: int) -> str:
        """Return how the share of a part has changed since the first column that compares."""
        last, breaks = self.total.last, np.flatnonzero(self.broken).tolist()
        since = max((at for at in breaks if at <= last), default=0)
        first = next(at for at in self.total.known if at >= since)
        before, after = self.share(part, first), self.share(part, last)
        member = inside_sentence(self.parts[part].label, self.locale)
        label = self.locale.say("Share of {member}", member=member)
        if first == last:
            return f"{label}: {percentage(after, self.locale)}"
        return describe_movement(
            self.locale,
            label,
            after - before,
            now=percentage(after, self.locale),
            then=percentage(before, self.locale),
            month=self.locale.month(self.total.months[first]),
        )

    @property
    def total_label(self) -> str:
        total = quantity(self.total.like(float(self.total.values[self.total.last])))
        return self.locale.say("Total {month}: {total}", month=self.last_month, total=total)

    def _text(self, part: int) -> str:
        each, last = self.series[part], self.total.last
        value = float(self.values[part, last])
        figure = each.figure(last) if last in each.known else each.like(value)
        return f"{on_label(figure)} ({percentage(self.share(part, last), self.locale)})"

    def describe_shares(self) -> str:
        shares = [f"{part.label} {self._text(number)}" for number, part in enumerate(self.parts)]
        return self.locale.say(
            "Shares {month}: {shares}", month=self.last_month, shares="; ".join(shares)
        )

    @property
    def notes(self) -> list[str]:
        notes = month_notes(self.total, self.series)
        never = self.locale.say("Not available: {names}", names=", ".join(self.never))
        return [*notes, never] if self.never else notes

    def columns(self, emphasised: frozenset[str], *, shares: bool) -> StackedColumns:
        colour = colours([part.member for part in self.parts], emphasised)
        totals = self.total.values
        scale = WHOLE / np.where(totals == 0, 1, totals) if shares else 1
        segments = [
            Segment(
                part.label,
                self._text(number),
                part.value,
                colour[part.member],
                part.member in emphasised,
            )
            for number, part in enumerate(self.parts)
        ]
        unit = "%" if shares else ""
        return StackedColumns(self.total, segments, self.values * scale, self.total_label, unit)
