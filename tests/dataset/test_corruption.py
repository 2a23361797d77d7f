"""What bad input gets: one clear message with file, line and value, and nothing written."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import commandline
from tests.datasets import copy_of_real, edit, found, snapshot, write

DOCUMENTS = "2021-05/documents.csv"
DOSSIERS = "2021-05/dossiers.csv"
RECEPTION = "2021-05/reception.csv"
PRESS = "2021-05/press.csv"


@dataclass(frozen=True)
class Corruption:
    """What is done to a copy of the real data set, and the one message that it must get.

    `values` is what the message must quote; `line` 0 stands for the whole file.
    """

    name: str
    corrupt: Callable[[Path], object]
    file: str
    line: int
    values: tuple[str, ...]


def replaced(name: str, file: str, old: str, new: str, line: int, *values: str) -> Corruption:
    return Corruption(name, lambda data: edit(data / file, old, new), file, line, values)


def cell(value: str, *values: str) -> Corruption:
    """Return the corruption of the count of outgoing documents."""
    quoted = f'"{value}"' if "," in value else value
    row = f"outgoing,{quoted},,\n"
    told = values or (f"“{value}”",)
    return replaced(f"count {value!r}", DOCUMENTS, "outgoing,16401,,\n", row, 3, *told)


def rewritten(
    name: str, change: Callable[[bytes], bytes], file: str, line: int, *values: str
) -> Corruption:
    def corrupt(data: Path) -> None:
        (data / file).write_bytes(change((data / file).read_bytes()))

    return Corruption(name, corrupt, file, line, values)


def in_place(
    name: str, put: Callable[[Path], object], *values: str, file: str = DOCUMENTS
) -> Corruption:
    """Return the corruption by which something else stands in the place of a file."""

    def corrupt(data: Path) -> None:
        (data / file).unlink()
        put(data / file)

    return Corruption(name, corrupt, file, 0, values)


def huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 200 * 1024**2)


def link_out(path: Path) -> None:
    outside = path.absolute().parents[2] / "outside.csv"
    write(outside, "measure,value,status,note\nusers,1,,secret\n")
    path.symlink_to(outside)


BLOCKING = [
    in_place("table gone", lambda path: None, "there is no such file"),
    in_place("empty file", lambda path: path.touch(), "is empty"),
    in_place("only a blank line", lambda path: write(path, "\n"), "is empty"),
    in_place("folder for a file", Path.mkdir, "is not a file"),
    in_place("pipe for a file", os.mkfifo, "is not a file"),
    in_place("200 MB", huge, "200 MiB", "2 at most"),
    in_place("link out of the data set", link_out, "leads out of the data set"),
    in_place("link to nothing", lambda path: path.symlink_to("gone.csv"), "no such file"),
    in_place("link to itself", lambda path: path.symlink_to(path.name), "cannot be read"),
    in_place("narrative gone", lambda path: None, "no such file", file="2021-05/narrative.md"),
    in_place("plan gone", lambda path: None, "no such file", file="2021-05/plan.csv"),
    rewritten("NUL", lambda text: text.replace(b"7254", b"72\x0054"), DOCUMENTS, 2, "NUL"),
    rewritten("Latin-1", lambda text: text.replace("ỷ".encode(), b"\xe9", 1), DOCUMENTS, 6, "0xE9"),
    rewritten("UTF-16", lambda text: text.decode().encode("utf-16"), DOCUMENTS, 0, "UTF-16"),
    rewritten(
        "header missing",
        lambda text: text.partition(b"\n")[2],
        DOCUMENTS,
        1,
        "users,7254,,",
        "measure,value,status,note",
    ),
    rewritten(
        "header twice",
        lambda text: text.partition(b"\n")[0] + b"\n" + text,
        DOCUMENTS,
        2,
        "“measure”",
    ),
    replaced("header wrong", DOCUMENTS, "measure,value", "measure,amount", 1, "measure,amount"),
    replaced("column unknown", DOCUMENTS, ",note\n", ",note,who\n", 1, "note,who"),
    replaced("column gone", DOSSIERS, "measure,level,channel", "measure,level", 1, "level,value"),
    replaced("measure unknown", DOCUMENTS, "outgoing,", "outgoin,", 3, "“outgoin”", "“outgoing”"),
    replaced(
        "member unknown",
        DOSSIERS,
        "received,3,online",
        "received,3,onlin",
        10,
        "“onlin”",
        "“online”",
    ),
    replaced("row twice", DOCUMENTS, "users,7254,,\n", "users,7254,,\nusers,1,,\n", 3, "line 2"),
    replaced("row absent", DOCUMENTS, "users,7254,,\n", "", 0, "documents.users"),
    replaced("inner row absent", DOSSIERS, "received,4,online,1173,,\n", "", 0, "level=4"),
    replaced("flow row absent", "2021-05/email.csv", "new,2,,\n", "", 0, "email.new"),
    replaced("too few cells", DOSSIERS, "received,3,,1467,,", "received,3,,1467", 8, "4", "6"),
    replaced("too many cells", DOSSIERS, "received,3,,1467,,", "received,3,,1,467,,", 8, "7", "6"),
    replaced("status unknown", DOCUMENTS, "users,7254,,", "users,7254,X,", 2, "“X”"),
    replaced("status in lower case", DOCUMENTS, "users,7254,,", "users,7254,e,", 2, "“e”"),
    replaced("value with status M", DOCUMENTS, "users,7254,,", "users,7254,M,", 2, "status M"),
    replaced("no value", DOCUMENTS, "users,7254,,", "users,,,", 2, "status M"),
    replaced("quote never closed", DOSSIERS, "3,,1467,,", '3,,1467,,"x', 8, "not a CSV file"),
    replaced(
        "a cell without an end",
        DOSSIERS,
        "3,,1467,,",
        "3,,1467,," + "a b " * 40000,
        8,
        "more than 131072 characters",
    ),
    replaced("day for people", RECEPTION, "2021-05-05", "05/5/2021", 3, "“05/5/2021”"),
    replaced("no such day", RECEPTION, "2021-05-05", "2021-05-32", 3, "“2021-05-32”"),
    replaced("rate with a comma", DOCUMENTS, "79.37", '"79,37"', 6, "“79,37”", "79.37"),
    cell("16.401", "“16.401”", "16401"),
    cell("16,401", "“16,401”", "16401"),
    cell("1.234,5"),
    cell("1e5"),
    cell("nan"),
    cell("inf"),
    cell("-3", "“-3”", "negative"),
    cell("12.5", "“12.5”", "decimals"),
    Corruption(
        "unknown csv",
        lambda data: write(data / "2021-05/documnets.csv", "measure,value,status,note\n"),
        "2021-05/documnets.csv",
        0,
        ("is not a table of the catalog",),
    ),
    replaced(
        "state of a task",
        "2021-05/plan.csv",
        'chuyên ngành.",,planned,',
        'chuyên ngành.",,soon,',
        7,
        "“soon”",
    ),
    replaced("section unknown", "2021-05/narrative.md", "## I.2", "## I.9", 19, "“I.9”"),
    replaced("section twice", "2021-05/narrative.md", "## I.2", "## I.1", 19, "“I.1”"),
    replaced(
        "reason missing",
        "2021-05/acknowledged.csv",
        ",Người lập bộ số liệu,",
        ",,",
        2,
        "names the role",
    ),
]

REFUSED = [
    Corruption(
        "no data set", lambda data: data.rename(data.parent / "x"), "", 0, ("no such folder",)
    ),
    replaced("broken YAML", "dataset.yml", "language: vi", "language: [vi", 4, "not valid YAML"),
    replaced(
        "key twice", "dataset.yml", "language: vi", "language: vi\nlanguage: en", 4, "“language”"
    ),
    replaced("wrong setting", "dataset.yml", "language: vi", "language: fr", 3, "“fr”"),
    in_place("no settings", lambda path: None, "no such file", file="dataset.yml"),
    in_place("no catalog", lambda path: None, "no such file", file="catalog.yml"),
    in_place("no targets", lambda path: None, "no such file", file="targets.yml"),
    rewritten("NUL in YAML", lambda text: b"a: \x00\n" + text, "catalog.yml", 1, "NUL"),
    rewritten("Latin-1 in YAML", lambda text: b"a: \xe9\n" + text, "catalog.yml", 1, "0xE9"),
    rewritten("complex key", lambda text: b"{a: 1}: 2\n" + text, "dataset.yml", 1, "{a: 1}"),
]


def keyed(cases: list[Corruption]) -> list[object]:
    return [pytest.param(case, id=case.name) for case in cases]


def run(*arguments: str) -> commandline.Result:
    """Return what the command line says and does; a defect is no message."""
    result = commandline.run("--lang", "en", *arguments)
    assert "a defect of ictanalysis" not in result.stderr
    return result


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield a copy of the real data set, in the working directory."""
    monkeypatch.chdir(tmp_path)
    yield copy_of_real(Path())


