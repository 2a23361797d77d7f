"""How a whole is made up of its parts."""

from __future__ import annotations

from ictanalysis.analysis import Month
from ictanalysis.charts.breakdown import Breakdown, broken_down, chosen
from ictanalysis.charts.canvas import Canvas, on_canvas
from ictanalysis.charts.captions import Caption, captioned, empty
from ictanalysis.charts.chart import Chart
from ictanalysis.charts.ranking import Row, draw_rows, in_order
from ictanalysis.charts.segments import MOST, Segment, colours, draw_segments
from ictanalysis.charts.sentence import Sentence
from ictanalysis.charts.words import listed, title_or

__all__ = ["composition", "finding"]


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
    """
    breakdown = broken_down(month, key, by)
    if nothing := empty(month, breakdown.name, [part.value for part in breakdown.parts]):
        return nothing
    emphasised = chosen(
        breakdown.every, by, emphasis, title, drawn=breakdown.drawn, largest=breakdown.largest
    )
    one_bar = len(breakdown.parts) <= MOST
    draw = _one_bar if one_bar else _bars
    caption = Caption(
        title_or(title, month, finding(breakdown)),
        "Biểu đồ một thanh chia theo tỷ trọng" if one_bar else "Biểu đồ thanh",
        breakdown.name,
        f"{breakdown.whole.unit} (tỷ trọng, %)",
        [f"{part.label}: {breakdown.worded(part)}" for part in breakdown.parts],
        [*breakdown.about_shares, *breakdown.reservations],
        [breakdown.whole.key.table],
    )
    return captioned(month, on_canvas(lambda canvas: draw(canvas, breakdown, emphasised)), caption)


def finding(breakdown: Breakdown) -> str:
    """Return which part is the largest, and its share."""
    largest = breakdown.largest
    names, share = listed([part.label for part in largest]), breakdown.share(largest[0])
    share = share.replace("≈", "khoảng")
    if len(largest) > 1:
        return f"{names} cùng chiếm tỷ trọng lớn nhất: mỗi phần {share}"
    return f"{names} chiếm tỷ trọng lớn nhất: {share}"


def _one_bar(canvas: Canvas, breakdown: Breakdown, emphasised: frozenset[str]) -> float:
    colour = colours([part.member for part in breakdown.parts], emphasised)
    segments = [
        Segment(
            part.label,
            breakdown.labelled(part),
            part.value,
            colour[part.member],
            part.member in emphasised,
        )
        for part in breakdown.parts
    ]
    return draw_segments(canvas, 0, segments, breakdown.base)


def _bars(canvas: Canvas, breakdown: Breakdown, emphasised: frozenset[str]) -> float:
    rows = [
        Row(part.label, breakdown.labelled(part), part.value, part.member in emphasised)
        for part in in_order(breakdown.parts)
    ]
    return draw_rows(canvas, rows)
