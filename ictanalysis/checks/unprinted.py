"""Rule `notebook`: the notebook of the report prints each section of the month, and prints it once.

Sections and charts that a notebook names by a computation cannot be seen; such a notebook is not
judged by its sections.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from ictanalysis.checks.mentions import Mention
from ictanalysis.dataset import MonthFiles
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.notebooks import CodeCell
from ictanalysis.language.messages import Message, _, place

SECTIONS = ("section", "plan", "annex")


def unprinted(
    named: Sequence[Mention],
    cells: Sequence[CodeCell],
    own: MonthFiles,
    month: pd.Period,
    plan: str,
) -> Iterator[Finding]:
    """Yield the sections with news, and the plan, that no cell prints, and what is there twice.

    Parameters
    ----------
    named
        What the notebook of the report names.
    cells
        Its cells.
    plan
        The file of the plan, as messages call it.
    """
    if not cells:
        return
    sections = [each for each in named if each.kind == "section"]
    charts = [each for each in named if each.kind == "chart"]
    yield from _twice(sections, month, _("section"))
    yield from _twice(charts, month, _("chart"))
    if len(sections) < sum(_calls(cell, SECTIONS) for cell in cells):
        return
    printed = {each.text for each in sections}
    for section, news in own.narrative.sections.items():
        first = next((each for each in news.paragraphs if each.text.strip()), None)
        if first is not None and section not in printed:
            message = _(
                "no cell of {notebook} prints section {section}, so that its news would be lost: "
                "add “%section {section}”",
                notebook=cells[0].notebook,
                section=section,
            )
            yield Finding(
                month, "notebook", "error", message, file=own.narrative.name, line=first.line,
                found=section,
            )  # fmt: skip
    if any(task.is_open for task in own.plan) and not any(_calls(cell, ["plan"]) for cell in cells):
        message = _(
            "no cell of {notebook} prints the tasks of next month: add “%plan” with the number of "
            "their section",
            notebook=cells[0].notebook,
        )
        yield Finding(month, "notebook", "error", message, file=plan)


def _calls(cell: CodeCell, names: Sequence[str]) -> int:
    """Return how often a cell calls functions of the report, or their magics."""
    return sum(cell.source.count(f"%{name} ") + cell.source.count(f".{name}(") for name in names)


def _twice(named: Sequence[Mention], month: pd.Period, what: Message) -> Iterator[Finding]:
    first: dict[str, Mention] = {}
    for each in named:
        before = first.setdefault(each.text, each)
        if before is not each:
            message = _(
                "{what} “{name}” is there already ({place}): remove one of the two",
                what=what,
                name=each.text,
                place=place(before.cell.notebook, before.line, before.cell.number),
            )
            yield Finding(
                month, "notebook", "error", message, file=each.cell.notebook,
                cell=each.cell.number, line=each.line, found=each.text,
            )  # fmt: skip
