"""The notebooks in JupyterLab, as an analyst opens and runs them."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
PATIENCE = 120_000
"""Milliseconds in which a notebook has run on a busy machine."""

READY = """() => {
  const panel = window.jupyterapp?.shell.currentWidget;
  return panel?.context?.isReady && panel.sessionContext?.session?.kernel?.status === "idle";
}"""
"""Whether the notebook is open and its kernel waits for work."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project's notebooks and data, to run and to save in."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("notebooks", "data"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    """Return the address of a JupyterLab of our own, with its token."""
    options = ["--no-browser", "--ip=127.0.0.1", "--port=0", "--allow-root"]
    command = [sys.executable, "-m", "jupyterlab", *options, "--LabApp.expose_app_in_browser=True"]
    log = project / "lab.log"
    with log.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(command, cwd=project, stdout=file, stderr=subprocess.STDOUT)
    try:
        yield _told(log)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _told(log: Path) -> str:
    """Return the address that the server tells once it is ready."""
    for _attempt in range(120):
        found = re.search(r"http://127\.0\.0\.1:\d+/lab\?token=\w+", log.read_text("utf-8"))
        if found:
            return found[0]
        time.sleep(0.5)
    raise TimeoutError(log.read_text("utf-8"))


def open_notebook(browser: Browser, address: str, name: str) -> Page:
    base, token = address.split("?")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{base}/tree/notebooks/{name}.ipynb?{token}&reset", timeout=PATIENCE)
    page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden)", timeout=PATIENCE)
    return page


def run_all(page: Page, path: Path) -> list[nbformat.NotebookNode]:
    """Run every cell, save, and yield the code cells once the last of them has run."""
    page.wait_for_function(READY, timeout=PATIENCE)
    page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")
    for _attempt in range(PATIENCE // 1000):
        page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
        saved = nbformat.read(path, as_version=4)
        cells = [cell for cell in saved.cells if cell.cell_type == "code"]
        if all(cell.execution_count for cell in cells):
            return cells
        page.wait_for_timeout(1000)
    raise TimeoutError(f"{path.name}: {[cell.execution_count for cell in cells]}")


@pytest.mark.parametrize("name", ["report", "explore", "districts", "targets"])
def test_every_cell_runs_without_an_error(
    browser: Browser, address: str, project: Path, name: str
) -> None:
    page = open_notebook(browser, address, name)
    cells = run_all(page, project / f"notebooks/{name}.ipynb")
    outputs = [output for cell in cells for output in cell.outputs]
    assert outputs
    assert not [each for each in outputs if each.output_type == "error"]
    assert not [each for each in outputs if each.get("name") == "stderr"]
    page.close()
