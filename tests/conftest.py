"""What several test modules share: the report of May 2021, made once by the command line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]

# How long an example takes depends on what else the machine does.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

# Tests leave nothing warm behind, but for those of it, which have a place of their own.
os.environ["ICTANALYSIS_WARM"] = "0"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that `ictanalysis run` writes for May 2021."""
    reports = tmp_path_factory.mktemp("reports")
    command = [sys.executable, "-m", "ictanalysis", "run", "2021-05", "--reports", str(reports)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return reports / "2021-05"
