from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ictanalysis.exchange.imports import import_files
from ictanalysis.exchange.sources.mapping import mapping_text
from ictanalysis.exchange.sources.proposing import proposal
from ictanalysis.language.errors import InputError, UsageError
from tests.datasets import MAY, edit, found, loaded, snapshot, write
from tests.exchange.sources.offices import MAKERS, OfficeFile, groups, thousands, two_storeys

JUNE = MAY + 1
LETTERS = "Biểu báo chí tháng {month} năm 2021\nChỉ tiêu;Số lượng\n{rows}"
PRESS = {
    "press.documents_sent": "Văn bản gửi cơ quan báo chí",
    "press.licences": "Giấy phép xuất bản tài liệu không kinh doanh",
}


def accept(path: Path, data: Path) -> None:
    """Write the mapping that is proposed for a file of May."""
    (data / "sources").mkdir(exist_ok=True)
    mapping = proposal([path], loaded(data), MAY).mapping
    write(data / "sources" / f"{path.stem}.yml", mapping_text(mapping))


def press(folder: Path, month: int, rows: str) -> Path:
    path = folder / "bao-chi.csv"
    write(path, LETTERS.format(month=month, rows=rows))
    return path


def rows_of(sent: str, licences: str) -> str:
    texts = [
        f"{label};{value}\n" for label, value in zip(PRESS.values(), (sent, licences), strict=True)
    ]
    return "".join(texts)


@pytest.fixture
def known(tmp_path: Path, data: Path) -> Path:
    """Return the data set with the mapping of a small file."""
    accept(press(tmp_path, 5, rows_of("4", "1.200")), data)
    return data


def refused(path: Path, data: Path) -> str:
    """Return why a file is not taken, and see that nothing was written."""
    before = snapshot(data)
    with pytest.raises((InputError, UsageError)) as error:
        import_files(JUNE, [path], loaded(data), name=None, replace=False)
    assert snapshot(data) == before
    return str(error.value)


@pytest.mark.parametrize("make", MAKERS, ids=lambda each: each.__name__)
def test_the_next_months_file_is_read_with_the_same_mapping(
    make: Callable[..., OfficeFile], tmp_path: Path, data: Path
) -> None:
    may, june = make(MAY, moved=False), make(JUNE, moved=True)
    path = tmp_path / may.name
    path.write_bytes(may.content)
    accept(path, data)
    path.write_bytes(june.content)
    import_files(JUNE, [path], loaded(data), name=None, replace=False)
    cells = loaded(data).files.cells[JUNE]
    known = [(str(key), cell.value) for key, cell in cells.items() if key.table != "work_plan"]
    values = {key: value for key, value in known if value is not None}
    assert values == {key: value for key, (_cell, value) in june.truth.items()}
    with (data / "2021-06/sources.csv").open(encoding="utf-8", newline="") as opened:
        sources = {row["key"]: row for row in csv.DictReader(opened)}
    assert {key: (row["cell"], int(row["value"])) for key, row in sources.items()} == june.truth
    digest = hashlib.sha256(june.content).hexdigest()
    assert {(row["file"], row["sha256"]) for row in sources.values()} == {(june.name, digest)}
    assert not [each for each in found(data, "2021-06") if each.rule == "structure"]


def test_a_value_of_a_formula_is_marked(tmp_path: Path, data: Path) -> None:
    file = groups(MAY, moved=False)
    (tmp_path / file.name).write_bytes(file.content)
    accept(tmp_path / file.name, data)
    import_files(MAY, [tmp_path / file.name], loaded(data), name=None, replace=False)
    sources = loaded(data).files.months[MAY].sources
    assert {str(key) for key, source in sources.items() if source.formula} == {
        "dossiers.received",
        "dossiers.resolved",
    }


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            "Văn bản gửi các cơ quan báo chí;4\nGiấy phép xuất bản tài liệu không kinh doanh;1\n",
            "bao-chi.csv, sheet “CSV”, cell B3: the row “Văn bản gửi cơ quan báo chí” of "
            "press.documents_sent is gone, hidden or has another name; the nearest is “Văn bản gửi "
            "các cơ quan báo chí”",
        ),
        (
            rows_of("4", "1") + "Văn bản gửi cơ quan báo chí;5\n",
            "bao-chi.csv, sheet “CSV”, cell B3: the labels of press.documents_sent (“Văn bản gửi "
            "cơ quan báo chí / Số lượng”) stand there more than once, at B3, B5: tell them apart "
            "in the file",
        ),
        (
            rows_of("-", "1"),
            "bao-chi.csv, sheet “CSV”, cell B3: “-” is no number for press.documents_sent: write "
            "the number, 0 if there is none, or leave the cell empty",
        ),
        (
            rows_of("4,5", "1"),
            "bao-chi.csv, “CSV”, B3: “4.5” has decimals, which a count cannot have",
        ),
    ],
)
def test_what_is_not_found_as_it_was_stops_the_import(
    tmp_path: Path, known: Path, rows: str, told: str
) -> None:
    assert refused(press(tmp_path, 6, rows), known) == told


def test_a_column_that_is_gone_is_told(tmp_path: Path, known: Path) -> None:
    path = press(tmp_path, 6, rows_of("4", "1"))
    edit(path, "Số lượng", "Số lượng (trong kỳ)")
    assert refused(path, known).splitlines()[0] == (
        "bao-chi.csv, sheet “CSV”, cell B3: the column “Số lượng” of press.documents_sent is gone, "
        "hidden or has another name"
    )


