"""A figure is published, changed, told by the check, listed in the next report, and on record."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.cli.conftest import write_notebook
from tests.commandline import Result, run
from tests.datasets import edit, small, write

Told = Callable[..., Result]
ROLE = "Giám đốc Sở"
HEADING = """\
import ictanalysis as ict

report = ict.Report(ict.load(data).month(month))
report.heading("BÁO CÁO", ["Công tác {period.month}"])"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with two months and a notebook, which is the current one."""
    small(tmp_path, {"2021-05": {}, "2021-06": {}})
    write_notebook(
        tmp_path / "notebooks/report.ipynb", HEADING, "report.restated()", "report.signature()"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def told(folder: Path) -> Told:
    """Return a function that runs a command in English."""
    return lambda *arguments: run("--lang", "en", *arguments)


def restated(folder: Path, month: str) -> list[str]:
    """Return the items under the heading of restated figures."""
    page = BeautifulSoup(
        (folder / f"reports/{month}/report.html").read_text("utf-8"), "html.parser"
    )
    heading = page.find(["h2", "h3", "h4"], string="Số liệu điều chỉnh")
    items = heading.find_next("ul") if heading else None
    return [each.get_text(" ", strip=True) for each in items.find_all("li")] if items else []


def test_a_restatement_is_on_record(folder: Path, told: Told) -> None:
    first = told("publish", "2021-05", "--by", ROLE)
    assert first.exit_code == 0, first.stderr
    assert f"published by {ROLE} on " in first.stdout
    assert "vintage 1: on record in data/ledger.csv, to line " in first.stdout
    before = (folder / "data/ledger.csv").read_bytes()
    assert told("verify", "2021-05").stdout == (
        "2021-05: the report, its sources and the ledger are as they were\n"
    )
    # What was published once is not published again.
    assert told("publish", "2021-05", "--by", "Phó Giám đốc").exit_code == 0
    assert (folder / "data/ledger.csv").read_bytes() == before

    letters = folder / "data/2021-05/letters.csv"
    edit(letters, "sent,20,,", "sent,21,,")
    edit(letters, "unsigned,8,,", "unsigned,9,,")
    found = told("check", "2021-05").stdout
    assert "“Gửi đi” was published as 20 on " in found
    assert "write why in the note of its row" in found
    edit(letters, "sent,20,,".replace("20", "21"), "sent,21,,Bổ sung 01 văn bản vào sổ muộn")
    assert (
        "remark: " in told("check", "2021-05").stdout or "info: " in told("check", "2021-05").stdout
    )
    assert (
        "is another one now: data/2021-05/letters.csv"
        in told("verify", "2021-05", "--quick").stdout
    )

    assert told("publish", "2021-06", "--by", ROLE).exit_code == 0
    listed = restated(folder, "2021-06")
    assert listed[0] == (
        "Gửi đi, tháng 5 năm 2021: đã báo cáo 20, nay là 21; lý do: Bổ sung 01 văn bản vào sổ muộn."
    )
    assert listed[1:] == [
        "Chưa ký số, tháng 5 năm 2021: đã báo cáo 8, nay là 9; lý do: chưa nêu.",
        "Tỷ lệ ký số, tháng 5 năm 2021: đã báo cáo 60,00%, nay là 57,14%; lý do: Bổ sung 01 văn "
        "bản vào sổ muộn.",
    ]
    assert (folder / "data/ledger.csv").read_bytes().startswith(before)

    # Told once, it is no news any more.
    assert "was published as" not in told("check", "2021-05").stdout
    (folder / "data/2021-07").mkdir()
    for path in (folder / "data/2021-06").iterdir():
        shutil.copy(path, folder / "data/2021-07")
    assert told("publish", "2021-07", "--by", ROLE).exit_code == 0
    assert restated(folder, "2021-07") == []

    lines = told("history", "letters.sent").stdout.splitlines()
    assert lines[0] == "Gửi đi"
    assert [line.split()[0] for line in lines[1:]] == ["Tháng", "2021-05", "2021-06", "2021-07"]
    assert lines[2].split()[1::2] == ["20", "21"]
    every = json.loads(told("history", "letters.sent", "--json").stdout)["vintages"]
    assert [(each["month"], each["vintage"], each["value"]) for each in every[:2]] == [
        ("2021-05", 1, "20"),
        ("2021-05", 2, "21"),
    ]
    assert told("history", "letters.sent", "--chart", "revisions.svg").exit_code == 0
    assert (folder / "revisions.svg").read_text("utf-8").startswith("<?xml")
    # A report that was published stays current: what the ledger grows by does not concern it.
    assert "is current" in told("run", "2021-06").stdout


def test_what_is_blocked_is_not_published(folder: Path, told: Told) -> None:
    edit(folder / "data/2021-05/letters.csv", "sent,20", "sent,25")
    blocked = told("publish", "2021-05", "--by", ROLE)
    assert blocked.exit_code == 1
    assert "not published: a draft is in" in blocked.stdout
    assert not (folder / "data/ledger.csv").exists()


@pytest.mark.parametrize(
    "role",
    ["", "  ", "x" * 101, "Giám đốc\n", "a\x1b[31m"],
    ids=["none", "blank", "long", "line end", "escape"],
)
def test_a_role_must_be_one(told: Told, folder: Path, role: str) -> None:
    refused = told("publish", "2021-05", "--by", role)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "--by" in refused.stderr
    assert not (folder / "reports").exists()


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which May was published."""
    folder = tmp_path_factory.mktemp("released")
    small(folder, {"2021-05": {}})
    write_notebook(folder / "notebooks/report.ipynb", HEADING, "report.signature()")
    made = run(*options(folder), "publish", "2021-05", "--by", ROLE)
    assert made.exit_code == 0, made.stderr
    return folder


def options(folder: Path) -> list[str]:
    names = ("data", "notebooks", "reports")
    return ["--lang", "en", *(each for name in names for each in (f"--{name}", str(folder / name)))]


def verification(folder: Path) -> Result:
    return run(*options(folder), "verify", "2021-05", "--quick")


def test_a_changed_byte_of_the_report_or_the_ledger_is_found(
    released: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(released, folder)
    report = folder / "reports/2021-05"
    files = sorted(path for path in report.rglob("*") if path.is_file())
    targets = [*files, folder / "data/ledger.csv", folder / "reports/2021-05-publication.json"]
    assert verification(folder).exit_code == 0
    chance = random.Random(1)
    for number in range(100):
        path = targets[number % len(targets)]
        content = path.read_bytes()
        at = chance.randrange(len(content))
        path.write_bytes(
            content[:at] + bytes([content[at] ^ 1 << chance.randrange(7)]) + content[at + 1 :]
        )
        told = verification(folder)
        assert told.exit_code in {1, 2}, path
        assert "Traceback" not in told.stderr
        path.write_bytes(content)
    assert verification(folder).exit_code == 0


@pytest.mark.parametrize("name", ["report.pdf", "notebooks/report.ipynb"])
def test_a_file_that_is_gone_is_found(released: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(released, folder)
    (folder / "reports/2021-05" / name).unlink()
    told = verification(folder)
    assert (told.exit_code, f"{name}: the file is gone" in told.stdout) == (1, True)


def test_a_ledger_that_ends_earlier_is_found(released: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(released, folder)
    ledger = folder / "data/ledger.csv"
    lines = ledger.read_text("utf-8").splitlines(keepends=True)
    write(ledger, "".join(lines[:-1]))
    told = verification(folder)
    assert told.exit_code == 1
    assert "the ledger is not what it was when the report was published" in told.stdout


def test_a_broken_ledger_blocks_its_data_set(released: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(released, folder)
    ledger = folder / "data/ledger.csv"
    write(ledger, ledger.read_text("utf-8").replace(ROLE, "Ai đó", 1))
    found = run(*options(folder), "check", "2021-05")
    assert found.exit_code == 1
    assert "error: data/ledger.csv, line 3: does not follow the line before it" in found.stdout
    for command in (["publish", "2021-05", "--by", ROLE], ["history", "letters.sent"]):
        told = run(*options(folder), *command)
        assert told.exit_code == 2
        assert "ledger.csv, line 3" in told.stderr


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (
            lambda text: text.rstrip("\n").rpartition("\n")[0] + "\n",
            ", line 20: is not what it was",
        ),
        (
            lambda text: f"{text[:-71]}{'1' if text[-71] == '0' else '0'}{text[-70:]}",
            ", line 20: ",
        ),
        (lambda _text: "", ", line 20: is not what it was when the report of 2021-05"),
    ],
    ids=["cut", "last line", "empty"],
)
def test_nothing_is_published_over_a_ledger_that_was_changed(
    released: Path, tmp_path: Path, change: Callable[[str], str], line: str
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(released, folder)
    ledger = folder / "data/ledger.csv"
    assert ledger.read_text("utf-8").count("\n") == 20
    write(ledger, change(ledger.read_text("utf-8")))
    before = ledger.read_bytes()
    told = run(*options(folder), "publish", "2021-05", "--by", ROLE)
    assert (told.exit_code, told.stdout) == (2, "")
    assert line in told.stderr
    assert ledger.read_bytes() == before
    ledger.unlink()
    assert run(*options(folder), "publish", "2021-05", "--by", ROLE).exit_code == 2
    assert not ledger.exists()


def test_what_was_published_already_says_by_whom(released: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(released, folder)
    told = run(*options(folder), "publish", "2021-05", "--by", "Phó Giám đốc")
    assert told.exit_code == 0
    assert f"was published by {ROLE} on " in told.stdout
    assert "nothing was added" in told.stdout
