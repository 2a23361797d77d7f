"""What the cells of an executed notebook hold, cleaned: blocks of a document and official parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from ictanalysis.exporters.document.blocks import Block, Chart, Picture, Prose
from ictanalysis.exporters.document.markup import clean, markdown_to_html
from ictanalysis.exporters.document.mimebundles import (
    Place,
    decode_bitmap,
    mapping_of,
    refuse_lone_surrogates,
    text_of,
)
from ictanalysis.exporters.document.parts import (
    NARROW_TYPE,
    PART_TYPE,
    ChartWords,
    Part,
    Sources,
    read_part,
)
from ictanalysis.exporters.document.svg import clean_svg
from ictanalysis.language.messages import _

_SVG = "image/svg+xml"
_BITMAPS = ("image/png", "image/jpeg")
_SHOWN = frozenset({PART_TYPE, _SVG, *_BITMAPS, "text/html", "text/markdown"})


def read_outputs(notebook: Mapping[str, Any], name: str) -> Iterator[Block | Part]:
    """Yield the texts, tables, pictures and official parts of a notebook, in their order.

    Raises
    ------
    RenderingError
        If an output is an error, a text, a picture or an official part cannot be read, or the
        list of sources has two places.
    """
    listed = False
    for place, found in _read_cells(notebook, name):
        if isinstance(found, Sources):
            if listed:
                raise place.error(
                    _("the list of sources stands in the document already; remove one of the two")
                )
            listed = True
        yield found


def _read_cells(notebook: Mapping[str, Any], name: str) -> Iterator[tuple[Place, Block | Part]]:
    for number, cell in enumerate(notebook["cells"], 1):
        if cell["cell_type"] == "markdown":
            place = Place(name, number)
            refuse_lone_surrogates(cell["source"], place)
            yield place, Prose(markdown_to_html(text_of(cell, "source", place)))
        elif cell["cell_type"] == "code":
            for order, output in enumerate(cell["outputs"], 1):
                place = Place(name, number, order)
                for found in _read_output(output, place):
                    yield place, found


def _read_output(output: Mapping[str, Any], place: Place) -> Iterator[Block | Part]:
    if output["output_type"] == "error":
        raise place.error(
            _(
                "the notebook stopped with {name}: {value}; mend it and run it again before "
                "rendering",
                name=output["ename"],
                value=output["evalue"],
            )
        )
    data = mapping_of(output, "data", place)
    metadata = mapping_of(output, "metadata", place)
    if not _SHOWN.isdisjoint(data):
        refuse_lone_surrogates([data, metadata], place)
    if PART_TYPE in data:
        yield read_part(data[PART_TYPE], place)
    elif _SVG in data:
        words = metadata.get("ictanalysis")
        yield _chart(data, words, place) if words else _drawing(data, place)
    elif bitmap := next((kind for kind in _BITMAPS if kind in data), None):
        yield Picture(
            place.key, bitmap, decode_bitmap(text_of(data, bitmap, place), place), _alt(data)
        )
    elif "text/html" in data:
        yield Prose(clean(text_of(data, "text/html", place)))
    elif "text/markdown" in data:
        yield Prose(markdown_to_html(text_of(data, "text/markdown", place)))


def _chart(data: Mapping[str, Any], words: object, place: Place) -> Chart:
    try:
        stated = ChartWords.model_validate(words)
    except ValidationError as error:
        raise place.error(
            _(
                "the chart's metadata lacks {field!r}; draw it with ictanalysis.charts",
                field=".".join(str(step) for step in error.errors()[0]["loc"]),
            )
        ) from error
    narrow = text_of(data, NARROW_TYPE, place) if data.get(NARROW_TYPE) else ""
    return Chart(
        place.key,
        _clean(text_of(data, _SVG, place), place.key, place, stated.title),
        **stated.model_dump(exclude={"kind"}),
        narrow=_clean(narrow, f"{place.key}-hep", place, stated.title) if narrow else "",
    )


def _drawing(data: Mapping[str, Any], place: Place) -> Picture:
    alt = _alt(data)
    drawing = _clean(text_of(data, _SVG, place), place.key, place, alt)
    return Picture(place.key, _SVG, drawing.encode(), alt)


def _clean(svg: str, prefix: str, place: Place, title: str) -> str:
    try:
        return clean_svg(svg, prefix=prefix)
    except ValueError as error:
        raise place.error(
            _(
                "the picture {title!r} is not an SVG drawing that can be read ({problem}); "
                "run the notebook again",
                title=title or _("Illustration"),
                problem=str(error),
            )
        ) from error


def _alt(data: Mapping[str, Any]) -> str:
    """Return what a picture says of itself; blank if only the `repr` of an object."""
    stated = data.get("text/plain", "")
    text = "".join(map(str, stated)) if isinstance(stated, list) else str(stated)
    return "" if text.startswith("<") else text
