"""The folder of one month: the cells of its tables and what stands beside them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.dataset.acknowledgements import read_acknowledgements
from ictanalysis.dataset.cells import Cell, Cells
from ictanalysis.dataset.datafile import MOST_PROBLEMS, DataFile
from ictanalysis.dataset.findings import Acknowledgement, Finding, Severity
from ictanalysis.dataset.narrative import Narrative, read_narrative
from ictanalysis.dataset.periods import ReportingWindow, window
from ictanalysis.dataset.plan import PLAN_FILE, Task, read_plan
from ictanalysis.dataset.registration import REGISTRATION, Registration, read_registration
from ictanalysis.dataset.sources import SOURCES, Sources, changed_since, read_sources
from ictanalysis.dataset.tables import TableReader
from ictanalysis.files.reading import is_left_over, read_text, real
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _

Content = TypeVar("Content")
NARRATIVE = "narrative.md"
ACKNOWLEDGED = "acknowledged.csv"

_DATA = (".csv", ".md")


@dataclass(frozen=True)
class MonthFiles:
    """What the files of one month say.

    Attributes
    ----------
    cells
        The observations of its tables; a plan is counted into the tables that ask for that.
    narrative, plan, acknowledgements
        The month's news, its tasks in the order of the file, the findings that were accepted.
    findings
        The structure findings of all the month's files.
    registration
        The number and the day of the report; None before it has them.
    sources
        Key → the cell of an office's own file that a figure was taken from.
    """

    cells: Cells
    narrative: Narrative
    plan: Sequence[Task]
    acknowledgements: Sequence[Acknowledgement]
    findings: Sequence[Finding]
    registration: Registration | None = None
    sources: Sources = field(default_factory=dict)

    @property
    def plan_problems(self) -> list[Finding]:
        """Return what keeps the plan from being known as a whole."""
        name = f"/{PLAN_FILE}"
        return [each for each in self.findings if each.blocks and each.file.endswith(name)]


class MonthReader:
    """Reads the folders of a data set, month after month."""

    def __init__(self, path: Path, catalog: Catalog, reporting_window: ReportingWindow) -> None:
        self._path = path
        self._root = real(path)
        self._catalog = catalog
        self._reporting_window: ReportingWindow = reporting_window
        self._tables = {
            key: TableReader(catalog, key)
            for key, table in catalog.tables.items()
            if table.rows_of is None
        }

    def read(self, month: pd.Period) -> MonthFiles:
        """Return what the files of a month say.

        Raises
        ------
        InputError
            If its folder is a link that leads out of the data set.
        """
        folder = self._path / str(month)
        if not real(folder).is_relative_to(self._root):
            problem = _("is a link that leads out of the data set: put the folder there")
            raise InputError(problem, file=str(folder))
        _first, closes = window(month, self._reporting_window)
        return _FolderReader(month, folder, self._root, self._catalog, closes).read(self._tables)


@dataclass(frozen=True)
class _FolderReader:
    """Reads the files of one month, and gathers what is wrong with any of them."""

    month: pd.Period
    folder: Path
    root: Path
    catalog: Catalog
    closes: date
    findings: list[Finding] = field(default_factory=list)

    def read(self, tables: Mapping[str, TableReader]) -> MonthFiles:
        self._find_strangers(
            {
                *(NARRATIVE, PLAN_FILE, ACKNOWLEDGED, REGISTRATION, SOURCES),
                *(f"{name}.csv" for name in tables),
            }
        )
        cells: dict[IndicatorKey, Cell] = {}
        no_cells: Cells = {}
        for table, reader in tables.items():
            cells |= self._content(f"{table}.csv", reader.read, no_cells, table)
        no_news = Narrative(self._file(NARRATIVE).name, {})
        narrative = self._content(
            NARRATIVE, lambda file: read_narrative(file, self.catalog), no_news
        )
        plan: Sequence[Task] = self._content(PLAN_FILE, read_plan, [])
        accepted: Sequence[Acknowledgement] = []
        if os.path.lexists(self.folder / ACKNOWLEDGED):
            accepted = self._content(ACKNOWLEDGED, read_acknowledgements, [])
        registered: Registration | None = None
        if os.path.lexists(self.folder / REGISTRATION):
            registered = self._content(
                REGISTRATION, lambda file: read_registration(file, self.closes), None
            )
        sources: Sources = {}
        if os.path.lexists(self.folder / SOURCES):
            sources = self._content(SOURCES, lambda file: read_sources(file, self.catalog), sources)
            self.findings.extend(changed_since(self._file(SOURCES), sources, cells))
        files = MonthFiles(cells, narrative, plan, accepted, self.findings, registered, sources)
        # Tasks are counted only where all of them are known.
        return files if files.plan_problems else replace(files, cells=cells | self._counts(plan))

    def _counts(self, plan: Sequence[Task]) -> dict[IndicatorKey, Cell]:
        """Count tasks by their state; a month without earlier tasks says nothing of such."""
        file = self._file(PLAN_FILE).name
        count = Counter(task.status for task in plan)
        followed = any(task.is_carried_into(self.month) for task in plan)
        counts = {
            IndicatorKey(table, measure): sum(count[status] for status in set(spec.rows_with))
            for table, each in self.catalog.tables.items()
            if each.rows_of == "plan"
            for measure, spec in each.measures.items()
            if followed or "planned" in spec.rows_with
        }
        return {key: Cell(key, float(number), "A", "", file, 0) for key, number in counts.items()}

    def _content(
        self,
        name: str,
        read: Callable[[DataFile], tuple[Content, list[Finding]]],
        otherwise: Content,
        table: str = "",
    ) -> Content:
        """Return what a file says; something else where it cannot be read."""
        called = self._name(name)
        try:
            text = read_text(f"{self.folder}/{name}", called, root=self.root)
        except InputError as error:
            file = self._file(name, table)
            stranger = bool(table) and not os.path.lexists(self.folder / name)
            problem = file.finding(error.problem, line=error.line, stranger=stranger)
            self.findings.append(problem)
            return otherwise
        file = DataFile(self.month, table, called, text)
        content, found = read(file)
        self.findings.extend(found[:MOST_PROBLEMS])
        if left := found[MOST_PROBLEMS:]:
            message = _("has more than {most} problems: the rest is not told", most=MOST_PROBLEMS)
            gravest: Severity = "error" if any(each.blocks for each in left) else "warning"
            self.findings.append(file.finding(message, line=left[0].line, severity=gravest))
        return content

    def _file(self, name: str, table: str = "") -> DataFile:
        """Return a file without its text, named from the data set's folder on, wherever it lies."""
        return DataFile(self.month, table, self._name(name), "")

    def _name(self, name: str) -> str:
        return f"{self.root.name}/{self.folder.name}/{name}"

    def _find_strangers(self, known: Collection[str]) -> None:
        message = _("is not a table of the catalog: add it there or remove the file")
        for name in (entry.name for entry in data_entries(self.folder)):
            if name not in known:
                file = self._file(name, Path(name).stem)
                self.findings.append(file.finding(message, stranger=True))


def data_entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return the data in a month's folder, in the order of names; no backups, no editor's locks."""
    with os.scandir(folder) as entries:
        data = [each for each in entries if each.name.endswith(_DATA) and not is_left_over(each)]
    return sorted(data, key=lambda each: each.name)
