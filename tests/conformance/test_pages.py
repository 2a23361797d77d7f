"""Every page of the report as readers see it: wide and narrow, light and dark, in Chromium."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from shutil import which
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

HERE = Path(__file__).parent
NOTEBOOKS = sorted(path.stem for path in (HERE.parents[1] / "notebooks").glob("*.ipynb"))
PROBES = (HERE / "probes.js").read_text(encoding="utf-8")
SILENCE = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Visit:
    """One page as one reader sees it, with what it did while it opened."""

    notebook: str
    scheme: str
    page: Page
    requests: list[str]
    errors: list[str]

    def probe(self, name: str) -> Any:
        """What the function of that name in probes.js returns in the page."""
        return self.page.evaluate(f"() => {{ {PROBES}; return {name}(); }}")

    def pictures(self) -> list[str]:
        """Name of each picture, drawn or loaded, as Chromium tells it to a screen reader."""
        session = self.page.context.new_cdp_session(self.page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        exposed = [node for node in nodes if not node["ignored"]]
        return [node["name"]["value"] for node in exposed if node["role"]["value"] == "image"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless, with a profile of its own and no words for the network."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=SILENCE)
        yield browser
        browser.close()


@pytest.fixture(
    scope="module",
    params=product(NOTEBOOKS, [1280, 390], ["light", "dark"]),
    ids=lambda param: "-".join(map(str, param)),
)
def visit(browser: Browser, report: Path, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Each page, at each width, in each colour scheme."""
    notebook, width, scheme = request.param
    viewport = {"width": width, "height": 800}
    with browser.new_context(viewport=viewport, color_scheme=scheme) as context:
        visit = Visit(notebook, scheme, context.new_page(), [], [])

        def hear(message: ConsoleMessage) -> None:
            if message.type == "error":
                visit.errors.append(message.text)

        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.on("console", hear)
        visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
        visit.page.goto((report / f"{notebook}.html").as_uri(), wait_until="networkidle")
        yield visit


def test_asks_for_nothing_but_itself(visit: Visit) -> None:
    asked = [url for url in visit.requests if not url.startswith("data:")]
    assert asked == [visit.page.url]


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
