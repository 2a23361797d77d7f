"""The page: one HTML file that needs nothing but itself, and runs nothing."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bs4 import BeautifulSoup, Tag

from ictanalysis.exporters.base import BodyExporter
from ictanalysis.exporters.document import palette
from ictanalysis.exporters.document.blocks import Chart, Picture, Prose
from ictanalysis.exporters.document.body import Body
from ictanalysis.exporters.document.markup import serialize, under
from ictanalysis.exporters.document.parts import Signature
from ictanalysis.exporters.document.svg import with_alternative, with_colour_variables
from ictanalysis.exporters.labels import labels
from ictanalysis.exporters.links import Link
from ictanalysis.exporters.templating import render, style
from ictanalysis.language.locales import Locale

_DEEPEST_IN_CONTENTS = 3
_LONG_CELL = 24
_LONG_HEADING = 10
_VARIABLES = {getattr(palette, name).lower(): name.lower() for name in palette.__all__}


class ReportHTMLExporter(BodyExporter):
    """Exporter of the page: text, tables and charts; no code, no script, nothing from outside."""

    file_extension = ".html"
    output_mimetype = "text/html"
    export_from_notebook = "ictanalysis HTML"
    _other_medium_tag = "print-only"

    def write(self, body: Body, _resources: dict[str, Any]) -> str:
        """Return a document as a page that leads nowhere."""
        return page(body)


def page(body: Body, navigation: Sequence[Sequence[Link]] = ()) -> str:
    """Return a document as a self-contained HTML page; `navigation` is as `Page.text` has it."""
    return Page.of(body).text(navigation)


@dataclass(frozen=True)
class Page:
    """A document as its page shows it, ready but for where a reader can go from there.

    Attributes
    ----------
    body
        The document, without the blocks.
    blocks
        What the template makes of each block.
    signature
        Who signs; None for nobody.
    """

    body: Body
    blocks: Sequence[Mapping[str, Any]]
    signature: Signature | None

    @classmethod
    def of(cls, body: Body) -> Page:
        """Return the page of a document."""
        blocks = [_view(block, body.opening.locale) for block in body.blocks]
        return cls(replace(body, blocks=()), blocks, body.signature)

    def text(self, navigation: Sequence[Sequence[Link]]) -> str:
        """Return the page, self-contained.

        Parameters
        ----------
        navigation
            Lines of links that stand first: where a reader can go from here.
        """
        body = self.body
        return render(
            "page.html.j2",
            body=body,
            title=body.title,
            navigation=navigation,
            opening=body.opening,
            words=labels(body.opening, self.signature),
            blocks=self.blocks,
            contents=[entry for entry in body.contents if entry.level <= _DEEPEST_IN_CONTENTS],
            style=style(),
        )


def _view(block: Any, locale: Locale) -> dict[str, Any]:
    if isinstance(block, Prose):
        return {"kind": "prose", "html": _with_scrolling_tables(block.html, locale)}
    if isinstance(block, Chart):
        drawn = [_drawing(svg, block.alt) for svg in (block.svg, block.narrow) if svg]
        return {"kind": "chart", "chart": replace(block, svg="", narrow=""), "drawings": drawn}
    if isinstance(block, Picture):
        content = base64.b64encode(block.content).decode()
        picture = replace(block, content=b"")
        return {"kind": "picture", "picture": picture, "content": content}
    return {"kind": "signature", "signature": block}


def _drawing(svg: str, alt: str) -> str:
    return with_alternative(with_colour_variables(svg, _VARIABLES), alt)


def _with_scrolling_tables(html: str, locale: Locale) -> str:
    """Return HTML whose tables, where they are too wide, scroll by themselves and by keyboard."""
    if "<table" not in html:
        return html
    soup = BeautifulSoup(html, "html.parser")
    for table in soup.find_all("table"):
        caption = table.find("caption")
        label = " ".join(caption.get_text().split()) if isinstance(caption, Tag) else ""
        for cell in table.find_all("td"):
            if len(cell.get_text()) > _LONG_CELL:
                cell["class"] = "words"
        for cell in under(table, "thead", "th"):
            if len(cell.get_text()) > _LONG_HEADING:
                names = [str(name) for name in cell.get_attribute_list("class") if name]
                cell["class"] = " ".join([*names, "words"])
        attributes = {"class": "table", "role": "group", "tabindex": "0"}
        label = label or locale.say("Table of figures")
        table.wrap(soup.new_tag("div", attrs={**attributes, "aria-label": label}))
    return serialize(soup)