@pytest.mark.parametrize("case", keyed(BLOCKING))
def test_a_corrupt_month_gets_one_message_with_file_line_and_value(
    data: Path, case: Corruption
) -> None:
    case.corrupt(data)
    before = snapshot(Path())
    result = run("check", "2021-05")
    told = [
        line
        for line in result.stdout.split("\n")
        if line.startswith("error: ") and "add up to 64: 9 more" not in line
    ]
    place = f"error: data/{case.file}" + (f", line {case.line}" if case.line else "") + ": "
    assert result.exit_code == 1
    assert len(told) == 1
    assert told[0].startswith(place)
    assert [value for value in case.values if value not in told[0]] == []
    assert snapshot(Path()) == before


@pytest.mark.parametrize("case", keyed(REFUSED))
def test_a_corrupt_data_set_is_refused_with_one_message(data: Path, case: Corruption) -> None:
    case.corrupt(data)
    before = snapshot(Path())
    result = run("check", "2021-05")
    place = ("data/" + case.file).rstrip("/") + (f", line {case.line}" if case.line else "") + ": "
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(place)
    assert [value for value in case.values if value not in result.stderr] == []
    assert snapshot(Path()) == before


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("case", keyed([*BLOCKING, *REFUSED]))
def test_no_corruption_ends_in_a_traceback(data: Path, case: Corruption, language: str) -> None:
    case.corrupt(data)
    result = run("check", "2021-05", "--json", "--lang", language)
    assert result.exit_code in {1, 2}
    assert "Traceback" not in result.stdout + result.stderr


