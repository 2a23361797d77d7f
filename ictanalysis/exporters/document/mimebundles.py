"""Texts and bitmaps of a notebook's outputs, checked: any program may have written them."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ictanalysis.language.errors import RenderingError
from ictanalysis.language.messages import Message, _


@dataclass(frozen=True)
class Place:
    """Where in a notebook something stands, for messages and for keys."""

    notebook: str
    cell: int
    output: int = 0

    @property
    def key(self) -> str:
        """The id of the picture there."""
        return f"hinh-{self.cell}-{self.output}"

    def error(self, problem: Message) -> RenderingError:
        """Return the error for what is wrong there."""
        message = _(
            "{notebook}, cell {cell}: {problem}",
            notebook=self.notebook,
            cell=self.cell,
            problem=problem,
        )
        return RenderingError(message)


def text_of(data: Mapping[str, Any], media_type: str, place: Place) -> str:
    """Return a text of an output; one in several lines, as nbformat allows it, is joined.

    Raises
    ------
    RenderingError
        If it is no text.
    """
    content = data[media_type]
    if isinstance(content, list) and all(isinstance(line, str) for line in content):
        return "".join(content)
    if isinstance(content, str):
        return content
    raise place.error(
        _(
            "{media_type} is no text; correct what the notebook displays there",
            media_type=media_type,
        )
    )


def decode_bitmap(content: str, place: Place) -> bytes:
    """Return a bitmap.

    Raises
    ------
    RenderingError
        If its text is not base64.
    """
    try:
        return base64.b64decode("".join(content.split()), validate=True)
    except ValueError as error:
        raise place.error(
            _("a picture cannot be read ({problem}); run the notebook again", problem=str(error))
        ) from error


def mapping_of(output: Mapping[str, Any], name: str, place: Place) -> Mapping[str, Any]:
    """Return the data or the metadata of an output; empty where it has none.

    Raises
    ------
    RenderingError
        If it is no object.
    """
    stated = output.get(name, {})
    if isinstance(stated, Mapping):
        return stated
    raise place.error(
        _("the {field!r} of an output is no object; run the notebook again", field=name)
    )


def refuse_lone_surrogates(value: object, place: Place) -> None:
    """Refuse half a letter, which no file can hold: JSON can state one of a surrogate pair.

    Raises
    ------
    RenderingError
        If there is one.
    """
    for text in strings(value):
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise place.error(
                _(
                    "the text holds half a letter ({code}), which no file can hold; "
                    "write the letter again",
                    code=f"U+{ord(text[error.start]):04X}",
                )
            ) from error


def strings(value: object) -> Iterator[str]:
    """Yield every text in an object of JSON, however deep, the names of its fields included."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, Mapping):
            waiting += [*each, *each.values()]
        elif isinstance(each, list):
            waiting += reversed(each)
