"""What the commands that make reports have about them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ictanalysis.language.locales import Locale

if TYPE_CHECKING:
    from ictanalysis.pipeline.run import Runner


@contextmanager
def making(
    locale: Locale,
    *,
    data: Path,
    reports: Path,
    notebooks: Path,
    jobs: int,
    silent: bool = False,
    cell_timeout: int | None = None,
) -> Iterator[Runner]:
    """Yield what makes reports; the index of all reports is written anew when the block ends.

    Parameters
    ----------
    silent
        Whether to say nothing of notebooks that are done.
    """
    from ictanalysis.files.workshop import workshop
    from ictanalysis.pipeline.kernels import Kernels

    # The kernels' server imports pandas and matplotlib while this process does the same.
    with workshop() as folder, Kernels() as kernels:
        from ictanalysis.cli.output import progress_display
        from ictanalysis.files.publication import mend_reports
        from ictanalysis.pipeline.index import refuse_other_index, write_index
        from ictanalysis.pipeline.run import Folders, Runner
        from ictanalysis.pipeline.sources import Sources

        sources = Sources(data, notebooks, folder)
        mend_reports(reports)
        refuse_other_index(reports)
        folders = Folders(notebooks, reports)
        try:
            with progress_display(locale, silent=silent) as progress:
                yield Runner(sources, folders, kernels, jobs, progress, cell_timeout)
        finally:
            write_index(sources.dataset, folders)
