"""Pictures in texts: those of a Markdown cell or an HTML output become blocks of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from bs4 import BeautifulSoup
from bs4.element import Tag

from ictanalysis.exporters.document.blocks import EXTENSIONS, Picture, Prose
from ictanalysis.exporters.document.markup import clean, serialize
from ictanalysis.exporters.document.mimebundles import Place, decode_bitmap, text_of
from ictanalysis.exporters.document.svg import clean_svg
from ictanalysis.language.messages import Message, _

SVG = "image/svg+xml"
BITMAPS = tuple(kind for kind in EXTENSIONS if kind != SVG)

_ATTACHMENT = "attachment:"
_DATA = re.compile(
    r"data:(?P<kind>[\w/+.-]+)(?:;[\w-]+=[\w-]+)*(?P<base64>;base64)?,(?P<content>.*)", re.DOTALL
)
_WITHIN = ("li", "table", "dl", "h1", "h2", "h3", "h4", "h5", "h6")


def with_pictures(
    html: str, place: Place, attachments: Mapping[str, Any] | None = None
) -> Iterator[Prose | Picture]:
    """Yield a text as clean HTML, and each picture in it after the paragraph that it stands in.

    Parameters
    ----------
    html
        Any HTML.
    attachments
        Name → media type → content of the pictures that are kept in the cell.

    Raises
    ------
    RenderingError
        If a picture is in a file or on the network, where the document cannot take it along; if it
        is none that can be read; or if it stands in a list, a table or a heading.
    """
    if "<img" not in html.lower():
        yield Prose(clean(html))
        return
    before, count = "", 0
    for part in list(BeautifulSoup(html, "html.parser").contents):
        if not isinstance(part, Tag):
            before += serialize(part)
            continue
        pictures = _taken_out(part, place)
        if part.name != "img" and (not pictures or part.get_text(strip=True)):
            before += serialize(part)
        if pictures and before.strip():
            yield Prose(clean(before))
            before = ""
        for tag in pictures:
            count += 1
            yield _picture(tag, f"{place.key}-{count}", place, attachments or {})
    if before.strip():
        yield Prose(clean(before))


def drawn(svg: str, key: str, place: Place, title: str) -> str:
    """Return a clean drawing.

    Raises
    ------
    RenderingError
        If it is no SVG picture that can be read.
    """
    try:
        return clean_svg(svg, prefix=key)
    except ValueError as error:
        raise place.error(
            _(
                "the picture {title!r} is not an SVG drawing that can be read ({problem}); "
                "run the notebook again",
                title=title or _("Illustration"),
                problem=str(error),
            )
        ) from error


def _taken_out(part: Tag, place: Place) -> list[Tag]:
    """Return the pictures of a part of a text, which no longer has them."""
    if part.name == "img":
        return [part]
    pictures = part.find_all("img")
    for tag in pictures:
        if tag.find_parent(_WITHIN):
            raise place.error(
                _(
                    "a picture stands in a list, a table or a heading; "
                    "put it into a paragraph of its own"
                )
            )
        around = tag.parent
        tag.extract()
        if around is not None and around.name == "a" and not around.get_text(strip=True):
            around.string = str(tag.get("alt") or around.get("href") or "")
    return list(pictures)


def _picture(tag: Tag, key: str, place: Place, attachments: Mapping[str, Any]) -> Picture:
    source, alt = str(tag.get("src") or ""), str(tag.get("alt") or tag.get("title") or "")
    kind, content = _source(source, place, attachments)
    if kind == SVG:
        content = drawn(content.decode(errors="replace"), key, place, alt).encode()
    return Picture(key, kind, content, " ".join(alt.split()))


def _source(source: str, place: Place, attachments: Mapping[str, Any]) -> tuple[str, bytes]:
    """Return the media type and the content of a picture."""
    if source.startswith(_ATTACHMENT):
        return _attached(unquote(source.removeprefix(_ATTACHMENT)), place, attachments)
    data = _DATA.fullmatch(source)
    if data is None:
        raise place.error(
            _(
                "the picture {source} is not in the notebook, and the page could not show it; "
                "drag it into the cell, so that it is attached",
                source=source[:80] or "“”",
            )
        )
    kind, content = data["kind"].lower(), data["content"]
    if kind not in EXTENSIONS:
        raise place.error(_unknown(kind))
    if data["base64"]:
        return kind, decode_bitmap(unquote(content), place)
    return kind, unquote_to_bytes(content)


def _attached(name: str, place: Place, attachments: Mapping[str, Any]) -> tuple[str, bytes]:
    bundle = attachments.get(name)
    if not isinstance(bundle, Mapping) or not bundle:
        raise place.error(
            _(
                "the picture {name} is no longer attached to the cell; drag it into the cell again",
                name=name[:80],
            )
        )
    kind = next((each for each in EXTENSIONS if each in bundle), None)
    if kind is None:
        raise place.error(_unknown(str(next(iter(bundle)))))
    content = text_of(bundle, kind, place)
    if kind == SVG and content.lstrip().startswith("<"):
        return kind, content.encode()
    return kind, decode_bitmap(content, place)


def _unknown(kind: str) -> Message:
    return _(
        "a picture of the kind {kind} cannot be shown; save it as PNG, JPEG or SVG",
        kind=kind[:80],
    )
