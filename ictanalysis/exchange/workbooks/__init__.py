"""The figures of a month in an Excel workbook: handed out to be filled in, and read again."""

from ictanalysis.exchange.workbooks.container import MOST_BYTES
from ictanalysis.exchange.workbooks.filled import FilledTable, FilledWorkbook, listed, read_filled
from ictanalysis.exchange.workbooks.revision import Revision, revision
from ictanalysis.exchange.workbooks.template import template

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
