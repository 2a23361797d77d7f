"""Audit of a report: everything in it that can be held against something else in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from ictanalysis.analysis import Month
from ictanalysis.exchange.audit.against import against
from ictanalysis.exchange.audit.calendar import days, mistaken_days, months, reported_month
from ictanalysis.exchange.audit.documents import documents
from ictanalysis.exchange.audit.doubled import doubled
from ictanalysis.exchange.audit.parts import part_lists
from ictanalysis.exchange.audit.quantities import quantities, sentences
from ictanalysis.exchange.audit.rates import rates
from ictanalysis.exchange.audit.report import Passage, Report
from ictanalysis.exchange.audit.retold import Told, retold, told
from ictanalysis.exchange.audit.sums import sums
from ictanalysis.exchange.audit.tabletotals import table_totals
from ictanalysis.exchange.audit.verdicts import Checked, Fault, Verdict
from ictanalysis.language import prose_vi as prose


@dataclass(frozen=True)
class Audit:
    """What an audit of a report has found.

    Attributes
    ----------
    report, month
        The report, and the month that its title names; None where it names none.
    faults
        What cannot be right, in the order of the report.
    checked
        What was checked and holds.
    """

    report: Report
    month: pd.Period | None
    faults: Sequence[Fault]
    checked: Sequence[Checked]


def audit(report: Report, tables: Month | None = None) -> Audit:
    """Return what a report says against itself, and what it says that holds."""
    month = reported_month(report)
    verdicts: list[Verdict] = []
    every: list[Told] = []
    for passage in _joined(report.passages):
        verdicts += _sentences(passage, every, month)
    for passage in report.passages:
        if prose.CORRECTION.search(passage.text):
            continue  # it quotes what was wrong
        verdicts += days(passage)
        verdicts += mistaken_days(passage)
        verdicts += documents(passage.text, passage.place, month)
        verdicts += doubled(passage.text, passage.place)
    if month is not None:
        verdicts += months(report.passages, month)
    verdicts += retold(every)
    for table in report.tables:
        verdicts += table_totals(table)
    if tables is not None:
        verdicts += against(report, tables)
    ordered = sorted(verdicts, key=_place)
    return Audit(
        report,
        month,
        [each for each in ordered if isinstance(each, Fault)],
        [each for each in ordered if isinstance(each, Checked)],
    )


def _place(verdict: Verdict) -> tuple[int, ...]:
    place = verdict.place
    return place.page, place.line, place.table, place.paragraph


def _sentences(passage: Passage, every: list[Told], month: pd.Period | None) -> Iterator[Verdict]:
    for sentence in sentences(passage.text):
        found = quantities(sentence)
        lists = [*part_lists(sentence, found)]
        yield from sums(sentence, lists, passage.place)
        yield from rates(sentence, found, lists, passage.place)
        every += told(sentence, found, passage.place, month)


def _joined(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the passages; a list whose parts stand in items of their own is one passage."""
    at = 0
    while at < len(passages):
        passage = passages[at]
        at += 1
        items: list[Passage] = []
        if passage.text.endswith(":") and _announces(passage.text):
            while at < len(passages) and passages[at].item:
                items.append(passages[at])
                at += 1
        if items:
            texts = "; ".join(each.text.rstrip(" .;,") for each in items)
            yield replace(passage, text=f"{passage.text} {texts}.")
        else:
            yield passage


def _announces(text: str) -> bool:
    last = sentences(text)[-1]
    return bool(prose.ALL_PARTS.search(last) or prose.SOME_PARTS.search(last))
