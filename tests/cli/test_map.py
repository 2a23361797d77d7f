from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Inside
from tests.datasets import snapshot, write

MAY_FILE = """\
Biểu văn bản tháng 5 năm 2021;
<b>Chỉ tiêu;Số lượng
Văn bản đi;16.401
- Ký số;13.018
- Chưa ký số <script>alert(1)</script>;9
"""
JUNE_FILE = (
    MAY_FILE.replace("tháng 5", "tháng 6")
    .replace("16.401", "17.000")
    .replace("Văn bản đi;", "Cũ;1\nVăn bản đi;")
)


@pytest.fixture
def file(folder: Path) -> Path:
    """Return a file of an office."""
    write(folder / "van-ban.csv", MAY_FILE)
    return folder / "van-ban.csv"


def test_a_proposal_is_shown_and_nothing_written(inside: Inside, folder: Path, file: Path) -> None:
    before = snapshot(folder)
    result = inside("map", "van-ban.csv")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "van-ban.csv, sheet “CSV”, Biểu văn bản tháng 5 năm 2021",
        "  B3  16,401  documents.outgoing  Văn bản đi | Số lượng",
        "  B4  13,018  documents.signed    Văn bản đi / Ký số | Số lượng",
        "2021-05: 2 of 3 numbers are taken; the others fit no figure, have another unit, or are of "
        "another period",
        "if all are right, run the command again with --accept",
    ]
    assert snapshot(folder) == before


def test_what_is_accepted_is_used_the_month_after(inside: Inside, folder: Path, file: Path) -> None:
    result = inside("map", "van-ban.csv", "--accept", "--name", "văn phòng")
    assert result.stdout.splitlines()[-1] == (
        "data/sources/văn phòng.yml is made: then run: ictanalysis import 2021-05 van-ban.csv"
    )
    result = inside("import", "2021-05", "van-ban.csv")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[0] == (
        "2021-05: 0 tables are written to data/2021-05, 1 are as they were; 0 figures are new, 0 "
        "were replaced"
    )
    write(file, JUNE_FILE)
    assert inside("import", "2021-06", "van-ban.csv").exit_code == 0
    text = (folder / "data/2021-06/documents.csv").read_text(encoding="utf-8")
    assert "outgoing,17000,,\n" in text
    assert "users,,M,\n" in text
    sources = (folder / "data/2021-06/sources.csv").read_text(encoding="utf-8").splitlines()
    assert sources[0] == "key,value,file,sheet,cell,formula,sha256"
    assert sources[1].startswith("documents.outgoing,17000,van-ban.csv,CSV,B4,,")
    assert inside("check", "2021-06").exit_code == 1


def test_a_mapping_is_not_written_over(inside: Inside, folder: Path, file: Path) -> None:
    assert inside("map", "van-ban.csv", "--accept").exit_code == 0
    before = snapshot(folder)
    result = inside("map", "van-ban.csv", "--accept", "--html", "a.html")
    assert (result.exit_code, result.stderr) == (
        2,
        "data/sources/van-ban.yml is there already: move it away, or name another with --name\n",
    )
    assert snapshot(folder) == before


def test_a_name_is_not_a_path(inside: Inside, folder: Path, file: Path) -> None:
    before = snapshot(folder)
    assert inside("map", "van-ban.csv", "--accept", "--name", "../a").exit_code == 2
    assert snapshot(folder) == before


def test_the_page_paints_what_was_taken_and_holds_no_markup_of_the_file(
    inside: Inside, folder: Path, file: Path
) -> None:
    assert inside("map", "van-ban.csv", "--html", "a.html").exit_code == 0
    page = (folder / "a.html").read_text(encoding="utf-8")
    assert 'title="documents.outgoing">16.401<small>Văn bản đi</small></td>' in page
    assert page.count("<small>") == 2
    assert "<b>" not in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert inside("map", "van-ban.csv", "--html", "a.html").exit_code == 2


def test_a_template_is_taken_with_its_month_as_well(inside: Inside, folder: Path) -> None:
    assert inside("template", "2021-05", "--out", "may.xlsx").exit_code == 0
    assert inside("import", "2021-05", "may.xlsx").exit_code == 0
    result = inside("import", "2021-06", "may.xlsx")
    assert (result.exit_code, result.stderr) == (2, "may.xlsx: is the workbook of 2021-05\n")


def test_files_come_after_a_month(inside: Inside, folder: Path, file: Path) -> None:
    result = inside("import", "van-ban.csv", "2021-05")
    assert result.exit_code == 2
    assert "“van-ban.csv” is not a month" in result.stderr
    result = inside("import", "2021-05", "van-ban.csv")
    assert (result.exit_code, result.stderr) == (
        2,
        "data/sources: there is no mapping yet: make one with ictanalysis map FILE… --accept\n",
    )
