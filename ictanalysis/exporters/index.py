"""The index of all reports: one page that leads to every month, by year, the newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from ictanalysis.exporters.document.parts import Masthead
from ictanalysis.exporters.labels import labels
from ictanalysis.exporters.links import Link
from ictanalysis.exporters.templating import render, style

State = Literal["published", "stale", "draft"]

WIDTH, HEIGHT = 120, 28
"""Of a line of figures, in the units of its drawing."""

FEWEST = 5
"""Fewer numbers are no line."""


@dataclass(frozen=True)
class Line:
    """A main figure of a month, and the months up to it as a small line.

    Parameters
    ----------
    text, unit
        The number as the report prints it.
    about
        The line in words; blank where there is none.
    history
        The values of the line, the month last; None where one is missing.
    """

    label: str
    text: str
    unit: str
    about: str
    history: Sequence[float | None]

    width, height = WIDTH, HEIGHT

    @property
    def line(self) -> str:
        """The path of the drawing; blank where there are too few values."""
        return path(self.history) if self.about else ""


@dataclass(frozen=True)
class Edition:
    """What there is of a month: the published report, or the draft.

    Parameters
    ----------
    state, words
        Whether it is published, out of date or a draft, and how a reader is told.
    report, pages
        The forms of the report, and the other pages.
    summary
        What stands over the figures where they are folded.
    """

    state: State
    words: str
    report: Sequence[Link]
    pages: Sequence[Link]
    summary: str
    figures: Sequence[Line]


@dataclass(frozen=True)
class Entry:
    """A month of the index: its place, its year, its name, and what there is of it."""

    anchor: str
    year: str
    name: str
    editions: Sequence[Edition]
    newest: bool = False


def index_page(opening: Masthead, months: Sequence[Entry]) -> str:
    """Return the index as a self-contained HTML page.

    Parameters
    ----------
    opening
        Whose reports they are, and whether the figures are simulated.
    months
        The newest first.
    """
    years = [(year, list(each)) for year, each in groupby(months, lambda month: month.year)]
    return render(
        "index.html.j2",
        opening=opening,
        title=opening.title,
        words=labels(opening),
        navigation=(),
        years=years,
        style=style(),
    )


def path(values: Sequence[float | None]) -> str:
    """Return a line as the path of an SVG drawing, broken where a value is missing.

    Examples
    --------
    >>> path([1, 2, None, 3])
    'M2 26L40.7 14M118 2h0'
    """
    known = [value for value in values if value is not None]
    low, high = min(known), max(known)
    margin, steps = 2, max(len(values) - 1, 1)
    places = {
        at: (
            margin + at * (WIDTH - 2 * margin) / steps,
            HEIGHT / 2
            if high == low
            else HEIGHT - margin - (value - low) / (high - low) * (HEIGHT - 2 * margin),
        )
        for at, value in enumerate(values)
        if value is not None
    }
    return "".join(_step(places, at) for at in places)


def _step(places: Mapping[int, tuple[float, float]], at: int) -> str:
    """Return the step to a value: a line from the one before, or a beginning; a dot if alone."""
    across, down = (f"{round(each, 1):g}" for each in places[at])
    begins = at - 1 not in places
    alone = "h0" if begins and at + 1 not in places else ""
    return f"{'M' if begins else 'L'}{across} {down}{alone}"
