"""The folder of one month: the cells of its tables and what stands beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.dataset.acknowledgements import read_acknowledgements
from ictanalysis.dataset.cells import Cell, Cells
from ictanalysis.dataset.datafile import DataFile
from ictanalysis.dataset.findings import Acknowledgement, Finding
from ictanalysis.dataset.narrative import Narrative, read_narrative
from ictanalysis.dataset.plan import PLAN_FILE, Task, read_plan
from ictanalysis.dataset.tables import TableReader
from ictanalysis.files.reading import read_text, real
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _

NARRATIVE = "narrative.md"
ACKNOWLEDGED = "acknowledged.csv"


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
    """

    cells: Cells
    narrative: Narrative
    plan: Sequence[Task]
    acknowledgements: Sequence[Acknowledgement]
    findings: Sequence[Finding]

    @property
    def plan_problems(self) -> list[Finding]:
        """Return what keeps the plan from being known as a whole."""
        name = f"/{PLAN_FILE}"
        return [each for each in self.findings if each.blocks and each.file.endswith(name)]


class MonthReader:
    """Reads the folders of a data set, month after month."""

    def __init__(self, path: Path, catalog: Catalog) -> None:
        self._path = path
        self._root = real(path)
        self._catalog = catalog
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
        return _FolderReader(month, folder, self._root, self._catalog).read(self._tables)


class _FolderReader:
    """Reads the files of one month, and gathers what is wrong with any of them."""

    def __init__(self, month: pd.Period, folder: Path, root: Path, catalog: Catalog) -> None:
        self._month = month
        self._folder = folder
        self._root = root
        self._catalog = catalog
        self._findings: list[Finding] = []

    def read(self, tables: Mapping[str, TableReader]) -> MonthFiles:
        self._find_strangers(
            {NARRATIVE, PLAN_FILE, ACKNOWLEDGED, *(f"{name}.csv" for name in tables)}
        )
        cells: dict[IndicatorKey, Cell] = {}
        for table, reader in tables.items():
            if file := self._open(f"{table}.csv", table):
                own, found = reader.read(file)
                cells |= own
                self._findings += found
        narrative = self._narrative()
        plan, counts = self._plan()
        return MonthFiles(
            {**cells, **counts}, narrative, plan, self._acknowledgements(), self._findings
        )

    def _narrative(self) -> Narrative:
        file = self._open(NARRATIVE)
        if file is None:
            return Narrative(self._file(NARRATIVE).name, {})
        narrative, found = read_narrative(file, self._catalog)
        self._findings += found
        return narrative

    def _plan(self) -> tuple[Sequence[Task], Cells]:
        """Return the tasks, and how many there are of each state, where all of them are known."""
        file = self._open(PLAN_FILE)
        if file is None:
            return [], {}
        plan, found = read_plan(file)
        self._findings += found
        return plan, {} if any(each.blocks for each in found) else self._counts(plan, file.name)

    def _counts(self, plan: Sequence[Task], file: str) -> Cells:
        """Count tasks by their state; a month without earlier tasks says nothing of such."""
        count = Counter(task.status for task in plan)
        followed = any(task.is_carried_into(self._month) for task in plan)
        counts = {
            IndicatorKey(table, measure): sum(count[status] for status in set(spec.rows_with))
            for table, each in self._catalog.tables.items()
            if each.rows_of == "plan"
            for measure, spec in each.measures.items()
            if followed or "planned" in spec.rows_with
        }
        return {key: Cell(key, float(number), "A", "", file, 0) for key, number in counts.items()}

    def _acknowledgements(self) -> Sequence[Acknowledgement]:
        path = self._folder / ACKNOWLEDGED
        if not path.exists() and not path.is_symlink():
            return []
        file = self._open(ACKNOWLEDGED)
        if file is None:
            return []
        accepted, found = read_acknowledgements(file)
        self._findings += found
        return accepted

    def _open(self, name: str, table: str = "") -> DataFile | None:
        file = self._file(name, table)
        try:
            text = read_text(self._folder / name, file.name, root=self._root)
        except InputError as error:
            self._findings.append(file.finding(error.problem, line=error.line))
            return None
        return replace(file, text=text)

    def _file(self, name: str, table: str = "") -> DataFile:
        """Return a file without its text, named from the data set's folder on, wherever it lies."""
        return DataFile(self._month, table, f"{self._root.name}/{self._folder.name}/{name}", "")

    def _find_strangers(self, known: Collection[str]) -> None:
        message = _("is not a table of the catalog: add it there or remove the file")
        for path in sorted(self._folder.iterdir()):
            if is_data(path) and path.name not in known:
                self._findings.append(self._file(path.name, path.stem).finding(message))


def is_data(path: Path) -> bool:
    """Return whether a file of a month's folder is data, and not a backup or an editor's lock."""
    return path.suffix in {".csv", ".md"} and not path.name.startswith((".", "~"))
