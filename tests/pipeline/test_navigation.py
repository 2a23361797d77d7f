"""Where a page leads to: the index, the months beside its own, the pages of its month."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ictanalysis.exporters.links import Link
from ictanalysis.pipeline.navigation import anchor, navigation, short_title
from tests.datasets import MAY, loaded, small

TITLES = {"report.html": "Báo cáo: Công tác", "media.html": "Báo chí tháng 5 năm 2021"}


def test_a_page_leads_to_the_index_and_to_the_pages_of_its_month(tmp_path: Path) -> None:
    may = loaded(small(tmp_path, {"2021-05": {}})).month(MAY)
    months, pages = navigation(may, "media.html", TITLES, ["report.pdf", "report.docx"])
    assert months == [
        Link("Tất cả báo cáo", "../index.html#thang-2021-05"),
        Link("Tháng sau", "../index.html#thang-2021-06"),
    ]
    assert pages == [
        Link("Báo cáo", "report.html"),
        Link("Bản PDF", "report.pdf"),
        Link("Bản DOCX", "report.docx"),
        Link("Báo chí", ""),
    ]


def test_the_month_before_is_led_to_where_the_data_set_has_it(tmp_path: Path) -> None:
    data = loaded(small(tmp_path, {"2021-01": {}, "2021-02": {}}))
    february = data.month(pd.Period("2021-02", "M"))
    months, _pages = navigation(february, "media.html", TITLES, [])
    assert Link("Tháng trước", "../index.html#thang-2021-01") in months


def test_a_month_has_a_place_in_the_index() -> None:
    assert anchor(MAY) == "thang-2021-05"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Báo chí tháng 5 năm 2021", "Báo chí"),
        ("Tháng 5: báo chí", "Tháng 5: báo chí"),
        ("tháng 5 năm 2021", "tháng 5 năm 2021"),
    ],
)
def test_a_title_does_not_repeat_the_month_that_it_stands_under(title: str, short: str) -> None:
    assert short_title(title, "tháng 5 năm 2021") == short
