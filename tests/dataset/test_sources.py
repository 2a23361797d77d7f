"""Where the figures of a month were taken from."""

from __future__ import annotations

from pathlib import Path

import pytest

from ictanalysis.catalog import IndicatorKey
from ictanalysis.dataset import read_dataset
from ictanalysis.dataset.sources import Source
from tests.datasets import MAY, found, small, write

HEADER = "key,value,file,sheet,cell,formula,sha256\n"
DIGEST = "0123456789abcdef" * 4


def test_a_figure_has_the_source_that_its_file_says(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {}})
    write(path / "2021-05/sources.csv", f"{HEADER}letters.sent,20,a.xlsx,Biểu 1,C7,yes,{DIGEST}\n")
    month = read_dataset(path).months[MAY]
    source = Source("20", "a.xlsx", "Biểu 1", "C7", formula=True, sha256=DIGEST, line=2)
    assert month.sources == {IndicatorKey("letters", "sent"): source}
    assert found(path) == []
    assert path / "2021-05/sources.csv" in read_dataset(path).inputs(MAY)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (f"letters.snt,20,a.xlsx,B,C7,,{DIGEST}", "“letters.snt” is not an indicator"),
        (f"letters.sent,1.020,a.xlsx,B,C7,,{DIGEST}", "“1.020”"),
        (f"letters.sent,20,,B,C7,,{DIGEST}", "is no source of a figure"),
        (f"letters.sent,20,a.xlsx,B,7C,,{DIGEST}", "is no source of a figure"),
        (f"letters.sent,20,a.xlsx,B,C7,no,{DIGEST}", "is no source of a figure"),
        ("letters.sent,20,a.xlsx,B,C7,,abc", "is no source of a figure"),
        (f"letters.signed,12,a.xlsx,B,C7,,{DIGEST}", "repeats line 2: remove one"),
    ],
)
def test_a_row_that_is_no_source_is_told(tmp_path: Path, row: str, message: str) -> None:
    path = small(tmp_path, {"2021-05": {}})
    first = f"letters.signed,12,a.xlsx,Biểu 1,C8,,{DIGEST}"
    write(path / "2021-05/sources.csv", f"{HEADER}{first}\n{row}\n")
    (finding,) = found(path)
    assert (finding.rule, finding.severity, finding.line) == ("structure", "error", 3)
    assert message in str(finding.message)


def test_a_figure_that_was_changed_since_is_a_warning(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {}})
    write(path / "2021-05/sources.csv", f"{HEADER}letters.sent,21,a.xlsx,Biểu 1,C7,,{DIGEST}\n")
    (finding,) = found(path)
    assert (finding.severity, finding.found, finding.expected) == ("warning", "20", "21")
    assert str(finding.message) == (
        "letters.sent was 21 in a.xlsx, sheet “Biểu 1”, cell C7, and is 20 now: import the file "
        "again, or remove this row"
    )
