"""The figures of a month in an Excel workbook: a template to fill in, and what was filled in."""

from ictanalysis.exchange.workbooks.container import MOST_BYTES
from ictanalysis.exchange.workbooks.filled import as_lines, read_filled
from ictanalysis.exchange.workbooks.revision import Revision, revision
from ictanalysis.exchange.workbooks.template import template

__all__ = ["MOST_BYTES", "Revision", "as_lines", "read_filled", "revision", "template"]
