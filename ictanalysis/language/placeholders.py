"""The grammar of texts that carry figures: `{documents.signed}`, `{documents.signed:unit}`, `{=8}`.

A placeholder reaches a figure by its key and nothing else: there are no attributes, no calls and
no expressions. `{=…}` marks a number that is part of a name and not a figure. `{chart.filing}` is
the chart that the notebook names so, and is printed as “Chart 1”.

`{period.month}` and `{office.department}` name the month and the office of the report.

The words of conditions (`conditions`) are `{if table.measure}`, `{zero}`, `{missing}`, `{end}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import Message, _
from ictanalysis.language.spelling import with_nearest

KEY_PATTERN = r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*(?:\[[A-Za-z0-9_=,-]*\])?"
"""A key of an indicator inside a longer text."""

PERIOD_WORDS = frozenset(
    f"period.{word}"
    for word in ("month", "previous_month", "next_month", "year", "first_day", "last_day")
)
"""Placeholders that name the period of the report instead of a figure."""

CHART = "chart."
"""How the key of a placeholder begins that names a chart of the notebook."""

OFFICE_WORDS = frozenset(
    f"office.{word}" for word in ("department", "short", "superior", "province", "addressees")
)
"""Placeholders that name the office that reports, the body above it, and whom it reports to."""

NAMES = PERIOD_WORDS | OFFICE_WORDS
"""Placeholders that stand for a name and not for a figure."""

COMPARED = frozenset({"compared", "year_on_year", "year_to_date"})
"""Ways of printing with a change: against last month and last year, with the sum since January;
against the same month of last year alone; and with the sum since January against last year's."""

PARTS = frozenset({"parts", "named_parts"})
"""Ways of printing the parts of a figure: `04 notices; …`, or `outpatient 470 visits, …`."""
STYLES = COMPARED | PARTS | {"", "unit", "plain"}


@dataclass(frozen=True)
class _Part:
    """A piece of a text, and where it begins."""

    start: int = field(default=0, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True)
class Text(_Part):
    """Words as they stand."""

    text: str

    @property
    def written(self) -> str:
        """Return it as it stands in the text."""
        return self.text


@dataclass(frozen=True)
class Literal(_Part):
    """A number that belongs to a name: `Form {=8}`."""

    text: str

    @property
    def written(self) -> str:
        """Return it as it stands in the text."""
        return f"{{={self.text}}}"


@dataclass(frozen=True)
class Placeholder(_Part):
    """A figure to be filled in: its key, and how it is to be printed (blank: as a number)."""

    key: str
    style: str

    @property
    def written(self) -> str:
        """Return it as it stands in the text."""
        return f"{{{self.key}{':' if self.style else ''}{self.style}}}"

    @property
    def chart(self) -> str:
        """Return the name of the chart that it stands for; blank for a figure."""
        return "" if self.style or not self.key.startswith(CHART) else self.key[len(CHART) :]


@dataclass(frozen=True)
class Word(_Part):
    """A word of a condition: `{if a.b, c.d}`, `{zero}`, `{missing}` or `{end}`.

    Attributes
    ----------
    word
        It, without the keys of `if`.
    keys
        The keys of `if`.
    written
        It as it stands in the text.
    """

    word: str
    keys: tuple[str, ...]
    written: str = field(compare=False)


@dataclass(frozen=True)
class News(_Part):
    """Where the month's own news of a section stand: `{news}`, alone in its paragraph."""

    @property
    def written(self) -> str:
        """Return it as it stands in the text."""
        return "{news}"


@dataclass(frozen=True)
class Broken(_Part):
    """A brace that begins or ends nothing, or a word that is out of its place."""

    text: str

    @property
    def written(self) -> str:
        """Return it as it stands in the text."""
        return self.text

    @property
    def problem(self) -> Message:
        """Return what is wrong with it, and what to write."""
        if self.text == "{news}":
            return _(
                "“{text}” stands alone: leave an empty line before and after it", text="{news}"
            )
        if _WORD.match(self.text):
            return _(
                "“{text}” is no part of a condition: write {{if table.measure}}…{{zero}}…"
                "{{missing}}…{{end}} in one paragraph, each once and none inside another; "
                "a condition on two figures is {{if a.b, c.d}}",
                text=self.text,
            )
        return _("“{text}” is not a placeholder: write {{table.measure}}", text=self.text)


Known = Callable[[str], object]
"""Raises a `UsageError` for a key that it does not know."""

Part = Text | Literal | Placeholder | Word | News | Broken

PART_PATTERN = re.compile(
    r"\{=(?P<literal>[^{}\n]*)\}"
    rf"|\{{(?P<key>{KEY_PATTERN})(?::(?P<style>[a-z_]+))?\}}"
    rf"|\{{(?P<word>if (?P<keys>{KEY_PATTERN}(?:, *{KEY_PATTERN})*)|zero|missing|end)\}}"
    r"|(?P<news>\{news\})"
    r"|(?P<broken>\{[^{}\n]*\}?|\})"
)
"""What a text holds beside its words: a literal, a placeholder, a word of a condition, or a brace
that is none of these."""

