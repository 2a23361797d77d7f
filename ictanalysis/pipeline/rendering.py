"""Executed notebooks become pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ictanalysis.pipeline.execution import import_papermill

if TYPE_CHECKING:
    from nbconvert.exporters.exporter import Exporter

REPORT = "report"
"""Name of the notebook whose pages are the narrative report."""


class Renderer:
    """Writes the pages of executed notebooks into a folder.

    Each notebook becomes `<name>.html`; the report becomes `report.pdf` and `report.docx`, too.
    """

    def __init__(self, folder: Path) -> None:
        # nbformat is as slow to import as papermill, and for the same reason.
        import_papermill()
        from ictanalysis.exporters import ReportDOCXExporter, ReportHTMLExporter, ReportPDFExporter

        self._folder = folder
        self._html: Exporter = ReportHTMLExporter()  # type: ignore[no-untyped-call]
        self._pdf: Exporter = ReportPDFExporter()  # type: ignore[no-untyped-call]
        self._docx: Exporter = ReportDOCXExporter()  # type: ignore[no-untyped-call]

    def render(self, executed: Path) -> None:
        """Write the page of one notebook.

        Raises
        ------
        RenderingError
            If a page cannot be made.
        """
        page, _resources = self._html.from_filename(str(executed))
        (self._folder / f"{executed.stem}.html").write_text(str(page), encoding="utf-8")

    def print(self, executed: Path) -> str:
        """Write the PDF and the DOCX of one notebook, and yield the font of the PDF.

        Raises
        ------
        RenderingError
            If one of them cannot be made.
        """
        document, resources = self._pdf.from_filename(str(executed))
        (self._folder / f"{executed.stem}.pdf").write_bytes(document)
        editable, _resources = self._docx.from_filename(str(executed))
        (self._folder / f"{executed.stem}.docx").write_bytes(editable)
        return str(resources["ictanalysis"]["font"])
