"""Month folders → one tidy frame, with what stands beside the tables and what is wrong."""

from ictanalysis.dataset.cells import Cell, Cells
from ictanalysis.dataset.dataset import DatasetFiles, cells_of, read_dataset, series_of
from ictanalysis.dataset.monthfolder import MonthFiles
from ictanalysis.dataset.narrative import Narrative, News
from ictanalysis.dataset.plan import Task
from ictanalysis.dataset.settings import Settings

__all__ = [
    "Cell",
    "Cells",
    "DatasetFiles",
    "MonthFiles",
    "Narrative",
    "News",
    "Settings",
    "Task",
    "cells_of",
    "read_dataset",
    "series_of",
]
