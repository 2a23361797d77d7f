"""Reports that are there whole or not at all, however their run ends."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from ictanalysis.files.publication import mend_reports, published
from ictanalysis.language.errors import UsageError

NAME = "2021-05"
OLD = {"report.html": "old", "old.html": "old"}
NEW = {"report.html": "new", "notebooks/report.ipynb": "new", "indicators.csv": "new"}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def read(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def beside(reports: Path, suffix: str, name: str = NAME) -> Path:
    """Return the hidden file or folder that a run uses beside a report."""
    return reports / f".ictanalysis-{name}.{suffix}"


def leftovers(reports: Path) -> list[str]:
    return sorted(path.suffix for path in reports.glob(".*") if path.suffix != ".lock")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Return a folder with the old report."""
    reports = tmp_path / "reports"
    write(reports / NAME, OLD)
    return reports


def test_report_replaces_the_old_one_whole(reports: Path) -> None:
    with published(reports, NAME) as folder:
        write(folder, NEW)
        assert read(reports / NAME) == OLD

    assert read(reports / NAME) == NEW
    assert leftovers(reports) == []
    assert [path.name for path in reports.iterdir()] == [NAME]


def test_first_report_makes_its_folders(tmp_path: Path) -> None:
    with published(tmp_path / "a" / "reports", "2021-05-draft") as folder:
        write(folder, NEW)

    assert read(tmp_path / "a" / "reports" / "2021-05-draft") == NEW


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_failure_leaves_the_old_report(reports: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), published(reports, NAME) as folder:
        write(folder, NEW)
        raise error

    assert read(reports / NAME) == OLD
    assert leftovers(reports) == []


def test_failure_of_the_first_report_leaves_none(tmp_path: Path) -> None:
    with pytest.raises(ValueError), published(tmp_path, NAME) as folder:
        write(folder, NEW)
        raise ValueError

    assert not (tmp_path / NAME).exists()


def test_folder_that_is_taken_away_leaves_the_old_report(reports: Path) -> None:
    with pytest.raises(FileNotFoundError), published(reports, NAME) as folder:
        folder.rmdir()

    assert read(reports / NAME) == OLD
    assert leftovers(reports) == []


@pytest.mark.parametrize(
    ("umask", "folder", "file"), [(0o022, 0o755, 0o644), (0o027, 0o750, 0o640)]
)
def test_permissions_are_those_of_the_umask(
    tmp_path: Path, umask: int, folder: int, file: int
) -> None:
    before = os.umask(umask)
    try:
        with published(tmp_path, NAME) as place:
            write(place, NEW)
    finally:
        os.umask(before)

    report = tmp_path / NAME
    assert stat.S_IMODE(report.stat().st_mode) == folder
    assert stat.S_IMODE((report / "report.html").stat().st_mode) == file


@pytest.mark.parametrize(
    "name",
    [
        *("2021-13", "2021-00", "2021-5", "21-05", "2021-05-drafts", "2021-05/", "latest"),
        *("", ".", "..", "../2021-05", "2021-05\n", "2021-05\0", " 2021-05", "２021-05"),
    ],
)
def test_name_that_is_no_month(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="not the name of a report"), published(tmp_path, name):
        pass

    assert list(tmp_path.iterdir()) == []


def link_the_report(reports: Path, elsewhere: Path) -> None:
    (reports / NAME).rename(reports / "away")
    (reports / NAME).symlink_to(elsewhere)


def link_the_new(reports: Path, elsewhere: Path) -> None:
    beside(reports, "new").symlink_to(elsewhere)


def link_the_old(reports: Path, elsewhere: Path) -> None:
    beside(reports, "old").symlink_to(elsewhere)


def link_the_lock(reports: Path, elsewhere: Path) -> None:
    beside(reports, "lock").symlink_to(elsewhere / "file")


