"""Those who report: the data sets of a run, and where the reports of each go.

Nothing heavy is imported here: months that are as they were are told without reading a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ictanalysis.files.reading import real
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _
from ictanalysis.pipeline.standing import Places

SETTINGS = "dataset.yml"


@dataclass(frozen=True)
class Reporter:
    """One of those whose reports a run makes.

    Attributes
    ----------
    name
        The folder of the data set, without the way to it; blank where it is the only one.
    places
        Where its reports are made from, and where they go.
    """

    name: str
    places: Places

    def label(self, month: object) -> str:
        """Return how lines name one of its months: `2021-05`, or `tra-vinh/2021-05` of several."""
        return f"{self.name}/{month}" if self.name else str(month)


def find_reporters(given: Sequence[Path], notebooks: Path, reports: Path) -> list[Reporter]:
    """Return those whose data sets were named, one by one or by the folder that holds them.

    The reports of one data set go to `reports`, those of several to a folder of each in there.

    Raises
    ------
    UsageError
        If two data sets have folders of the same name, or reports would go into one of several.
    """
    found = [data for folder in given for data in _data_sets(folder)]
    if found == list(given[:1]):
        return [Reporter("", Places(found[0], notebooks, reports))]
    named: dict[str, Path] = {}
    for data in found:
        if real(reports).is_relative_to(real(data)):
            message = _(
                "{path}: reports cannot go where their sources are: name another folder",
                path=reports,
            )
            raise UsageError(message)
        other = named.setdefault(real(data).name.casefold(), data)
        if other is not data:
            message = _(
                "{one} and {other}: two data sets whose folders have the same name, which their "
                "reports would share: rename one, or run them one after the other",
                one=other,
                other=data,
            )
            raise UsageError(message)
    names = [real(data).name for data in found]
    return [
        Reporter(name, Places(data, notebooks, reports / name))
        for name, data in zip(names, found, strict=True)
    ]


def holds_data_sets(folder: Path) -> list[Path]:
    """Return the data sets in a folder that is none itself, in the order of their names."""
    if (folder / SETTINGS).exists() or not folder.is_dir():
        return []
    inside = (each for each in folder.iterdir() if not each.name.startswith("."))
    return sorted(each for each in inside if (each / SETTINGS).is_file())


def _data_sets(folder: Path) -> Iterator[Path]:
    yield from holds_data_sets(folder) or [folder]
