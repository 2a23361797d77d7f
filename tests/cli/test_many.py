"""`run` over several data sets: where reports go, what lines name, and what stops nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import write_notebook
from tests.commandline import Result, run
from tests.datasets import edit, small, write

REPORT = """\
import ictanalysis as ict
report = ict.Report(ict.load(data).month(month))
report.heading("BÁO CÁO", ["Công tác {period.month}"])
report.text("Tiếp nhận {cases.received:unit}.")"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, with notebooks and two data sets in `all`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "all").mkdir()
    for name in ("hue", "an-giang"):
        small(tmp_path / "all", {"2021-05": {}}).rename(tmp_path / "all" / name)
    write_notebook(tmp_path / "notebooks/report.ipynb", REPORT)
    return tmp_path


def run_here(*words: str) -> Result:
    return run("--lang", "en", "run", "2021-05", *words)


def test_a_folder_of_data_sets_has_a_folder_of_reports_each(folder: Path) -> None:
    edit(folder / "all/hue/2021-05/letters.csv", "sent,20", "sent,21")
    done = run_here("--data", "all", "--log", "log")
    assert done.exit_code == 1
    first, second, *blocked, last, font = done.stdout.splitlines()
    assert first.startswith("an-giang/2021-05: the report is in reports/an-giang/2021-05 (")
    assert second.startswith("an-giang/2021-05: the PDF is set in ")
    assert blocked[0].startswith("error: hue/2021-05/letters.csv, line 2: ")
    assert last.startswith("hue/2021-05: not published: a draft is in reports/hue/2021-05-draft; ")
    assert font.startswith("hue/2021-05: the PDF is set in ")
    assert done.stderr.splitlines() == ["an-giang/2021-05: report", "hue/2021-05: report"]
    log = [json.loads(line) for line in (folder / "log").read_text("utf-8").splitlines()]
    told = [(each["dataset"], each["month"], each["result"]) for each in log]
    assert told == [("an-giang", "2021-05", "published"), ("hue", "2021-05", "draft")]
    manifest = json.loads((folder / "reports/an-giang/2021-05/manifest.json").read_text("utf-8"))
    assert manifest["parameters"]["data"] == "an-giang"

    again = run("--lang", "en", "--data", "all/an-giang", "--data", "all/hue", "run", "latest")
    assert again.exit_code == 1
    current = "an-giang/2021-05: the report in reports/an-giang/2021-05 is current"
    assert again.stdout.splitlines() == [current, *blocked, last]


def test_a_data_set_that_fails_stops_no_other(folder: Path) -> None:
    write(folder / "all/an-giang/targets.yml", "targets: 1\n")
    done = run_here("--data", "all/an-giang", "--data", "all/hue", "--json")
    assert done.exit_code == 2
    failed, made = json.loads(done.stdout)["months"]
    assert (failed["dataset"], failed["result"]) == ("an-giang", "failed")
    assert (made["dataset"], made["result"]) == ("hue", "published")
    assert done.stderr.startswith("an-giang: all/an-giang/targets.yml, line 1: ")
    assert (folder / "reports/hue/2021-05/report.pdf").is_file()


def test_a_month_that_fails_is_told_with_its_data_set(folder: Path) -> None:
    write_notebook(folder / "notebooks/report.ipynb", "1 / 0")
    done = run_here("--data", "all")
    assert done.exit_code == 3
    missed, first, second = done.stderr.splitlines()
    assert missed == "not made: an-giang/2021-05, hue/2021-05"
    assert first.startswith("an-giang/2021-05: notebooks/report.ipynb, cell 2: ZeroDivisionError")
    assert second.startswith("hue/2021-05: notebooks/report.ipynb, cell 2: ZeroDivisionError")


@pytest.mark.parametrize("other", ["all/hue", "elsewhere/hue", "elsewhere/HUE"])
def test_two_folders_of_one_name_are_refused(folder: Path, other: str) -> None:
    (folder / "elsewhere").mkdir()
    if other != "all/hue":
        small(folder, {}).rename(folder / other)
    done = run_here("--data", "all/hue", "--data", other)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"all/hue and {other}: two data sets whose folders have the same")
    assert not (folder / "reports").exists()


@pytest.mark.parametrize("place", ["all/hue", "all/an-giang/reports"])
def test_reports_of_several_go_into_no_data_set(folder: Path, place: str) -> None:
    done = run_here("--data", "all", "--reports", place)
    assert done.exit_code == 2
    assert done.stderr == (
        f"{place}: reports cannot go where their sources are: name another folder\n"
    )


def test_one_data_set_is_as_it_always_was(folder: Path) -> None:
    (folder / "all/hue/inside").mkdir()
    write(folder / "all/hue/inside/dataset.yml", "not looked at")
    done = run_here("--data", "all/hue", "--quiet")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    assert (folder / "reports/2021-05/report.pdf").is_file()


def test_the_language_of_a_folder_is_that_of_its_first_data_set(folder: Path) -> None:
    edit(folder / "all/an-giang/dataset.yml", "language: vi", "language: en")
    assert "Usage: " in run("--data", "all", "run").stderr


@pytest.mark.parametrize("address", ["host:8786", "tcp://host", "tcp://host:0", "http://host:8786"])
def test_an_address_that_is_none_is_wrong_usage(folder: Path, address: str) -> None:
    done = run_here("--data", "all/hue", "--scheduler", address)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"--scheduler {address}: write it as tcp://host:8786\n"


def test_a_cluster_needs_an_extra(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ictanalysis.pipeline.cluster.find_spec", lambda _name: None)
    done = run_here("--data", "all/hue", "--scheduler", "tcp://127.0.0.1:9")
    assert done.exit_code == 2
    assert "a cluster needs a library: pip install 'ictanalysis[scheduler]'" in done.stderr


def test_tls_needs_certificates(folder: Path) -> None:
    done = run_here("--data", "all/hue", "--scheduler", "tls://127.0.0.1:9")
    assert done.exit_code == 2
    told = "tls://127.0.0.1:9: TLS needs certificates: name them in Dask's settings\n"
    assert done.stderr == told
