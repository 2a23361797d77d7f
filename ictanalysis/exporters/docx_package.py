"""The form of a DOCX: its package without the text, its heading and its signature.

All of it is XML under ``templates/docx``; what is put into it is escaped, so that text is text.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ictanalysis.exporters.document.body import Body
from ictanalysis.exporters.document.parts import Heading, Masthead, Signature
from ictanalysis.exporters.text_metrics import balanced, length, longest_line

__all__ = ["TEXT_WIDTH", "UNDATED", "in_xml", "opening", "package", "signature"]

TEXT_WIDTH = 9071
"""160 mm in twentieths of a point."""

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}

_TEMPLATES = Path(__file__).parent / "templates" / "docx"
_PACKAGE = _TEMPLATES / "package"
_LEFT, _RIGHT = 4100, 4971
_MOTTO = 3172
_PART_OF_TEXT = 0.45
_CONDENSED = 0.96
_UNNUMBERED = "\u00a0" * 9
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def package(body: Body) -> dict[str, bytes]:
    """Return the parts of a DOCX in the form of a document, without its text."""
    stated = _stated(body)
    names = sorted(
        file.relative_to(_PACKAGE).as_posix() for file in _PACKAGE.rglob("*") if file.is_file()
    )
    return {name: _rendered(f"package/{name}", stated).encode() for name in names}


def opening(body: Body) -> str:
    """Return what stands before the text, as WordprocessingML: a heading or a title."""
    if not isinstance(body.opening, Heading):
        return _rendered("opening-plain.xml", _stated(body))
    subject = max((length(line) for line in body.opening.subject), default=0.0) * 14 * 20
    rules = {
        "left": _LEFT,
        "right": _RIGHT,
        "motto_rule": _MOTTO,
        "issuer": _column(body.opening.issuer, _LEFT, size=12),
        "subject_rule": round(min(subject, TEXT_WIDTH) * _PART_OF_TEXT),
        "unnumbered": _UNNUMBERED,
    }
    return _rendered("opening-official.xml", {"opening": body.opening, **rules})


def signature(body: Body) -> str:
    """Return the signature of a document as WordprocessingML; empty if nobody signs it."""
    stated = next((block for block in body.blocks if isinstance(block, Signature)), None)
    return _rendered("signature.xml", {"signature": stated}) if stated is not None else ""


def _stated(body: Body) -> dict[str, Any]:
    marks = {"BẢN DỰ THẢO": body.draft, "SỐ LIỆU MÔ PHỎNG": body.synthetic}
    return {
        "official": body.official,
        "title": body.title,
        "owner": _owner(body),
        "about": body.opening.about if isinstance(body.opening, Masthead) else "",
        "marks": " - ".join(mark for mark, shown in marks.items() if shown),
        "language": _LANGUAGES[body.language],
        "issued": (body.issued or UNDATED).isoformat(),
    }


def _owner(body: Body) -> str:
    """Return the body that states the document; never a person."""
    if isinstance(body.opening, Heading):
        return body.opening.issuer
    if isinstance(body.opening, Masthead):
        return f"{body.opening.department} {body.opening.province}".strip()
    return ""


def _column(text: str, width: int, *, size: int) -> dict[str, int]:
    """Return the margins that break a text of capitals well, and the length of its rule."""
    em = size * 20 * _CONDENSED
    narrow = balanced(text.upper(), width / em)
    rule = longest_line(text.upper(), narrow) * _PART_OF_TEXT
    return {"margin": round((width - narrow * em) / 2), "rule": round(rule * em)}


def in_xml(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


def _finalized(value: object) -> object:
    """Return a text as XML can hold it; what is markup stays so."""
    return in_xml(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _rendered(name: str, stated: dict[str, Any]) -> str:
    return _environment().get_template(name).render(stated)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
