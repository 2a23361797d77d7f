"""The members of a dimension, the largest first."""

from __future__ import annotations

from ictanalysis.analysis import Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.charts.bars import draw_rows, rows_of
from ictanalysis.charts.breakdown import Breakdown, broken_down, in_order
from ictanalysis.charts.chart import Chart, Sentence
from ictanalysis.charts.words import Caption, captioned, empty, on_label
from ictanalysis.language.messages import _


@checked
def ranking(
    month: Month, key: str, by: str, *, title: str | None = None, emphasis: str | None = None
) -> Chart | Sentence:
    """Return a chart that compares the members of a dimension, the largest first.

    Parameters
    ----------
    key
        Key of a measure or a ratio.
    by
        The dimension whose members are compared.
    title, emphasis
        As for `composition`; the finding is the largest member and its value.

    Returns
    -------
    Chart or Sentence
        A sentence where no member has a value or all are zero. A member without a value stands
        last, in words and without a bar.

    Raises
    ------
    UsageError
        If the catalog has no such indicator, dimension or member, or it is a date.

    Examples
    --------
    >>> import ictanalysis as ict
    >>> may = ict.load("data").month("2021-05")
    >>> ict.charts.ranking(may, "dossiers.online_rate", by="level").title[-6:]
    '73,91%'
    """
    breakdown = broken_down(month, key, by, additive=False)
    if nothing := empty(month, breakdown.name, [part.value for part in breakdown.parts]):
        return nothing
    emphasised = breakdown.emphasised(emphasis, title)
    rows = rows_of(breakdown, emphasised, lambda part: on_label(part.figure))
    caption = Caption(
        _finding(breakdown),
        _("Bar chart"),
        breakdown.name,
        breakdown.whole.unit,
        [f"{part.label}: {part.figure.quantity}" for part in in_order(breakdown.parts)],
        [breakdown.about_sum, *breakdown.reservations],
        [breakdown.whole.key.table],
    )
    return captioned(month, lambda canvas: draw_rows(canvas, rows), caption, title)


def _finding(breakdown: Breakdown) -> str:
    largest, say = breakdown.largest, breakdown.locale.say
    names = breakdown.locale.listed([part.label for part in largest])
    value, together = largest[0].figure.quantity, len(largest) > 1
    if breakdown.whole.kind in {"stock", "flow"}:
        if together:
            return say("{names} have the most, each {value}", names=names, value=value)
        return say("{names} has the most: {value}", names=names, value=value)
    if together:
        return say("{names} are the highest, each {value}", names=names, value=value)
    return say("{names} is the highest: {value}", names=names, value=value)
