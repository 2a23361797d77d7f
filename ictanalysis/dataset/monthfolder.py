"""The folder of one month: its tables' observations and what stands beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ictanalysis.catalog import Catalog
from ictanalysis.dataset.acknowledgements import read_acknowledgements
from ictanalysis.dataset.findings import Acknowledgement, Finding
from ictanalysis.dataset.narrative import Narrative, read_narrative
from ictanalysis.dataset.plan import PLAN_FILE, Task, read_plan
from ictanalysis.dataset.tablefile import TableFile
from ictanalysis.dataset.tables import Observation, TableReader
from ictanalysis.files.reading import read_text, real
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _

__all__ = ["MonthFiles", "MonthReader", "is_data"]

IDENTIFIERS = ("table", "measure")
CONTENT = ("value", "status", "note", "line")
DOCUMENTS = frozenset({"narrative.md", PLAN_FILE, "acknowledged.csv"})


@dataclass(frozen=True)
class MonthFiles:
    """What stands beside the tables of one month.

    Attributes
    ----------
    narrative, plan, acknowledgements
        The month's news, its tasks in the order of the file, the findings that were accepted.
    findings
        The structure findings of all the month's files.
    """

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
    """Reads month after month and gathers the observations of all of them."""

    def __init__(self, path: Path, catalog: Catalog) -> None:
        self._path = path
        self._root = real(path)
        self._catalog = catalog
        self._readers = {
            key: TableReader(catalog, key)
            for key, table in catalog.tables.items()
            if table.rows_of is None
        }
        self._gathered: list[tuple[pd.Period, str, str, Sequence[Observation]]] = []

    def read(self, month: pd.Period) -> MonthFiles:
        """Return what stands beside a month's tables; the observations are kept for `frame`."""
        folder = self._path / str(month)
        if not real(folder).is_relative_to(self._root):
            problem = _("is a link that leads out of the data set: put the folder there")
            raise InputError(problem, file=str(folder))
        findings: list[Finding] = list(self._strangers(month, folder))
        for table, reader in self._readers.items():
            file = self._open(month, table, folder / f"{table}.csv", findings, required=True)
            if file is not None:
                observations, found = reader.read(file)
                self._gathered.append((month, table, file.name, observations))
                findings += found
        return self._documents(month, folder, findings)

    def _name(self, path: Path) -> str:
        """Return what a month's file is called: from the data set's folder on, wherever it lies."""
        return f"{self._root.name}/{path.parent.name}/{path.name}"

    def _documents(self, month: pd.Period, folder: Path, findings: list[Finding]) -> MonthFiles:
        narrative = Narrative(self._name(folder / "narrative.md"), {})
        plan: list[Task] = []
        accepted: list[Acknowledgement] = []
        if file := self._open(month, "", folder / "narrative.md", findings, required=True):
            narrative, found = read_narrative(file, self._catalog)
            findings += found
        if file := self._open(month, "", folder / PLAN_FILE, findings, required=True):
            plan, found = read_plan(file)
            findings += found
            if not any(each.blocks for each in found):
                self._count_tasks(month, file.name, plan)
        if file := self._open(month, "", folder / "acknowledged.csv", findings, required=False):
            accepted, found = read_acknowledgements(file)
            findings += found
        return MonthFiles(narrative, plan, accepted, findings)

    def _count_tasks(self, month: pd.Period, file: str, plan: Sequence[Task]) -> None:
        """Count tasks by their state; a month without earlier tasks says nothing of such."""
        count = Counter(task.status for task in plan)
        followed = any(task.is_carried_into(month) for task in plan)
        for key, table in self._catalog.tables.items():
            if table.rows_of == "plan":
                rows = {
                    measure: sum(count[status] for status in set(spec.rows_with))
                    for measure, spec in table.measures.items()
                    if followed or "planned" in spec.rows_with
                }
                counts = [Observation(name, (), rows[name], "A", "", 0) for name in rows]
                self._gathered.append((month, key, file, counts))

    def _open(
        self, month: pd.Period, table: str, path: Path, findings: list[Finding], *, required: bool
    ) -> TableFile | None:
        name = self._name(path)
        if not required and not path.exists() and not path.is_symlink():
            return None
        try:
            return TableFile(month, table, name, read_text(path, name, root=self._root))
        except InputError as error:
            findings.append(
                Finding(
                    month=month,
                    rule="structure",
                    severity="error",
                    message=error.problem,
                    table=table,
                    file=name,
                    line=error.line,
                )
            )
            return None

    def _strangers(self, month: pd.Period, folder: Path) -> Iterator[Finding]:
        known = DOCUMENTS | {f"{table}.csv" for table in self._readers}
        for path in sorted(folder.iterdir()):
            if is_data(path) and path.name not in known:
                name = self._name(path)
                yield Finding(
                    month=month,
                    rule="structure",
                    severity="error",
                    message=_("is not a table of the catalog: add it there or remove the file"),
                    table=path.stem,
                    file=name,
                )

    def frame(self) -> pd.DataFrame:
        """Return the observations gathered so far, as `DatasetFiles.observations` has them."""
        names = [*IDENTIFIERS, *self._catalog.dimensions, *CONTENT, "file"]
        columns: dict[str, list[object]] = {name: [] for name in names}
        for _month, table, file, observations in self._gathered:
            same = {"table": table, "file": file}
            own = self._columns(table, observations)
            for name, column in columns.items():
                column.extend(own.get(name) or [same.get(name, "")] * len(observations))
        frame = pd.DataFrame(columns).astype({"value": "float64", "line": "int64"})
        frame.insert(0, "month", self._months())
        return frame

    def _months(self) -> pd.PeriodIndex:
        months = pd.PeriodIndex([month for month, *_file in self._gathered], freq="M")
        return months.repeat([len(observations) for *_file, observations in self._gathered])

    def _columns(
        self, table: str, observations: Sequence[Observation]
    ) -> Mapping[str, Sequence[object]]:
        """Return the columns of one file, by name; none where it has no rows."""
        if not observations:
            return {}
        fields = dict(zip(Observation._fields, zip(*observations, strict=True), strict=True))
        members = zip(*fields.pop("members"), strict=True)
        return fields | dict(zip(self._catalog.tables[table].dimensions, members, strict=True))


def is_data(path: Path) -> bool:
    """Return whether a file of a month's folder is data, and not a backup or an editor's lock."""
    return path.suffix in {".csv", ".md"} and not path.name.startswith((".", "~"))
