"""What a drawing of one month becomes once its words stand around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure as Drawing

from ictanalysis import vietnamese
from ictanalysis.analysis import Month
from ictanalysis.charts.chart import Chart
from ictanalysis.charts.sentence import Sentence
from ictanalysis.charts.words import alternative, sentences, source
from ictanalysis.indicators import MISSING

__all__ = ["Caption", "captioned", "empty"]


@dataclass(frozen=True)
class Caption:
    """The words of a chart of one month.

    Attributes
    ----------
    title
        The finding.
    kind, name, unit
        How it is drawn, what is drawn, in which unit.
    values
        Every value that is drawn, with its name.
    notes
        What must be known to read it; sentences without their stop.
    tables
        The tables that the figures come from.
    """

    title: str
    kind: str
    name: str
    unit: str
    values: Sequence[str]
    notes: Sequence[str]
    tables: Sequence[str]


def captioned(month: Month, drawing: Drawing, caption: Caption) -> Chart:
    """Yield a drawing with its words."""
    period = vietnamese.month(month.period)
    return Chart(
        drawing,
        caption.title,
        sentences([f"{caption.name}; đơn vị: {caption.unit}; {period}", *caption.notes]),
        source(month, caption.tables),
        alternative(
            month, f"{caption.kind}: {caption.name}, {period}", caption.values, caption.notes
        ),
    )


def empty(month: Month, name: str, values: Sequence[float]) -> Sentence | None:
    """Yield what is said where there is nothing to draw: no value, or nothing but zeros."""
    if any(values):
        return None
    said = "không có trong" if values else MISSING
    return Sentence(f"{name}: {said} {vietnamese.month(month.period)}.")