@pytest.mark.parametrize("link", [link_the_report, link_the_new, link_the_old, link_the_lock])
def test_symbolic_link_is_refused(
    reports: Path, tmp_path: Path, link: Callable[[Path, Path], None]
) -> None:
    elsewhere = tmp_path / "elsewhere"
    write(elsewhere, {"file": "precious"})
    link(reports, elsewhere)

    with pytest.raises(UsageError, match="is a symbolic link: remove it"), published(reports, NAME):
        pass

    assert read(elsewhere) == {"file": "precious"}


def test_file_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {NAME: "a file", "reports": "a file"})

    for reports in (tmp_path, tmp_path / "reports"):
        refused = pytest.raises(UsageError, match="is not a folder: move it away")
        with refused, published(reports, NAME):
            pass

    assert (tmp_path / NAME).read_text(encoding="utf-8") == "a file"


HOLDING = """
import sys
from pathlib import Path
from ictanalysis.files.publication import published
with published(Path(sys.argv[1]), sys.argv[2]):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def held(reports: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that is making the report."""
    command = [sys.executable, "-c", HOLDING, str(reports), NAME]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_other_run_is_refused_while_one_is_at_work(
    reports: Path, held: subprocess.Popen[str]
) -> None:
    with pytest.raises(UsageError) as caught, published(reports, NAME):
        pass
    mend_reports(reports)

    assert str(beside(reports, "lock")) in str(caught.value)
    assert leftovers(reports) == [".new"]

    with published(reports, "2021-06") as folder:
        write(folder, NEW)
    assert read(reports / "2021-06") == NEW


def test_report_within_its_own_making_is_refused(reports: Path) -> None:
    with (
        published(reports, NAME),
        pytest.raises(UsageError, match="another run is making this report"),
        published(reports, NAME),
    ):
        pass


def test_lock_of_a_run_that_was_killed_is_free(reports: Path, held: subprocess.Popen[str]) -> None:
    held.kill()
    held.wait()

    with published(reports, NAME) as folder:
        assert list(folder.iterdir()) == []
        write(folder, NEW)

    assert read(reports / NAME) == NEW


KILLED = """
import os, signal, sys
from pathlib import Path
from ictanalysis.files import staging
from ictanalysis.files.publication import published
reports, limit, step = Path(sys.argv[1]), int(sys.argv[2]), 0

def count(event, arguments):
    global step
    if event in {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir"}:
        step += 1
        if step == limit:
            os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[3] == "two steps":
    staging.exchange = lambda one, other: False

with published(reports, "2021-05") as folder:
    (folder / "report.html").write_text("new")
    (folder / "notebooks").mkdir()
    (folder / "notebooks" / "report.ipynb").write_text("new")
    sys.addaudithook(count)
    (folder / "indicators.csv").write_text("new")
"""


def killed_at(step: int, folder: Path, how: str) -> tuple[int, Path]:
    reports = folder / str(step)
    write(reports / NAME, OLD)
    command = [sys.executable, "-c", KILLED, str(reports), str(step), how]
    return subprocess.run(command, check=False).returncode, reports


@pytest.mark.parametrize("how", ["two steps", "one step"])
def test_kill_at_each_step_leaves_the_old_or_the_new_report(tmp_path: Path, how: str) -> None:
    """A run is killed before its first, second, … change of a file, until it reaches its end."""
    with ThreadPoolExecutor(2) as threads:
        ends = list(threads.map(lambda step: killed_at(step, tmp_path, how), range(1, 21)))
    codes = [code for code, _ in ends]
    last = codes.index(0)
    assert codes == [-9] * last + [0] * (20 - last)

    # Where two folders can be exchanged, there is no moment without a report.
    absent = [reports for _, reports in ends if not (reports / NAME).exists()]
    assert len(absent) == (0 if how == "one step" else 1)
    for number, (_, reports) in enumerate(ends):
        mend_reports(reports) if number % 2 else run_that_fails(reports)
        assert read(reports / NAME) in (OLD, NEW)
        run_that_fails(reports)
        assert leftovers(reports) == []
    assert all(read(each / NAME) == OLD for each in absent)
    found = [read(reports / NAME) for _, reports in ends]
    assert found == sorted(found, key=lambda files: files == NEW)
    assert OLD in found[:last]
    assert NEW in found[:last]


