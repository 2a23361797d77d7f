"""The form of a DOCX: its package without the text, its heading and its signature.

All of it is XML under ``templates/docx``; what is put into it is escaped, so that text is text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ictanalysis.exporters.document.body import Body
from ictanalysis.exporters.document.parts import Heading
from ictanalysis.exporters.document.text_metrics import length
from ictanalysis.exporters.labels import labels
from ictanalysis.exporters.templating import TEMPLATES, render

TEXT_WIDTH = 9071
"""160 mm in twentieths of a point."""

_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}

_PACKAGE = TEMPLATES / "docx" / "package"
_LEFT, _RIGHT = 4100, 4971
_MOTTO = 3172
_PART_OF_TEXT = 0.45
_CONDENSED = 0.96
_UNNUMBERED = "\u00a0" * 9


def package(body: Body, relations: Sequence[object], starts: Mapping[str, str]) -> dict[str, bytes]:
    """Return the parts of a DOCX in the form of a document, without its text.

    Parameters
    ----------
    relations
        What the text refers to.
    starts
        Number of a list → with which number it begins.
    """
    stated = {**_values(body), "relations": relations, "starts": starts}
    names = sorted(
        file.relative_to(_PACKAGE).as_posix() for file in _PACKAGE.rglob("*") if file.is_file()
    )
    return {name: render(f"docx/package/{name}", **stated).encode() for name in names}


def opening(body: Body) -> str:
    """Return what stands before the text, as WordprocessingML: a heading or a title."""
    if not isinstance(body.opening, Heading) or not body.official:
        return render("docx/opening-plain.xml", **_values(body))
    rules = {
        "left": _LEFT,
        "right": _RIGHT,
        "motto_rule": _MOTTO,
        "issuer_rule": _rule(body.opening.issuer_lines, 12 * _CONDENSED),
        "subject_rule": _rule(body.opening.subject, 14),
        "unnumbered": _UNNUMBERED,
    }
    return render("docx/opening-official.xml", **_values(body), **rules)


def signature(body: Body) -> str:
    """Return the signature of a document as WordprocessingML; empty if nobody signs it."""
    if body.signature is None:
        return ""
    form = "official" if body.official else "plain"
    return render(f"docx/signature-{form}.xml", **_values(body), signature=body.signature)


def _values(body: Body) -> dict[str, Any]:
    words = labels(body.opening, body.signature)
    marks = {words["draft"]: body.opening.draft, words["synthetic"]: body.opening.synthetic}
    return {
        "document": body,
        "opening": body.opening,
        "official": body.official,
        "words": words,
        "marks": " - ".join(mark for mark, shown in marks.items() if shown),
        "language": _LANGUAGES[body.opening.language],
    }


def _rule(lines: Sequence[str], size: float) -> int:
    """Return the length of the rule under lines in bold letters of so many points."""
    longest = max(map(length, lines), default=0.0) * size * 20
    return round(min(longest, TEXT_WIDTH) * _PART_OF_TEXT)
