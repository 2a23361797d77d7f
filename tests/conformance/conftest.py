"""The report of May 2021, as the command line publishes it, and the programs that open it."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.conformance.papers import Paper
from tests.conformance.visits import PAGES, Visit, visiting

ROOT = Path(__file__).parents[2]
MONTH = "2021-05"
SILENCE = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that `ictanalysis run` writes for the month."""
    reports = tmp_path_factory.mktemp("reports")
    command = [sys.executable, "-m", "ictanalysis", "run", MONTH, "--reports", str(reports)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return reports / MONTH


@pytest.fixture(scope="session")
def libraries() -> Path:
    """Where install.sh puts what comes from npm."""
    return ROOT / ".venv" / "npm" / "node_modules"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless, with a profile of its own and no words for the network."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=SILENCE)
        yield browser
        browser.close()


@pytest.fixture(
    scope="session",
    params=product(PAGES, [1280, 390], ["light", "dark"]),
    ids=lambda param: "-".join(map(str, param)),
)
def visit(browser: Browser, report: Path, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Each page, at each width, in each colour scheme."""
    name, width, scheme = request.param
    with visiting(browser, report / f"{name}.html", width, scheme) as visit:
        yield visit


@pytest.fixture(scope="session")
def converted(report: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the DOCX as LibreOffice prints it, with a profile of its own."""
    folder = tmp_path_factory.mktemp("office")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    document = str(report / "report.docx")
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    run = subprocess.run(
        [*command, document], capture_output=True, text=True, check=False, timeout=90
    )
    printed = folder / "report.pdf"
    # LibreOffice exits with 0 even where it could not read the document.
    assert printed.exists(), run.stdout + run.stderr
    return printed


@pytest.fixture(scope="session", params=["pdf", "docx"])
def paper(request: pytest.FixtureRequest) -> Paper:
    """Return the report on paper: as the PDF, and as the DOCX out of LibreOffice."""
    if request.param == "pdf":
        return Paper.read(request.getfixturevalue("report") / "report.pdf")
    return Paper.read(request.getfixturevalue("converted"))