_WORD = re.compile(r"\{(?:if|zero|missing|end)\b")


def parse(template: str) -> Sequence[Part]:
    """Return the parts of a text in their order.

    The words of conditions among them are in order, too: those that are not are `Broken`.

    Examples
    --------
    >>> parse("signed: {documents.signed:unit}")
    [Text(text='signed: '), Placeholder(key='documents.signed', style='unit')]
    """
    parts = list(_scan(template))
    begun: int | None = None
    seen: set[str] = set()
    for at, part in enumerate(parts):
        if not isinstance(part, Word):
            continue
        if (part.word == "if") == (begun is not None) or part.word in seen - {"if"}:
            parts[at] = _broken(part)
        elif part.word == "end":
            begun, seen = None, set()
        else:
            begun = at if begun is None else begun
            seen.add(part.word)
    if begun is not None:
        parts[begun:] = map(_broken, parts[begun:])
    return parts if len(parts) == 1 else [_broken(p) if isinstance(p, News) else p for p in parts]


def _broken(part: Part) -> Part:
    out_of_place = isinstance(part, Word | News)
    return Broken(part.written, start=part.start) if out_of_place else part


def _scan(template: str) -> Iterator[Part]:
    end = 0
    for match in PART_PATTERN.finditer(template):
        if match.start() > end:
            yield Text(template[end : match.start()], start=end)
        start, end = match.span()
        if match["literal"] is not None:
            yield Literal(match["literal"], start=start)
        elif match["key"] is not None:
            yield Placeholder(match["key"], match["style"] or "", start=start)
        elif match["word"] is not None:
            keys = (found[0] for found in re.finditer(KEY_PATTERN, match["keys"] or ""))
            yield Word(match["word"].partition(" ")[0], tuple(keys), match[0], start=start)
        elif match["news"] is not None:
            yield News(start=start)
        else:
            yield Broken(match["broken"], start=start)
    if end < len(template):
        yield Text(template[end:], start=end)


def problems_of(
    part: Part, resolve: Known, parts: Known, charts: Collection[str] | None = ()
) -> Iterator[Message]:
    """Yield why a part of a text cannot be filled in; nothing where it can.

    Parameters
    ----------
    resolve, parts
        Raise a `UsageError` for what is no key of an indicator, or of one that has parts.
    charts
        The names of the charts that there are; None where these are not known.
    """
    if isinstance(part, Broken):
        yield part.problem
    elif isinstance(part, News):
        yield _("“{text}” has its place in a section of the report alone", text=part.written)
    elif isinstance(part, Placeholder) and part.style not in STYLES:
        yield unknown_style(part)
    elif isinstance(part, Placeholder) and part.chart:
        if charts is not None and part.chart not in charts:
            yield with_nearest(
                _("no chart has the name “{name}”: write .named(…) behind one", name=part.chart),
                part.chart,
                charts,
            )
    elif isinstance(part, Placeholder) and part.key not in NAMES:
        yield from _unresolved([part.key], parts if part.style in PARTS else resolve)
    elif isinstance(part, Word):
        yield from _unresolved(part.keys, resolve)


def _unresolved(keys: Iterable[str], resolve: Known) -> Iterator[Message]:
    for key in keys:
        if key.startswith("period."):
            known = ", ".join(sorted(PERIOD_WORDS))
            yield _(
                "“{value}” is no word for the period (there are: {known})", value=key, known=known
            )
            continue
        try:
            resolve(key)
        except UsageError as error:
            yield error.message


def unknown_section(number: str, sections: Iterable[str]) -> Message:
    """Return what to say of a number that is none of the catalog's sections."""
    known = ", ".join(sections)
    return _("“{value}” is not a section (there are: {known})", value=number, known=known)


def unknown_table(name: str, tables: Iterable[str]) -> Message:
    """Return what to say of a name that is none of the catalog's tables."""
    known = ", ".join(tables)
    return _("“{name}” is not a table (there are: {known})", name=name, known=known)


def unknown_member(name: str, members: Iterable[str]) -> Message:
    """Return what to say of a name that is no member to emphasise."""
    known = ", ".join(members)
    return _("there is no “{member}” to emphasise (there are: {known})", member=name, known=known)


def unknown_style(part: Placeholder) -> Message:
    """Return what to say of a placeholder whose style is none of `STYLES`."""
    return _(
        "“{key}:{style}” cannot be printed so: the styles are {known}",
        key=part.key,
        style=part.style,
        known=", ".join(sorted(STYLES - {""})),
    )
