"""What stands beside the tables of a month: narrative, plan and acknowledgements."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ictanalysis.catalog import Catalog
from ictanalysis.dataset.rows import read_rows, whole_rows
from ictanalysis.dataset.tablefile import TableFile, clean_text
from ictanalysis.findings import Acknowledgement, Finding
from ictanalysis.messages import _
from ictanalysis.paragraphs import Paragraph, paragraphs

__all__ = [
    "ACKNOWLEDGED_COLUMNS",
    "PLAN_COLUMNS",
    "PLAN_STATUSES",
    "Narrative",
    "Task",
    "read_acknowledgements",
    "read_narrative",
    "read_plan",
]

PLAN_COLUMNS = ("number", "task", "due", "status", "outcome")
PLAN_STATUSES = ("planned", "done", "under_way", "not_begun", "dropped")
ACKNOWLEDGED_COLUMNS = (
    "rule", "table", "measure", "where", "found", "expected", "by", "reason",
)  # fmt: skip

_HEADING = re.compile(r"#{1,6}[ \t]+(\S+)(?:[ \t].*)?")


@dataclass(frozen=True)
class Narrative:
    """The month's own news: section of the report → paragraphs, and the file they stand in."""

    name: str
    sections: Mapping[str, Sequence[Paragraph]]


@dataclass(frozen=True)
class Task:
    """A task of next month's plan, as `plan.csv` has it."""

    number: str
    task: str
    due: str
    status: str
    outcome: str
    line: int


def read_narrative(file: TableFile, catalog: Catalog) -> tuple[Narrative, list[Finding]]:
    """Yield the paragraphs of a narrative by section, and what is wrong with the file.

    A heading begins with the number of a section (`## I.4`); a line that begins with `- ` is an
    item of a list; a blank line ends a paragraph. Everything else is text, never markup.
    """
    text, findings = clean_text(file)
    sections: dict[str, list[Paragraph]] = {}
    current: list[Paragraph] | None = None
    for paragraph in paragraphs(text):
        heading = _HEADING.fullmatch(paragraph.text)
        if heading is None:
            if current is None:
                message = _(
                    "stands before the first heading: put it under a section such as “## I.1”"
                )
                findings.append(
                    file.finding(message, line=paragraph.line, found=paragraph.text[:40])
                )
            else:
                current.append(paragraph)
            continue
        key = heading[1]
        if key not in catalog.sections:
            known = ", ".join(catalog.sections)
            message = _("“{value}” is not a section (there are: {known})", value=key, known=known)
            findings.append(file.finding(message, line=paragraph.line, found=key))
        elif key in sections:
            message = _("the section “{value}” stands twice: put its text together", value=key)
            findings.append(file.finding(message, line=paragraph.line, found=key))
        current = sections.setdefault(key, [])
    return Narrative(file.name, sections), findings


def read_plan(file: TableFile) -> tuple[list[Task], list[Finding]]:
    """Yield the tasks of a plan and what is wrong with the file."""
    rows, findings = read_rows(file, PLAN_COLUMNS)
    rows, broken = whole_rows(file, rows, PLAN_COLUMNS)
    findings = [*findings, *broken]
    tasks = []
    for line, cells in rows:
        number, text, due, status, outcome = cells
        task = Task(number, text, due, status, outcome, line)
        if task.status not in PLAN_STATUSES:
            message = _(
                "“{value}” is not the state of a task: use one of {known}",
                value=task.status,
                known=", ".join(PLAN_STATUSES),
            )
            findings.append(file.finding(message, line=line, found=task.status))
        elif not task.task:
            findings.append(file.finding(_("the task has no text: write it"), line=line))
        else:
            tasks.append(task)
    return tasks, findings


def read_acknowledgements(file: TableFile) -> tuple[list[Acknowledgement], list[Finding]]:
    """Yield the findings that named roles have accepted and what is wrong with the file.

    `where` is written as in a key (`category=covid19,language=vi`).
    """
    rows, findings = read_rows(file, ACKNOWLEDGED_COLUMNS)
    rows, broken = whole_rows(file, rows, ACKNOWLEDGED_COLUMNS)
    findings = [*findings, *broken]
    accepted = []
    for line, cells in rows:
        rule, table, measure, where, found, expected, by, reason = cells
        if not by or not reason:
            message = _(
                "an acknowledgement names the role that accepts it and the reason: add both"
            )
            findings.append(file.finding(message, line=line, found=by or reason))
            continue
        pairs = (part.partition("=") for part in where.split(",") if part)
        members = {key.strip(): member.strip() for key, _equals, member in pairs}
        accepted.append(
            Acknowledgement(
                by, reason, rule, table, measure, members, found, expected, file.name, line
            )
        )
    return accepted, findings
