"""The figures of a month in an Excel workbook: handed out to be filled in, and read again."""

from ictanalysis.workbooks.container import MOST_BYTES
from ictanalysis.workbooks.filled import FilledTable, FilledWorkbook, listed, read_filled
from ictanalysis.workbooks.revision import Revision, revision
from ictanalysis.workbooks.template import template

__all__ = [
    "MOST_BYTES",
    "FilledTable",
    "FilledWorkbook",
    "Revision",
    "listed",
    "read_filled",
    "revision",
    "template",
]
