"""A data set on disk: its settings, its catalog, and the observations of every month."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from ictanalysis.catalog import Catalog, Target, read_catalog, read_targets
from ictanalysis.dataset.cells import Cells, tidy_frame
from ictanalysis.dataset.ledger import LARGEST, LEDGER, Ledger, read_ledger
from ictanalysis.dataset.monthfolder import MonthFiles, MonthReader, data_entries
from ictanalysis.dataset.notebooks import CodeCell, code_cells
from ictanalysis.dataset.periods import parse_month
from ictanalysis.dataset.registration import REGISTRATION
from ictanalysis.dataset.settings import Settings, read_settings
from ictanalysis.files.moments import ATTEMPTS, moment
from ictanalysis.files.reading import read_text, real
from ictanalysis.language.errors import InputError, UsageError
from ictanalysis.language.messages import _

SETTINGS = ("catalog.yml", "dataset.yml", "targets.yml")

_TOO_FAST = _("its files are replaced faster than they can be read: try again")


@dataclass(frozen=True)
class DatasetFiles:
    """All that the files of a data set say.

    Attributes
    ----------
    path
        The folder, as it was named.
    settings, catalog, targets
        Who reports, what is measured, what is to be reached.
    months
        Month → what its files say, in the order of time.
    notebooks
        The folder of the notebooks that are made into reports, which the checks read; None for
        none.
    ledger_text
        The text of the ledger; blank where nothing was published yet.
    """

    path: Path
    settings: Settings
    catalog: Catalog
    targets: Sequence[Target]
    months: Mapping[pd.Period, MonthFiles]
    notebooks: Path | None = None
    ledger_text: str = ""

    @cached_property
    def ledger(self) -> Ledger:
        """Return what leadership was told, as far as the ledger can be trusted."""
        return read_ledger(self.ledger_text)

    @cached_property
    def notebook_cells(self) -> Sequence[CodeCell]:
        """Return the cells of code of the monthly notebooks."""
        if self.notebooks is None:
            return []
        return list(code_cells(self.notebooks, self.catalog.dimensions))

    @cached_property
    def cells(self) -> Mapping[pd.Period, Cells]:
        """Return month → its cells, for the months that have any."""
        return {month: each.cells for month, each in self.months.items() if each.cells}

    @cached_property
    def ended(self) -> Mapping[pd.Period, Cells]:
        """Return month → the last cells of the series that have ended before it."""
        ended: dict[pd.Period, Cells] = {}
        so_far: Cells = {}
        for month, cells in self.cells.items():
            ended[month] = so_far
            ending = {key: cell for key, cell in cells.items() if cell.ends}
            if so_far or ending:
                still = {key: cell for key, cell in so_far.items() if key not in cells}
                so_far = {**still, **ending}
        return ended

    @cached_property
    def observations(self) -> pd.DataFrame:
        """Return all cells as one tidy frame.

        One row an observation: `month` (Period[M]), `table`, `measure`, one column a dimension
        (blank for the total over it), `value` (float; NaN where status is `M`), `status`, `note`,
        `line`, `file`. A ratio that the source states stands here too, under the ratio's key.
        """
        return tidy_frame(self.catalog, self.cells)

    def inputs(self, month: pd.Period) -> list[Path]:
        """Return every file that the report of a month is made from, in the order of their names.

        Reports compare with the months before, so the tables of all earlier months belong to it;
        the number that an earlier report was given does not.
        """
        tables = (self.path / name for name in self.tables(month))
        return [*tables, *(self.path / name for name in SETTINGS)]

    def tables(self, month: pd.Period) -> Mapping[str, os.DirEntry[str]]:
        """Return those of `inputs` that lie in folders of months, by their names from `path` on."""
        own = str(month)
        return {
            f"{folder}/{entry.name}": entry
            for folder in (str(earlier) for earlier in self.months if earlier <= month)
            for entry in data_entries(self.path / folder)
            if entry.name != REGISTRATION or folder == own
        }


def cells_of(files: DatasetFiles, month: pd.Period) -> Cells:
    """Return the cells of a month; none for a month that the data set does not have."""
    return files.cells.get(month, {})


def series_of(files: DatasetFiles, month: pd.Period) -> Cells:
    """Return the cells of a month, and the last one of each series that has ended before it."""
    ended = files.ended.get(month, {})
    return {**ended, **files.cells[month]} if ended else cells_of(files, month)


def read_dataset(path: Path, notebooks: Path | None = None) -> DatasetFiles:
    """Return what the files of a data set say.

    What is wrong inside a month becomes a finding of that month; what is wrong with the data set
    as a whole is an error.

    Raises
    ------
    InputError
        If there is no such folder, a setting or the catalog is broken, a folder of a month is
        named wrongly, or folders are replaced faster than they can be read.
    """
    if not path.is_dir():
        raise InputError(_("there is no such folder: name a data set"), file=path.as_posix())
    for _attempt in range(ATTEMPTS):
        before = moment(_folders(path))
        try:
            files = _read(path, notebooks)
        except (OSError, InputError):
            if moment(_folders(path)) == before:
                raise
        else:
            # Each month was read whole: only which months there are may have changed.
            if moment(_folders(path)).keys() == before.keys():
                return files
    raise InputError(_TOO_FAST, file=path.as_posix())


def _whole_month(reader: MonthReader, folder: Path, month: pd.Period) -> MonthFiles:
    """Return what the files of a month say, all of them of one state of its folder.

    An import puts a new folder in the place of the old one: what was read of both is read again.
    """
    for _attempt in range(ATTEMPTS):
        before = moment([folder])
        files = reader.read(month)
        if moment([folder]) == before:
            return files
    raise InputError(_TOO_FAST, file=folder.as_posix())


def _read(path: Path, notebooks: Path | None) -> DatasetFiles:
    settings = read_settings(path / "dataset.yml", f"{path}/dataset.yml")
    catalog = read_catalog(path / "catalog.yml", f"{path}/catalog.yml", settings.locale)
    targets = read_targets(path / "targets.yml", f"{path}/targets.yml", catalog)
    reader = MonthReader(path, catalog, settings.reporting_window)
    months = {month: _whole_month(reader, path / str(month), month) for month in _months(path)}
    ledger = ""
    if os.path.lexists(path / LEDGER):
        name = f"{path}/{LEDGER}"
        ledger = read_text(path / LEDGER, name, root=real(path), largest=LARGEST)
    return DatasetFiles(path, settings, catalog, targets, months, notebooks, ledger)


def _folders(path: Path) -> list[Path]:
    return [path, *(each for each in path.iterdir() if each.name[0].isdigit())]


def _months(path: Path) -> list[pd.Period]:
    months = []
    for folder in path.iterdir():
        if not folder.is_dir() or not folder.name[0].isdigit():
            continue
        try:
            months.append(parse_month(folder.name))
        except UsageError as error:
            raise InputError(error.message, file=folder.as_posix()) from error
    return sorted(months)
