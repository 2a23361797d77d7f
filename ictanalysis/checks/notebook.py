"""Rules `notebook` and `uncited`: what the notebooks name is there, and what is there is named.

A number typed by hand in the text of a notebook is found by the rule `unbound`, as anywhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.checks.mentions import Mention, chart_names
from ictanalysis.dataset import Narrative
from ictanalysis.dataset.findings import Finding, Rule
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import Message, _
from ictanalysis.language.placeholders import (
    News,
    Placeholder,
    parse,
    problems_of,
    unknown_member,
    unknown_section,
    unknown_table,
)
from ictanalysis.language.typed import typed_numbers

REPORT = "/report.ipynb"
"""How the path of the notebook of the report ends."""

SENTENCES = frozenset(
    f"report.{name}" for name in ("text", "section", "plan", "annex", "follow_up", "highlights")
)
"""Functions whose templates are sentences of the report."""


WITH_NEWS = frozenset({"report.section", "report.plan", "report.annex"})
"""Functions whose templates may have a place for the month's own news."""


@dataclass(frozen=True)
class _Problem:
    """What is wrong in a notebook: the words, the line in the cell, and why."""

    found: str
    line: int
    message: Message
    rule: Rule = "notebook"


def notebook(
    catalog: Catalog, named: Sequence[Mention], literals: Sequence[str], month: pd.Period
) -> Iterator[Finding]:
    """Yield what the notebooks name and the catalog does not have.

    Parameters
    ----------
    named
        What the notebooks name.
    literals
        Phrases whose numbers are part of a name (`COVID-19`).
    """
    for each in named:
        if each.kind == "template":
            sentences = each.function in SENTENCES
            charts = chart_names(named, each.cell.notebook) if sentences else ()
            problems = _in_template(catalog, each, literals, charts)
        else:
            problems = _in_argument(catalog, each)
        for found in problems:
            yield Finding(
                month,
                found.rule,
                "error",
                found.message,
                file=each.cell.notebook,
                line=found.line,
                cell=each.cell.number,
                found=found.found,
            )


def _in_template(
    catalog: Catalog, each: Mention, literals: Sequence[str], charts: Collection[str]
) -> Iterator[_Problem]:
    for paragraph in each.paragraphs:
        for part in parse(paragraph.text):
            if isinstance(part, News) and each.function in WITH_NEWS:
                continue
            for message in problems_of(part, catalog.resolve, catalog.parts, charts):
                yield _Problem(part.written, each.line_of(paragraph, part), message)
        if each.function not in SENTENCES:
            continue
        for number in typed_numbers(paragraph.text, catalog.locale.code, literals):
            line = each.line_at(paragraph, number.start, number.number)
            yield _Problem(number.text, line, number.problem, "unbound")


def _in_argument(catalog: Catalog, each: Mention) -> Iterator[_Problem]:
    if message := _unknown(catalog, each):
        yield _Problem(each.text, each.line, message)


def _unknown(catalog: Catalog, each: Mention) -> Message | None:
    """Return why the catalog does not have what an argument names; None where it has."""
    if each.kind == "section" and each.text not in catalog.sections:
        return unknown_section(each.text, catalog.sections)
    if each.kind == "table" and each.text not in catalog.tables:
        return unknown_table(each.text, catalog.tables)
    if each.kind == "member":
        return _unknown_member(catalog, each)
    try:
        if each.kind == "key":
            catalog.resolve(each.text)
        elif each.kind == "dimension":
            for key in _keys(catalog, each.call):
                catalog.members(key, each.text)
    except UsageError as error:
        return error.message
    return None


def _unknown_member(catalog: Catalog, each: Mention) -> Message | None:
    """Return why a member is of no dimension of its call; None where a dimension is unknown."""
    names = [other.text for other in each.call if other.kind == "dimension"]
    if not names or any(name not in catalog.dimensions for name in names):
        return None
    members = [member for name in names for member in catalog.dimensions[name].members]
    return None if each.text in members else unknown_member(each.text, members)


def _keys(catalog: Catalog, call: Iterable[Mention]) -> Iterator[IndicatorKey]:
    """Yield the keys of a call that the catalog has."""
    for each in call:
        if each.kind == "key":
            try:
                yield catalog.resolve(each.text)
            except UsageError:
                continue


def uncited(
    catalog: Catalog, named: Sequence[Mention], narrative: Narrative, month: pd.Period
) -> Iterator[Finding]:
    """Yield the indicators expected every month that no sentence and no table of the report gives.

    The table of all figures counts for none of them. The opening of a stock, which is there to be
    checked, needs none, and neither does a number of tasks, which the report lists one by one.
    Without a notebook of the report there is nothing to say.
    """
    own = [each for each in named if each.cell.notebook.endswith(REPORT)]
    if not own:
        return
    news = (paragraph.text for each in narrative.sections.values() for paragraph in each.paragraphs)
    cited = {key.partition("[")[0] for key in _cited(catalog, own)}
    cited |= {key.partition("[")[0] for text in news for key in _keys_of(text)}
    typed = {table: spec for table, spec in catalog.tables.items() if spec.rows_of is None}
    for table, spec in typed.items():
        for name, measure in spec.measures.items():
            if measure.expected and name not in spec.openings and f"{table}.{name}" not in cited:
                message = _(
                    "no sentence of the report gives {key} (“{label}”)",
                    key=f"{table}.{name}",
                    label=measure.label,
                )
                file = own[0].cell.notebook
                yield Finding(month, "uncited", "info", message, table, name, file=file)


def _cited(catalog: Catalog, own: Iterable[Mention]) -> Iterator[str]:
    """Yield the keys that the sentences, the cards and the tables of the report give."""
    for each in own:
        if each.function.startswith("charts."):
            continue
        if each.kind == "template":
            yield from _keys_of(each.text)
        elif each.kind == "key":
            yield each.text
        elif each.kind == "table" and each.text in catalog.tables:
            yield from (f"{each.text}.{name}" for name in catalog.tables[each.text].measures)


def _keys_of(template: str) -> Iterator[str]:
    return (part.key for part in parse(template) if isinstance(part, Placeholder))
