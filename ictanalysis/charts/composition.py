"""How a whole is made up of its parts."""

from __future__ import annotations

from ictanalysis.analysis import Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.charts.bars import draw_rows, rows_of
from ictanalysis.charts.breakdown import Breakdown, broken_down
from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.chart import Chart, Sentence
from ictanalysis.charts.stacked_bar import MOST, colours, draw_stacked_bar, segments_of
from ictanalysis.charts.words import Caption, captioned, empty
from ictanalysis.language.messages import _


@checked
def composition(
    month: Month, key: str, by: str, *, title: str | None = None, emphasis: str | None = None
) -> Chart | Sentence:
    """Return a chart of the shares of the parts of a figure.

    Up to five parts make one bar, in the order of the catalog; more make a bar each, the largest
    first. Where the parts do not add up to the stated total, shares are of their sum, and the
    subtitle says so.

    Parameters
    ----------
    key
        Key of a count, with members of the other dimensions where these are to be fixed.
    by
        The dimension whose members are the parts.
    title
        The finding, with placeholders (`{services.level_share[level=4]}`); without it, or where
        a figure that it names is missing, the largest part and its share.
    emphasis
        The member to emphasise; without it the one that the title names, else the largest.

    Returns
    -------
    Chart or Sentence
        A sentence where no part has a value or all are zero. A part that is missing is named in
        the subtitle and not drawn.

    Raises
    ------
    UsageError
        If the catalog has no such indicator, dimension or member, or it is not a count.

    Examples
    --------
    >>> import ictanalysis as ict
    >>> may = ict.load("data").month("2021-05")
    >>> "44,03%" in ict.charts.composition(may, "services.provided", by="level").title
    True
    """
    breakdown = broken_down(month, key, by)
    if nothing := empty(month, breakdown.name, [part.value for part in breakdown.parts]):
        return nothing
    emphasised = breakdown.emphasised(emphasis, title)
    one_bar = len(breakdown.parts) <= MOST
    draw = _draw_one_bar if one_bar else _draw_bars
    caption = Caption(
        _finding(breakdown),
        _("One bar, divided by share") if one_bar else _("Bar chart"),
        breakdown.name,
        month.locale.say("{unit} (share, %)", unit=breakdown.whole.unit),
        [f"{part.label}: {breakdown.describe(part)}" for part in breakdown.parts],
        [breakdown.about_shares, *breakdown.reservations],
        [breakdown.whole.key.table],
    )
    return captioned(month, lambda canvas: draw(canvas, breakdown, emphasised), caption, title)


def _finding(breakdown: Breakdown) -> str:
    """Return which part is the largest, and its share."""
    largest, say = breakdown.largest, breakdown.locale.say
    names = breakdown.locale.listed([part.label for part in largest])
    share = breakdown.share(largest[0])
    if len(largest) > 1:
        return say("{names} have the largest shares: {share} each", names=names, share=share)
    return say("{names} has the largest share: {share}", names=names, share=share)


def _draw_one_bar(canvas: Canvas, breakdown: Breakdown, emphasised: frozenset[str]) -> float:
    colour = colours([part.member for part in breakdown.parts], emphasised)
    segments = segments_of(breakdown, colour, emphasised)
    return draw_stacked_bar(canvas, 0, segments, breakdown.base)


def _draw_bars(canvas: Canvas, breakdown: Breakdown, emphasised: frozenset[str]) -> float:
    return draw_rows(canvas, rows_of(breakdown, emphasised, breakdown.on_label))
