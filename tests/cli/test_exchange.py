from __future__ import annotations

import json
from pathlib import Path

import pytest

from ictanalysis.cli import options
from ictanalysis.exchange.tidydata import FORMATS
from ictanalysis.exchange.workbooks import template
from tests.cli.conftest import Command, Inside
from tests.datasets import MAY, loaded, snapshot
from tests.exchange.workbooks.books import Book


def test_a_template_is_written_and_says_what_to_do_with_it(inside: Inside, folder: Path) -> None:
    result = inside("template", "2021-06")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "2021-06.xlsx is made: fill it in, then run: ictanalysis import 2021-06.xlsx\n"
    )
    assert (folder / "2021-06.xlsx").read_bytes() == template(loaded(folder / "data"), MAY + 1)


def test_a_workbook_that_is_there_is_not_written_over(inside: Inside, folder: Path) -> None:
    (folder / "2021-06.xlsx").write_bytes(b"filled in")
    before = snapshot(folder)
    result = inside("template", "2021-06")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "2021-06.xlsx is there already: move it away, or name another with --out\n"
    )
    assert snapshot(folder) == before


def test_a_template_comes_back(inside: Inside, folder: Path) -> None:
    before = snapshot(folder)
    assert inside("template", "2021-05", "--out", "tháng năm.xlsx").exit_code == 0
    result = inside("import", "tháng năm.xlsx")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "2021-05: 0 tables are written to data/2021-05, 23 are as they were; 0 figures are new, "
        "0 were replaced\nthen run: ictanalysis check 2021-05\n"
    )
    (folder / "tháng năm.xlsx").unlink()
    assert snapshot(folder) == before


def test_a_figure_that_differs_needs_to_be_asked_for(inside: Inside, folder: Path) -> None:
    book = Book(template(loaded(folder / "data"), MAY))
    book.put("Văn bản điện tử", "C6", 7255)
    (folder / "may.xlsx").write_bytes(book.content())
    before = snapshot(folder)
    result = inside("import", "may.xlsx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(
        "may.xlsx, sheet “Văn bản điện tử”, cell C6: documents.users is 7255; in "
        "data/2021-05/documents.csv:2 it is 7254\n"
    )
    assert snapshot(folder) == before
    assert inside("import", "may.xlsx", "--replace").exit_code == 0
    found = json.loads(inside("check", "2021-05", "--json").stdout)["findings"]
    assert [each["rule"] for each in found if each["rule"] == "structure"] == []
    text = (folder / "data/2021-05/documents.csv").read_text(encoding="utf-8")
    assert "users,7255,,\n" in text


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nowhere.xlsx", "nowhere.xlsx: there is no such file\n"),
        ("data", "data: is not a file\n"),
        ("data/2021-05/email.csv", "data/2021-05/email.csv: is not an Excel workbook (.xlsx), or"),
    ],
)
def test_what_is_no_workbook_is_refused(inside: Inside, folder: Path, name: str, told: str) -> None:
    before = snapshot(folder)
    result = inside("import", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(told)
    assert snapshot(folder) == before


@pytest.mark.parametrize(
    ("form", "made"),
    [
        ("csv", ["dictionary.csv", "observations.csv"]),
        ("datapackage", ["datapackage.json", "dictionary.csv", "observations.csv"]),
    ],
)
def test_an_export_is_a_folder(inside: Inside, folder: Path, form: str, made: list[str]) -> None:
    result = inside("export", "2021-05", "--to", form)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "export-2021-05 is made, with the figures of 2021-05 to 2021-05\n"
    assert sorted(path.name for path in (folder / "export-2021-05").iterdir()) == made
    assert sorted(path.name for path in folder.iterdir()) == ["data", "export-2021-05"]


def test_an_export_to_excel_is_one_file(inside: Inside, folder: Path) -> None:
    assert inside("export", "latest", "--to", "xlsx", "--out", "số liệu.xlsx").exit_code == 0
    assert (folder / "số liệu.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_does_not_write_over_what_is_there(
    inside: Inside, folder: Path, form: str
) -> None:
    (folder / "out").mkdir()
    before = snapshot(folder)
    result = inside("export", "2021-05", "--to", form, "--out", "out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "out is there already: move it away, or name another with --out\n"
    assert snapshot(folder) == before


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_folder_to_write_to_is_told(inside: Inside, folder: Path, form: str) -> None:
    before = snapshot(folder)
    result = inside("export", "2021-05", "--to", form, "--out", "no/where")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "no/where cannot be written: No such file or directory\n"
    assert snapshot(folder) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["2021-05"], "Missing option '--to'. Choose from:"),
        (["2021-05", "--to", "pdf"], "Invalid value for '--to': 'pdf' is not one of 'xlsx'"),
        (["2021-07", "--to", "csv"], "data: there is no month 2021-07"),
        (["2021-05:2021-04", "--to", "csv"], "“2021-05:2021-04” runs backwards"),
    ],
)
def test_wrong_usage_is_told(inside: Inside, folder: Path, arguments: list[str], told: str) -> None:
    before = snapshot(folder)
    result = inside("export", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert snapshot(folder) == before


def test_every_form_can_be_asked_for() -> None:
    assert tuple(FORMATS) == options.FORMATS


def test_the_commands_are_those_of_the_program(command: Command) -> None:
    told = command("--help").stdout
    assert [name for name in ("template", "import", "export") if f"\n  {name} " not in told] == []


def test_csv_for_excel_has_semicolons_and_no_other_form_has(inside: Inside, folder: Path) -> None:
    assert inside("export", "2021-05", "--to", "csv", "--excel").exit_code == 0
    content = (folder / "export-2021-05/observations.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfmonth;")
    result = inside("export", "2021-05", "--to", "xlsx", "--excel")
    assert result.exit_code == 2
    assert "--excel is for --to csv" in result.stderr
