"""The members of a dimension over the months, each in a drawing of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ictanalysis.analysis import Dataset, Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.charts.breakdown import Breakdown, broken_down
from ictanalysis.charts.chart import Chart, Sentence
from ictanalysis.charts.panels import Panel, Panels, draw_panels
from ictanalysis.charts.series import (
    FEWEST,
    Series,
    catalog_of,
    describe_each,
    first_known,
    last_month,
)
from ictanalysis.charts.words import (
    NOT_FROM_ZERO,
    Caption,
    captioned,
    inside_sentence,
    on_label,
    quantity,
)
from ictanalysis.indicators.series import Values
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _

MOST_NAMED = 3


@checked
def small_multiples(
    data: Dataset | Month, key: str, by: str, *, title: str | None = None
) -> Chart | Sentence:
    """Return a small line for each member of a dimension, all to one scale.

    Parameters
    ----------
    data
        A data set for all its months; a month for those up to it.
    key
        Key of a measure or a ratio.
    by
        The dimension whose members have a drawing each, in the order of the catalog.
    title
        Template of `prose` filled from the last month; without one, the highest and the lowest.

    Returns
    -------
    Chart or Sentence
        A sentence where no member has two values. Behind each line lies a grey one: of a measure
        the mean of the members, in the months in which all have a value, of a ratio that of all
        together, since ratios are not averaged. A member that never had a value is named and not
        drawn.

    Raises
    ------
    UsageError
        If the catalog has no such indicator or dimension, or it is a day.

    Examples
    --------
    >>> import ictanalysis as ict
    >>> data = ict.load("data")
    >>> type(ict.charts.small_multiples(data, "dossiers.received", by="level")).__name__
    'Sentence'
    """
    month = last_month(data)
    if month is None:
        catalog = catalog_of(data)
        return _not_yet(catalog.label(catalog.resolve(key)), catalog.locale)
    breakdown = broken_down(month, key, by, additive=False)
    members = _members(month, breakdown)
    if max((len(each.known) for each in members.series), default=0) < FEWEST:
        return _not_yet(breakdown.name, month.locale)
    caption = Caption(
        members.finding,
        _("Small line charts to one scale"),
        breakdown.name,
        breakdown.whole.unit,
        describe_each(members.named),
        members.notes,
        [breakdown.whole.key.table],
        members.whole.period,
    )
    return captioned(month, lambda canvas: draw_panels(canvas, members.panels), caption, title)


def _not_yet(label: str, locale: Locale) -> Sentence:
    return Sentence(
        locale.say(
            "Small charts of {label} need figures of at least two months.",
            label=inside_sentence(label, locale),
        )
    )


def _members(month: Month, breakdown: Breakdown) -> _Members:
    every = [(part.label, Series.of(month, part.figure.key)) for part in breakdown.every]
    whole = Series.of(month, breakdown.whole.key)
    first = first_known([series for _label, series in every])
    named = [(label, series.between(first)) for label, series in every if series.known]
    never = [label for label, series in every if not series.known]
    return _Members(named, never, whole.between(first))


@dataclass(frozen=True)
class _Members:
    """Members with their series, those that never had a value, and all of them together."""

    named: Sequence[tuple[str, Series]]
    never: Sequence[str]
    whole: Series

    @property
    def series(self) -> list[Series]:
        return [each for _label, each in self.named]

    @property
    def locale(self) -> Locale:
        return self.whole.locale

    @property
    def is_ratio(self) -> bool:
        return self.whole.latest.kind == "ratio"

    @cached_property
    def behind(self) -> Values | None:
        """Return what each member is compared with; nothing where there is only one."""
        if len(self.named) == 1:
            return None
        if self.is_ratio:
            return self.whole.values if self.whole.known else None
        mean = np.mean([each.values for each in self.series], axis=0)
        return None if np.isnan(mean).all() else np.asarray(mean)

    @cached_property
    def panels(self) -> Panels:
        every = [Panel(label, self._text(each), each) for label, each in self.named]
        return Panels(self.whole.months, every, self.behind)

    def _text(self, series: Series) -> str:
        """Return the last value, with its month where that is not the last of all."""
        last = series.last
        text = on_label(series.figure(last))
        if last == len(series.months) - 1:
            return text
        return f"{text} ({self.locale.month_short(series.months[last])})"

    @property
    def finding(self) -> str:
        """Return the highest and the lowest of the last month in which a member has a value."""
        last = max(each.last for each in self.series)
        values = {label: each.figure(last) for label, each in self.named if last in each.known}
        numbers = {label: figure.value or 0.0 for label, figure in values.items()}
        high, low = max(numbers.values()), min(numbers.values())
        most, least = ([label for label, n in numbers.items() if n == each] for each in (high, low))
        month, highest = self.locale.month(self.whole.months[last]), quantity(values[most[0]])
        if high == low:
            return self.locale.say(
                "{label} in {month}: {value}",
                label=self.whole.latest.label,
                month=month,
                value=highest,
            )
        return self.locale.say(
            "Highest in {month}: {most}, {high}; lowest: {least}, {low}",
            month=month,
            most=self._names(most),
            high=highest,
            least=self._names(least),
            low=quantity(values[least[0]]),
        )

    @property
    def notes(self) -> list[str]:
        say, notes = self.locale.say, []
        if self.behind is not None and self.is_ratio:
            notes.append(say("All panels have one scale; the grey line is all members together"))
        elif self.behind is not None:
            notes.append(say("All panels have one scale; the grey line is the mean of the members"))
        if self.panels.heights[0] > 0:
            notes.append(self.locale.render(NOT_FROM_ZERO))
        never = say("Not available: {names}", names=", ".join(self.never))
        return [*notes, *self._of_members, *([never] if self.never else [])]

    @property
    def _of_members(self) -> list[str]:
        """Return what must be known of members, once for all of which it is true."""
        about: dict[str, list[str]] = {}
        for label, each in self.named:
            for note in each.notes:
                about.setdefault(note, []).append(label)
        return [
            note if len(labels) == len(self.named) else f"{note} ({', '.join(labels)})"
            for note, labels in about.items()
        ]

    def _names(self, labels: Sequence[str]) -> str:
        if len(labels) <= MOST_NAMED:
            return self.locale.listed(labels)
        return self.locale.say("{count} units", count=self.locale.count(len(labels)))
