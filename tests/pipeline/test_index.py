"""The index of the reports: what it says of each month, and that it stands there whole."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from ictanalysis.language.errors import UsageError
from ictanalysis.pipeline.index import refuse_other_index, write_index
from ictanalysis.pipeline.keyfigures import KeyFigure
from ictanalysis.pipeline.manifest import Manifest
from ictanalysis.pipeline.outcomes import Folders
from ictanalysis.pipeline.sources import inputs
from tests.datasets import loaded, small, snapshot, write

PAGES = {"report.html": "Báo cáo", "media.html": "Báo chí tháng 4 năm 2021"}
RATE = KeyFigure("a.b", "Tỷ lệ", "", 1, "30,5%", [10.0, None, 15.0, 20.0, 25.25, 30.5])
FEW = KeyFigure("a.c", "Văn bản", "văn bản", 0, "7", [6.0, 7.0])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a small data set, a notebook and no report."""
    small(tmp_path, {"2020-12": {}, "2021-04": {}})
    (tmp_path / "notebooks").mkdir()
    write(tmp_path / "notebooks/report.ipynb", "{}")
    (tmp_path / "reports").mkdir()
    return tmp_path


def add(folder: Path, month: str, *, draft: bool = False, current: bool = True) -> None:
    """Add what a run would leave of a month, made from what is there now or from other inputs."""
    of_month = loaded(folder / "data").month(pd.Period(month, "M"))
    made = inputs(of_month, folder / "data", folder / "notebooks") if current else {}
    report = folder / "reports" / f"{month}{'-draft' if draft else ''}"
    report.mkdir()
    Manifest(month, draft, {}, {}, "", made, {}, [], PAGES, [RATE, FEW]).write(report)


def folders(folder: Path) -> Folders:
    return Folders(folder / "notebooks", folder / "reports")


def index(folder: Path) -> BeautifulSoup:
    write_index(loaded(folder / "data"), folders(folder))
    text = (folder / "reports/index.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(tag.get_text().split()) for tag in page.select(selector)]


def test_months_stand_by_year_the_newest_first_each_with_its_state(folder: Path) -> None:
    add(folder, "2020-12", current=False)
    add(folder, "2021-04")
    add(folder, "2021-04", draft=True)
    page = index(folder)
    assert texts(page, "h1, h2, h3") == [
        "Báo cáo hằng tháng", "2021", "Tháng 4 năm 2021", "2020", "Tháng 12 năm 2020",
    ]  # fmt: skip
    assert texts(page, ".state") == [
        "Đã phát hành",
        "Bản dự thảo, chưa phát hành",
        "Đã phát hành; có thay đổi sau khi lập",
    ]
    assert [tag["id"] for tag in page.select(".months > li")] == ["thang-2021-04", "thang-2020-12"]


def test_it_leads_to_every_form_and_every_page(folder: Path) -> None:
    add(folder, "2021-04", draft=True)
    report = folder / "reports/2021-04-draft"
    manifest = Manifest("2021-04", True, {}, {}, "", {}, {"report.pdf": "1"}, [], PAGES)
    manifest.write(report)
    links = index(folder).select(".links a")
    assert [(link["href"], link.get_text(), link["aria-label"]) for link in links] == [
        ("2021-04-draft/report.pdf", "Bản PDF", "Bản PDF, tháng 4 năm 2021"),
        ("2021-04-draft/media.html", "Báo chí", "Báo chí tháng 4 năm 2021"),
    ]


def test_a_main_figure_is_a_line_where_there_are_five_values(folder: Path) -> None:
    add(folder, "2021-04")
    page = index(folder)
    assert texts(page, ".newest .value") == ["30,5%", "7 văn bản"]
    drawings = page.select("svg")
    assert [each["aria-label"] for each in drawings] == ["từ 10,0% (11/2020) đến 30,5% (4/2021)"]
    # October was 15 of 10 to 30.5 up: 26 - 24 * 5 / 20.5 = 20.1; the month before it is missing.
    assert str(page.select_one("svg path")["d"]).startswith("M2 26h0M48.4 20.1L71.6 14.3L94.8 8.1")


def test_figures_of_older_months_are_folded(folder: Path) -> None:
    add(folder, "2020-12")
    add(folder, "2021-04")
    page = index(folder)
    assert texts(page, "details summary") == ["Số liệu chính"]
    assert page.select_one("#thang-2020-12 details .value") is not None


def test_simulated_figures_are_said_to_be_so(folder: Path) -> None:
    add(folder, "2021-04")
    assert texts(index(folder), ".banner") == ["SỐ LIỆU MÔ PHỎNG – không phải số liệu thật"]


def test_the_same_reports_make_the_same_bytes_and_runs_no_script(folder: Path) -> None:
    add(folder, "2021-04")
    page = index(folder)
    before = snapshot(folder / "reports")
    assert page.find_all("script") == []
    index(folder)
    assert snapshot(folder / "reports") == before


def test_a_month_that_the_data_set_has_no_more_is_still_there(folder: Path) -> None:
    add(folder, "2021-04")
    (folder / "data/2021-04").rename(folder / "2021-04")
    assert texts(index(folder), ".state") == ["Đã phát hành; có thay đổi sau khi lập"]


def test_what_is_no_report_is_left_out(folder: Path) -> None:
    add(folder, "2021-04")
    (folder / "reports/2021-04").rename(folder / "reports/copy")
    (folder / "reports/2020-12").mkdir()
    write_index(loaded(folder / "data"), folders(folder))
    assert not (folder / "reports/index.html").exists()


def test_an_index_is_written_anew_where_the_last_report_is_gone(folder: Path) -> None:
    add(folder, "2021-04")
    index(folder)
    (folder / "reports/2021-04").rename(folder / "gone")
    assert texts(index(folder), "h3") == []


def test_a_page_that_no_run_has_made_is_not_replaced(folder: Path) -> None:
    add(folder, "2021-04")
    page = folder / "reports/index.html"
    write(page, "<h1>Trang của Sở</h1>")
    told = f"{page.as_posix()}: no run has made this file: move it away first"
    with pytest.raises(UsageError, match=told):
        refuse_other_index(folder / "reports")
    with pytest.raises(UsageError, match=told):
        write_index(loaded(folder / "data"), folders(folder))
    assert page.read_text(encoding="utf-8") == "<h1>Trang của Sở</h1>"
