"""What reports are made from, as it was at one moment.

The data set is read once. Notebooks read a copy of it, in a folder of their own, so that tables
that are saved while a run goes on are in all parts of its reports or in none.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from ictanalysis.analysis import Dataset, Month, keep
from ictanalysis.dataset import read_dataset
from ictanalysis.dataset.dataset import SETTINGS
from ictanalysis.dataset.ledger import LEDGER
from ictanalysis.dataset.monthfolder import data_entries
from ictanalysis.dataset.notebooks import is_monthly, notebook_files
from ictanalysis.files.copies import copy_plain
from ictanalysis.files.digests import digest
from ictanalysis.files.moments import ATTEMPTS, Moment, Place, moment, wait_until_settled
from ictanalysis.files.reading import LARGEST, real
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _
from ictanalysis.pipeline.manifest import library_digest
from ictanalysis.pipeline.navigation import REPORT


@dataclass(frozen=True)
class Copy:
    """A copy of a data set and of notebooks, which nobody else writes to.

    Attributes
    ----------
    dataset
        The data set as notebooks load it, by its name alone.
    data, notebooks
        Their folders, with the names that they have where they were copied from.
    desk
        The folder that notebooks run in: what the working directory holds, and the data set under
        its name.
    """

    dataset: Dataset
    data: Path
    notebooks: Path
    desk: Path


class Sources:
    """A data set and the notebooks of its reports, where they lie and as they were read.

    Parameters
    ----------
    data, notebooks
        Their folders.
    workshop
        A folder that lasts as long as the run.

    Raises
    ------
    InputError
        As `read_dataset`.
    """

    def __init__(self, data: Path, notebooks: Path, workshop: Path) -> None:
        self.path, self.notebooks = data, notebooks
        self._workshop = workshop
        self._moment: Moment = {}
        self._read()

    @property
    def dataset(self) -> Dataset:
        """Return the data set, as it was read last."""
        return self._dataset

    @property
    def name(self) -> str:
        """Return what notebooks call the data set, wherever it lies."""
        return real(self.path).name

    @cached_property
    def copy(self) -> Copy:
        """Return the copy that reports are made from; the data set is read again if it differs.

        Raises
        ------
        InputError
            If the files change faster than they can be read.
        """
        for _attempt in range(ATTEMPTS):
            copy = self._copied()
            if not wait_until_settled(self._moment) and self._now() == self._moment:
                keep(copy.data, copy.dataset)
                return copy
            self._read()
        message = _("its files are replaced faster than they can be read: try again")
        raise InputError(message, file=self.path.as_posix())

    def _named(self, name: Path) -> Dataset:
        """Return the data set under a name; files are named from its folder on as it is."""
        data = self._dataset
        return data if self.path == name else Dataset(replace(data.files, path=name))

    def _read(self) -> None:
        self._moment = self._now()
        self._dataset = Dataset(read_dataset(self.path, self.notebooks))

    def _now(self) -> Moment:
        data = (each for _name, each in self._data_files())
        return moment([*data, *notebook_files(self.notebooks)])

    def _data_files(self) -> Iterator[tuple[str, Place]]:
        """Yield every file that takes part, and the folders of the months, by their names."""
        yield from ((name, self.path / name) for name in SETTINGS)
        if (self.path / LEDGER).is_file():
            yield LEDGER, self.path / LEDGER
        for folder in sorted(self.path.glob("[0-9]*")):
            yield folder.name, folder
            with suppress(OSError):
                yield from ((f"{folder.name}/{each.name}", each) for each in data_entries(folder))

    def _copied(self) -> Copy:
        names = [real(each).name for each in (self.path, self.notebooks)]
        copy = Copy(
            self._named(Path(names[0])),
            self._workshop / "data" / names[0],
            self._workshop / "notebooks" / names[1],
            self._workshop / "desk",
        )
        for folder in (copy.data, copy.notebooks, copy.desk):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        for name, each in self._data_files():
            _take(each, f"{copy.data}/{name}")
        for path in notebook_files(self.notebooks):
            _take(path, f"{copy.notebooks}/{path.name}")
        _lay_out(copy)
        return copy


def _take(place: Place, copy: str) -> None:
    """Copy a file or make a folder; what reading refuses is refused there too, by a link to it."""
    if copy_plain(os.fspath(place), copy):
        return
    path, target = Path(place), Path(copy)
    if path.is_dir() and not path.is_symlink() and path.suffix != ".ipynb":
        target.mkdir()
        return
    try:
        if path.is_file() and path.stat().st_size <= LARGEST:
            shutil.copyfile(path, target)
            return
    except OSError:
        target.unlink(missing_ok=True)
    target.symlink_to(path.absolute())


def _lay_out(copy: Copy) -> None:
    """Put what is in the working directory on the desk, and the copy of the data set."""
    name = copy.data.name
    (copy.desk / name).symlink_to(copy.data)
    for entry in os.scandir():
        if entry.name != name:
            (copy.desk / entry.name).symlink_to(Path(entry.path).absolute())


def find_notebooks(folder: Path, dimensions: Container[str]) -> list[Path]:
    """Return the monthly notebooks of a folder in the order of their names, the report first.

    Parameters
    ----------
    dimensions
        Those of the catalog: a notebook that needs another takes no part.

    Raises
    ------
    InputError
        If there is no such folder, or no report notebook in it.
    """
    monthly = (path for path in notebook_files(folder) if is_monthly(path, dimensions))
    found = sorted(monthly, key=lambda path: (path.stem != REPORT, path.name))
    if not found or found[0].stem != REPORT:
        message = _(
            "{folder}: there is no {name}.ipynb: name the folder of the notebooks",
            folder=folder,
            name=REPORT,
        )
        raise InputError(message)
    return found


def inputs(month: Month, data: Path, notebooks: Path) -> Mapping[str, str]:
    """Return what a report is made from; the names do not depend on where the folders lie.

    Parameters
    ----------
    data, notebooks
        The folders of the data set and of the notebooks, or copies of them.
    """
    data, notebooks = real(data), real(notebooks)
    tables = replace(month.data.files, path=data).tables(month.period)
    found = find_notebooks(notebooks, month.catalog.dimensions)
    return {
        "library": library_digest(),
        **{f"{data.name}/{name}": digest(each) for name, each in tables.items()},
        **{f"{data.name}/{name}": digest(data / name) for name in SETTINGS},
        **{f"{notebooks.name}/{path.name}": digest(path) for path in sorted(found)},
        **_restated(month),
    }


def _restated(month: Month) -> Mapping[str, str]:
    """Return what the report has of the ledger, which grows with every publication."""
    told = "".join(f"{each.told}\n" for each in month.restated)
    return {"restated": hashlib.sha256(told.encode()).hexdigest()} if told else {}