def run_that_fails(reports: Path) -> None:
    with suppress(ZeroDivisionError), published(reports, NAME):
        raise ZeroDivisionError


FULL = """
import resource, sys
from pathlib import Path
from ictanalysis.language.errors import UsageError
from ictanalysis.files.publication import published
reports = Path(sys.argv[1])
try:
    with published(reports, "2021-05") as folder:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        (folder / "report.html").write_text("new" * 1000)
except UsageError as error:
    print(error)
"""


def test_full_disk_is_told_with_the_report_and_leaves_the_old_one(reports: Path) -> None:
    command = [sys.executable, "-c", FULL, str(reports)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)

    assert done.stderr == ""
    assert done.stdout.startswith(f"{reports / NAME} cannot be written: File too large: make room")
    assert read(reports / NAME) == OLD
    assert leftovers(reports) == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_disk_that_takes_no_more_is_no_defect(reports: Path, code: int) -> None:
    with pytest.raises(UsageError, match=r"2021-05 cannot be written"), published(reports, NAME):
        raise OSError(code, os.strerror(code))

    assert read(reports / NAME) == OLD


def test_other_error_of_the_system_goes_its_way(reports: Path) -> None:
    with pytest.raises(PermissionError), published(reports, NAME):
        raise PermissionError(errno.EACCES, "Permission denied", "a file")

    assert read(reports / NAME) == OLD


def aside(reports: Path, name: str = NAME) -> Path:
    """Return the folder in which a killed run has left the report, which stands nowhere else."""
    old = beside(reports, "old", name)
    (reports / name).rename(old)
    beside(reports, "lock", name).touch()
    return old


def test_mending_brings_back_each_report_that_was_left_aside(reports: Path) -> None:
    write(reports / "2021-04-draft", NEW)
    aside(reports)
    aside(reports, "2021-04-draft")
    write(beside(reports, "new"), NEW)

    mend_reports(reports)

    assert read(reports / NAME) == OLD
    assert read(reports / "2021-04-draft") == NEW
    assert leftovers(reports) == []


@pytest.mark.parametrize("suffix", ["old", "new"])
def test_mending_leaves_a_report_that_is_there(reports: Path, suffix: str) -> None:
    write(beside(reports, suffix), NEW)
    beside(reports, "lock").touch()

    mend_reports(reports)

    assert read(reports / NAME) == OLD
    assert leftovers(reports) == []


def test_mending_where_nothing_is_makes_nothing(reports: Path, tmp_path: Path) -> None:
    mend_reports(reports)
    mend_reports(tmp_path / "nowhere")

    assert [path.name for path in reports.iterdir()] == [NAME]
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("name", ["precious", "2021-13", "2021-05-copy"])
def test_mending_leaves_what_no_run_has_left(reports: Path, name: str) -> None:
    write(beside(reports, "old", name), NEW)

    mend_reports(reports)

    assert leftovers(reports) == [".old"]
    assert not (reports / name).exists()


def test_mending_follows_no_link(reports: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    write(elsewhere, NEW)
    aside(reports).rename(reports / "away")
    beside(reports, "old").symlink_to(elsewhere)

    mend_reports(reports)

    assert read(elsewhere) == NEW
    assert not (reports / NAME).exists()


def test_mending_leaves_a_file_in_the_place_of_a_folder(reports: Path) -> None:
    aside(reports)
    shutil.rmtree(beside(reports, "old"))
    beside(reports, "old").touch()

    mend_reports(reports)

    assert leftovers(reports) == [".old"]
    assert not (reports / NAME).exists()


def test_mending_refuses_a_file_in_the_place_of_all_reports(tmp_path: Path) -> None:
    write(tmp_path, {"reports": "a file"})

    with pytest.raises(UsageError, match="reports is not a folder: move it away"):
        mend_reports(tmp_path / "reports")

    assert read(tmp_path) == {"reports": "a file"}


def test_mending_twice_is_mending_once(reports: Path) -> None:
    aside(reports)
    mend_reports(reports)
    mend_reports(reports)

    assert read(reports / NAME) == OLD
