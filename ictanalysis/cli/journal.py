"""What became of each month of a run, for programs: as a JSON object, and as lines of a log."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ictanalysis.files.reading import real
from ictanalysis.files.staging import not_written, refuse_links
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import Language, _

if TYPE_CHECKING:
    from ictanalysis.pipeline.outcomes import Outcome


@dataclass(frozen=True)
class Entry:
    """What became of a month.

    Attributes
    ----------
    month, result
        The month, and whether its report was published, made as a draft, was current already, was
        refused because its files cannot be read, failed, or was not begun.
    ended, seconds
        When it ended, in the time of UTC, and how long it took.
    folder
        Where the report is; None for none.
    findings
        The findings that keep it from being published.
    problem
        Why it failed; blank where it did not.
    dataset
        The name of the data set's folder, where there are several.
    """

    month: str
    result: Literal["published", "draft", "current", "refused", "failed", "not begun"]
    ended: str
    seconds: float
    folder: str | None = None
    findings: Sequence[Mapping[str, object]] = ()
    problem: str = ""
    dataset: str = ""

    @property
    def label(self) -> str:
        """Return how lines name the month, and the data set where there are several."""
        return f"{self.dataset}/{self.month}" if self.dataset else self.month


@dataclass
class Journal:
    """The entries of a run, which are written as they come.

    Parameters
    ----------
    log
        The file that a line for each is added to; None for none.
    language
        The language of the findings.
    """

    log: Path | None
    language: Language
    entries: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Refuse a log that cannot be written before anything is made."""
        self._append("")

    def ended(self, outcome: Outcome, dataset: str = "") -> Entry:
        """Add what became of a month, of one of several data sets if it is named."""
        return self._add(
            str(outcome.period),
            outcome.result,
            outcome.seconds,
            folder=None if outcome.folder is None else outcome.folder.as_posix(),
            findings=[each.as_json(self.language) for each in outcome.blocking],
            dataset=dataset,
        )

    def failed(self, month: str, problem: str, dataset: str = "") -> None:
        """Add a month that failed."""
        self._add(month, "failed", problem=problem, dataset=dataset)

    def stopped(self, months: Sequence[tuple[str, str]], problem: str) -> None:
        """Add the data set and month that failed, and those that were to come after it."""
        for at, (dataset, month) in enumerate(months):
            if at:
                self._add(month, "not begun", dataset=dataset)
            else:
                self.failed(month, problem, dataset)

    @property
    def months(self) -> list[tuple[str, str]]:
        """Return the data set and month of each entry."""
        return [(each.dataset, each.month) for each in self.entries]

    def left(
        self, planned: Sequence[tuple[str, str]], dataset: str | None = None
    ) -> list[tuple[str, str]]:
        """Return those planned of which nothing is known, of one data set or of all."""
        known = set(self.months)
        wanted = (each for each in planned if dataset is None or each[0] == dataset)
        return [each for each in wanted if each not in known]

    @property
    def is_blocked(self) -> bool:
        """Return whether findings keep the report of a month from being published."""
        return any(each.result in {"draft", "refused"} for each in self.entries)

    def as_json(self) -> str:
        """Return all entries as one JSON object."""
        content = {"months": [asdict(each) for each in self.entries]}
        return json.dumps(content, ensure_ascii=False, indent=2)

    def _add(self, month: str, result: str, seconds: float = 0.0, **also: object) -> Entry:
        ended = datetime.now(UTC).isoformat(timespec="seconds")
        entry = Entry(month, result, ended, round(seconds, 3), **also)  # type: ignore[arg-type]
        self.entries.append(entry)
        self._append(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
        return entry

    def _append(self, text: str) -> None:
        if self.log is None:
            return
        refuse_links(self.log)
        try:
            with self.log.open("a", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise not_written(self.log, error) from error


def refuse_place(log: Path | None, sources: Sequence[Path], reports: Path) -> None:
    """Refuse to write a log among the sources of reports, or in the folder of one.

    Raises
    ------
    UsageError
        If it would go there.
    """
    if log is None:
        return
    place = real(log).parent
    among = any(place.is_relative_to(real(each)) for each in sources)
    if among or (place.is_relative_to(real(reports)) and place != real(reports)):
        raise UsageError(_("--log {path}: name another folder", path=log.as_posix()))
