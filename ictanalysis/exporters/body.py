"""An executed notebook as one document, before it takes the form of a page or of paper.

Every writer starts from the same `Body`, so that a page and a print cannot say different things.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from ictanalysis.charts.media import NARROW_TYPE
from ictanalysis.errors import RenderingError
from ictanalysis.exporters.citations import Citations
from ictanalysis.exporters.markup import clean, markdown_to_html
from ictanalysis.exporters.outline import Entry, outline
from ictanalysis.exporters.parts import (
    PART_TYPE,
    Card,
    Cards,
    Heading,
    Highlights,
    Masthead,
    Part,
    Signature,
    Sources,
    read_part,
)
from ictanalysis.exporters.svg import clean_svg
from ictanalysis.messages import _

__all__ = ["RESERVED_IDS", "Block", "Body", "Chart", "Picture", "Prose", "read_body"]

RESERVED_IDS = ("noi-dung", "muc-luc", "dau-trang")

_SVG = "image/svg+xml"
_BITMAPS = ("image/png", "image/jpeg")


@dataclass(frozen=True)
class Prose:
    """Clean HTML: text, lists, tables."""

    html: str


@dataclass(frozen=True)
class Chart:
    """A chart of this package: a clean drawing and the words around it.

    Parameters
    ----------
    narrow
        The drawing laid out for a telephone; empty where the notebook has none.
    """

    key: str
    svg: str
    title: str
    subtitle: str
    source: str
    alt: str
    narrow: str = ""


@dataclass(frozen=True)
class Picture:
    """Any other picture of a notebook.

    Parameters
    ----------
    content
        The file: PNG, JPEG or clean SVG, as its media type says.
    """

    key: str
    media_type: str
    content: bytes
    alt: str


Block = Prose | Chart | Picture | Signature | Sources


@dataclass(frozen=True)
class Body:
    """A document: its opening, its blocks in the order of the notebook, its table of contents.

    Parameters
    ----------
    opening
        The official heading of a report, the masthead of an analytical notebook, or nothing.
    title
        The title in one line; never empty.
    cards
        The month at a glance; the values are clean HTML.
    note
        What the cards cannot say.
    highlights
        The main points, as clean HTML.
    """

    opening: Heading | Masthead | None
    title: str
    blocks: tuple[Block, ...]
    contents: tuple[Entry, ...]
    cards: tuple[Card, ...] = ()
    note: str = ""
    highlights: tuple[str, ...] = ()

    @property
    def official(self) -> bool:
        """Whether the document takes the form of an administrative report."""
        return isinstance(self.opening, Heading)

    @property
    def draft(self) -> bool:
        """Whether the document is not released."""
        return self.opening is not None and self.opening.draft

    @property
    def synthetic(self) -> bool:
        """Whether the figures are simulated."""
        return self.opening is not None and self.opening.synthetic

    @property
    def language(self) -> str:
        """The language of the text."""
        return self.opening.language if self.opening is not None else "vi"

    @property
    def issued(self) -> datetime | None:
        """The day that the document states for itself."""
        return self.opening.issued if self.opening is not None else None


class _ChartWords(BaseModel):
    model_config = ConfigDict(strict=True)

    title: str
    subtitle: str
    source: str
    alt: str


@dataclass(frozen=True)
class _Place:
    """Where in a notebook something stands, for messages and for keys."""

    notebook: str
    cell: int
    output: int = 0

    @property
    def key(self) -> str:
        return f"hinh-{self.cell}-{self.output}"

    @property
    def values(self) -> dict[str, object]:
        return {"notebook": self.notebook, "cell": self.cell}


def read_body(notebook: Mapping[str, Any], *, name: str) -> Body:
    """Yield the document that an executed notebook holds.

    Code, streams and bare values are left out. A notebook that has not been executed yields its
    text.

    Parameters
    ----------
    notebook
        A notebook of nbformat 4.
    name
        Its name, for messages, and for the title if the notebook has none.

    Raises
    ------
    RenderingError
        If an output is an error, or a picture or an official part cannot be read.
    """
    found = list(_read(notebook, name))
    opening = next((part for part in found if isinstance(part, Heading | Masthead)), None)
    glances = [part for part in found if isinstance(part, Cards)]
    points = [point for part in found if isinstance(part, Highlights) for point in part.points]
    blocks = [
        part for part in found if not isinstance(part, Heading | Masthead | Highlights | Cards)
    ]
    fragments, contents, title = outline(
        [block.html for block in blocks if isinstance(block, Prose)],
        title=opening.title if opening is not None else "",
        reserved=[
            *RESERVED_IDS,
            *(each.key for each in blocks if isinstance(each, Chart | Picture)),
        ],
    )
    body = Body(
        opening=opening,
        title=title or name,
        blocks=tuple(_numbered(_settled(blocks, fragments), isinstance(opening, Heading))),
        contents=tuple(contents),
        cards=tuple(_card(card, markdown_to_html) for part in glances for card in part.cards),
        note=" ".join(part.note for part in glances if part.note),
        highlights=tuple(markdown_to_html(point) for point in points),
    )
    return _cited(body)


def _settled(blocks: Iterable[Block], fragments: Iterable[str]) -> Iterator[Block]:
    settled = iter(fragments)
    for block in blocks:
        yield replace(block, html=next(settled)) if isinstance(block, Prose) else block


def _numbered(blocks: Iterable[Block], official: bool) -> Iterator[Block]:
    """Yield blocks whose charts, in an official document, bear a number."""
    charts = 0
    for block in blocks:
        if official and isinstance(block, Chart):
            charts += 1
            yield replace(block, title=f"Biểu đồ {charts}. {block.title}")
        else:
            yield block


def _card(card: Card, change: Callable[[str], str]) -> Card:
    texts = {name: change(getattr(card, name)) for name in ("value", "change", "target")}
    return card.model_copy(update=texts)


def _cited(body: Body) -> Body:
    """Yield a document that asks for its sources with each figure linked to its own."""
    if not any(isinstance(block, Sources) for block in body.blocks):
        return body
    citations = Citations()
    blocks = [
        replace(block, html=citations.mark(block.html)) if isinstance(block, Prose) else block
        for block in body.blocks
    ]
    citations.leave()
    cards = tuple(_card(card, citations.mark) for card in body.cards)
    highlights = tuple(citations.mark(point) for point in body.highlights)
    table = Prose(citations.table())
    placed = (table if isinstance(block, Sources) else block for block in blocks)
    return replace(body, cards=cards, highlights=highlights, blocks=tuple(placed))


def _read(notebook: Mapping[str, Any], name: str) -> Iterator[Block | Part]:
    for number, cell in enumerate(notebook["cells"], 1):
        if cell["cell_type"] == "markdown":
            yield Prose(markdown_to_html(cell["source"]))
        elif cell["cell_type"] == "code":
            for order, output in enumerate(cell["outputs"], 1):
                yield from _read_output(output, _Place(name, number, order))


def _read_output(output: Mapping[str, Any], place: _Place) -> Iterator[Block | Part]:
    if output["output_type"] == "error":
        raise RenderingError(
            _(
                "{notebook}, cell {cell}: the notebook stopped with {name}: {value}; "
                "mend it and run it again before rendering",
                **place.values,
                name=output["ename"],
                value=output["evalue"],
            )
        )
    data: Mapping[str, Any] = output.get("data", {})
    if PART_TYPE in data:
        yield read_part(data[PART_TYPE], notebook=place.notebook, cell=place.cell)
    elif _SVG in data:
        words = output.get("metadata", {}).get("ictanalysis")
        yield _chart(data, words, place) if words else _drawing(data, place)
    elif bitmap := next((kind for kind in _BITMAPS if kind in data), None):
        yield Picture(place.key, bitmap, _decoded(data[bitmap], place), _alt(data))
    elif "text/html" in data:
        yield Prose(clean(data["text/html"]))
    elif "text/markdown" in data:
        yield Prose(markdown_to_html(data["text/markdown"]))


def _chart(data: Mapping[str, Any], words: object, place: _Place) -> Chart:
    try:
        stated = _ChartWords.model_validate(words)
    except ValidationError as error:
        raise RenderingError(
            _(
                "{notebook}, cell {cell}: the chart's metadata lacks {field!r}; "
                "draw it with ictanalysis.charts",
                **place.values,
                field=".".join(str(step) for step in error.errors()[0]["loc"]),
            )
        ) from error
    narrow = data.get(NARROW_TYPE)
    return Chart(
        place.key,
        _clean(data[_SVG], place.key, place, stated.title),
        **stated.model_dump(),
        narrow=_clean(narrow, f"{place.key}-hep", place, stated.title) if narrow else "",
    )


def _drawing(data: Mapping[str, Any], place: _Place) -> Picture:
    alt = _alt(data)
    return Picture(place.key, _SVG, _clean(data[_SVG], place.key, place, alt).encode(), alt)


def _clean(svg: str, prefix: str, place: _Place, title: str) -> str:
    try:
        return clean_svg(svg, prefix=prefix)
    except ValueError as error:
        raise RenderingError(
            _(
                "{notebook}, cell {cell}: the picture {title!r} is not an SVG drawing that can be "
                "read ({problem}); run the notebook again",
                **place.values,
                title=title,
                problem=str(error),
            )
        ) from error


def _decoded(content: str, place: _Place) -> bytes:
    try:
        return base64.b64decode("".join(content.split()), validate=True)
    except binascii.Error as error:
        raise RenderingError(
            _(
                "{notebook}, cell {cell}: a picture cannot be read ({problem}); "
                "run the notebook again",
                **place.values,
                problem=str(error),
            )
        ) from error


def _alt(data: Mapping[str, Any]) -> str:
    text = str(data.get("text/plain", ""))
    return "Hình minh họa" if not text or text.startswith("<") else text
