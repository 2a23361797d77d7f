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
from ictanalysis.pipeline.imports import import_papermill
from ictanalysis.pipeline.navigation import ANNEX, REPORT
from ictanalysis.pipeline.workers import Workers

if TYPE_CHECKING:
    from ictanalysis.exporters.document.body import Body
    from ictanalysis.exporters.html import Page

Navigation = Callable[[str, Mapping[str, str], Sequence[str]], Sequence[Sequence[Link]]]
"""Returns the links of a page, from its name, the titles of all pages, and what is printed."""


@dataclass(frozen=True)
class Read:
    """An executed notebook as it was read.

    Attributes
    ----------
    name
        The name of its page.
    page
        What the page shows.
    left_out
        What to tell of it: what it displays and no document can show.
    printed, font
        The documents that were printed, and the font of the PDF; blank for all but the report.
    """

    name: str
    page: Page
    left_out: Sequence[Message]
    printed: Sequence[str] = ()
    font: str = ""


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
        self._pages: dict[str, Page] = {}
        self._printed: Sequence[str] = ()
        self.left_out: list[Message] = []
        self.font = ""
        self._html = ReportHTMLExporter()  # type: ignore[no-untyped-call]
        self._pdf = ReportPDFExporter()  # type: ignore[no-untyped-call]
        self._docx = ReportDOCXExporter()  # type: ignore[no-untyped-call]

    def read(self, executed: Path, workers: Workers) -> Read:
        """Return a notebook as it was read; the report is printed, too.

        Parameters
        ----------
        workers
            Where there is room for one, it prints a document beside another.

        Raises
        ------
        RenderingError
            If a page or a print cannot be made of it.
        """
        from ictanalysis.exporters.html import Page

        name, body = f"{executed.stem}.html", self._html.read(executed)
        page = Page.of(body)
        if executed.stem != REPORT:
            return Read(name, page, body.left_out)
        to_print = self._pdf.read(executed)
        fonts = self._print_all(to_print, workers)
        others = (each for each in to_print.left_out if each not in body.left_out)
        left_out = (*body.left_out, *others)
        return Read(name, page, left_out, tuple(fonts), next(iter(fonts.values())))

    def take(self, read: Read) -> None:
        """Take in a notebook; its page is written once the others are known."""
        self._pages[read.name] = read.page
        self.left_out += [each for each in read.left_out if each not in self.left_out]
        self._printed = self._printed or read.printed
        self.font = self.font or read.font

    def _print_all(self, body: Body, workers: Workers) -> Mapping[str, str]:
        """Print the report, each document where there is room, and return file → font."""
        files = {f"{REPORT}.pdf": partial(self._pdf.write, body.signed)}
        files[f"{REPORT}.docx"] = partial(self._docx.write, body.signed)
        if body.annexes is not None:
            files[ANNEX] = partial(self._pdf.write, body.annexes)
        calls = [partial(self._print, name, write) for name, write in files.items()]
        with closing(workers.each(calls, fork_again=False)) as ended:
            fonts = {done.index: done.result() for done in ended}
        return {name: fonts[at] for at, name in enumerate(files)}

    def _print(self, name: str, write: Callable[[dict[str, Any]], bytes], _tell: object) -> str:
        """Write a printed document and return its font."""
        resources: dict[str, Any] = {}
        (self._folder / name).write_bytes(write(resources))
        return str(resources.get("ictanalysis", {}).get("font", ""))

    def write_pages(self, navigation: Navigation) -> None:
        """Write the page of each notebook that was read."""
        for name, page in self._pages.items():
            text = page.text(navigation(name, self.titles, self._printed))
            (self._folder / name).write_text(text, encoding="utf-8")

    @property
    def titles(self) -> dict[str, str]:
        """Return page → title, the report first, then in the order of names."""
        names = sorted(self._pages, key=lambda name: (name != f"{REPORT}.html", name))
        return {name: self._pages[name].body.title for name in names}

    @property
    def card_keys(self) -> list[str]:
        """Return the indicators of the report's cards."""
        return [card.key for card in self._pages[f"{REPORT}.html"].body.cards if card.key]
