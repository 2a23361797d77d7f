"""The report of May 2021, as the command line publishes it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MONTH = "2021-05"


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `ictanalysis run` writes for the month."""
    reports = tmp_path_factory.mktemp("reports")
    command = [sys.executable, "-m", "ictanalysis", "run", MONTH, "--reports", str(reports)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return reports / MONTH
