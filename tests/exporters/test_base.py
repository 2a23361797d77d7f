import io
import subprocess
import sys
from importlib.metadata import entry_points

import nbformat
import pytest

from ictanalysis.exporters import ReportHTMLExporter, ReportPDFExporter
from ictanalysis.language.errors import RenderingError

EXPORTERS = [ReportHTMLExporter, ReportPDFExporter]


@pytest.fixture(params=EXPORTERS, ids=lambda exporter: exporter.__name__)
def exporter(request):
    return request.param()


def test_the_same_notebook_gives_the_same_bytes_in_two_folders(exporter, report, tmp_path):
    found = []
    for folder in ("một", "hai"):
        path = tmp_path / folder / "report.ipynb"
        path.parent.mkdir()
        nbformat.write(report, path)
        found.append(exporter.from_filename(str(path))[0])
    assert found[0] == found[1]


@pytest.mark.parametrize("content", ["", "không phải JSON", "[]", "5"])
def test_what_is_no_notebook_is_refused(exporter, content):
    with pytest.raises(RenderingError, match="not a"):
        exporter.from_file(io.StringIO(content))


def test_bytes_that_are_no_text_are_refused(exporter, tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RenderingError, match=r"a\.ipynb: not a Jupyter notebook"):
        exporter.from_filename(str(path))


def test_cells_for_the_other_medium_are_left_out(build):
    cells = [build.prose(text) for text in ("cả hai", "màn hình", "bản in", "không đâu")]
    for cell, tag in zip(cells[1:], ["screen-only", "print-only", "remove-cell"], strict=True):
        cell["metadata"]["tags"] = [tag]
    page, _ = ReportHTMLExporter().from_notebook_node(build.notebook(*cells))
    assert "màn hình" in page
    assert "bản in" not in page
    assert "không đâu" not in page


def test_the_entry_points_name_the_exporters():
    found = {point.name: point for point in entry_points(group="nbconvert.exporters")}
    assert found["ict-html"].load() is ReportHTMLExporter
    assert found["ict-pdf"].load() is ReportPDFExporter


def test_the_package_is_imported_without_nbconvert():
    code = "import sys, ictanalysis.exporters; sys.exit('nbconvert' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("name", "suffix", "magic"),
    [("ict-html", "html", b"<!DOCTYPE html>"), ("ict-pdf", "pdf", b"%PDF-1.7")],
)
def test_the_stock_command_finds_and_runs_them(name, suffix, magic, report, tmp_path):
    nbformat.write(report, tmp_path / "report.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", name, "report.ipynb"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / f"report.{suffix}").read_bytes().startswith(magic)
