"""What is kept of a main figure: the number as the report prints it, and the months up to it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ictanalysis.pipeline.keyfigures import KeyFigure, key_figure
from tests.datasets import LETTERS, loaded, small


def letters(sent: int, signed: int, status: str = "") -> dict[str, str]:
    rows = f"sent,{sent},{status},\nsigned,{signed},{status},\nunsigned,{sent - signed},,\n"
    return {"letters": rows}


def test_a_figure_is_kept_with_the_months_up_to_it(tmp_path: Path) -> None:
    months = {
        "2021-03": letters(10, 5),
        "2021-04": letters(20, 15),
        # There is no May.
        "2021-06": {"letters": LETTERS},
        "2021-07": letters(40, 10),
    }
    data = loaded(small(tmp_path, months))
    june = data.month(pd.Period("2021-06", "M"))
    # 12 of 20 in June; July is not known yet.
    assert key_figure(june, "letters.signed_rate") == KeyFigure(
        "letters.signed_rate", "Tỷ lệ ký số", "", 2, "60,00%", [50.0, 75.0, None, 60.0]
    )
    sent = key_figure(june, "letters.sent")
    assert (sent.text, sent.unit, sent.history) == ("20", "văn bản", [10.0, 20.0, None, 20.0])


def test_what_lies_before_a_break_is_not_compared(tmp_path: Path) -> None:
    months = {
        "2021-03": letters(10, 5),
        "2021-04": letters(20, 15, "B"),
        "2021-05": letters(30, 15),
    }
    may = loaded(small(tmp_path, months)).month(pd.Period("2021-05", "M"))
    assert key_figure(may, "letters.sent").history == [None, 20.0, 30.0]


def test_a_missing_figure_has_no_unit(tmp_path: Path) -> None:
    data = loaded(small(tmp_path, {"2021-05": {"letters": "sent,,M,\n"}}))
    missing = key_figure(data.month(pd.Period("2021-05", "M")), "letters.sent")
    assert (missing.text, missing.unit, missing.history) == ("chưa có số liệu", "", [None])
