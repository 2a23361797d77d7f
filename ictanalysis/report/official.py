"""The parts of an official document: heading, main points, signature; a notebook's masthead.

Each shows as Markdown in JupyterLab and carries its content as data for the exporters, which know
the form.

References
----------
Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ictanalysis.analysis import Month
from ictanalysis.language.locales import VIETNAMESE
from ictanalysis.report.prose import escape, words

__all__ = [
    "MIME",
    "Part",
    "bare",
    "heading",
    "highlights",
    "masthead",
    "signature",
    "sources",
]

MIME = "application/vnd.ictanalysis+json"
HIGHLIGHTS = "Những điểm chính"


@dataclass(frozen=True)
class Part:
    """A part of a document: its content for the exporters, and Markdown for JupyterLab."""

    content: Mapping[str, object]
    markdown: str

    def _repr_mimebundle_(self, **_options: object) -> dict[str, object]:
        return {MIME: dict(self.content), "text/markdown": self.markdown}


def heading(month: Month, *, kind: str, subject: Sequence[str]) -> Part:
    """Return the heading of the report.

    Parameters
    ----------
    kind
        Type of the document (`BÁO CÁO`).
    subject
        Its lines, templates of `prose`.
    """
    settings = month.data.settings
    lines = [words(month, line) for line in subject]
    content = {
        "part": "heading",
        "superior": settings.superior.upper(),
        "issuer": f"{settings.department} {bare(settings.province)}".upper(),
        "number": "",
        "symbol": settings.symbol,
        "place": settings.place,
        "date": _undated(month),
        "kind": kind,
        "subject": lines,
        "to": settings.addressees,
        **_state(month),
    }
    shown = [f"**{escape(kind)}**", *(f"**{escape(line)}**" for line in lines)]
    return Part(content, "\n\n".join(shown))


def bare(province: str) -> str:
    """Return `Trà Vinh` of `tỉnh Trà Vinh`: an issuing body bears the name alone."""
    return province.removeprefix("tỉnh ").removeprefix("thành phố ")


def _undated(month: Month) -> str:
    """Return the date with the day left blank, which the registry fills in with the number."""
    return f"ngày      {VIETNAMESE.month(month.period)}"


def highlights(points: Sequence[str]) -> Part:
    """Return the main points, which the page shows before the official text, and paper leaves out.

    Parameters
    ----------
    points
        Markdown of `prose`, one a point; at most six.
    """
    shown = "\n".join([f"## {HIGHLIGHTS}", "", *(f"- {point}" for point in points)])
    return Part({"part": "highlights", "points": list(points)}, shown)


def signature(month: Month) -> Part:
    """Return the signature and the list of recipients."""
    settings = month.data.settings
    signed = settings.signature
    content = {
        "part": "signature",
        "recipients": settings.recipients,
        "authority": signed.authority,
        "title": signed.title,
        "name": signed.name,
    }
    lines = (line for line in (signed.authority, signed.title, signed.name) if line)
    return Part(content, "\n\n".join(f"**{escape(line)}**" for line in lines))


def sources() -> Part:
    """Return the place of the list of sources, which an exporter makes of what is cited."""
    return Part({"part": "sources"}, "*Nguồn của từng số liệu được liệt kê trong báo cáo.*")


def masthead(month: Month, title: str, subtitle: str = "") -> Part:
    """Return the head of an analytical notebook; title and subtitle are templates of `prose`."""
    settings = month.data.settings
    title, subtitle = words(month, title), words(month, subtitle)
    content = {
        "part": "masthead",
        "title": title,
        "subtitle": subtitle,
        "province": settings.province,
        "department": settings.department,
        "month": VIETNAMESE.month(month.period),
        **_state(month),
    }
    return Part(content, f"# {escape(title)}\n\n{escape(subtitle)}".strip())


def _state(month: Month) -> dict[str, object]:
    return {"draft": month.is_draft, "synthetic": month.data.settings.synthetic, "language": "vi"}
