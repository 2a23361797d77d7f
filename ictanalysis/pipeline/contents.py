"""What the folder of a report holds: notebooks, pages, prints, figures, a manifest of it all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ictanalysis.analysis import NOTEBOOKS, Month
from ictanalysis.files.csvtext import harmless
from ictanalysis.files.digests import digest
from ictanalysis.language.errors import NotebookError
from ictanalysis.language.messages import Message
from ictanalysis.pipeline.execution import Execution, execute
from ictanalysis.pipeline.keyfigures import key_figure
from ictanalysis.pipeline.manifest import Manifest, versions
from ictanalysis.pipeline.navigation import REPORT, navigation
from ictanalysis.pipeline.rendering import Read, Renderer
from ictanalysis.pipeline.sources import Copy, find_notebooks, inputs
from ictanalysis.pipeline.workers import Workers

INDICATORS = "indicators.csv"


class Made(NamedTuple):
    """What there is to tell of a report that was made: its font, and what no document can show."""

    font: str
    left_out: Sequence[Message]


@dataclass(frozen=True)
class Maker:
    """Makes reports.

    Attributes
    ----------
    notebooks
        The folder of the notebooks, as messages name it; what is run is a copy of them.
    workers
        Where notebooks, pages and prints are made.
    cell_timeout
        How many seconds one cell may take; None for any number.
    """

    notebooks: Path
    workers: Workers
    cell_timeout: int | None = None

    def make(self, month: Month, copy: Copy, folder: Path) -> Made:
        """Make the report of a month in an empty folder.

        Raises
        ------
        NotebookError, RenderingError
            If a notebook or a page fails.
        """
        parameters = {"month": str(month.period), "data": copy.data.name}
        renderer = self._execute(month, copy, folder, parameters)
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
            font=renderer.font,
            inputs=inputs(month, copy.data, copy.notebooks),
            outputs=_outputs(folder),
            findings=[each.as_json(month.data.settings.language) for each in month.findings],
            pages=renderer.titles,
            figures=[key_figure(month, key) for key in renderer.card_keys],
        ).write(folder)
        return Made(renderer.font, renderer.left_out)

    def _execute(
        self, month: Month, copy: Copy, folder: Path, parameters: Mapping[str, str]
    ) -> Renderer:
        """Execute the notebooks, and read each where it was executed.

        The report comes first: it takes longest, for it is printed, too.
        """
        renderer, locale = Renderer(folder), month.data.settings.locale
        (folder / "notebooks").mkdir()
        # The notebooks, which are executed in forks of this process, ask for them, too.
        _findings, _series = copy.dataset.month(month.period).findings, copy.dataset.time_series

        def finished(execution: Execution, error: NotebookError | None, read: Read | None) -> None:
            if read is not None:
                renderer.take(read)
                self.workers.tell((str(month.period), execution.notebook.stem))

        executions = [
            Execution(
                self.notebooks / path.name,
                folder / "notebooks" / path.name,
                parameters,
                locale=locale,
                environment={NOTEBOOKS: str(copy.notebooks)},
                timeout=self.cell_timeout,
                gaps=month.is_draft,
                source=path,
            )
            for path in sorted(
                find_notebooks(copy.notebooks, month.catalog.dimensions),
                key=lambda path: path.stem != REPORT,
            )
        ]
        execute(
            executions,
            folder=copy.desk,
            workers=self.workers,
            then=partial(renderer.read, workers=Workers(self.workers.slots)),
            report=finished,
        )
        return renderer


def _outputs(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): digest(path) for path in files}
