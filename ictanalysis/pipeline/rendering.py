"""Executed notebooks become pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ictanalysis.exporters.links import Link
from ictanalysis.language.messages import Message
from ictanalysis.pipeline.execution import import_papermill
from ictanalysis.pipeline.navigation import ANNEX, REPORT

if TYPE_CHECKING:
    from ictanalysis.exporters.document.body import Body

Navigation = Callable[[str, Mapping[str, str], Sequence[str]], Sequence[Sequence[Link]]]
"""Returns the links of a page, from its name, the titles of all pages, and what is printed."""


class Renderer:
    """Writes the pages of executed notebooks into a folder.

    Each notebook becomes `<name>.html`; the report becomes `report.pdf` and `report.docx`, too, and
    `annex.pdf` where it has annexes that are signed separately.

    Attributes
    ----------
    left_out
        What to tell of the notebooks: what they display and no document can show.
    """

    def __init__(self, folder: Path) -> None:
        # nbformat is as slow to import as papermill, and for the same reason.
        import_papermill()
        from ictanalysis.exporters import ReportDOCXExporter, ReportHTMLExporter, ReportPDFExporter

        self._folder = folder
        self._bodies: dict[str, Body] = {}
        self._printed: Sequence[str] = ()
        self.left_out: list[Message] = []
        self._html = ReportHTMLExporter()  # type: ignore[no-untyped-call]
        self._pdf = ReportPDFExporter()  # type: ignore[no-untyped-call]
        self._docx = ReportDOCXExporter()  # type: ignore[no-untyped-call]

    def read(self, executed: Path) -> None:
        """Read one notebook, the page of which is written once the others are known.

        Raises
        ------
        RenderingError
            If a page cannot be made.
        """
        body = self._html.read(executed)
        self._bodies[f"{executed.stem}.html"] = body
        self.left_out += body.left_out

    def print(self, executed: Path) -> str:
        """Write the PDF and the DOCX of the report, and return the font of the PDF.

        Raises
        ------
        RenderingError
            If one of them cannot be made.
        """
        body, resources = self._pdf.read(executed), dict[str, Any]()
        self.left_out += [each for each in body.left_out if each not in self.left_out]
        files = {
            f"{REPORT}.pdf": self._pdf.write(body.signed, resources),
            f"{REPORT}.docx": self._docx.write(body.signed, resources),
        }
        if body.annexes is not None:
            files[ANNEX] = self._pdf.write(body.annexes, resources)
        for name, content in files.items():
            (self._folder / name).write_bytes(content)
        self._printed = list(files)
        return str(resources["ictanalysis"]["font"])

    def write_pages(self, navigation: Navigation) -> None:
        """Write the page of each notebook that was read."""
        from ictanalysis.exporters.html import page

        for name, body in self._bodies.items():
            text = page(body, navigation(name, self.titles, self._printed))
            (self._folder / name).write_text(text, encoding="utf-8")

    @property
    def titles(self) -> dict[str, str]:
        """Return page → title, the report first, then in the order of names."""
        names = sorted(self._bodies, key=lambda name: (name != f"{REPORT}.html", name))
        return {name: self._bodies[name].title for name in names}

    @property
    def card_keys(self) -> list[str]:
        """Return the indicators of the report's cards."""
        return [card.key for card in self._bodies[f"{REPORT}.html"].cards if card.key]
