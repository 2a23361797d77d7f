"""Publication: a report is told to leadership, and the ledger keeps what it said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
from pydantic import TypeAdapter

from ictanalysis.analysis import Month
from ictanalysis.dataset.ledger import (
    HEADER,
    LARGEST,
    LEDGER,
    Ledger,
    Told,
    read_ledger,
    refuse_broken,
)
from ictanalysis.files.digests import digest
from ictanalysis.files.publication import rewrite_file
from ictanalysis.files.reading import read_text, real
from ictanalysis.indicators.frames import exported_text
from ictanalysis.language.errors import InputError, UsageError
from ictanalysis.language.messages import _
from ictanalysis.pipeline.manifest import MANIFEST
from ictanalysis.pipeline.outcomes import Outcome
from ictanalysis.pipeline.run import Runner

_SUFFIX = "-publication.json"

LONGEST_ROLE = 100
"""Letters of the longest name of a role."""


@dataclass(frozen=True)
class Publication:
    """That a report was published.

    Attributes
    ----------
    month, vintage
        Which report, and which time, from 1 on.
    published, by
        When, in the time of UTC, and by which role.
    manifest
        The SHA-256 of the report's manifest.
    lines, head
        How many lines the ledger had then, the first included, and the SHA-256 of the last one.
    """

    month: str
    vintage: int
    published: str
    by: str
    manifest: str
    lines: int
    head: str

    @property
    def day(self) -> date:
        """Return the day on which it was published."""
        return date.fromisoformat(self.published[:10])


def refuse_role(role: str) -> None:
    """Refuse what is no name of a role.

    Raises
    ------
    UsageError
        If it is blank, too long, or has a character that cannot be printed.
    """
    if not role.strip() or len(role) > LONGEST_ROLE or not role.isprintable():
        message = _("--by: name a role, in {most} letters at most", most=LONGEST_ROLE)
        raise UsageError(message)


def _refuse_cut(ledger: Ledger, name: str, reports: Path) -> None:
    """Refuse a ledger that does not hold what it held when a report was published."""
    refuse_broken(ledger, name)
    for path in sorted(reports.glob(f"*{_SUFFIX}")):
        try:
            publication = read_publication(path.with_name(path.name.removesuffix(_SUFFIX)))
        except ValueError as error:
            message = _("what says that a report was published cannot be read: bring it back")
            raise InputError(message, file=path.as_posix()) from error
        if publication and ledger.head_at(publication.lines) != publication.head:
            message = _(
                "is not what it was when the report of {month} was published: bring it back from a "
                "copy",
                month=publication.month,
            )
            raise InputError(message, file=name, line=publication.lines)


def publish(runner: Runner, period: pd.Period, by: str) -> tuple[Outcome, Publication | None, bool]:
    """Make the report of a month and write what it tells into the ledger of the data set.

    Parameters
    ----------
    by
        The role that publishes it.

    Returns
    -------
    Outcome, Publication or None, bool
        What became of the report; None where its findings keep it from being published; whether
        the ledger has grown by it.

    Raises
    ------
    InputError, UsageError, NotebookError, RenderingError
        As `Runner.run`; and if the ledger is broken or cannot be written.
    """
    path = runner.sources.path / LEDGER
    name = path.as_posix()
    _refuse_cut(runner.sources.dataset.files.ledger, name, runner.folders.reports)
    # Both the report and the ledger are of the moment of the copy.
    _copy = runner.sources.copy
    outcome = runner.run(period, force=False)
    if outcome.folder is None or outcome.result not in {"published", "current"}:
        return outcome, None, False
    month = runner.sources.dataset.month(period)
    manifest = digest(outcome.folder / MANIFEST)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = [*_restated(month, now, by, manifest), *_told(month, now, by, manifest)]
    made: list[Publication] = []
    grown: list[Told] = []

    def make() -> bytes:
        """Return the ledger with what it does not have yet."""
        text = HEADER
        if path.is_file():
            text = read_text(path, name, root=real(path.parent), largest=LARGEST) or HEADER
        ledger = read_ledger(text)
        _refuse_cut(ledger, name, runner.folders.reports)
        if not _own(ledger, period, manifest):
            grown.extend(lines)
            text += ledger.followed_by(lines)
            ledger = read_ledger(text)
        made.append(_publication(ledger, period, manifest))
        return text.encode()

    rewrite_file(path, make)
    [publication] = made
    content = json.dumps(asdict(publication), ensure_ascii=False, indent=2) + "\n"
    rewrite_file(publication_file(outcome.folder), content.encode)
    return outcome, publication, bool(grown)


def _own(ledger: Ledger, month: pd.Period, manifest: str) -> list[Told]:
    """Return the figures of a month that a report has told."""
    own = [each for each in ledger.lines if each.report == manifest]
    return [each for each in own if each.month == str(month)]


def _publication(ledger: Ledger, month: pd.Period, manifest: str) -> Publication:
    """Return what the ledger says of the publication of a report."""
    own = _own(ledger, month, manifest)
    last, vintage = own[-1], max(each.vintage for each in own)
    head = ledger.head_at(last.line)
    return Publication(str(month), vintage, last.published, last.by, manifest, last.line, head)


def publication_file(report: Path) -> Path:
    """Return what says of a report that it was published; it stands beside its folder."""
    return report.with_name(f"{report.name}{_SUFFIX}")


def read_publication(folder: Path) -> Publication | None:
    """Return what the folder of a report says of its publication; None where it was not.

    Raises
    ------
    ValueError
        If the file says something else.
    """
    path = publication_file(folder)
    if not path.is_file():
        return None
    found = TypeAdapter(Publication).validate_json(path.read_text(encoding="utf-8"))
    date.fromisoformat(found.published[:10])
    return found


def is_published(folder: Path) -> bool:
    """Return whether the folder of a report holds the one that was published."""
    try:
        publication = read_publication(folder)
    except ValueError:
        return False
    return publication is not None and digest(folder / MANIFEST) == publication.manifest


def _told(month: Month, now: str, by: str, manifest: str) -> Iterator[Told]:
    for each in month:
        note = "; ".join(dict.fromkeys(cell.note for cell in each.cells if cell.note))
        yield Told(
            str(month.period), str(each.key), exported_text(each), each.status, note, 0, now, by,
            manifest,
        )  # fmt: skip


def _restated(month: Month, now: str, by: str, manifest: str) -> Iterator[Told]:
    for each in month.restated:
        value = "" if each.figure is None else exported_text(each.figure)
        status = "M" if each.figure is None else each.figure.status
        told = each.told
        yield Told(told.month, told.key, value, status, each.reason, 0, now, by, manifest)
