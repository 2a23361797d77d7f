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
from typing import Any

from ictanalysis.analysis import Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.dataset.settings import Settings
from ictanalysis.exporters.document import parts
from ictanalysis.report.prose import escape, words


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


def heading(month: Month, *, kind: str, subject: Sequence[str]) -> Part:
    """Return the heading of the report, in the form that the data set asks for.

    Parameters
    ----------
    kind
        Type of the document (`REPORT`).
    subject
        Its lines, templates of `prose`.
    """
    settings, decree = month.data.settings, month.data.settings.form == "decree"
    lines = [words(month, line) for line in subject]
    name, when = issuer(settings), month.locale.month(month.period)
    # The registry fills in the day with the number.
    undated = month.locale.say("day      of {month}", month=when)
    model = parts.Heading(
        form=settings.form,
        superior=settings.superior.upper(),
        issuer=name.upper() if decree else name,
        number="",
        symbol=settings.symbol,
        place=settings.place,
        date=undated if decree else when,
        kind=kind,
        subject=lines,
        to=settings.addressees,
        period="" if decree else words(month, "{period.first_day} – {period.last_day}"),
        **_state(month),
    )
    headings = [f"**{escape(kind)}**", *(f"**{escape(line)}**" for line in lines)]
    return Part(model, "\n\n".join(headings))


def issuer(settings: Settings) -> str:
    """Return the body that issues the report; it bears the bare name of its province."""
    say, province = settings.locale.say, settings.province
    for kind in (say("province"), say("city")):
        province = province.removeprefix(f"{kind} ")
    return say("{department}, {province}", department=settings.department, province=province)


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


def sources(month: Month) -> Part:
    """Return the place of the list of sources, which an exporter makes of what is cited."""
    sentence = month.locale.say("The report lists the source of each figure.")
    return Part(parts.Sources(), f"*{sentence}*")


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
        "issued": month.period.start_time.date(),
    }
