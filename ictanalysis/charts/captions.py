"""What a drawing becomes once its words stand around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure as Drawing

from ictanalysis.analysis import Month
from ictanalysis.charts.chart import Chart
from ictanalysis.charts.sentence import Sentence
from ictanalysis.charts.style import NARROW, WIDE
from ictanalysis.charts.words import alternative, sentences, source
from ictanalysis.indicators.figures import MISSING
from ictanalysis.language.locales import VIETNAMESE

__all__ = ["Caption", "captioned", "empty"]


@dataclass(frozen=True)
class Caption:
    """The words of a chart.

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
    period
        The months that are drawn; the month itself if it is empty.
    details
        What is known besides; the alternative text alone has room for it.
    """

    title: str
    kind: str
    name: str
    unit: str
    values: Sequence[str]
    notes: Sequence[str]
    tables: Sequence[str]
    period: str = ""
    details: Sequence[str] = ()


def captioned(month: Month, draw: Callable[[float], Drawing], caption: Caption) -> Chart:
    """Return a chart: what `draw` draws on a wide and a narrow sheet, and the words around it."""
    period = caption.period or VIETNAMESE.month(month.period)
    return Chart(
        draw(WIDE),
        draw(NARROW),
        caption.title,
        sentences([f"{caption.name}; đơn vị: {caption.unit}; {period}", *caption.notes]),
        source(month, caption.tables),
        alternative(
            month,
            f"{caption.kind}: {caption.name}, {period}",
            caption.values,
            [*caption.notes, *caption.details],
        ),
    )


def empty(month: Month, name: str, values: Sequence[float]) -> Sentence | None:
    """Return what is said where there is nothing to draw: no value, or nothing but zeros."""
    if any(values):
        return None
    said = "không có trong" if values else VIETNAMESE.render(MISSING)
    return Sentence(f"{name}: {said} {VIETNAMESE.month(month.period)}.")
