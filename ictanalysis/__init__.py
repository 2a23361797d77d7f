"""Monthly reports whose numbers cannot disagree with the tables they come from.

Examples
--------
>>> import ictanalysis as ict
>>> may = ict.load("data").month("2021-05")
>>> may["documents.signed"].value
13018.0
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ictanalysis import charts
    from ictanalysis.analysis import Dataset, Month, load
    from ictanalysis.indicators import signals
    from ictanalysis.report import tables
    from ictanalysis.report.official import masthead
    from ictanalysis.report.report import Report

__all__ = [
    "Dataset",
    "Month",
    "Report",
    "__version__",
    "charts",
    "load",
    "masthead",
    "signals",
    "tables",
]

__version__ = "0.1.0"

_HOMES = {
    "Dataset": "analysis",
    "Month": "analysis",
    "load": "analysis",
    "Report": "report.report",
    "masthead": "report.official",
}
_MODULES = {
    "charts": "charts",
    "signals": "indicators.signals",
    "tables": "report.tables",
}


def __dir__() -> list[str]:
    return __all__


def __getattr__(name: str) -> object:
    """Return a public name, imported when it is first asked for: pandas costs half a second."""
    if name in _HOMES:
        return getattr(import_module(f"ictanalysis.{_HOMES[name]}"), name)
    if name in _MODULES:
        return import_module(f"ictanalysis.{_MODULES[name]}")
    raise AttributeError(f"module 'ictanalysis' has no attribute {name!r}")
