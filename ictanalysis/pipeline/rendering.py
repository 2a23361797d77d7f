"""Executed notebooks become pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Read:
    """An executed notebook that was read, and printed if it is the report.

    Attributes
    ----------
    name
        The name of its page.
    body
        What the page says.
    printed, font
        The names of the printed documents, and the font of the PDF.
    left_out
        What to tell of it: what it displays and no document can show.
    """

    name: str
    body: Body
    printed: Sequence[str] = ()
    font: str = ""
    left_out: Sequence[Message] = ()


class Renderer:
    """Writes the pages of executed notebooks into a folder.

    Each notebook becomes `<name>.html`; the report becomes `report.pdf` and `report.docx`, too, and
    `annex.pdf` where it has annexes that are signed separately.

    Attributes
    ----------
    left_out
        What to tell of the notebooks: what they display and no document can show.
    font
        The font of the PDF.
    """

    def __init__(self, folder: Path) -> None:
        # nbformat is as slow to import as papermill, and for the same reason.
        import_papermill()
        from ictanalysis.exporters import ReportDOCXExporter, ReportHTMLExporter, ReportPDFExporter

        self._folder = folder
        self._bodies: dict[str, Body] = {}
        self._printed: Sequence[str] = ()
        self.left_out: list[Message] = []
        self.font = ""
        self._html = ReportHTMLExporter()  # type: ignore[no-untyped-call]
        self._pdf = ReportPDFExporter()  # type: ignore[no-untyped-call]
        self._docx = ReportDOCXExporter()  # type: ignore[no-untyped-call]

    def read(self, executed: Path) -> Read:
        """Return a notebook as it was read; the report is printed.

        Raises
        ------
        RenderingError
            If a page or a print cannot be made.
        """
        body, name = self._html.read(executed), f"{executed.stem}.html"
        if executed.stem != REPORT:
            return Read(name, body, left_out=body.left_out)
        print_body, resources = self._pdf.read(executed), dict[str, Any]()
        files = {
            f"{REPORT}.pdf": self._pdf.write(print_body.signed, resources),
            f"{REPORT}.docx": self._docx.write(print_body.signed, resources),
        }
        if print_body.annexes is not None:
            files[ANNEX] = self._pdf.write(print_body.annexes, resources)
        for file, content in files.items():
            (self._folder / file).write_bytes(content)
        left_out = [*body.left_out, *(e for e in print_body.left_out if e not in body.left_out)]
        return Read(name, body, list(files), resources["ictanalysis"]["font"], left_out)

    def take(self, read: Read) -> None:
        """Take in a notebook; its page is written once the others are known."""
        self._bodies[read.name] = read.body
        self._printed = read.printed or self._printed
        self.font = read.font or self.font
        self.left_out += read.left_out

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
