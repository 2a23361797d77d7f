"""The folder in which every example of the site runs: the project's data, and a demonstration."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

__all__ = ["folder", "run", "setup"]

ROOT = Path(__file__).parents[2]
COPIED = ("data", "notebooks")
ENVIRONMENT = {"COLUMNS": "96", "NO_COLOR": "1", "PYTHONWARNINGS": "error"}


def folder(app: Sphinx, page: str) -> Path:
    """Return the folder of a page, with data of its own: no page sees what another one changes."""
    made: tempfile.TemporaryDirectory[str] | None = getattr(app, "workplace", None)
    if made is None:
        made = app.workplace = tempfile.TemporaryDirectory()  # type: ignore[attr-defined]
        _prepare(Path(made.name) / "model")
    own = Path(made.name) / page.replace("/", "-")
    if not own.exists():
        shutil.copytree(Path(made.name) / "model", own)
    return own


def _prepare(at: Path) -> None:
    for name in COPIED:
        shutil.copytree(ROOT / name, at / name)
    done = run("ictanalysis demo demo", at)
    if done.returncode:
        raise ExtensionError(done.stdout)


def run(line: str, at: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the package, and return its exit code and all that it printed."""
    name, *arguments = shlex.split(line)
    if name != "ictanalysis":
        raise ValueError(f"only ictanalysis can be run, not {name!r}")
    return subprocess.run(
        [sys.executable, "-m", "ictanalysis", *arguments],
        cwd=at,
        env=os.environ | ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )


def _remove(app: Sphinx, _problem: Exception | None) -> None:
    made: tempfile.TemporaryDirectory[str] | None = getattr(app, "workplace", None)
    if made is not None:
        made.cleanup()


def setup(app: Sphinx) -> dict[str, bool]:
    """Register what removes the folder; several extensions use it."""
    app.connect("build-finished", _remove)
    return {"parallel_read_safe": False}
