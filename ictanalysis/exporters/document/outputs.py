"""What the cells of an executed notebook hold, cleaned: blocks of a document and official parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from ictanalysis.exporters.document.blocks import Block, Chart, LeftOut, Picture
from ictanalysis.exporters.document.markup import rendered
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
from ictanalysis.exporters.document.pictures import BITMAPS, SVG, drawn, with_pictures
from ictanalysis.language.messages import _

_SHOWN = frozenset({PART_TYPE, SVG, *BITMAPS, "text/html", "text/markdown"})
Found = Block | Part | LeftOut

_RAISES = "raises-exception"
"""The tag of a cell that shows an error on purpose."""

_ACTIVE = re.compile(
    r"<(audio|button|canvas|embed|form|iframe|input|math|object|script|select|svg|textarea|video)\b",
    re.IGNORECASE,
)
"""What is taken out of HTML and would be missed."""


def read_outputs(notebook: Mapping[str, Any], name: str) -> Iterator[Found]:
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


def _read_cells(notebook: Mapping[str, Any], name: str) -> Iterator[tuple[Place, Found]]:
    for number, cell in enumerate(notebook["cells"], 1):
        if cell["cell_type"] == "markdown":
            place = Place(name, number)
            refuse_lone_surrogates(cell["source"], place)
            text = rendered(text_of(cell, "source", place))
            for block in with_pictures(text, place, cell.get("attachments")):
                yield place, block
        elif cell["cell_type"] == "code":
            wanted = _RAISES in (cell["metadata"].get("tags") or ())
            for order, output in enumerate(cell["outputs"], 1):
                place = Place(name, number, order)
                for found in _read_output(output, place, raises=wanted):
                    yield place, found


def _read_output(output: Mapping[str, Any], place: Place, *, raises: bool) -> Iterator[Found]:
    if output["output_type"] == "error":
        yield _read_error(output, place, raises=raises)
        return
    if output["output_type"] == "stream":
        if output["name"] == "stdout" and text_of(output, "text", place).strip():
            yield _left_out("text/plain", place)
        return
    data = mapping_of(output, "data", place)
    metadata = mapping_of(output, "metadata", place)
    if not _SHOWN.isdisjoint(data):
        refuse_lone_surrogates([data, metadata], place)
    if PART_TYPE in data:
        yield read_part(data[PART_TYPE], place)
    elif SVG in data:
        words = metadata.get("ictanalysis")
        yield _chart(data, words, place) if words else _drawing(data, place)
    elif bitmap := next((kind for kind in BITMAPS if kind in data), None):
        yield Picture(
            place.key, bitmap, decode_bitmap(text_of(data, bitmap, place), place), _alt(data)
        )
    elif "text/html" in data:
        yield from _read_html(text_of(data, "text/html", place), place)
    elif "text/markdown" in data:
        yield from with_pictures(rendered(text_of(data, "text/markdown", place)), place)
    else:
        yield from _read_other(data, place)


def _read_error(output: Mapping[str, Any], place: Place, *, raises: bool) -> LeftOut:
    if raises:
        return _left_out(str(output["ename"]), place)
    raise place.error(
        _(
            "the notebook stopped with {name}: {value}; mend it and run it again before rendering",
            name=output["ename"],
            value=output["evalue"],
        )
    )


def _read_html(html: str, place: Place) -> Iterator[Block | LeftOut]:
    yield from with_pictures(html, place)
    for tag in dict.fromkeys(tag.lower() for tag in _ACTIVE.findall(html)):
        yield _left_out(f"<{tag}>", place)


def _read_other(data: Mapping[str, Any], place: Place) -> Iterator[LeftOut]:
    """Yield what a document cannot show, but for values that say no more than what they are."""
    kinds = [kind for kind in data if kind != "text/plain"]
    if kinds or _says_something(data):
        yield _left_out((kinds or ["text/plain"])[0], place)


def _says_something(data: Mapping[str, Any]) -> bool:
    text = _stated(data)
    return bool(text) and not text.startswith(("<", "[<", "(<", "{<")) and text != "None"


def _left_out(kind: str, place: Place) -> LeftOut:
    message = _(
        "{notebook}, cell {cell}: an output of the kind {kind} is left out, for a document cannot "
        "show it; display a table, a picture or Markdown instead",
        notebook=place.notebook,
        cell=place.cell,
        kind=kind,
    )
    return LeftOut(kind, message)


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
        drawn(text_of(data, SVG, place), place.key, place, stated.title),
        **stated.model_dump(exclude={"kind"}),
        narrow=drawn(narrow, f"{place.key}-hep", place, stated.title) if narrow else "",
    )


def _drawing(data: Mapping[str, Any], place: Place) -> Picture:
    alt = _alt(data)
    drawing = drawn(text_of(data, SVG, place), place.key, place, alt)
    return Picture(place.key, SVG, drawing.encode(), alt)


def _alt(data: Mapping[str, Any]) -> str:
    """Return what a picture says of itself; blank if only the `repr` of an object."""
    text = _stated(data)
    return "" if text.startswith("<") else text


def _stated(data: Mapping[str, Any]) -> str:
    stated = data.get("text/plain", "")
    return "".join(map(str, stated)) if isinstance(stated, list) else str(stated)
