"""The narrative of a month: its own news, by section of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ictanalysis.catalog import Catalog
from ictanalysis.dataset.datafile import DataFile, clean_text
from ictanalysis.dataset.findings import Finding
from ictanalysis.language.messages import Message, _
from ictanalysis.language.paragraphs import Paragraph, paragraphs
from ictanalysis.language.spelling import with_nearest

_HEADING = re.compile(r"#{1,6}[ \t]+(\S+)(?:[ \t].*)?")
_TOPIC = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?")

QUOTED = 40
"""How many letters of a text a finding quotes."""


@dataclass(frozen=True)
class News:
    """What the narrative says in one section of the report.

    Attributes
    ----------
    general
        Its paragraphs about the section as a whole.
    about
        A table (`documents`) or a measure (`documents.signed`) → the paragraphs about its figures.
    lines
        Such a topic → the line of its heading.
    """

    general: list[Paragraph] = field(default_factory=list)
    about: dict[str, list[Paragraph]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict, compare=False)

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield all paragraphs."""
        yield from self.general
        for each in self.about.values():
            yield from each


@dataclass(frozen=True)
class Narrative:
    """The month's own news: section of the report → what it says, and the file it stands in."""

    name: str
    sections: Mapping[str, News]

    def news(self, section: str) -> News:
        """Return what is said in a section; nothing where the narrative does not have it."""
        return self.sections.get(section) or News()


def read_narrative(file: DataFile, catalog: Catalog) -> tuple[Narrative, list[Finding]]:
    """Return the paragraphs of a narrative by section, and what is wrong with the file.

    A heading begins with the number of a section (`## I.4`), or with a table or a measure of that
    section (`### documents`), whose figures the paragraphs under it go on from. A line that begins
    with `- ` is an item of a list; a blank line ends a paragraph. Everything else is text, never
    markup; but a line that begins with `#` and is no heading is a finding, and stays in the section
    that is open, with what follows it.
    """
    text, findings = clean_text(file)
    reader = _Reader(catalog)
    for paragraph in paragraphs(text):
        alone = len(paragraph.starts) == 1 and not paragraph.item
        heading = _HEADING.fullmatch(paragraph.text) if alone else None
        found = heading[1] if heading else paragraph.text[:QUOTED]
        problem = reader.begin(heading[1], paragraph.line) if heading else reader.take(paragraph)
        broken = [] if heading else list(_broken_headings(file, paragraph))
        if problem is not None and not broken:
            stranger = heading is not None and not reader.knows(heading[1])
            broken = [file.finding(problem, line=paragraph.line, found=found, stranger=stranger)]
        findings += broken
    return Narrative(file.name, reader.sections), findings


def _broken_headings(file: DataFile, paragraph: Paragraph) -> Iterator[Finding]:
    """Yield a finding for each line that begins as a heading does and is none."""
    for start in paragraph.starts:
        text = paragraph.text[start:]
        # An item of a list begins with its dash, so that its first line is no heading.
        if text.startswith("#") and not (paragraph.item and start == 0):
            message = _(
                "“{value}” is no heading: write it alone on its line as “## I.1” or "
                "“### documents”, or begin the line with another character",
                value=text[:QUOTED],
            )
            yield file.finding(message, line=paragraph.line_at(start), found=text[:QUOTED])


class _Reader:
    """Puts each paragraph where the headings before it say."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._section = ""
        self._misplaced = False
        self._current: list[Paragraph] | None = None
        self.sections: dict[str, News] = {}

    def knows(self, key: str) -> bool:
        """Return whether the catalog has such a section, or such a topic in the open one."""
        return key in self._catalog.sections or key in self._topics()

    def take(self, paragraph: Paragraph) -> Message | None:
        if self._current is None:
            return _("stands before the first heading: put it under a section such as “## I.1”")
        self._current.append(paragraph)
        return None

    def begin(self, key: str, line: int) -> Message | None:
        """Begin a section or a topic; where it cannot be, its text is kept all the same."""
        is_section = key in self._catalog.sections
        if self._section and not is_section and _TOPIC.fullmatch(key):
            return self._begin_topic(key, line)
        problem = None
        if not is_section:
            known = ", ".join(self._catalog.sections)
            problem = _("“{value}” is not a section (there are: {known})", value=key, known=known)
        elif key in self.sections:
            problem = _("the section “{value}” stands twice: put its text together", value=key)
        self._section, self._misplaced = key, problem is not None
        self._current = self.sections.setdefault(key, News()).general
        return problem

    def _begin_topic(self, key: str, line: int) -> Message | None:
        news = self.sections[self._section]
        news.lines.setdefault(key, line)
        about = news.about
        problem = None
        if self._misplaced:
            pass  # The heading above is a finding; what is under it moves with it.
        elif key in about:
            problem = _("the heading “{value}” stands twice: put its text together", value=key)
        elif key not in self._topics():
            stranger = _(
                "“{value}” is not a table or a measure of section {section}",
                value=key,
                section=self._section,
            )
            problem = with_nearest(stranger, key, self._topics())
        self._current = about.setdefault(key, [])
        return problem

    def _topics(self) -> list[str]:
        return [
            topic
            for table, spec in self._catalog.tables.items()
            if spec.section == self._section
            for topic in (table, *(f"{table}.{name}" for name in spec.indicators))
        ]
