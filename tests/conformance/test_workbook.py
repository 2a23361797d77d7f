"""The template, filled in and opened in LibreOffice: what it works out, and what it paints."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ictanalysis.dataset import cells_of
from ictanalysis.exchange.newmonth import blank_month
from ictanalysis.files.publication import make_folder
from tests.datasets import MAY, copy_of_real, loaded
from tests.exchange.workbooks.test_clerks_month import typed

RED, GREEN = "#F8B4B4", "#D7F0DC"
DOCUMENTS, CERTIFICATES = "Văn bản điện tử", "Chứng thư số chuyên dùng"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the filled template, with a slip in it, as LibreOffice saves it."""
    folder = tmp_path_factory.mktemp("workbook")
    path = copy_of_real(folder)
    values = {str(key): cell.value for key, cell in cells_of(loaded(path).files, MAY).items()}
    shutil.rmtree(path / "2021-05")
    make_folder(path / "2021-05", blank_month(loaded(path), MAY).texts)
    values["documents.signed"] = 13081.0
    assert typed(path, values, folder / "may.xlsx") == 88
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for form in ("xlsx:Calc MS Excel 2007 XML", "html"):
        command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir"]
        run = subprocess.run(
            [*command, str(folder / "out"), str(folder / "may.xlsx")],
            capture_output=True,
            text=True,
            check=False,
            timeout=90,
        )
        assert (folder / "out" / f"may.{form.partition(':')[0]}").exists(), run.stderr
    return folder / "out"


def test_totals_and_what_is_left_are_worked_out(opened: Path) -> None:
    book = load_workbook(opened / "may.xlsx", data_only=True)
    rows = {row[-1]: row for row in book[DOCUMENTS].iter_rows(min_row=6, values_only=True)}
    assert rows["documents.outgoing"][2:5:2] == (16401, 16464)
    rows = {row[-1]: row for row in book[CERTIFICATES].iter_rows(min_row=6, values_only=True)}
    total = rows["certificates.active"]
    assert (total[-6], total[-4]) == (2233, 2233)
    left = [row for row in book.worksheets[0].iter_rows(values_only=True) if row[3] is not None]
    assert {row[0]: row[3] for row in left[1:]} == {
        **{row[0]: 0 for row in left[1:]},
        "An toàn thông tin": 1,
    }


def test_what_is_wrong_is_red_and_what_is_right_is_green(opened: Path) -> None:
    page = (opened / "may.html").read_text(encoding="utf-8")
    painted = re.findall(rf'<td[^>]*bgcolor="({RED}|{GREEN})"[^>]*>(.*?)</td>', page, re.I | re.S)
    cells = [
        (colour.upper(), unescape(re.sub(r"<[^>]*>", "", text)).strip()) for colour, text in painted
    ]
    # The slip, in the total of what was sent; and the 55 that the real report has in place of 64.
    assert Counter(text for colour, text in cells if colour == RED) == Counter(
        {"16,401": 1, "16,464": 1, "55": 1, "64": 1}
    )
    green = [text for colour, text in cells if colour == GREEN]
    assert len(green) >= 10
    assert {"2,233", "1,764", "4,943"} <= set(green)
