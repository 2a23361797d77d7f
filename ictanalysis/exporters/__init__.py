"""nbconvert exporters: an executed notebook becomes a page to read, or a document to edit or sign.

``jupyter nbconvert --to ict-html``, ``--to ict-docx`` and ``--to ict-pdf`` find the classes by
entry point. They are imported when they are asked for, because nbconvert alone takes longer to
import than most commands take to run.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ictanalysis.exporters.docx import ReportDOCXExporter
    from ictanalysis.exporters.html import ReportHTMLExporter
    from ictanalysis.exporters.pdf import ReportPDFExporter

__all__ = ["ReportDOCXExporter", "ReportHTMLExporter", "ReportPDFExporter"]

_MODULES = {
    "ReportDOCXExporter": "docx",
    "ReportHTMLExporter": "html",
    "ReportPDFExporter": "pdf",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
