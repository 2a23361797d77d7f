"""The grammar of texts that carry figures: `{documents.signed}`, `{documents.signed:unit}`, `{=8}`.

A placeholder reaches a figure by its key and nothing else: there are no attributes, no calls and
no expressions. `{=…}` marks a number that is part of a name and not a figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import Message, _

KEY_PATTERN = r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*(?:\[[A-Za-z0-9_=,-]*\])?"
"""A key of an indicator inside a longer text."""

PERIOD_WORDS = frozenset(
    f"period.{word}"
    for word in ("month", "previous_month", "next_month", "year", "first_day", "last_day")
)
"""Placeholders that name the period of the report instead of a figure."""

COMPARED = frozenset({"compared", "year_on_year", "year_to_date"})
"""Ways of printing with a change: against last month, against the same month of last year, and with
what it adds up to since January against last year's."""

STYLES = COMPARED | {"", "unit", "plain"}
"""Ways of printing: also in a sentence, with its unit, as in a table."""


@dataclass(frozen=True)
class Text:
    """Words as they stand."""

    text: str


@dataclass(frozen=True)
class Literal:
    """A number that belongs to a name: `Form {=8}`."""

    text: str


@dataclass(frozen=True)
class Placeholder:
    """A figure to be filled in: its key, and how it is to be printed (blank: as a number)."""

    key: str
    style: str

    @property
    def written(self) -> str:
        """Return it as it stands in the text."""
        return f"{{{self.key}{':' if self.style else ''}{self.style}}}"


@dataclass(frozen=True)
class Broken:
    """A brace that begins or ends nothing, with the words around it."""

    text: str


Part = Text | Literal | Placeholder | Broken

PART_PATTERN = re.compile(
    r"\{=(?P<literal>[^{}\n]*)\}"
    rf"|\{{(?P<key>{KEY_PATTERN})(?::(?P<style>[a-z_]+))?\}}"
    r"|(?P<broken>\{[^{}\n]*\}?|\})"
)
"""What a text holds beside its words: a literal, a placeholder or a brace that is neither."""


def parse(template: str) -> Iterator[Part]:
    """Yield the parts of a text in their order.

    Examples
    --------
    >>> [*parse("signed: {documents.signed:unit}")]
    [Text(text='signed: '), Placeholder(key='documents.signed', style='unit')]
    """
    end = 0
    for match in PART_PATTERN.finditer(template):
        if match.start() > end:
            yield Text(template[end : match.start()])
        end = match.end()
        if match["literal"] is not None:
            yield Literal(match["literal"])
        elif match["key"] is not None:
            yield Placeholder(match["key"], match["style"] or "")
        else:
            yield Broken(match["broken"])
    if end < len(template):
        yield Text(template[end:])


def leads_nowhere(part: Placeholder, resolve: Callable[[str], object]) -> Message | None:
    """Return why a placeholder cannot be filled in; None where it can.

    Parameters
    ----------
    resolve
        Raises a `UsageError` for what is no key of an indicator.
    """
    if part.style not in STYLES:
        return unknown_style(part)
    if part.key in PERIOD_WORDS:
        return None
    if part.key.startswith("period."):
        known = ", ".join(sorted(PERIOD_WORDS))
        return _(
            "“{value}” is no word for the period (there are: {known})", value=part.key, known=known
        )
    try:
        resolve(part.key)
    except UsageError as error:
        return error.message
    return None


def unknown_style(part: Placeholder) -> Message:
    """Return what to say of a placeholder whose style is none of `STYLES`."""
    return _(
        "“{key}:{style}” cannot be printed so: the styles are {known}",
        key=part.key,
        style=part.style,
        known=", ".join(sorted(STYLES - {""})),
    )
