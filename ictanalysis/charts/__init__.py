"""Charts whose every mark, label and alternative text is a figure of the data set.

Examples
--------
>>> import ictanalysis as ict
>>> may = ict.load("data").month("2021-05")
>>> ict.charts.composition(may, "services.provided", by="level").title
'Mức độ 3 chiếm tỷ trọng lớn nhất: 44,03%'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ictanalysis.charts.changing import composition_over_time
    from ictanalysis.charts.chart import Chart
    from ictanalysis.charts.comparison import ranking
    from ictanalysis.charts.earlier import against_earlier
    from ictanalysis.charts.heatmap import heat_map
    from ictanalysis.charts.history import trend
    from ictanalysis.charts.multiples import small_multiples
    from ictanalysis.charts.process import behaviour
    from ictanalysis.charts.sentence import Sentence
    from ictanalysis.charts.stacks import stacked
    from ictanalysis.charts.targets import against_targets
    from ictanalysis.charts.wholes import composition

__all__ = [
    "Chart",
    "Sentence",
    "against_earlier",
    "against_targets",
    "behaviour",
    "composition",
    "composition_over_time",
    "heat_map",
    "ranking",
    "small_multiples",
    "stacked",
    "trend",
]

_HOMES = {
    "Chart": "chart",
    "Sentence": "sentence",
    "against_earlier": "earlier",
    "against_targets": "targets",
    "behaviour": "process",
    "composition": "wholes",
    "composition_over_time": "changing",
    "heat_map": "heatmap",
    "ranking": "comparison",
    "small_multiples": "multiples",
    "stacked": "stacks",
    "trend": "history",
}


def __getattr__(name: str) -> object:
    """Yield a public name, imported when it is first asked for: matplotlib costs half a second."""
    if name in _HOMES:
        return getattr(import_module(f"ictanalysis.charts.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'ictanalysis.charts' has no attribute {name!r}")
