"""What is still to be written: an empty plan, a promised list, a gap, a section that says nothing.

The rules are `plan_empty`, `list_empty`, `unwritten` and `section_empty`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

import pandas as pd

from ictanalysis.catalog import Catalog
from ictanalysis.checks.missing import expected_keys
from ictanalysis.dataset import MonthFiles, Narrative, Settings
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.narrative import QUOTED
from ictanalysis.dataset.plan import PLAN_FILE
from ictanalysis.language.messages import Language, _
from ictanalysis.language.paragraphs import Paragraph
from ictanalysis.language.phrases import gap, promises_list

_PLACE = re.compile(r"\[[^\]]+\]")


def unfinished(
    catalog: Catalog,
    own: MonthFiles,
    month: pd.Period,
    folder: str,
) -> Iterator[Finding]:
    """Yield what nobody has written yet in the plan and the narrative of a month.

    Parameters
    ----------
    own
        The files of the month.
    folder
        The folder of the month, as messages call it.
    """
    if not own.plan_problems and not any(task.is_open or not task.status for task in own.plan):
        message = _(
            "the plan has no task that is still to be done: write the tasks of next month, one a "
            "row, with a blank since, a number, the task and planned as its status"
        )
        yield Finding(month, "plan_empty", "error", message, file=f"{folder}/{PLAN_FILE}")
    yield from _empty_lists(own.narrative, month, catalog.locale.code)
    yield from _gaps(own, month, f"{folder}/{PLAN_FILE}", catalog.locale.code)
    if _has_figures(catalog, own) and not any(each.blocks for each in own.findings):
        yield from _empty_sections(catalog, own, month)


def _has_figures(catalog: Catalog, own: MonthFiles) -> bool:
    """Return whether a figure has been filled in; where none has, no section is told of alone."""
    return any(
        cell.value is not None and catalog.tables[key.table].rows_of is None
        for key, cell in own.cells.items()
    )


def _empty_lists(narrative: Narrative, month: pd.Period, language: Language) -> Iterator[Finding]:
    for news in narrative.sections.values():
        for texts in (news.general, *news.about.values()):
            for paragraph in without_items(texts, language):
                message = _(
                    "“{text}” promises a list, and no item follows: write one a line, beginning "
                    "with “- ”, or end the sentence",
                    text=paragraph.text[-QUOTED:],
                )
                line = paragraph.line_at(len(paragraph.text))
                found = paragraph.text[-QUOTED:]
                yield Finding(
                    month, "list_empty", "error", message, file=narrative.name, line=line,
                    found=found,
                )  # fmt: skip
        for topic, texts in news.about.items():
            if not any(any(map(str.isalnum, each.text)) for each in texts):
                message = _(
                    "nothing stands under “{topic}”: write the news about it, or remove the "
                    "heading",
                    topic=topic,
                )
                yield Finding(
                    month, "list_empty", "error", message, file=narrative.name,
                    line=news.lines.get(topic, 0), found=topic,
                )  # fmt: skip


def without_items(texts: Sequence[Paragraph], language: Language) -> Iterator[Paragraph]:
    """Yield the paragraphs that promise a list and that nothing follows but empty items."""
    said = [each for each in texts if any(map(str.isalnum, each.text))]
    for paragraph, after in zip_longest(said, said[1:]):
        follows = after is not None and (after.item or not paragraph.item)
        if not follows and promises_list(paragraph.text, language):
            yield paragraph


def unnamed(settings: Settings, month: pd.Period, file: str) -> Iterator[Finding]:
    """Yield the names in brackets that an office which begins has not replaced by its own."""
    for text in _texts(settings.model_dump()):
        if found := _PLACE.search(text):
            message = _("“{text}” stands where a name is still to be written: write it", text=text)
            yield Finding(month, "unwritten", "error", message, file=file, found=found[0])


def _texts(value: object) -> Iterator[str]:
    """Yield every text in a tree of settings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _gaps(own: MonthFiles, month: pd.Period, plan: str, language: Language) -> Iterator[Finding]:
    texts = [
        (own.narrative.name, paragraph.text, paragraph.line_at)
        for news in own.narrative.sections.values()
        for paragraph in news.paragraphs
    ]
    for name, text, line_at in texts:
        if found := gap(text, language):
            yield _gap_at(found, month, name, line_at(text.index(found)))
    for task in own.plan:
        if found := gap(task.task, language) or gap(task.outcome, language):
            yield _gap_at(found, month, plan, task.line)


def _gap_at(found: str, month: pd.Period, file: str, line: int) -> Finding:
    message = _("“{text}” stands where something is still to be written: write it", text=found)
    return Finding(month, "unwritten", "error", message, file=file, line=line, found=found)


def _empty_sections(catalog: Catalog, own: MonthFiles, month: pd.Period) -> Iterator[Finding]:
    """Yield the sections of the text in which there is neither a figure nor a word."""
    narrative = own.narrative
    filled = {
        catalog.tables[key.table].section
        for key, cell in own.cells.items()
        if cell.value is not None
    }
    for section in _expected_sections(catalog):
        said = any(True for _each in narrative.news(section).paragraphs)
        if section not in filled and not said:
            message = _(
                "section {section} has neither figures nor news: fill in its tables, or write "
                "under “## {section}” what there is to say",
                section=section,
            )
            yield Finding(
                month, "section_empty", "error", message, file=narrative.name, found=section
            )


def _expected_sections(catalog: Catalog) -> Iterator[str]:
    """Yield the sections without sections of their own that say something every month.

    They have figures that are expected, or no table where others of their part have some; an annex
    that is made from the figures does not.
    """
    tables = catalog.tables.values()
    parts = {table.section.partition(".")[0] for table in tables}
    with_table = {table.section for table in tables}
    expected = {catalog.tables[key.table].section for key in expected_keys(catalog)}
    for section in catalog.sections:
        part, within, _rest = section.partition(".")
        has_own = any(other.startswith(f"{section}.") for other in catalog.sections)
        told = section not in with_table and bool(within) and part in parts
        if not has_own and (section in expected or told):
            yield section
