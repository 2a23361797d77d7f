"""The official parts of a document, as a notebook states them in its outputs.

The form in which they are set is that of Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
)

from ictanalysis.language.errors import RenderingError
from ictanalysis.language.messages import _

__all__ = [
    "PART_TYPE",
    "Card",
    "Cards",
    "Heading",
    "Highlights",
    "Masthead",
    "Part",
    "Signature",
    "Sources",
    "read_part",
]

PART_TYPE = "application/vnd.ictanalysis+json"

_DATE = re.compile(r"(?:ngày\s+(\d{1,2})\s+)?tháng\s+(\d{1,2})\s+năm\s+(\d{4})")


_Lines = Annotated[
    list[str], AfterValidator(lambda lines: [line for line in lines if line.strip()])
]
"""Texts a line each; a blank one is none."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)


class _Opening(_Model):
    draft: bool = False
    synthetic: bool = False
    language: Literal["vi", "en"] = "vi"


class Heading(_Opening):
    """The heading of a report: who writes, its number, place and date, its subject, to whom."""

    part: Literal["heading"]
    superior: str
    issuer: str
    number: str
    symbol: str
    place: str
    date: str
    kind: str
    subject: _Lines
    to: _Lines

    @property
    def title(self) -> str:
        """The title in one line, as a browser or a PDF reader shows it."""
        return ": ".join(filter(None, (self.kind.capitalize(), " ".join(self.subject))))

    @property
    def issued(self) -> datetime:
        """The start of the day, or of the month if no day is given yet, that the heading states."""
        return _stated_day(self.date)


class Masthead(_Opening):
    """The heading of an analytical notebook: its title, whose figures, of which month."""

    part: Literal["masthead"]
    title: str
    subtitle: str = ""
    province: str = ""
    department: str = ""
    month: str = ""

    @property
    def about(self) -> str:
        """The subtitle and the month, each where the words before do not say it already."""
        known = self.month in self.title or self.month in self.subtitle
        return " · ".join(each for each in (self.subtitle, "" if known else self.month) if each)

    @property
    def issued(self) -> datetime:
        """The start of the month that the figures are of."""
        return _stated_day(self.month)


class Highlights(_Model):
    """The main points of the month, each in Markdown."""

    part: Literal["highlights"]
    points: list[str]


class Card(_Model):
    """A figure of the month at a glance; value, change and target are Markdown, blank if none."""

    label: str
    value: str
    unit: str
    change: str
    target: str
    signal: str


class Cards(_Model):
    """The month in a few figures, which a page shows first."""

    part: Literal["cards"]
    cards: list[Card]
    note: str = ""


class Sources(_Model):
    """The place of the list that says where each figure of the document comes from."""

    part: Literal["sources"]


class Signature(_Model):
    """The end of a report: who receives it, and who signs it with what authority."""

    part: Literal["signature"]
    recipients: _Lines
    authority: str
    title: str
    name: str


Part = Cards | Heading | Highlights | Masthead | Signature | Sources
_PART: TypeAdapter[Part] = TypeAdapter(Annotated[Part, Field(discriminator="part")])


def read_part(payload: object, *, notebook: str, cell: int) -> Part:
    """Return the official part that an output states.

    Raises
    ------
    RenderingError
        If it is no object, or a field is missing or is of another type.
    """
    if not isinstance(payload, Mapping):
        raise RenderingError(
            _(
                "{notebook}, cell {cell}: the official part is no object with fields; "
                "correct what the notebook displays there",
                notebook=notebook,
                cell=cell,
            )
        )
    try:
        return _PART.validate_python(payload)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise RenderingError(
            _(
                "{notebook}, cell {cell}: the official part {part!r} has a wrong field "
                "{field!r} ({problem}); correct what the notebook displays there",
                notebook=notebook,
                cell=cell,
                part=str(payload.get("part", "")),
                field=".".join(str(step) for step in first["loc"][1:]),
                problem=first["msg"],
            )
        ) from error


def _stated_day(text: str) -> datetime:
    """Return the day that a text names; the same inputs must give the same bytes, so no clock."""
    found = _DATE.search(text)
    day, month, year = found.groups() if found else (None, "1", "2000")
    try:
        return datetime(int(year), int(month), int(day or 1), tzinfo=UTC)
    except ValueError:
        return datetime(int(year) or 2000, 1, 1, tzinfo=UTC)