SPREADSHEET = [
    ("BOM", lambda text: b"\xef\xbb\xbf" + text, 1, "byte order mark"),
    ("CRLF", lambda text: text.replace(b"\n", b"\r\n"), 1, "Windows line ends"),
    ("CR", lambda text: text.replace(b"\n", b"\r"), 1, "Windows line ends"),
    ("NFD", lambda text: unicodedata.normalize("NFD", text.decode()).encode(), 6, "NFD"),
]


@pytest.mark.parametrize(
    ("change", "line", "value"), [c[1:] for c in SPREADSHEET], ids=[c[0] for c in SPREADSHEET]
)
def test_what_spreadsheets_write_is_read_with_a_warning(
    data: Path, change: Callable[[bytes], bytes], line: int, value: str
) -> None:
    (data / DOCUMENTS).write_bytes(change((data / DOCUMENTS).read_bytes()))
    result = run("check", "2021-05")
    warnings = [text for text in result.stdout.split("\n") if text.startswith("warning: ")]
    assert result.exit_code == 0
    assert len(warnings) == 1
    assert warnings[0].startswith(f"warning: data/{DOCUMENTS}, line {line}: ")
    assert value in warnings[0]


@pytest.mark.parametrize("change", [c[1] for c in SPREADSHEET], ids=[c[0] for c in SPREADSHEET])
def test_a_warning_about_a_file_does_not_hide_what_is_absent_from_it(
    data: Path, change: Callable[[bytes], bytes]
) -> None:
    edit(data / DOCUMENTS, "users,7254,,\n", "")
    (data / DOCUMENTS).write_bytes(change((data / DOCUMENTS).read_bytes()))
    result = run("check", "2021-05")
    assert result.exit_code == 1
    assert "there is no row for documents.users" in result.stdout


