"""The form of a DOCX: its package without the text, its heading and its signature.

All of it is XML under ``templates/docx``; what is put into it is escaped, so that text is text.
"""

from __future__ import annotations

from typing import Any

from ictanalysis.exporters.document.body import Body
from ictanalysis.exporters.document.parts import Heading
from ictanalysis.exporters.labels import labels
from ictanalysis.exporters.templating import TEMPLATES, render
from ictanalysis.exporters.text_metrics import balanced, length, longest_line

__all__ = ["TEXT_WIDTH", "opening", "package", "signature"]

TEXT_WIDTH = 9071
"""160 mm in twentieths of a point."""

_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}

_PACKAGE = TEMPLATES / "docx" / "package"
_LEFT, _RIGHT = 4100, 4971
_MOTTO = 3172
_PART_OF_TEXT = 0.45
_CONDENSED = 0.96
_UNNUMBERED = "\u00a0" * 9


def package(body: Body) -> dict[str, bytes]:
    """Return the parts of a DOCX in the form of a document, without its text."""
    stated = _stated(body)
    names = sorted(
        file.relative_to(_PACKAGE).as_posix() for file in _PACKAGE.rglob("*") if file.is_file()
    )
    return {name: render(f"docx/package/{name}", **stated).encode() for name in names}


def opening(body: Body) -> str:
    """Return what stands before the text, as WordprocessingML: a heading or a title."""
    if not isinstance(body.opening, Heading) or not body.official:
        return render("docx/opening-plain.xml", **_stated(body))
    subject = max((length(line) for line in body.opening.subject), default=0.0) * 14 * 20
    rules = {
        "left": _LEFT,
        "right": _RIGHT,
        "motto_rule": _MOTTO,
        "issuer": _column(body.opening.issuer, _LEFT, size=12),
        "subject_rule": round(min(subject, TEXT_WIDTH) * _PART_OF_TEXT),
        "unnumbered": _UNNUMBERED,
    }
    return render("docx/opening-official.xml", **_stated(body), opening=body.opening, **rules)


def signature(body: Body) -> str:
    """Return the signature of a document as WordprocessingML; empty if nobody signs it."""
    if body.signature is None:
        return ""
    form = "official" if body.official else "plain"
    return render(f"docx/signature-{form}.xml", **_stated(body), signature=body.signature)


def _stated(body: Body) -> dict[str, Any]:
    words = labels(body)
    marks = {words["draft"]: body.draft, words["synthetic"]: body.synthetic}
    return {
        "words": words,
        "official": body.official,
        "title": body.title,
        "owner": body.owner,
        "about": body.about,
        "marks": " - ".join(mark for mark, shown in marks.items() if shown),
        "language": _LANGUAGES[body.locale.code],
        "issued": body.issued.isoformat(),
    }


def _column(text: str, width: int, *, size: int) -> dict[str, int]:
    """Return the margins that break a text of capitals well, and the length of its rule."""
    em = size * 20 * _CONDENSED
    narrow = balanced(text.upper(), width / em)
    rule = longest_line(text.upper(), narrow) * _PART_OF_TEXT
    return {"margin": round((width - narrow * em) / 2), "rule": round(rule * em)}
