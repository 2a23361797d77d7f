"""A run refuses to lose what no run has made; whole runs are tested from the command line."""

from __future__ import annotations

import json
import shutil
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ictanalysis.files.workshop import workshop
from ictanalysis.language.errors import InputError, UsageError
from ictanalysis.pipeline.outcomes import Folders
from ictanalysis.pipeline.run import Runner
from ictanalysis.pipeline.sources import Sources, find_notebooks
from ictanalysis.pipeline.workers import Slots, Workers
from tests.datasets import MAY, edit, small, snapshot, write

NOTEBOOKS = Path(__file__).parent / "notebooks"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a small data set and a notebook."""
    small(tmp_path, {"2021-05": {}})
    (tmp_path / "notebooks").mkdir()
    shutil.copy(NOTEBOOKS / "complete.ipynb", tmp_path / "notebooks/report.ipynb")
    return tmp_path


def run(folder: Path, reports: Path) -> None:
    with workshop() as place, closing(Slots(1)) as slots:
        folders = Folders(folder / "notebooks", reports)
        sources = Sources(folder / "data", folder / "notebooks", place)
        Runner(sources, folders, Workers(slots)).run(MAY, force=False)


def refused(folder: Path, reports: Path) -> str:
    """Return what a run is refused with, which must leave everything as it is."""
    before = snapshot(folder)
    with pytest.raises(UsageError) as caught:
        run(folder, reports)
    assert snapshot(folder) == before
    return str(caught.value)


@pytest.mark.parametrize(
    "name", ["data", "data/2021-05", "data/out/new", "notebooks", "data/../data"]
)
def test_reports_cannot_go_among_their_sources(folder: Path, name: str) -> None:
    told = refused(folder, folder / name)
    assert told.endswith(": reports cannot go where their sources are: name another folder")
    assert told.startswith((folder / name).as_posix())


def test_a_link_is_no_way_to_the_sources(folder: Path) -> None:
    (folder / "reports").symlink_to("data")
    assert "reports cannot go where their sources are" in refused(folder, folder / "reports")


@pytest.mark.parametrize("name", ["2021-05/mine.docx", "2021-05/notebooks/a/b", "2021-05-draft/x"])
def test_a_file_that_no_run_has_made_is_not_replaced(folder: Path, name: str) -> None:
    stranger = folder / "reports" / name
    stranger.parent.mkdir(parents=True)
    write(stranger, "mine")
    told = refused(folder, folder / "reports")
    assert told == f"{stranger.as_posix()}: no run has made this file: move it away first"


def test_a_draft_is_in_nobodys_way_but_its_own(folder: Path) -> None:
    """It does not replace what was published, so a file that stands there is in no danger."""
    edit(folder / "data/2021-05/letters.csv", "sent,20", "sent,21")
    stranger = folder / "reports/2021-05/mine.docx"
    stranger.parent.mkdir(parents=True)
    write(stranger, "mine")
    (folder / "notebooks/report.ipynb").unlink()

    # What comes after the refusals: the notebooks.
    with pytest.raises(InputError, match=r"there is no report\.ipynb"):
        run(folder, folder / "reports")
    assert stranger.read_text(encoding="utf-8") == "mine"


def test_a_notebook_takes_part_where_the_catalog_has_what_it_needs(folder: Path) -> None:
    content = json.loads((folder / "notebooks/report.ipynb").read_text(encoding="utf-8"))
    content["metadata"]["ictanalysis"] = {"needs": ["level"]}
    write(folder / "notebooks/levels.ipynb", json.dumps(content))
    names = [path.stem for path in find_notebooks(folder / "notebooks", ["level", "channel"])]
    assert names == ["report", "levels"]
    names = [path.stem for path in find_notebooks(folder / "notebooks", ["unit"])]
    assert names == ["report"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
def test_a_source_that_a_report_cannot_name_is_refused(folder: Path) -> None:
    end = ": this name is not UTF-8: rename it"
    notebook = folder / "notebooks/b\udce9o.ipynb"
    shutil.copy(folder / "notebooks/report.ipynb", notebook)
    assert refused(folder, folder / "reports") == f"{notebook}{end}"
    notebook.unlink()
    data = (folder / "data").rename(folder / "s\udcff")
    (folder / "data").symlink_to(data)
    assert refused(folder, folder / "reports") == f"{folder / 'data'}{end}"
