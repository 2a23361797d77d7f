"""Charts whose every mark, label and alternative text is a figure of the data set.

Examples
--------
>>> import ictanalysis as ict
>>> may = ict.load("data").month("2021-05")
>>> chart = ict.charts.composition(may, "services.provided", by="level")
>>> "44,03%" in chart.title
True
"""

from __future__ import annotations

from ictanalysis.charts.against_earlier import against_earlier
from ictanalysis.charts.against_targets import against_targets
from ictanalysis.charts.chart import Chart as Chart
from ictanalysis.charts.chart import Sentence as Sentence
from ictanalysis.charts.composition import composition
from ictanalysis.charts.composition_over_time import composition_over_time
from ictanalysis.charts.control_chart import behaviour
from ictanalysis.charts.heat_map import heat_map
from ictanalysis.charts.over_time import over_time
from ictanalysis.charts.ranking import ranking
from ictanalysis.charts.small_multiples import small_multiples
from ictanalysis.charts.stacked import stacked
from ictanalysis.charts.trend import trend

__all__ = [
    "against_earlier",
    "against_targets",
    "behaviour",
    "composition",
    "composition_over_time",
    "heat_map",
    "over_time",
    "ranking",
    "small_multiples",
    "stacked",
    "trend",
]


def __dir__() -> list[str]:
    """Return the charts alone, for tab completion."""
    return __all__