def test_the_file_of_another_month_is_told(tmp_path: Path, known: Path) -> None:
    assert refused(press(tmp_path, 5, rows_of("4", "1")), known) == (
        "bao-chi.csv, sheet “CSV”, cell B3: the title is “Biểu báo chí tháng 5 năm 2021”, not one "
        "of 2021-06: name the file of that month"
    )


def test_an_empty_cell_leaves_its_figure_missing(tmp_path: Path, known: Path) -> None:
    path = press(tmp_path, 6, rows_of("", "1"))
    done = import_files(JUNE, [path], loaded(known), name=None, replace=False)
    assert "1 cell is empty, and its figure stays as it was: press.documents_sent" in map(str, done)
    cells = {str(key): cell for key, cell in loaded(known).files.cells[JUNE].items()}
    assert (cells["press.documents_sent"].value, cells["press.documents_sent"].status) == (
        None,
        "M",
    )
    assert cells["press.licences"].value == 1


def test_a_unit_that_changes_stops_the_import(tmp_path: Path, data: Path) -> None:
    file = thousands(MAY, moved=False)
    path = tmp_path / file.name
    path.write_bytes(file.content)
    accept(path, data)
    text = (data / "sources/nghin.yml").read_text(encoding="utf-8")
    write(data / "sources/nghin.yml", text.replace("scale: 1000", "scale: 1"))
    path.write_bytes(thousands(JUNE, moved=False).content)
    assert "is written in units of 1000, and the mapping says 1" in refused(path, data)


def test_what_is_there_and_differs_is_replaced_only_if_asked(tmp_path: Path, known: Path) -> None:
    path = press(tmp_path, 6, rows_of("4", "1"))
    import_files(JUNE, [path], loaded(known), name=None, replace=False)
    table = known / "2021-06/press.csv"
    edit(table, "licences,1,,", "licences,1,E,ước")
    path = press(tmp_path, 6, rows_of("7", "1"))
    message = refused(path, known)
    assert message.startswith(
        "bao-chi.csv, sheet “CSV”, cell B3: press.documents_sent is 7; in data/2021-06/press.csv:"
    )
    import_files(JUNE, [path], loaded(known), name=None, replace=True)
    text = table.read_text(encoding="utf-8")
    assert "documents_sent,7,,\n" in text
    assert "licences,1,E,ước\n" in text


def test_a_figure_that_was_changed_by_hand_is_told(tmp_path: Path, known: Path) -> None:
    path = press(tmp_path, 6, rows_of("4", "1"))
    import_files(JUNE, [path], loaded(known), name=None, replace=False)
    edit(known / "2021-06/press.csv", "documents_sent,4,,", "documents_sent,5,,")
    (finding,) = (each for each in found(known, "2021-06") if each.rule == "structure")
    assert (finding.severity, finding.file) == ("warning", "data/2021-06/sources.csv")
    assert str(finding.message).startswith(
        "press.documents_sent was 4 in bao-chi.csv, sheet “CSV”, cell B3, and is 5 now"
    )


def test_a_formula_without_a_saved_value_is_refused(tmp_path: Path, data: Path) -> None:
    from openpyxl import load_workbook

    file = two_storeys(MAY, moved=False)
    path = tmp_path / file.name
    path.write_bytes(file.content)
    accept(path, data)
    path.write_bytes(two_storeys(JUNE, moved=False).content)
    book = load_workbook(path)
    book.active["C6"] = "=SUM(D6:E6)"
    book.save(path)
    assert refused(path, data) == (
        "ho-so.xlsx, sheet “Biểu 1”, cell C6: the formula of dossiers.received has no saved value: "
        "open the file, let it be calculated and save it"
    )


def test_a_cell_that_two_mappings_take_is_told(tmp_path: Path, known: Path) -> None:
    text = (known / "sources/bao-chi.yml").read_text(encoding="utf-8")
    write(
        known / "sources/khac.yml", text.replace("press.licences", "press.licence_dossiers_online")
    )
    path = press(tmp_path, 6, rows_of("4", "1"))
    assert (
        "bao-chi.csv, “CSV”, B4: is taken for press.licences and for "
        "press.licence_dossiers_online: name the mapping to use with --name"
    ) in refused(path, known).splitlines()
    import_files(JUNE, [path], loaded(known), name="bao-chi", replace=False)
    cells = {str(key): cell.value for key, cell in loaded(known).files.cells[JUNE].items()}
    assert (cells["press.licences"], cells["press.licence_dossiers_online"]) == (1, None)


def test_a_file_without_a_mapping_is_told(tmp_path: Path, known: Path) -> None:
    other = tmp_path / "khac.csv"
    write(other, "Nội dung;Kết quả\nVăn bản đi;4\n")
    path = press(tmp_path, 6, rows_of("4", "1"))
    before = snapshot(known)
    with pytest.raises(UsageError, match=r"khac.csv: no mapping of .*sources has a table of it"):
        import_files(JUNE, [path, other], loaded(known), name=None, replace=False)
    with pytest.raises(UsageError, match=r"nothing.yml: there is no such mapping"):
        import_files(JUNE, [path], loaded(known), name="nothing", replace=False)
    assert snapshot(known) == before
