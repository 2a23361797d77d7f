"""The members of one dimension, each made up of the members of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ictanalysis.analysis import Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.charts.breakdown import Breakdown, Part, broken_down
from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.chart import Chart, Sentence
from ictanalysis.charts.stacked_bar import MOST, colours, draw_stacked_bar, segments_of
from ictanalysis.charts.text_metrics import wrap
from ictanalysis.charts.words import (
    Caption,
    by_dimensions,
    captioned,
    empty,
    on_label,
    reservations,
)
from ictanalysis.indicators.figures import MISSING, Figure
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

UNDER_HEADER = 3.0
BETWEEN = 14.0


class Stack(NamedTuple):
    """A member of the first dimension, and what it is made up of."""

    label: str
    content: Breakdown


@checked
def stacked(
    month: Month,
    key: str,
    by: str,
    across: str,
    *,
    title: str | None = None,
    emphasis: str | None = None,
) -> Chart | Sentence:
    """Return a chart of the members of one dimension, each made up of those of another.

    Parameters
    ----------
    key
        Key of a count.
    by
        The dimension with a bar for each member, in the order of the catalog.
    across
        The dimension whose members make up the bars; at most five.
    title
        As for `composition`; the finding is where the emphasised member has the largest share.
    emphasis
        As for `composition`, a member of `across`.

    Returns
    -------
    Chart or Sentence
        A sentence where no part has a value or all are zero. What is missing is named in the
        subtitle and not drawn.

    Raises
    ------
    UsageError
        If the catalog has no such indicator, dimension or member, it is not a count, or `across`
        has more than five members.

    Examples
    --------
    >>> import ictanalysis as ict
    >>> may = ict.load("data").month("2021-05")
    >>> chart = ict.charts.stacked(may, "dossiers.received", by="level", across="channel")
    >>> "(73,91%)" in chart.alt
    True
    """
    if by == across:
        raise UsageError(_("“{name}” cannot be both by and across: name another", name=by))
    outer = broken_down(month, key, by)
    stacks = [
        Stack(part.label, broken_down(month, str(part.figure.key), across)) for part in outer.every
    ]
    inner = stacks[0].content
    if len(inner.every) > MOST:
        raise UsageError(
            _("“{name}” has more members than can be told apart: swap by and across", name=across)
        )
    name = by_dimensions(outer.whole, [outer.dimension, inner.dimension])
    if nothing := empty(
        month, name, [part.value for each in stacks for part in each.content.parts]
    ):
        return nothing
    drawn = {part.member for _label, each in stacks if each.base for part in each.parts}
    emphasised = inner.emphasised(emphasis, title, drawn=drawn, largest=[_largest(stacks)])
    colour = colours([part.member for part in inner.every], emphasised)
    caption = Caption(
        _finding(stacks, emphasised),
        _("Stacked bar chart"),
        name,
        month.locale.say("{unit} (share, %)", unit=outer.whole.unit),
        [_describe(label, content) for label, content in stacks],
        _notes(stacks),
        [outer.whole.key.table],
    )
    return captioned(month, lambda canvas: _draw(canvas, stacks, colour), caption, title)


def _largest(stacks: Sequence[Stack]) -> Part:
    """Return the member that is the largest over all bars."""
    values = [(part.member, part.value) for _label, content in stacks for part in content.parts]
    return max(
        stacks[0].content.every,
        key=lambda part: sum(value for member, value in values if member == part.member),
    )


def _finding(stacks: Sequence[Stack], emphasised: frozenset[str]) -> str:
    """Return in which bar the emphasised member has its largest share."""
    _share, stack, part = max(
        (
            (part.value / stack.content.base, stack, part)
            for stack in stacks
            if stack.content.base
            for part in stack.content.parts
            if part.member in emphasised
        ),
        key=lambda found: found[0],
    )
    return stack.content.locale.say(
        "{part} has its largest share in {whole}: {share}",
        part=part.label,
        whole=stack.label,
        share=stack.content.share(part),
    )


def _header(label: str, content: Breakdown) -> str:
    if content.whole.value is not None:
        return f"{label}: {on_label(content.whole)} {content.whole.unit}"
    return label if content.parts else f"{label}: {content.locale.render(MISSING)}"


def _describe(label: str, content: Breakdown) -> str:
    parts = [f"{part.label} {content.describe(part)}" for part in content.parts]
    described = ", ".join(parts) or content.locale.render(MISSING)
    return f"{label} ({content.whole.quantity}): {described}"


def _notes(stacks: Sequence[Stack]) -> list[str]:
    locale = stacks[0].content.locale
    shares = [
        f"{label}: {locale.inside(content.about_shares)}"
        for label, content in stacks
        if content.sum and content.about_shares
    ]
    figures = [named for label, content in stacks for named in _figures(label, content)]
    return [*shares, *reservations(figures, locale)]


def _figures(label: str, content: Breakdown) -> Iterator[tuple[str, Figure]]:
    """Yield the figures of a bar with their names; one for all where none has a value."""
    if not content.parts:
        yield label, content.every[0].figure
        return
    if content.whole.value is not None:
        yield label, content.whole
    for part in content.every:
        yield f"{label} – {part.label}", part.figure


def _draw(canvas: Canvas, stacks: Sequence[Stack], colour: Mapping[str, str]) -> float:
    scale = max(content.base for _label, content in stacks)
    bottom = -BETWEEN
    for label, content in stacks:
        header = wrap(_header(label, content), canvas.width, bold=True)
        bottom = canvas.lines(0, bottom + BETWEEN, header, bold=True)
        if content.sum:
            segments = segments_of(content, colour)
            bottom = draw_stacked_bar(canvas, bottom + UNDER_HEADER, segments, scale, inline=True)
    return bottom
