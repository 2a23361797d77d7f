"""Who reports: the settings of a data set, from `dataset.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from ictanalysis.catalog.models import Label, OptionalLabel, Strict
from ictanalysis.catalog.yamlfile import Problem, read_model, refuse
from ictanalysis.dataset.findings import Settable, Severity
from ictanalysis.dataset.periods import ReportingWindow
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Language, _
from ictanalysis.language.placeholders import parse, problems_of

_NOT_VIETNAMESE = _(
    "“form” cannot be “decree” where “language” is not “vi”, because the form of the decree is "
    "Vietnamese: write “plain”, or leave “form” out"
)


class Signature(Strict):
    """Who signs: on whose behalf, if anybody's, the title and the full name."""

    authority: OptionalLabel = ""
    title: Label
    name: Label


class Title(Strict):
    """What the report is called: the type of the document, and the lines of its subject.

    The lines may hold words for the period (`{period.month}`).
    """

    kind: Label
    subject: Annotated[list[Label], Field(min_length=1)]


class Settings(Strict):
    """The names and rules of the office that reports.

    Attributes
    ----------
    synthetic
        Whether the figures are made up; everything made from such a data set says so.
    language
        Language of the catalog, of the notebooks and of all that is made from them; of messages,
        too, where the command line does not choose one.
    form
        Form of the report: `decree` (Decree 30/2020/ND-CP, Annex I), as it is by default in
        Vietnamese, or `plain`, as it is by default in English.
    reporting_window
        `15-14` (Decree 09/2019/ND-CP) or `calendar`.
    province, department, superior
        The province, the office that reports and the body above it.
    short
        What the office is called where its whole name would be too long (`the Department`);
        blank for the whole.
    symbol
        Symbol of the office's reports, which follows their number (`BC-STTTT`); a plain report
        may have none.
    place
        Place of signature.
    addressees, recipients
        To whom the report is addressed, and who gets a copy.
    literals
        Phrases of the narrative whose numbers are part of a name (`COVID-19`).
    severities
        Rule → how grave its findings are in this data set, or `ignore`.
    most_missing
        The share of the expected figures that may be missing in a month that is complete.
    signature
        Who signs.
    report
        What the report is called; None for the words that every data set has.
    """

    synthetic: bool
    language: Language
    form: Literal["decree", "plain"]
    reporting_window: ReportingWindow
    province: Label
    department: Label
    short: OptionalLabel = ""
    superior: Label
    symbol: OptionalLabel = ""
    place: Label
    addressees: Annotated[list[Label], Field(min_length=1)]
    recipients: list[Label]
    literals: list[Label] = Field(default_factory=list)
    severities: dict[Settable, Severity | Literal["ignore"]] = Field(default_factory=dict)
    most_missing: float = Field(default=0.1, ge=0, le=1)
    signature: Signature
    report: Title | None = None

    @model_validator(mode="before")
    @classmethod
    def _with_form(cls, content: Any) -> Any:
        """Return the settings with the form that goes by default with their language."""
        if not isinstance(content, dict):
            return content
        return {"form": "plain" if content.get("language") == "en" else "decree", **content}

    @property
    def locale(self) -> Locale:
        """Return how the language of the data set writes numbers, dates and sentences."""
        return Locale(self.language)


def read_settings(path: Path, name: str) -> Settings:
    """Return the settings that a file holds.

    Raises
    ------
    InputError
        If the file cannot be read or a setting is missing, unknown or wrong.
    """
    settings, located = read_model(path, name, Settings)
    if settings.form == "decree":
        if settings.language != "vi":
            raise refuse(located, [Problem(("form",), _NOT_VIETNAMESE)])
        if not settings.symbol:
            raise refuse(
                located, [Problem(("symbol",), _("“{key}” is missing: add it", key="symbol"))]
            )
    if found := list(_subject_problems(settings)):
        raise refuse(located, found)
    return settings


def _subject_problems(settings: Settings) -> Iterator[Problem]:
    """Yield each placeholder in the subject of the report that is no word for the period."""
    subject = settings.report.subject if settings.report else []
    for position, line in enumerate(subject):
        for part in parse(line):
            for message in problems_of(part, _no_figure, _no_figure):
                yield Problem(("report", "subject", position), message)


def _no_figure(key: str) -> None:
    raise UsageError(
        _("“{value}” is a figure, and a subject holds none: remove it from the line", value=key)
    )
