"""What a notebook displays for the exporters beside text and tables: official parts, chart words.

Declared once, here: `report` and `charts` build these models, and the exporters read them back
through the same models, validated, because a notebook may be anybody's.

References
----------
Decree 30/2020/ND-CP, Annex I: the form in which the official parts are set.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
)

from ictanalysis.exporters.document.mimebundles import Place
from ictanalysis.exporters.document.text_metrics import balanced_lines
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Language, _

PART_TYPE = "application/vnd.ictanalysis+json"
"""Media type of an official part."""

NARROW_TYPE = "application/vnd.ictanalysis.narrow+svg"
"""Media type of a chart laid out for a telephone: one that no notebook shows beside the other."""

UNDATED = date(2000, 1, 1)
"""The day of a document that states none: the same inputs must give the same bytes, so no clock."""

_COLUMN = 17.8
"""The left column of a heading, 205 pt, in em of its size, 12 pt with closer letters."""

_Lines = Annotated[
    list[str], AfterValidator(lambda lines: [line for line in lines if line.strip()])
]
"""Texts a line each; a blank one is none."""

_Day = Annotated[
    date, BeforeValidator(lambda day: date.fromisoformat(day) if isinstance(day, str) else day)
]
"""A day, which JSON writes as `2021-05-01`."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)


class Opening(_Model):
    """What the head of every document states; of a month, `issued` is the first day."""

    draft: bool = False
    synthetic: bool = False
    language: Language = "vi"
    issued: _Day = UNDATED

    @property
    def locale(self) -> Locale:
        """The language of the document's text."""
        return Locale(self.language)


class Heading(Opening):
    """The heading of a report: who writes, its number, place and date, its subject, to whom.

    Parameters
    ----------
    form
        Whether the report takes the form of the decree, or a plain one.
    period
        The days that the report covers, which a plain heading names.
    """

    part: Literal["heading"] = "heading"
    form: Literal["decree", "plain"] = "decree"
    superior: str
    issuer: str
    number: str
    symbol: str
    place: str
    date: str
    kind: str
    subject: _Lines
    to: _Lines
    period: str = ""

    @property
    def title(self) -> str:
        """The title in one line, as a browser or a PDF reader shows it."""
        return ": ".join(filter(None, (self.kind.capitalize(), " ".join(self.subject))))

    @property
    def owner(self) -> str:
        """The body that states the document; never a person."""
        return self.issuer

    @property
    def issuer_lines(self) -> list[str]:
        """The body that issues the report, in capitals, broken well into the column of a decree."""
        return balanced_lines(self.issuer.upper(), _COLUMN)

    @property
    def about(self) -> str:
        """What stands under the title in a plain form."""
        dated = ", ".join(filter(None, (self.place, self.date)))
        return " · ".join(filter(None, (self.period, dated)))


class Masthead(Opening):
    """The heading of an analytical notebook: its title, whose figures, of which month."""

    part: Literal["masthead"] = "masthead"
    title: str
    subtitle: str = ""
    province: str = ""
    department: str = ""
    month: str = ""

    @property
    def owner(self) -> str:
        """The body that states the document; never a person."""
        if not (self.department and self.province):
            return self.department or self.province
        return self.locale.say(
            "{department}, {province}", department=self.department, province=self.province
        )

    @property
    def about(self) -> str:
        """The subtitle and the month, each where the words before do not say it already."""
        known = self.month in self.title or self.month in self.subtitle
        return " · ".join(each for each in (self.subtitle, "" if known else self.month) if each)


class Highlights(_Model):
    """The main points of the month, each in Markdown."""

    part: Literal["highlights"] = "highlights"
    points: list[str]


class Card(_Model):
    """A figure of the month at a glance.

    The value and what stands between unit and signal is Markdown; what there is not is blank.

    Parameters
    ----------
    key
        The indicator; blank in a notebook that does not state it.
    notes
        What a reader of the figure must know.
    """

    key: str = ""
    label: str
    value: str
    unit: str
    change: str
    on_year: str = ""
    since_january: str = ""
    target: str
    signal: str
    notes: list[str] = []


class Cards(_Model):
    """The month in a few figures, which a page shows first."""

    part: Literal["cards"] = "cards"
    cards: list[Card]
    note: str = ""


class Separation(_Model):
    """The place from which on annexes are a document of their own, signed separately."""

    part: Literal["separation"] = "separation"


class Sources(_Model):
    """The place of the list that says where each figure of the document comes from.

    Parameters
    ----------
    titles
        Name of a file → what the table in it is about.
    """

    part: Literal["sources"] = "sources"
    titles: dict[str, str] = {}


class Signature(_Model):
    """The end of a report: who receives it, and who signs it with what authority."""

    part: Literal["signature"] = "signature"
    recipients: _Lines
    authority: str
    title: str
    name: str


class ChartWords(_Model):
    """The words of a chart, which stand in the metadata of its output.

    Parameters
    ----------
    name
        By which the text refers to it; blank where it does not.
    """

    kind: Literal["chart"] = "chart"
    name: str = ""
    title: str
    subtitle: str
    source: str
    alt: str


Part = Cards | Heading | Highlights | Masthead | Separation | Signature | Sources
_PART: TypeAdapter[Part] = TypeAdapter(Annotated[Part, Field(discriminator="part")])


def read_part(payload: object, place: Place) -> Part:
    """Return the official part that an output states.

    Raises
    ------
    RenderingError
        If it is no object, or a field is missing or is of another type.
    """
    if not isinstance(payload, Mapping):
        raise place.error(
            _(
                "the official part is no object with fields; "
                "correct what the notebook displays there"
            )
        )
    try:
        return _PART.validate_python(payload)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise place.error(
            _(
                "the official part {part!r} has a wrong field {field!r} ({problem}); "
                "correct what the notebook displays there",
                part=str(payload.get("part", "")),
                field=".".join(str(step) for step in first["loc"][1:]),
                problem=first["msg"],
            )
        ) from error
