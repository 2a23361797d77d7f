"""One month, from tables to a published report."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

import pandas as pd

from ictanalysis.analysis import NOTEBOOKS, Month
from ictanalysis.dataset.notebooks import notebook_files
from ictanalysis.files.csvtext import harmless
from ictanalysis.files.publication import published
from ictanalysis.files.reading import real
from ictanalysis.language.errors import NotebookError, UsageError
from ictanalysis.language.messages import Message, _
from ictanalysis.pipeline.execution import Execution, execute
from ictanalysis.pipeline.kernels import Kernels
from ictanalysis.pipeline.keyfigures import key_figure
from ictanalysis.pipeline.manifest import (
    Manifest,
    digest,
    read_manifest,
    strangers,
    versions,
)
from ictanalysis.pipeline.navigation import REPORT, navigation
from ictanalysis.pipeline.rendering import Renderer
from ictanalysis.pipeline.sources import Copy, Sources, find_notebooks, inputs

INDICATORS = "indicators.csv"

State = Literal["absent", "stale", "current", "draft", "draft beside report"]
"""A draft beside a report: the findings are newer than what was published."""
Result = Literal["published", "draft", "current", "refused"]
Progress = Callable[[str, str], None]
"""Told the month and what has just been done."""


@dataclass(frozen=True)
class Folders:
    """Where reports are made from and where they go."""

    notebooks: Path
    reports: Path

    def published(self, month: Month) -> Path:
        """Return the folder of a month's published report."""
        return self.reports / str(month.period)

    def draft(self, month: Month) -> Path:
        """Return the folder of a month's draft, which never replaces what was published."""
        return self.reports / f"{month.period}-draft"

    def report(self, month: Month) -> Path:
        """Return the folder that the month's report goes to as its findings are now."""
        return self.draft(month) if month.is_draft else self.published(month)


@dataclass(frozen=True)
class Outcome:
    """What became of a month's report.

    Attributes
    ----------
    result
        `published`; `draft` if an error that nobody accepted keeps it from being published;
        `current` if it was already made from the same inputs; `refused` if the month's files
        cannot be read, so that nothing was made.
    folder
        Where it is; None for `refused`.
    font
        The font of the PDF that was made; blank where none was.
    left_out
        What to tell of the notebooks: what they display and no document can show.
    """

    month: Month
    result: Result
    folder: Path | None
    font: str = ""
    left_out: Sequence[Message] = ()


