"""Messages to people: English in the source, translated when they are shown.

A message is kept as its English pattern and its values until the language is known, so that one
finding can be printed in Vietnamese, written to JSON in English and compared in a test.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from types import MappingProxyType
from typing import Literal

Language = Literal["vi", "en"]
LONGEST = 500
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LANGUAGES: tuple[Language, ...] = ("vi", "en")

N_ = str
"""Mark a text for Babel that is translated elsewhere, with `translate`."""


@dataclass(frozen=True)
class Message:
    """A sentence for a person, not yet in any language.

    Parameters
    ----------
    pattern
        The English sentence, a ``str.format`` pattern with named fields. It is the msgid of the
        gettext catalogue.
    values
        What stands in the fields. A value that is itself a `Message` is rendered in the same
        language; a float is a figure and is written as the language writes numbers; a path is
        written with slashes.
    """

    pattern: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def render(self, language: Language = "en") -> str:
        """Return the sentence in a language.

        Examples
        --------
        >>> _("{file}: cannot be read", file="a.csv").render("en")
        'a.csv: cannot be read'
        """
        values = {name: _format(value, language) for name, value in self.values.items()}
        return translate(self.pattern, language).format(**values)

    def __str__(self) -> str:
        return self.render("en")


def _format(value: object, language: Language) -> object:
    """Return a value as the language writes it; a line or a count of things stays as it is."""
    if isinstance(value, Message):
        return value.render(language)
    if isinstance(value, float):
        from babel.numbers import format_decimal

        return format_decimal(Decimal(repr(value)), format="#,##0.######", locale=language)
    text = value.as_posix() if isinstance(value, PurePath) else value
    return harmless(text) if isinstance(text, str) else text


def harmless(text: str) -> str:
    """Return a text that a terminal can print: without control characters, and not too long."""
    printable = _HARMFUL.sub("\ufffd", text)
    return printable if len(printable) <= LONGEST else f"{printable[:LONGEST]}…"


def _(pattern: str, /, **values: object) -> Message:
    """Return a translatable message; Babel finds the pattern by the name of this function."""
    return Message(pattern, MappingProxyType(values))


def plural(one: str, many: str, count: int, /, **values: object) -> Message:
    """Return a translatable message that counts something, as `Locale.say_many` says it."""
    return Message(one if count == 1 else many, MappingProxyType({"count": float(count), **values}))


def in_lines(messages: Iterable[Message]) -> Message:
    """Return one or more messages as one, a line each."""
    lines = list(messages)
    # By halves: a message in a message in a message … can be too deep to be rendered.
    while len(lines) > 1:
        pairs = zip(lines[::2], lines[1::2], strict=False)
        left = lines[len(lines) - len(lines) % 2 :]
        lines = [_("{first}\n{second}", first=one, second=other) for one, other in pairs] + left
    return lines[0]


def place(file: str, line: int = 0, cell: int = 0) -> Message:
    """Return the words for a place in a file; line 0 stands for the whole file, cell 0 for none."""
    if cell:
        return _("{file}, cell {cell}, line {line}", file=file, cell=cell, line=line)
    return _("{file}, line {line}", file=file, line=line) if line else _("{file}", file=file)


def translate(text: str, language: Language) -> str:
    """Return the translation of an English text of the catalogue."""
    return text if language == "en" else catalogue(language)[text]


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """Return msgid → translation of a language, as its ``.po`` file has it.

    The file is read as it is, so there is no compiled catalogue that could be out of date; and in
    the one form in which Babel writes it, which takes a tenth of the time that Babel takes to read
    it in any. A message that has no translation is a `KeyError`; the test suite finds it before a
    user does.
    """
    source = files("ictanalysis") / "locales" / language / "LC_MESSAGES" / "ictanalysis.po"
    entries = (map(_unquoted, found) for found in _ENTRY.findall(source.read_text("utf-8")))
    # Vietnamese has no plural: the text for one thing is that for many.
    return {
        msgid: text for one, many, text in entries if one and text for msgid in {one, many or one}
    }


_QUOTED = r'((?:".*"\n)+)'
_ENTRY = re.compile(rf"^msgid {_QUOTED}(?:msgid_plural {_QUOTED})?msgstr(?:\[0\])? {_QUOTED}", re.M)


def _unquoted(lines: str) -> str:
    """Return the text of lines in quotation marks, whose escapes are those of JSON."""
    return "".join(json.loads(f"[{','.join(lines.splitlines())}]"))
