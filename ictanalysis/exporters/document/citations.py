"""The figures that a report cites: each linked to its row in the list of their sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag

from ictanalysis.exporters.document.markup import serialize
from ictanalysis.language.locales import Locale

SEPARATOR = " · "
_MOST_TIMES = 3
"""So many figures each have a note that they share; one of more stands once."""

_MARK = re.compile(r"\(\d+\)")
_LINE = re.compile(r":(?=\d+\Z)")
_NUMBERED = re.compile(r"([IVX]+|\d+(?:\.\d+)*)\.\s")


class _Cited(NamedTuple):
    """A number, where it comes from, and what its reader must know."""

    key: str
    label: str
    formula: str
    source: str
    note: str

    @property
    def about(self) -> str:
        """What the number is, with its formula if it has one."""
        return " = ".join(filter(None, (self.label, self.formula)))


@dataclass
class _Uses:
    """How a document prints a number, at its fullest, and in which sections."""

    text: str = ""
    sections: list[str] = field(default_factory=list)


@dataclass
class Citations:
    """The figures of a document in the order in which it cites them.

    `mark` gives each citation its link, `table` has a row for each figure. The part of a page
    before its first section has a blank number.

    Parameters
    ----------
    locale
        The language of the document.
    titles
        Name of a file → what the table in it is about.
    """

    locale: Locale
    titles: Mapping[str, str] = field(default_factory=dict)
    _uses: dict[_Cited, _Uses] = field(default_factory=dict)
    _chapter: str = ""
    _section: str = ""

    def mark(self, html: str) -> str:
        """Return clean HTML whose figures are links to their sources.

        A figure is `<span class="figure" data-key=… data-label=… data-formula=… data-source=…>`,
        with a `data-note` where there is something that its reader must know, and a `data-value`
        where the list gives it otherwise, with its unit or sign. One that stands in a
        link already stays as it is: a link cannot hold another.
        """
        if 'class="figure"' not in html and not re.search(r"<h[1-6]", html):
            return html
        soup = BeautifulSoup(html, "html.parser")
        for tag in soup.find_all(["h2", "h3", "h4", "span"]):
            if tag.name != "span":
                self._enter(tag)
            elif (
                tag.get("class") == ["figure"] and tag.get("data-key") and not tag.find_parent("a")
            ):
                self._cite(tag)
        return serialize(soup)

    def leave(self) -> None:
        """Leave the text: what is marked from now on stands outside its sections."""
        self._section = ""

    def _enter(self, heading: Tag) -> None:
        """Note the number of the section that begins: `4.` in chapter `I` is `I.4`."""
        text = " ".join(heading.get_text().split())
        found = _NUMBERED.match(text)
        if heading.name == "h2":
            self._chapter = found[1] if found else text.partition(":")[0]
            self._section = self._chapter
        elif found:
            self._section = f"{self._chapter}.{found[1]}"

    def _cite(self, tag: Tag) -> None:
        cited = _Cited(*(str(tag.get(f"data-{name}", "")) for name in _Cited._fields))
        text = str(tag.get("data-value") or " ".join(tag.get_text().split()))
        first = cited not in self._uses
        uses = self._uses.setdefault(cited, _Uses())
        uses.text = max(uses.text, text, key=len)
        if self._section not in uses.sections and (first or self._section):
            uses.sections.append(self._section)
        number = list(self._uses).index(cited) + 1
        tag.name = "a"
        del tag["title"]
        tag["href"] = f"#nguon-{number}"
        more = filter(None, [cited.source, cited.note])
        tag["data-trace"] = "\n".join([cited.about, cited.key, *more])
        if first:
            tag["id"] = f"dan-{number}"

    def table(self) -> str:
        """Return the table of sources; empty where nothing is cited."""
        if not self._uses:
            return ""
        folder = self._folder()
        say = self.locale.say
        names = (say("Figure"), say("Value"), say("Source"), say("Section"))
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
        shared = self._shared_notes()
        rows = "\n".join(
            [
                *(
                    _row(number, cited, self._short(cited.source, folder), uses, say("Overview"))
                    for number, (cited, uses) in enumerate(self._numbered(shared), 1)
                ),
                *(_note_row(note, mark) for note, mark in shared.items()),
            ]
        )
        caption = say(
            "The figures cited; the source is the file and line of the table in {folder}",
            folder=folder.removesuffix("/"),
        )
        return (
            f'<table class="sources">\n<caption>{escape(caption)}</caption>\n'
            f"<thead><tr>{head}</tr></thead>\n"
            f"<tbody>\n{rows}\n</tbody>\n</table>"
        )

    def _shared_notes(self) -> Mapping[str, str]:
        """Return note → its mark, for the notes that many figures have: they stand once, below."""
        counts = Counter(cited.note for cited in self._uses if cited.note)
        shared = [note for note, count in counts.items() if count > _MOST_TIMES]
        return {note: f"({number})" for number, note in enumerate(shared, 1)}

    def _numbered(self, shared: Mapping[str, str]) -> Iterator[tuple[_Cited, _Uses]]:
        """Yield each figure and its uses, the mark of a shared note in place of the note."""
        for cited, uses in self._uses.items():
            yield cited._replace(note=shared.get(cited.note, cited.note)), uses

    def _folder(self) -> str:
        """Return the folder from which most figures come."""
        places = (place for cited in self._uses for place in cited.source.split(SEPARATOR) if place)
        folders = Counter(_LINE.split(place)[0].rpartition("/")[0] for place in places)
        return f"{max(folders, key=folders.__getitem__, default='')}/"

    def _short(self, source: str, folder: str) -> str:
        """Return `Dossiers (dossiers.csv), lines 2, 5`; another folder than the caption's is named.

        A file without a title is named alone.
        """
        lines: dict[str, dict[str, set[int]]] = {}
        for place in (place for place in source.split(SEPARATOR) if place):
            path, *line = _LINE.split(place)
            parent, slash, file = path.rpartition("/")
            numbers = lines.setdefault(file, {}).setdefault(f"{parent}{slash}", set())
            numbers.update(map(int, line))
        return "; ".join(self._table(file, found, folder) for file, found in lines.items())

    def _table(self, file: str, found: Mapping[str, set[int]], folder: str) -> str:
        """Return the lines of a file of one name, for each folder in which it is."""
        title = self.titles.get(file, "")
        name, places = f"{title} ({file})" if title else file, []
        for parent, numbers in found.items():
            where = parent.removeprefix(folder).removesuffix("/")
            listed = ", ".join(map(str, sorted(numbers)))
            if len(numbers) == 1:
                listed = self.locale.say("line {number}", number=listed)
            elif numbers:
                listed = self.locale.say("lines {numbers}", numbers=listed)
            places.append(", ".join(filter(None, [where, listed])))
        return ", ".join(filter(None, [name, "; ".join(filter(None, places))]))


def _row(number: int, cited: _Cited, source: str, uses: _Uses, overview: str) -> str:
    first, *others = (escape(section or overview) for section in uses.sections)
    where = ", ".join([f'<a href="#dan-{number}">{first}</a>', *others])
    between = "\N{NO-BREAK SPACE}" if _MARK.fullmatch(cited.note) else "<br>"
    note = f"{between}{escape(cited.note)}" if cited.note else ""
    return (
        f'<tr id="nguon-{number}"><th scope="row">{escape(cited.about)}{note}</th>'
        f"<td>{escape(uses.text)}</td><td>{escape(source)}</td><td>{where}</td></tr>"
    )


def _note_row(note: str, mark: str) -> str:
    return f'<tr class="note"><td colspan="4">{mark} {escape(note)}</td></tr>'
