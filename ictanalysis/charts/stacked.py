"""The members of one dimension, each made up of the members of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    inside_sentence,
    on_label,
    quantity,
    reservations,
)
from ictanalysis.indicators.figures import MISSING, Figure
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

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
        if whole.value is not None:
            return f"{self.label}: {on_label(whole)} {whole.unit}"
        missing = self.content.locale.render(MISSING)
        return self.label if self.content.parts else f"{self.label}: {missing}"

    @property
    def description(self) -> str:
        parts = [f"{part.label} {self.content.describe(part)}" for part in self.content.parts]
        described = ", ".join(parts) or self.content.locale.render(MISSING)
        return f"{self.label} ({quantity(self.content.whole)}): {described}"

    @property
    def notes(self) -> list[str]:
        notes = self.content.about_shares if self.content.sum else []
        return [f"{self.label}: {inside_sentence(note, self.content.locale)}" for note in notes]

    @property
    def figures(self) -> Iterator[tuple[str, Figure]]:
        if not self.content.parts:
            yield self.label, self.content.every[0].figure
            return
        if self.content.whole.value is not None:
            yield self.label, self.content.whole
        for part in self.content.every:
            yield f"{self.label} – {part.label}", part.figure


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
    outer = broken_down(month, key, by)
    stacks = [
        _Stack(part.label, broken_down(month, str(part.figure.key), across)) for part in outer.every
    ]
    inner = stacks[0].content
    if len(inner.every) > MOST:
        raise UsageError(
            _("“{name}” has more members than can be told apart: swap by and across", name=across)
        )
    name = by_dimensions(outer.whole, [outer.dimension, inner.dimension])
    values = [part.value for each in stacks for part in each.content.parts]
    if nothing := empty(month, name, values):
        return nothing
    drawn = {part.member for each in stacks if each.content.base for part in each.content.parts}
    largest = [_largest(stacks, inner.every)]
    emphasised = inner.emphasised(emphasis, title, drawn=drawn, largest=largest)
    colour = colours([part.member for part in inner.every], emphasised)
    caption = Caption(
        _finding(stacks, emphasised),
        _("Stacked bar chart"),
        name,
        month.locale.say("{unit} (share, %)", unit=outer.whole.unit),
        [stack.description for stack in stacks],
        _notes(stacks),
        [outer.whole.key.table],
    )
    return captioned(month, lambda canvas: _draw(canvas, stacks, colour), caption, title)


def _largest(stacks: Sequence[_Stack], parts: Sequence[Part]) -> Part:
    """Return the member that is the largest over all bars."""
    totals = dict.fromkeys((part.member for part in parts), 0.0)
    for stack in stacks:
        for part in stack.content.parts:
            totals[part.member] += part.value
    return max(parts, key=lambda part: totals[part.member])


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
    return stack.content.locale.say(
        "{part} has its largest share in {whole}: {share}",
        part=part.label,
        whole=stack.label,
        share=stack.content.share(part),
    )


def _notes(stacks: Sequence[_Stack]) -> list[str]:
    shares = [note for stack in stacks for note in stack.notes]
    named = [named for stack in stacks for named in stack.figures]
    return [*shares, *reservations(named, stacks[0].content.locale)]


def _draw(canvas: Canvas, stacks: Sequence[_Stack], colour: Mapping[str, str]) -> float:
    scale = max(stack.content.base for stack in stacks)
    bottom = -BETWEEN
    for stack in stacks:
        header = wrap(stack.header, canvas.width, bold=True)
        bottom = canvas.lines(0, bottom + BETWEEN, header, bold=True)
        if stack.content.sum:
            segments = segments_of(stack.content, colour)
            bottom = draw_stacked_bar(canvas, bottom + UNDER_HEADER, segments, scale, inline=True)
    return bottom
