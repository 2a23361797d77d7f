"""What the commands that make reports have about them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
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
    name: str = "",
) -> Iterator[Runner]:
    """Yield what makes reports; the index of all reports is written anew when the block ends.

    Parameters
    ----------
    silent
        Whether to say nothing of notebooks that are done.
    name
        How lines name the data set, where it is one of several.
    """
    from ictanalysis.files.workshop import workshop

    with workshop() as folder:
        # It comes first, as it leaves out what others would bring along.
        from ictanalysis.pipeline.imports import import_all, share

        import_all()
        from ictanalysis.cli.progress import progress_display
        from ictanalysis.cli.rehearsal import load_all
        from ictanalysis.files.publication import mend_reports
        from ictanalysis.pipeline.index import refuse_other_index, write_index
        from ictanalysis.pipeline.outcomes import Folders
        from ictanalysis.pipeline.run import Runner
        from ictanalysis.pipeline.sources import Sources
        from ictanalysis.pipeline.workers import Slots, Workers

        load_all()
        sources = Sources(data, notebooks, folder)
        share()
        mend_reports(reports)
        refuse_other_index(reports)
        folders = Folders(notebooks, reports)
        try:
            with (
                closing(Slots(jobs)) as slots,
                progress_display(locale, silent=silent, name=name) as progress,
            ):
                yield Runner(sources, folders, Workers(slots, progress), cell_timeout)
        finally:
            write_index(sources.dataset, folders)
