"""YAML that is safe to build: neither so deep nor so large that it ends or stops the program.

What PyYAML makes of a text grows with the text's own references: a few lines can name a thousand
million things. They are counted here from the events of the parser, before anything is built.

References
----------
YAML 1.2.2, section 3.2.2.2 (anchors and aliases); CWE-776, of references that are followed without
a limit.
"""

from __future__ import annotations

from typing import NamedTuple

import yaml

from ictanalysis.language.messages import Message, _

DEEPEST = 30
"""How deep lists and mappings may stand in each other."""

MOST = 100_000
"""How many values a file may have, each as often as it is referred to."""


class Excess(NamedTuple):
    """The line at which a text has more than it may, and what."""

    line: int
    problem: Message


def excess(text: str) -> Excess | None:
    """Return where a text of YAML goes beyond the limits; None where it does not.

    Raises
    ------
    yaml.YAMLError
        If it is not YAML.
    """
    sizes: dict[str, int] = {}
    open_: list[tuple[str | None, int]] = []
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        size, line = 0, event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            open_.append((event.anchor, 1))
            if len(open_) > DEEPEST:
                problem = _("lists and mappings stand more than {most} deep", most=DEEPEST)
                return Excess(line, problem)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            anchor, size = open_.pop()
            if anchor:
                sizes[anchor] = size
        elif isinstance(event, yaml.ScalarEvent):
            size = 1
            if event.anchor:
                sizes[event.anchor] = 1
        elif isinstance(event, yaml.AliasEvent):
            if any(anchor == event.anchor for anchor, _size in open_):
                return Excess(line, _("has a list or mapping that holds itself"))
            size = sizes.get(event.anchor or "", 1)
        if open_ and size:
            anchor, count = open_[-1]
            open_[-1] = anchor, count + size
            if count + size > MOST:
                problem = _("has more than {most} values", most=MOST)
                return Excess(line, problem)
    return None
