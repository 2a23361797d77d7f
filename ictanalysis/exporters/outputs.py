"""What the cells of an executed notebook hold, cleaned: blocks of a document and official parts."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from ictanalysis.charts.media import NARROW_TYPE
from ictanalysis.errors import RenderingError
from ictanalysis.exporters.blocks import Block, Chart, Picture, Prose
from ictanalysis.exporters.markup import clean, markdown_to_html
from ictanalysis.exporters.parts import PART_TYPE, Part, read_part
from ictanalysis.exporters.svg import clean_svg
from ictanalysis.messages import _

__all__ = ["read_outputs"]

_SVG = "image/svg+xml"
_BITMAPS = ("image/png", "image/jpeg")


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


def read_outputs(notebook: Mapping[str, Any], name: str) -> Iterator[Block | Part]:
    """Yield the texts, tables, pictures and official parts of a notebook, in their order.

    Raises
    ------
    RenderingError
        If an output is an error, or a picture or an official part cannot be read.
    """
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