def test_a_decomposed_member_or_note_is_the_composed_one(data: Path) -> None:
    text = (data / DOCUMENTS).read_text(encoding="utf-8")
    write(data / DOCUMENTS, unicodedata.normalize("NFD", text))
    assert [each.rule for each in found(data) if each.blocks] == []


def test_all_problems_of_a_month_are_told_in_one_run(data: Path) -> None:
    edit(data / DOCUMENTS, "outgoing,16401", "outgoing,16.401")
    edit(data / DOCUMENTS, "users,7254,,", "users,7254,X,")
    edit(data / DOSSIERS, "received,3,online", "received,3,onlin")
    edit(data / "2021-05/services.csv", "provided,,1858", "provided,,1859")
    edit(data / "2021-05/radio.csv", "stations,82,,\n", "")
    edit(data / "2021-05/narrative.md", "## I.5\n", "## I.5\n\nCó 12 sự cố.\n")
    (data / "2021-05/telecom.csv").unlink()
    told = [each for each in found(data) if each.blocks]
    files = {each.file.rpartition("/")[2] for each in told}
    assert files == {
        "documents.csv",
        "dossiers.csv",
        "narrative.md",
        "radio.csv",
        "services.csv",
        "telecom.csv",
    }
    assert sum(each.file.endswith("documents.csv") for each in told) == 2


def test_an_unreadable_row_does_not_hide_another_that_is_absent(data: Path) -> None:
    edit(data / DOSSIERS, "received,3,,1467,,", "received,3,,14.67,,")
    edit(data / DOSSIERS, "received,4,online,1173,,\n", "")
    told = "\n".join(
        str(each.description) for each in found(data) if each.rule in {"structure", "missing"}
    )
    assert "“14.67”" in told
    assert "dossiers.received[level=4,channel=online]" in told


def test_a_short_row_does_not_hide_another_that_is_absent(data: Path) -> None:
    edit(data / DOCUMENTS, "signed,13018,,", "signed,13018,")
    edit(data / DOCUMENTS, "users,7254,,\n", "")
    told = "\n".join(str(each.description) for each in found(data) if each.blocks)
    assert "has 3 cells" in told
    assert "documents.users" in told


def test_a_file_of_nothing_but_problems_does_not_fill_the_screen(data: Path) -> None:
    rows = "".join(f"nothing{number},1,,\n" for number in range(5000))
    write(data / PRESS, "measure,value,status,note\n" + rows)
    told = [each for each in found(data) if each.file.endswith("press.csv")]
    assert 100 <= len(told) <= 105
    assert any("the rest is not told" in str(each.message) for each in told)


NOT_MONTHS = ["2021-13", "21-5", "../../etc", "2021-05/", "２０２１-05", "", "2021-05\n", "newest"]


@pytest.mark.parametrize(
    ("command", "month"),
    [*(("check", month) for month in NOT_MONTHS), ("run", "../../etc"), ("run", "2021-13")],
)
def test_what_is_not_a_month_is_wrong_usage(data: Path, command: str, month: str) -> None:
    before = snapshot(Path())
    result = run(command, month)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"“{month}” is not a month: write it as YYYY-MM")
    assert snapshot(Path()) == before


@pytest.mark.parametrize("command", ["check", "run"])
def test_a_month_that_is_not_there_is_told_with_those_that_are(data: Path, command: str) -> None:
    result = run(command, "2021-06")
    assert result.exit_code == 2
    assert result.stderr == "data: there is no month 2021-06 (there are: 2021-05)\n"
    assert not Path("reports").exists()
