"""The parts of a report that a catalog has sections for, and the sections that it lacks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from ictanalysis.catalog import Catalog, Section
from ictanalysis.language.errors import InputError, UsageError
from ictanalysis.language.messages import _

_NUMBER = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")
_ROMAN = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
)
_NUMERALS = (_ROMAN, tuple(map(str, range(1, 100))), tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


@dataclass(frozen=True)
class Outline:
    """The sections of a report, in its order.

    Attributes
    ----------
    text
        Those before the plan.
    plan
        That of next month's tasks.
    annexes
        Those of the table of figures, of the notes on the data and of the sources; any others after
        them.
    added
        Number → title of those of them that the catalog does not have.
    assessed
        Whether the last section before the plan has no tables, as an assessment of the month.
    """

    text: Sequence[str]
    plan: str
    annexes: Sequence[str]
    added: Mapping[str, str]
    assessed: bool

    def complete(self, catalog: Catalog) -> Catalog:
        """Return the catalog with the sections that it lacks."""
        added = {number: Section(title=title) for number, title in self.added.items()}
        return catalog.model_copy(update={"sections": {**catalog.sections, **added}})

    def next_number(self, catalog: Catalog) -> str:
        """Return the number of a section that is added behind all that are no annexes."""
        own = [*self.text, self.plan]
        return _next_number(own, [*catalog.sections, *self.added])


def outline(catalog: Catalog) -> Outline:
    """Return the outline of the report of a catalog.

    The plan is the section of a table that counts its tasks, else the last one without tables whose
    title calls it one. An annex is a section of a part that is no section itself and has no tables.

    Raises
    ------
    UsageError
        If the number of a section is not one that a heading can begin with.
    """
    say, sections = catalog.locale.say, catalog.sections
    for number in sections:
        if not _NUMBER.fullmatch(number):
            raise UsageError(
                _(
                    "“{value}” cannot be the number of a section: write letters, digits and stops",
                    value=number,
                )
            )
    with_tables = {table.section for table in catalog.tables.values()}
    told = {_part(section) for section in with_tables}
    annexes = [each for each in sections if _part(each) not in {*sections, *told}]
    text = [each for each in sections if each not in annexes]
    added = {}
    plan = _plan(catalog, text)
    if not plan:
        plan = _next_number(text, sections)
        added[plan] = say("Plan of work for {{period.next_month}}")
    prefix = _part(annexes[0]) if annexes else say("ANNEX")
    titles = (say("Table of figures"), say("Notes on the data"), say("Sources of the figures"))
    for title in titles[len(annexes) :]:
        own = [each.partition(".")[2] for each in annexes]
        annexes.append(f"{prefix}.{_next_number(own, own)}")
        added[annexes[-1]] = title
    text = [each for each in text if each != plan]
    return Outline(text, plan, annexes, added, bool(text) and text[-1] not in with_tables)


def _part(number: str) -> str:
    return number.partition(".")[0]


def _plan(catalog: Catalog, text: Sequence[str]) -> str:
    """Return the section of next month's tasks; blank where there is none."""
    tables = catalog.tables.values()
    counted = [table.section for table in tables if table.rows_of == "plan"]
    if counted:
        return counted[0]
    words = catalog.locale.say("plan|tasks|next month").split("|")
    for number in reversed(text):
        if any(table.section == number for table in tables):
            return ""
        title = catalog.sections[number].title.lower()
        if any(word in title for word in (*words, "{period.next_month}")):
            return number
    return ""


def _next_number(own: Sequence[str], taken: Mapping[str, object] | Sequence[str]) -> str:
    """Return the number after those of some sections, in the numerals that the first is written in.

    Sections within others do not count.
    """
    top = [number for number in own if "." not in number]
    numerals = next((each for each in _NUMERALS if each[0] in top[:1]), _ROMAN)
    return next(each for each in numerals[len(top) :] if each not in taken)


def with_sections(text: str, added: Mapping[str, str], name: str) -> str:
    """Return the text of a catalog with sections added at the end of those that it has.

    All else, comments included, stays as it was written.

    Raises
    ------
    InputError
        If the sections are written in a way that nothing can be added to.
    """
    if not added:
        return text
    root: Any = yaml.compose(text, yaml.SafeLoader)
    sections = next(value for key, value in root.value if key.value == "sections")
    entries = [f"{_key(number)}: {{title: {_quoted(title)}}}" for number, title in added.items()]
    lines = text.split("\n")
    last = sections.value[-1][1] if sections.flow_style else _last_leaf(sections)
    line, column = last.end_mark.line, last.end_mark.column
    if sections.flow_style:
        lines[line] = ", ".join([lines[line][:column], *entries]) + lines[line][column:]
    else:
        indent = " " * sections.value[0][0].start_mark.column
        at = line + 1 if column else line
        lines[at:at] = [f"{indent}{entry}" for entry in entries]
    whole = "\n".join(lines)
    if _sections_of(whole) != [*_sections_of(text), *added]:
        message = _(
            "{names} cannot be added to the sections: write them there, each with its title",
            names=", ".join(added),
        )
        raise InputError(message, file=name)
    return whole


def _last_leaf(node: yaml.Node) -> yaml.Node:
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return node


def _sections_of(text: str) -> list[str]:
    """Return the sections that a text has; none where it is no YAML."""
    try:
        return list(yaml.load(text, yaml.CBaseLoader)["sections"])
    except yaml.YAMLError:
        return []


def _key(number: str) -> str:
    """Return a number as a key of YAML, which would read digits as no text."""
    return number if number[0].isalpha() else _quoted(number)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
