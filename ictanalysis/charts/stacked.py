"""The members of one dimension, each made up of the members of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ictanalysis.analysis import Month
from ictanalysis.charts.breakdown import Breakdown, Part, broken_down, chosen
from ictanalysis.charts.canvas import Canvas, on_canvas
from ictanalysis.charts.captions import Caption, captioned, empty
from ictanalysis.charts.chart import Chart
from ictanalysis.charts.segments import MOST, Segment, colours, draw_segments
from ictanalysis.charts.sentence import Sentence
from ictanalysis.charts.text_metrics import wrap
from ictanalysis.charts.words import called, lowered, on_label, quantity, reservations, title_or
from ictanalysis.indicators.figures import MISSING, Figure
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import VIETNAMESE
from ictanalysis.language.messages import _

__all__ = ["stacked"]

UNDER_HEADER = 3.0
BETWEEN = 14.0


@dataclass(frozen=True)
class _Stack:
    """A member of the first dimension and what it is made up of."""

    label: str
    content: Breakdown

    @property
    def header(self) -> str:
        whole = self.content.whole
        if whole.value is None:
            return (
                self.label if self.content.parts else f"{self.label}: {VIETNAMESE.render(MISSING)}"
            )
        return f"{self.label}: {on_label(whole)} {whole.unit}"

    @property
    def named(self) -> str:
        parts = [f"{part.label} {self.content.worded(part)}" for part in self.content.parts]
        named = ", ".join(parts) or VIETNAMESE.render(MISSING)
        return f"{self.label} ({quantity(self.content.whole)}): {named}"

    @property
    def notes(self) -> list[str]:
        if not self.content.sum:
            return []
        return [f"{self.label}: {lowered(note)}" for note in self.content.about_shares]

    @property
    def figures(self) -> Iterator[tuple[str, Figure]]:
        if not self.content.parts:
            yield self.label, self.content.every[0].figure
            return
        if self.content.whole.value is not None:
            yield self.label, self.content.whole
        for part in self.content.every:
            yield f"{self.label} – {part.label}", part.figure


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
    """
    outer = broken_down(month, key, by)
    stacks = [
        _Stack(part.label, broken_down(month, str(part.figure.key), across)) for part in outer.every
    ]
    series = stacks[0].content.every
    if len(series) > MOST:
        raise UsageError(
            _("“{name}” has more members than can be told apart: swap by and across", name=across)
        )
    name = called(outer.whole, [outer.dimension, stacks[0].content.dimension])
    if nothing := empty(
        month, name, [part.value for each in stacks for part in each.content.parts]
    ):
        return nothing
    drawn = {part.member for each in stacks if each.content.base for part in each.content.parts}
    emphasised = chosen(
        series, across, emphasis, title, drawn=drawn, largest=[_largest(stacks, series)]
    )
    colour = colours([part.member for part in series], emphasised)
    caption = Caption(
        title_or(title, month, _finding(stacks, emphasised)),
        "Biểu đồ thanh chồng",
        name,
        f"{outer.whole.unit} (tỷ trọng, %)",
        [stack.named for stack in stacks],
        _notes(stacks),
        [outer.whole.key.table],
    )
    return captioned(month, on_canvas(lambda canvas: _draw(canvas, stacks, colour)), caption)


def _largest(stacks: Sequence[_Stack], series: Sequence[Part]) -> Part:
    """Return the member that is the largest over all bars."""
    totals = dict.fromkeys((part.member for part in series), 0.0)
    for stack in stacks:
        for part in stack.content.parts:
            totals[part.member] += part.value
    return max(series, key=lambda part: totals[part.member])


def _finding(stacks: Sequence[_Stack], emphasised: frozenset[str]) -> str:
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
    share = stack.content.share(part).replace("≈", "khoảng")
    return f"{part.label} chiếm tỷ trọng cao nhất ở {stack.label}: {share}"


def _notes(stacks: Sequence[_Stack]) -> list[str]:
    shares = [note for stack in stacks for note in stack.notes]
    return [*shares, *reservations([named for stack in stacks for named in stack.figures])]


def _draw(canvas: Canvas, stacks: Sequence[_Stack], colour: Mapping[str, str]) -> float:
    scale = max(stack.content.base for stack in stacks)
    bottom = -BETWEEN
    for stack in stacks:
        header = wrap(stack.header, canvas.width, bold=True)
        bottom = canvas.lines(0, bottom + BETWEEN, header, bold=True)
        if stack.content.sum:
            segments = list(_segments(stack.content, colour))
            bottom = draw_segments(canvas, bottom + UNDER_HEADER, segments, scale, inline=True)
    return bottom


def _segments(content: Breakdown, colour: Mapping[str, str]) -> Iterator[Segment]:
    for part in content.parts:
        text = content.labelled(part)
        yield Segment(part.label, text, part.value, colour[part.member], False)
