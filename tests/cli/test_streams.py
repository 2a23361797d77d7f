"""What is printed, where nobody reads on, nothing more fits, or the encoding has no such letter."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ictanalysis.cli.streams import explain_os_error
from tests.cli.conftest import Command
from tests.datasets import ROOT, copy_of_real

CHECK = [sys.executable, "-m", "ictanalysis", "--lang", "en", "check", "2021-05"]


def printed(folder: Path, *arguments: str, into: str) -> subprocess.CompletedProcess[str]:
    """Return how the check ends, with its standard output redirected as a shell does it."""
    return subprocess.run(
        ["bash", "-c", f'"$@" {into}', "bash", *CHECK, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_a_closed_pipe_ends_quietly(folder: Path, arguments: list[str]) -> None:
    done = printed(folder, *arguments, into="| true; exit ${PIPESTATUS[0]}")
    assert (done.returncode, done.stdout, done.stderr) == (141, "", "")


def test_standard_output_that_is_closed_is_no_defect(folder: Path) -> None:
    done = printed(folder, into=">&-")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is full")
@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_a_full_disk_under_what_is_printed_is_told_plainly(
    folder: Path, arguments: list[str]
) -> None:
    done = printed(folder, *arguments, into="> /dev/full")
    assert done.returncode == 2
    assert done.stderr == (
        "a file, or what is printed, cannot be written: No space left on device: "
        "make room where it goes\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is full")
def test_so_it_is_told_where_no_command_runs(folder: Path) -> None:
    command = [*CHECK[:5], "--version"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("a file, or what is printed, cannot be written: No space left")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "variables",
    [
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "cp1252:strict"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1258"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=lambda variables: " ".join(variables.values()),
)
def test_what_is_printed_is_utf_8_whatever_the_terminal(
    command: Command, variables: dict[str, str]
) -> None:
    good = command("check", "2021-05", "--lang", "vi", **variables)
    assert good.returncode == 0
    assert "“Văn bản đăng trên Cổng” là 55" in good.stdout
    bad = command("check", "2021-99", "--lang", "vi", **variables)
    assert bad.returncode == 2
    assert "“2021-99” không phải tháng" in bad.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
@pytest.mark.parametrize("encoding", ["utf-8:strict", "latin-1"])
def test_a_folder_whose_name_is_not_utf_8(folder: Path, encoding: str) -> None:
    (folder / "b\udce9o").mkdir()
    path = copy_of_real(folder / "b\udce9o").rename(folder / "b\udce9o/s\udcff")
    process = subprocess.run(
        [*CHECK, "--json", "--data", str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (process.returncode, process.stderr) == (0, b"")
    told = json.loads(process.stdout.decode("utf-8"))
    assert told["findings"][0]["file"] == "s\udcff/2021-05/portal.csv"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
def test_a_folder_that_is_not_there_is_told_though_its_name_is_not_utf_8(folder: Path) -> None:
    process = subprocess.run(
        [*CHECK, "--data", "kh\udce9"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8:strict"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert process.returncode == 2
    assert process.stderr == b"kh\\udce9: there is no such folder: name a data set\n"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "Permission denied", "a/b"), "a/b: Permission denied"),
        (OSError(28, "No space left on device"), "cannot be written: No space left on device"),
        (OSError(28, "No space left on device", "a/b"), "a/b: No space left on device"),
        (OSError("no number"), "the system refuses to go on: no number"),
        (PermissionError(13, "Permission denied", 7), "refuses to go on: Permission denied"),
    ],
)
def test_an_error_of_the_system_is_told_with_its_file_or_plainly(error: OSError, told: str) -> None:
    assert told in str(explain_os_error(error))
