"""The narrative of a month: its own news, by section of the report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ictanalysis.catalog import Catalog
from ictanalysis.dataset.tablefile import TableFile, clean_text
from ictanalysis.findings import Finding
from ictanalysis.messages import _
from ictanalysis.paragraphs import Paragraph, paragraphs

__all__ = ["Narrative", "read_narrative"]

_HEADING = re.compile(r"#{1,6}[ \t]+(\S+)(?:[ \t].*)?")


@dataclass(frozen=True)
class Narrative:
    """The month's own news: section of the report → paragraphs, and the file they stand in."""

    name: str
    sections: Mapping[str, Sequence[Paragraph]]


def read_narrative(file: TableFile, catalog: Catalog) -> tuple[Narrative, list[Finding]]:
    """Yield the paragraphs of a narrative by section, and what is wrong with the file.

    A heading begins with the number of a section (`## I.4`); a line that begins with `- ` is an
    item of a list; a blank line ends a paragraph. Everything else is text, never markup.
    """
    text, findings = clean_text(file)
    sections: dict[str, list[Paragraph]] = {}
    current: list[Paragraph] | None = None
    for paragraph in paragraphs(text):
        heading = _HEADING.fullmatch(paragraph.text)
        if heading is None:
            if current is None:
                message = _(
                    "stands before the first heading: put it under a section such as “## I.1”"
                )
                findings.append(
                    file.finding(message, line=paragraph.line, found=paragraph.text[:40])
                )
            else:
                current.append(paragraph)
            continue
        key = heading[1]
        if key not in catalog.sections:
            known = ", ".join(catalog.sections)
            message = _("“{value}” is not a section (there are: {known})", value=key, known=known)
            findings.append(file.finding(message, line=paragraph.line, found=key))
        elif key in sections:
            message = _("the section “{value}” stands twice: put its text together", value=key)
            findings.append(file.finding(message, line=paragraph.line, found=key))
        current = sections.setdefault(key, [])
    return Narrative(file.name, sections), findings
