"""Every page of the report as readers see it: wide and narrow, light and dark, in Chromium."""

from pathlib import Path

import nbformat
import pytest

from tests.conformance.visits import Visit


def test_reports_no_error(visit: Visit) -> None:
    assert visit.errors == []


def test_has_one_heading_of_the_first_level_and_is_vietnamese(visit: Visit) -> None:
    assert visit.page.locator("h1").count() == 1
    assert visit.page.locator("h1").inner_text().strip()
    assert visit.page.locator("html").get_attribute("lang") == "vi"


def test_names_every_picture(visit: Visit) -> None:
    assert "" not in visit.pictures()


def test_tells_in_words_what_every_chart_of_the_notebook_shows(visit: Visit, report: Path) -> None:
    path = report / "notebooks" / f"{visit.notebook}.ipynb"
    if not path.exists():
        pytest.skip("the index has no notebook")
    cells = nbformat.read(path, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    charts = [output.get("metadata", {}).get("ictanalysis", {}) for output in outputs]
    alternatives = {
        " ".join(chart["alt"].split()) for chart in charts if chart.get("kind") == "chart"
    }
    assert alternatives <= set(visit.pictures())


def test_repeats_no_id(visit: Visit) -> None:
    assert visit.probe("repeatedIds") == []


def test_is_no_wider_than_its_window(visit: Visit) -> None:
    assert visit.probe("pageOverflow") == []


def test_cuts_no_text(visit: Visit) -> None:
    assert visit.probe("cutText") == []


def test_lets_no_text_overlap(visit: Visit) -> None:
    assert visit.probe("overlaps") == []


def test_follows_the_colour_scheme(visit: Visit) -> None:
    text, page = visit.probe("bodyLuminance")
    assert (text > page) == (visit.scheme == "dark")


def test_sets_text_off_from_what_is_behind_it(visit: Visit) -> None:
    assert visit.probe("weakText") + visit.probe("weakChartText") == []