@dataclass(frozen=True)
class Runner:
    """Makes the reports of a data set.

    Attributes
    ----------
    sources, folders
        What they are made from, and where they go.
    kernels, jobs
        Where the notebooks run, and how many at a time.
    progress
        Told of each notebook that is done.
    cell_timeout
        How many seconds one cell may take; None for any number.
    """

    sources: Sources
    folders: Folders
    kernels: Kernels
    jobs: int
    progress: Progress
    cell_timeout: int | None = None

    def run(self, period: pd.Period, *, force: bool) -> Outcome:
        """Make the report of a month, unless the one that is there is current.

        Either way no draft is left beside a report that is sound.

        Raises
        ------
        UsageError
            If the data set does not have the month, reports would take the place of something
            else, or a source has a name that cannot be written down.
        NotebookError, RenderingError
            If a notebook or a page fails; the report that was there stays as it was.
        """
        month = self.sources.dataset.month(period)
        if not force and _is_readable(month):
            stands = state(month, self.folders)
            if stands in {"draft", "draft beside report"}:
                return Outcome(month, "draft", self.folders.draft(month))
            if stands == "current":
                self._refuse_to_lose(month)
                shutil.rmtree(self.folders.draft(month), ignore_errors=True)
                return Outcome(month, "current", self.folders.published(month))
        self._refuse_to_lose(month)
        find_notebooks(self.folders.notebooks, month.catalog.dimensions)
        copy = self.sources.copy
        month = self.sources.dataset.month(period)
        if not _is_readable(month):
            return Outcome(month, "refused", None)
        self._refuse_to_lose(month)
        target, draft = self.folders.report(month), self.folders.draft(month)
        with published(self.folders.reports, target.name) as folder:
            made = self._make(month, copy, folder)
        if month.is_draft:
            return replace(made, result="draft", folder=target)
        shutil.rmtree(draft, ignore_errors=True)
        return replace(made, folder=target)

    def _refuse_to_lose(self, month: Month) -> None:
        data, folders = self.sources.path, self.folders
        _refuse_names(data, folders.notebooks)
        _refuse_to_lose(data, folders, folders.report(month), folders.draft(month))

    def _make(self, month: Month, copy: Copy, folder: Path) -> Outcome:
        """Make the report in its folder."""
        parameters = {"month": str(month.period), "data": copy.data.name}
        renderer = self._execute(month, copy, folder, parameters)
        # pandoc needs as much memory as three kernels: it waits until they are gone.
        font = renderer.print(folder / "notebooks" / f"{REPORT}.ipynb")
        renderer.write_pages(partial(navigation, month))
        frame = month.indicators()
        # A label is a text, whatever a spreadsheet would make of it.
        frame["label"] = frame["label"].map(harmless)
        frame.to_csv(folder / INDICATORS, index=False, lineterminator="\n")
        Manifest(
            month=str(month.period),
            draft=month.is_draft,
            parameters=parameters,
            versions=versions(),
            font=font,
            inputs=inputs(month, copy.data, copy.notebooks),
            outputs=_outputs(folder),
            findings=[each.as_json(month.data.settings.language) for each in month.findings],
            pages=renderer.titles,
            figures=[key_figure(month, key) for key in renderer.card_keys],
        ).write(folder)
        return Outcome(month, "published", folder, font, renderer.left_out)

    def _execute(
        self, month: Month, copy: Copy, folder: Path, parameters: Mapping[str, str]
    ) -> Renderer:
        """Execute the notebooks, and read each as soon as it is done."""
        renderer, locale = Renderer(folder), month.data.settings.locale
        (folder / "notebooks").mkdir()

        def finished(execution: Execution, error: NotebookError | None) -> None:
            if error is None:
                renderer.read(execution.destination)
                self.progress(str(month.period), execution.notebook.stem)

        executions = [
            Execution(
                self.folders.notebooks / path.name,
                folder / "notebooks" / path.name,
                parameters,
                locale=locale,
                environment={NOTEBOOKS: str(copy.notebooks)},
                timeout=self.cell_timeout,
                gaps=month.is_draft,
                source=path,
            )
            for path in find_notebooks(copy.notebooks, month.catalog.dimensions)
        ]
        execute(executions, kernels=self.kernels, folder=copy.desk, jobs=self.jobs, report=finished)
        return renderer


def state(month: Month, folders: Folders) -> State:
    """Return whether a month's report exists and is still made from what is there now."""
    folder = folders.report(month)
    manifest = read_manifest(folder)
    if manifest is None:
        return "stale" if folders.published(month).is_dir() else "absent"
    if not is_current(manifest, month, folders):
        return "stale"
    if not month.is_draft:
        return "current"
    return "draft beside report" if folders.published(month).is_dir() else "draft"


def is_current(manifest: Manifest, month: Month, folders: Folders) -> bool:
    """Return whether a report is still made from what is there now, and as it was made."""
    made_from = inputs(month, month.data.files.path, folders.notebooks)
    return manifest.made_from(made_from, folders.reports / manifest.folder)


def _outputs(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): digest(path) for path in files}


def _is_readable(month: Month) -> bool:
    """Return whether a report can be made at all; files that nobody asks for do not matter."""
    unread = (each for each in month.findings if each.rule == "structure" and each.blocks)
    return all(each.stranger for each in unread)


def _refuse_names(data: Path, notebooks: Path) -> None:
    """Refuse sources that a report could not name, since it is written in UTF-8."""
    for path in (data, notebooks, *notebook_files(notebooks)):
        try:
            f"{path}{real(path).name}".encode()
        except UnicodeEncodeError as error:
            raise UsageError(_("{path}: this name is not UTF-8: rename it", path=path)) from error


def _refuse_to_lose(data: Path, folders: Folders, *targets: Path) -> None:
    """Refuse to put reports among the sources, or in the place of files that no run has made."""
    reports = real(folders.reports)
    for sources in (real(data), real(folders.notebooks)):
        if reports.is_relative_to(sources):
            message = _(
                "{path}: reports cannot go where their sources are: name another folder",
                path=folders.reports,
            )
            raise UsageError(message)
    for target in targets:
        for path in strangers(target) if target.is_dir() else ():
            raise UsageError(_("{path}: no run has made this file: move it away first", path=path))
