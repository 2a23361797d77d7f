"""A clerk's month from the first command to the published report, with nothing but a workbook."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ictanalysis.dataset import cells_of
from ictanalysis.exchange.workbooks.narrativeblocks import narrative_blocks
from tests.commandline import Result, run
from tests.conftest import ROOT
from tests.datasets import MAY, copy_of_real, loaded
from tests.exchange.workbooks.test_clerks_month import typed


def test_a_month_is_begun_filled_in_checked_and_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = copy_of_real(tmp_path)
    kept = tmp_path / "kept"
    shutil.move(path / "2021-05", kept)
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    monkeypatch.chdir(tmp_path)

    assert command("new", "2021-05").exit_code == 0
    assert command("template", "2021-05").exit_code == 0
    assert fill_in(path, kept, tmp_path / "2021-05.xlsx") == 88
    done = command("import", "2021-05.xlsx")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "is typed by hand" not in done.stdout

    # The real month says 55 where its parts make 64, which a role has accepted.
    found = command("check", "2021-05")
    errors = [line for line in found.stdout.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1
    assert "55" in errors[0]
    shutil.copy(kept / "acknowledged.csv", path / "2021-05/acknowledged.csv")
    assert command("check", "2021-05").exit_code == 0
    published = command("run", "2021-05")
    assert published.exit_code == 0, published.stdout + published.stderr
    assert (tmp_path / "reports/2021-05/report.docx").is_file()


def command(*arguments: str) -> Result:
    return run("--lang", "en", *arguments)


def fill_in(path: Path, kept: Path, file: Path) -> int:
    """Type everything that May was into a workbook; return how many values that are."""
    whole = path.parent / "whole"
    shutil.copytree(path, whole)
    shutil.rmtree(whole / "2021-05")
    shutil.copytree(kept, whole / "2021-05")
    real = loaded(whole)
    values = {str(key): cell.value for key, cell in cells_of(real.files, MAY).items()}
    count = typed(path, values, file)
    book = load_workbook(file)
    sheet = book["Lời văn báo cáo"]
    texts = narrative_blocks((kept / "narrative.md").read_text("utf-8"), real.catalog.sections)
    rows = {sheet.cell(row, 4).value: row for row in range(6, sheet.max_row + 1)}
    for key, text in texts.items():
        name = " ".join(filter(None, key))
        if text and name in rows:
            sheet.cell(rows[name], 3).value = text
    plan = book["Kế hoạch nhiệm vụ"]
    for row, task in enumerate(real.files.months[MAY].plan, start=6):
        for column, written in enumerate((task.number, task.task, task.due), start=2):
            plan.cell(row, column).value = written or None
    book.save(file)
    return count
