"""The parts of an official document: heading, main points, signature; a notebook's masthead.

Each shows as Markdown in JupyterLab and carries its content as data for the exporters, which know
the form.

References
----------
Decree 30/2020/ND-CP, Annex I.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ictanalysis.analysis import Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.dataset.periods import window
from ictanalysis.dataset.settings import Settings, Title
from ictanalysis.exporters.document import parts
from ictanalysis.language.locales import Locale
from ictanalysis.report.markdown import escape
from ictanalysis.report.prose import words


@dataclass(frozen=True)
class Part:
    """A part of a document: its model for the exporters, and Markdown for JupyterLab."""

    model: parts.Part
    markdown: str

    @property
    def content(self) -> dict[str, Any]:
        """What the output of a cell holds, as JSON can write it."""
        return self.model.model_dump(mode="json")

    def _repr_mimebundle_(self, **_options: object) -> dict[str, object]:
        return {parts.PART_TYPE: self.content, "text/markdown": self.markdown}


def heading(month: Month, *, kind: str = "", subject: Sequence[str] = ()) -> Part:
    """Return the heading of the report, in the form that the data set asks for.

    Parameters
    ----------
    kind
        Type of the document (`REPORT`), where it is not the one of the data set.
    subject
        Its lines, templates of `prose`, where they are not those of the data set.
    """
    own = month.data.settings.report or _title(month.locale)
    kind, subject = kind or own.kind, subject or own.subject
    settings, decree = month.data.settings, month.data.settings.form == "decree"
    registered = month.files.registration
    lines = [words(month, line) for line in subject]
    name = issuer(settings)
    model = parts.Heading(
        form=settings.form,
        superior=settings.superior.upper(),
        issuer=name.upper() if decree else name,
        number=f"{registered.number:02d}" if registered else "",
        symbol=settings.symbol,
        place=settings.place,
        date=_signed_on(month, blank=decree),
        kind=kind,
        subject=lines,
        to=settings.addressees,
        period="" if decree else words(month, "{period.first_day} – {period.last_day}"),
        **_state(month),
    )
    headings = [f"**{escape(kind)}**", *(f"**{escape(line)}**" for line in lines)]
    return Part(model, "\n\n".join(headings))


def _title(locale: Locale) -> Title:
    """Return what a report is called where the data set does not say it."""
    subject = [
        locale.say("Work in {{period.month}}"),
        locale.say("and plan for {{period.next_month}}"),
    ]
    return Title(kind=locale.say("REPORT"), subject=subject)


def _signed_on(month: Month, *, blank: bool) -> str:
    """Return the day of the report; until it has one, the month, with room for the day if asked."""
    locale, registered = month.locale, month.files.registration
    if registered is not None:
        return locale.day(registered.day)
    when = locale.month(month.period)
    return locale.say("day      of {month}", month=when) if blank else when


def issuer(settings: Settings) -> str:
    """Return the body that issues the report; it bears the bare name of its province."""
    say, province = settings.locale.say, settings.province
    for kind in (say("province"), say("city")):
        province = province.removeprefix(f"{kind} ")
    return say("{department}, {province}", department=settings.department, province=province)


def issued(month: Month) -> date:
    """Return the day of the report; until it has one, the last day that it covers."""
    registered = month.files.registration
    _first, closes = window(month.period, month.data.settings.reporting_window)
    return registered.day if registered else closes


def reference(month: Month) -> str:
    """Return the line that says which report an annex belongs to."""
    settings, locale, registered = month.data.settings, month.locale, month.files.registration
    symbol, name = settings.symbol, issuer(settings)
    if registered is None:
        return locale.say(
            "(Attached to Report No. …/{symbol}, {month}, of the {issuer})",
            symbol=symbol,
            month=locale.month(month.period),
            issuer=name,
        )
    return locale.say(
        "(Attached to Report No. {number}/{symbol}, {day}, of the {issuer})",
        number=f"{registered.number:02d}",
        symbol=symbol,
        day=locale.day(registered.day),
        issuer=name,
    )


def highlights(month: Month, points: Sequence[str]) -> Part:
    """Return the main points, which the page shows before the official text.

    Parameters
    ----------
    points
        Markdown of `prose`, one a point; at most six.
    """
    heading = f"## {month.locale.say('Main points')}"
    markdown = "\n".join([heading, "", *(f"- {point}" for point in points)])
    return Part(parts.Highlights(points=list(points)), markdown)


def signature(month: Month) -> Part:
    """Return the signature and the list of recipients."""
    settings = month.data.settings
    signed = settings.signature
    model = parts.Signature(
        recipients=settings.recipients,
        authority=signed.authority,
        title=signed.title,
        name=signed.name,
    )
    lines = (line for line in (signed.authority, signed.title, signed.name) if line)
    return Part(model, "\n\n".join(f"**{escape(line)}**" for line in lines))


def separation(month: Month) -> Part:
    """Return the place from which on annexes are a file of their own; a page has all of them."""
    shown = month.locale.say("What follows is signed separately.")
    return Part(parts.Separation(), f"*{shown}*")


def sources(month: Month) -> Part:
    """Return the place of the list of sources, which an exporter makes of what is cited."""
    sentence = month.locale.say("The report lists the source of each figure.")
    tables = month.data.catalog.tables.items()
    titles = {f"{table.rows_of or name}.csv": table.label for name, table in tables}
    return Part(parts.Sources(titles=titles), f"*{sentence}*")


@checked
def masthead(month: Month, title: str, subtitle: str = "") -> Part:
    """Return the head of an analytical notebook; title and subtitle are templates of `prose`."""
    settings = month.data.settings
    title, subtitle = words(month, title), words(month, subtitle)
    model = parts.Masthead(
        title=title,
        subtitle=subtitle,
        province=settings.province,
        department=settings.department,
        month=month.locale.month(month.period),
        **_state(month),
    )
    return Part(model, f"# {escape(title)}\n\n{escape(subtitle)}".strip())


def _state(month: Month) -> dict[str, Any]:
    """Return what the opening of every document states."""
    settings = month.data.settings
    return {
        "draft": month.is_draft,
        "synthetic": settings.synthetic,
        "language": settings.language,
        "issued": issued(month),
    }
