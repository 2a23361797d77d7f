"""What is measured: sections, dimensions, tables, measures, ratios and targets."""

from ictanalysis.catalog.catalog import Catalog, read_catalog
from ictanalysis.catalog.keys import IndicatorKey
from ictanalysis.catalog.models import (
    WHOLE,
    Dimension,
    Measure,
    Ratio,
    Section,
    StockTie,
    Table,
    TaskStatus,
    Term,
)
from ictanalysis.catalog.targets import Target, better, read_targets

__all__ = [
    "WHOLE",
    "Catalog",
    "Dimension",
    "IndicatorKey",
    "Measure",
    "Ratio",
    "Section",
    "StockTie",
    "Table",
    "Target",
    "TaskStatus",
    "Term",
    "better",
    "read_catalog",
    "read_targets",
]
