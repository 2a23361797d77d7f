"""How months stand, told from a record as long as no file has changed since it was made.

The record lies beside the reports, in `.standing.json`: what a reader of all tables found out, and
of every file that it depends on the size, the times and the SHA-256. A file with other times is
read again; whatever is not as it was makes the whole record void, so that nothing stale is ever
taken for current. Neither a table nor a library is read for what the record says.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ictanalysis.files.digests import digest
from ictanalysis.files.filestamps import Stamp, file_stamps, folder_entries
from ictanalysis.language.messages import LANGUAGES

if TYPE_CHECKING:
    from ictanalysis.analysis import Month
    from ictanalysis.pipeline.outcomes import State

RECORD = ".standing.json"

_PACKAGE = Path(__file__).parents[1]
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_LATELY = 2_000_000_000
"""Nanoseconds: what was written so shortly before the record may have been once more since."""


@dataclass(frozen=True)
class Standing:
    """How a month stands.

    Attributes
    ----------
    month
        As `2021-05`.
    known, expected
        How many figures are filled in, and how many should be.
    errors, warnings, remarks, blocking
        How many findings there are, and how many keep the report from being published.
    gone
        The tables that should be there and are not.
    state
        How its report stands.
    blocked
        The language → what is told of a draft: the findings that keep it from being published.
    """

    month: str
    known: int
    expected: int
    errors: int
    warnings: int
    remarks: int
    blocking: int
    gone: Sequence[str]
    state: State
    blocked: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Places:
    """The folders on which the standing of months depends."""

    data: Path
    notebooks: Path
    reports: Path

    def sources(self) -> dict[str, Stamp]:
        """Return the stamp of each file that reports are made from, this package included."""
        return {
            **file_stamps("data", self.data, deepest=2),
            **file_stamps("notebooks", self.notebooks, deepest=1),
            **file_stamps("package", _PACKAGE),
        }

    def all(self) -> dict[str, Stamp]:
        """Return the stamp of each of these files and of each file of the reports."""
        stamps = {**self.sources(), **file_stamps("reports", self.reports)}
        stamps.pop(f"reports/{RECORD}", None)
        return stamps

    def months(self) -> set[str]:
        """Return the months that have a folder in the data set."""
        return {
            each.name
            for each in folder_entries(os.fspath(self.data))
            if _MONTH.fullmatch(each.name)
        }

    def path(self, name: str) -> Path:
        """Return the file of a name that `sources` or `all` has."""
        place, _slash, inside = name.partition("/")
        roots = {"data": self.data, "notebooks": self.notebooks, "reports": self.reports}
        return roots.get(place, _PACKAGE) / inside


def standings(places: Places) -> dict[str, Standing]:
    """Return month → how it stands, as far as the record says; nothing if anything has changed."""
    old, now = _read(places), places.all()
    if old is None or now.keys() != old.files.keys():
        return {}
    doubtful = [name for name, stamp in now.items() if not old.vouches_for(name, stamp)]
    if any(_digest(places.path(name)) != old.files[name][1] for name in doubtful):
        return {}
    if doubtful:
        _write(places, now, {name: each[1] for name, each in old.files.items()}, old.months)
    return old.months


def record(places: Places, before: Mapping[str, Stamp], found: Sequence[Standing]) -> None:
    """Write down how months stand, unless a file has changed while that was found out.

    Parameters
    ----------
    before
        What `Places.sources` was before the first of them was read.
    """
    now, old = places.all(), _read(places)
    if not places.reports.is_dir() or any(now.get(name) != before[name] for name in before):
        return
    known = (
        {}
        if old is None
        else {
            name: each[1]
            for name, each in old.files.items()
            if name in now and old.vouches_for(name, now[name])
        }
    )
    digests = {name: known.get(name) or _digest(places.path(name)) for name in now}
    others = old.months if old and _same_sources(old, digests) else {}
    months = {month: each for month, each in others.items() if _same_report(old, digests, month)}
    if places.all() == now:
        _write(places, now, digests, {**months, **{each.month: each for each in found}})


def standing(month: Month, state: State) -> Standing:
    """Return how a month stands that has been read."""
    from ictanalysis.checks import to_fill_in

    expected, unknown = to_fill_in(month.catalog, month.cells)
    count = Counter(each.severity for each in month.findings)
    blocking = [each for each in month.findings if each.blocks]
    absent = (each for each in month.findings if each.rule == "structure" and each.stranger)
    files = (each.file.rpartition("/")[2] for each in absent if each.table and not each.line)
    return Standing(
        month=str(month.period),
        known=expected - len(unknown),
        expected=expected,
        errors=count["error"],
        warnings=count["warning"],
        remarks=count["info"],
        blocking=len(blocking),
        gone=sorted(name for name in files if name.removesuffix(".csv") in month.catalog.tables),
        state=state,
        blocked={
            language: [each.told.render(language) for each in blocking] for language in LANGUAGES
        }
        if "draft" in state
        else {},
    )


@dataclass(frozen=True)
class _Record:
    made: int
    files: Mapping[str, tuple[Stamp, str]]
    months: dict[str, Standing]

    def vouches_for(self, name: str, stamp: Stamp) -> bool:
        """Return whether a file is the one that was read, as its stamp alone says."""
        return (
            name in self.files
            and self.files[name][0] == stamp
            and max(stamp[2:], default=self.made) < self.made - _LATELY
        )


def _same_sources(old: _Record, digests: Mapping[str, str]) -> bool:
    return _of_sources({n: each[1] for n, each in old.files.items()}) == _of_sources(digests)


def _of_sources(digests: Mapping[str, str]) -> dict[str, str]:
    return {name: each for name, each in digests.items() if not name.startswith("reports/")}


def _same_report(old: _Record | None, digests: Mapping[str, str], month: str) -> bool:
    if old is None:
        return False
    folders = (f"reports/{month}/", f"reports/{month}-draft/")
    before = {name: each[1] for name, each in old.files.items() if name.startswith(folders)}
    return before == {name: each for name, each in digests.items() if name.startswith(folders)}


def _read(places: Places) -> _Record | None:
    """Return the record; None where there is none that is whole."""
    try:
        text = (places.reports / RECORD).read_text(encoding="utf-8")
        content = json.loads(text)
        body = content["record"]
        if content["sha256"] != _sum(body):
            return None
        files = {name: (tuple(stamp), digest) for name, (stamp, digest) in body["files"].items()}
        months = {each["month"]: Standing(**each) for each in body["months"]}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return _Record(body["made"], files, months)


def _write(
    places: Places,
    stamps: Mapping[str, Stamp],
    digests: Mapping[str, str],
    months: Mapping[str, Standing],
) -> None:
    """Write the record; a disk that takes none is no harm, nor is half a record."""
    body = {
        "made": time.time_ns(),
        "files": {name: [stamp, digests[name]] for name, stamp in stamps.items()},
        "months": [asdict(each) for _month, each in sorted(months.items())],
    }
    text = json.dumps({"record": body, "sha256": _sum(body)}, ensure_ascii=False)
    with suppress(OSError, ValueError):
        (places.reports / RECORD).write_text(text, encoding="utf-8")


def _sum(body: Any) -> str:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file; nothing of one that cannot be read."""
    try:
        return digest(path)
    except OSError:
        return ""
