"""Executed notebooks become pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ictanalysis.exporters.links import Link
from ictanalysis.language.messages import Message
from ictanalysis.pipeline.execution import import_papermill
from ictanalysis.pipeline.navigation import ANNEX, REPORT
from ictanalysis.pipeline.workers import Workers

if TYPE_CHECKING:
    from ictanalysis.exporters.document.body import Body

Navigation = Callable[[str, Mapping[str, str], Sequence[str]], Sequence[Sequence[Link]]]
"""Returns the links of a page, from its name, the titles of all pages, and what is printed."""


@dataclass(frozen=True)
class Read:
    """An executed notebook as it was read.

    Attributes
    ----------
    name
        The name of its page.
    body
        What the page says.
    to_print
        What the printed documents say; None for all but the report.
    """

    name: str
    body: Body
    to_print: Body | None = None


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
        self._to_print: Body | None = None
        self._printed: Sequence[str] = ()
        self.left_out: list[Message] = []
        self.font = ""
        self._html = ReportHTMLExporter()  # type: ignore[no-untyped-call]
        self._pdf = ReportPDFExporter()  # type: ignore[no-untyped-call]
        self._docx = ReportDOCXExporter()  # type: ignore[no-untyped-call]

    def read(self, executed: Path) -> Read:
        """Return a notebook as it was read.

        Raises
        ------
        RenderingError
            If a page or a print cannot be made of it.
        """
        to_print = self._pdf.read(executed) if executed.stem == REPORT else None
        return Read(f"{executed.stem}.html", self._html.read(executed), to_print)

    def take(self, read: Read) -> None:
        """Take in a notebook; it is printed, and its page written, once the others are known."""
        self._bodies[read.name] = read.body
        self._to_print = read.to_print or self._to_print
        for body in (read.body, read.to_print):
            told = body.left_out if body else ()
            self.left_out += [each for each in told if each not in self.left_out]

    def print(self, workers: Workers) -> None:
        """Print the report, each document where a worker has room for it.

        Raises
        ------
        RenderingError
            If one of them cannot be made.
        """
        assert self._to_print is not None
        annexes = self._to_print.annexes
        files = {f"{REPORT}.pdf": partial(self._pdf.write, self._to_print.signed)}
        files[f"{REPORT}.docx"] = partial(self._docx.write, self._to_print.signed)
        if annexes is not None:
            files[ANNEX] = partial(self._pdf.write, annexes)
        calls = [partial(self._print, name, write) for name, write in files.items()]
        with closing(workers.each(calls)) as ended:
            fonts = {done.index: done.result() for done in ended}
        self.font, self._printed = fonts[0], list(files)

    def _print(self, name: str, write: Callable[[dict[str, Any]], bytes], _tell: object) -> str:
        """Write a printed document and return its font."""
        resources: dict[str, Any] = {}
        (self._folder / name).write_bytes(write(resources))
        return str(resources.get("ictanalysis", {}).get("font", ""))

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
