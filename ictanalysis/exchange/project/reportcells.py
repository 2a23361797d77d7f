"""The notebook of the report: a section for each of the catalog, a sentence for each indicator."""

from __future__ import annotations

from collections.abc import Iterator

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.exchange.project.cells import Cell, call, listed, loading, prose
from ictanalysis.exchange.project.outline import Outline
from ictanalysis.exchange.project.sentences import conditional, leading_keys, sentence, sentences

CARDS, POINTS = 6, 4
"""How many figures stand on cards and in the main points."""


def report(catalog: Catalog, parts: Outline) -> Iterator[Cell]:
    """Yield the cells of the report of a catalog that is complete."""
    say, leading = catalog.locale.say, leading_keys(catalog)
    yield loading("report", "ict.Report(dataset.month(month))", "%load_ext ictanalysis\n")
    if leading:
        yield call("report.cards", listed(leading[:CARDS]))
        yield prose("highlights", [sentence(catalog, key) for key in leading[:POINTS]], item=True)
    yield Cell("code", "report.heading()")
    opening = say(
        "{{office.department}} reports on its work in {{period.month}} (figures of "
        "{{period.first_day}} to {{period.last_day}}) as follows:"
    )
    yield prose("text", [opening])
    order = list(catalog.sections)
    after = [each for each in parts.text if order.index(each) > order.index(parts.plan)]
    for number in parts.text:
        if number not in after:
            yield prose(f"section {number}", sentences(catalog, number), item=True)
    followed = [say("What became of the tasks that were planned for {{period.month}}:")]
    plan = [
        prose("follow_up", followed),
        prose(f"plan {parts.plan}", [*sentences(catalog, parts.plan), _tasks(catalog)]),
    ]
    # What became of the tasks belongs to the assessment, or else to the plan.
    yield from plan if parts.assessed else reversed(plan)
    for number in after:
        yield prose(f"section {number}", sentences(catalog, number), item=True)
    closing = say(
        "This is the report on the work in {{period.month}} and the plan for "
        "{{period.next_month}}, with its annexes, which {{office.department}} submits to "
        "{{office.addressees}}."
    )
    yield prose("text", [closing])
    yield Cell("code", "report.signature()")
    yield from _annexes(catalog, parts)


def _tasks(catalog: Catalog) -> str:
    """Return the sentence before the tasks, with their number where the catalog counts them."""
    say = catalog.locale.say
    for name, table in catalog.tables.items():
        for measure, spec in table.measures.items():
            if "planned" in spec.rows_with:
                key = IndicatorKey(name, measure)
                tasks = say(
                    "The plan for {{period.next_month}} has {tasks}:", tasks=f"{{{key}:unit}}"
                )
                return conditional([key], tasks, "")
    return say("These are the tasks for {{period.next_month}}:")


def _annexes(catalog: Catalog, parts: Outline) -> Iterator[Cell]:
    say, (figures, notes, sources, *others) = catalog.locale.say, parts.annexes
    caption = say("The indicators of {{period.month}}, by section of the report")
    yield Cell("code", f"%annex {figures}")
    yield Cell("code", f"%figures {caption}")
    yield from (Cell("code", f"%annex {number}") for number in others)
    yield Cell("code", "report.separate_annexes()")
    remarks = [
        say("The figures are those of {{period.first_day}} to {{period.last_day}}."),
        say("“Not available” is what could not be collected, which is not zero; “about” marks an "
            "estimate."),
        say("Rates are computed from their parts, and rounded where they are printed."),
    ]  # fmt: skip
    yield prose(f"annex {notes}", remarks, item=True)
    yield Cell("code", "report.notes()")
    yield Cell("code", f"%annex {sources}")
    yield Cell("code", "report.sources()")
