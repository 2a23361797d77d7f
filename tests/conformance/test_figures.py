"""Every bound number of the report, followed to its source by keyboard and by mouse."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.conformance.visits import visiting

FIGURES = "[...document.querySelectorAll('[data-key]')]"
# Numbers that the element with the focus is, holds or lies in.
FOCUSED = f"""() => {{
  const active = document.activeElement;
  const holds = (figure) => active !== document.body && active.contains(figure);
  return {FIGURES}.flatMap((figure, index) => (holds(figure) ? [index] : []));
}}"""
# A tooltip may let the pointer through; for the probe of what covers it, it may not.
TANGIBLE = """[data-key], [data-key] *, [data-key]::before, [data-key]::after {
  pointer-events: auto !important; transition: none !important; animation: none !important;
}"""
# Texts that a number shows, and their boxes in the window; a generated text has no box yet.
TEXTS = f"""(index) => {{
  const figure = {FIGURES}[index], texts = [];
  const walker = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {{
    const range = document.createRange(), {{ parentElement }} = walker.currentNode;
    range.selectNodeContents(walker.currentNode);
    const {{ left, top, width, height }} = range.getBoundingClientRect();
    if (parentElement.checkVisibility({{ opacityProperty: true, visibilityProperty: true }}))
      texts.push([walker.currentNode.data, null, [left, top, width, height]]);
  }}
  for (const part of ["before", "after"]) {{
    const {{ content, display, visibility, opacity }} = getComputedStyle(figure, `::${{part}}`);
    const shown = display !== "none" && visibility === "visible" && opacity === "1";
    if (content !== "none" && shown) texts.push([content, part, null]);
  }}
  return texts;
}}"""
# Whether the corners and the middle of a box, of the window, show the number's own words.
UNCOVERED = f"""([index, [left, top, width, height]]) => {{
  const figure = {FIGURES}[index];
  const [across, down] = [[1, width / 2, width - 1], [1, height / 2, height - 1]];
  const points = across.flatMap((x) => down.map((y) => [left + x, top + y]));
  return points.every(([x, y]) => figure.contains(document.elementFromPoint(x, y)));
}}"""
ROWS = f"""() => {FIGURES}.map((figure) => {{
  const link = figure.closest("a[href^='#']");
  const row = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  return row ? row.innerText : "";
}})"""
# A file and its lines, as a number has them, `dossiers.csv:2, 5`, and as a row of the annex names
# them, `(dossiers.csv), dòng 2, 5`; a file alone where its rows were counted.
PLACE = re.compile(r"([\w.-]+\.csv)(?:(?::|\), dòng )(\d+(?:, \d+)*))?")


@dataclass(frozen=True)
class Sources:
    """What each number of an open page shows besides itself."""

    page: Page
    session: CDPSession
    stated: list[str]

    def shown(self, index: int) -> bool:
        """Whether the number's source can be read, whole, in the window as it is."""
        cells = self.stated[index].split(" · ")
        texts = [text for text in self.page.evaluate(TEXTS, index) if cells_in(text[0], cells)]
        boxes = [box or self._box(index, part) for _text, part, box in texts]
        everything = " ".join(text for text, _part, _box in texts)
        return len(cells_in(everything, cells)) == len(cells) and all(
            self.page.evaluate(UNCOVERED, [index, box]) for box in boxes
        )

    def _box(self, index: int, part: str) -> list[float]:
        """Return the box of generated text, which scripts of a page cannot ask for."""
        asked = self.session.send("Runtime.evaluate", {"expression": f"{FIGURES}[{index}]"})
        number = {"objectId": asked["result"]["objectId"]}
        parts = self.session.send("DOM.describeNode", number)["node"]["pseudoElements"]
        (node,) = (each["backendNodeId"] for each in parts if each["pseudoType"] == part)
        model = self.session.send("DOM.getBoxModel", {"backendNodeId": node})["model"]
        left, top, right, _top, _right, bottom, *_rest = model["content"]
        return [left, top, right - left, bottom - top]


def cells_in(text: str, cells: list[str]) -> list[str]:
    return [cell for cell in cells if re.search(rf"{re.escape(cell)}(?!\d)", text)]


@pytest.fixture(scope="module", params=[1280, 390])
def sources(browser: Browser, report: Path, request: pytest.FixtureRequest) -> Iterator[Sources]:
    with visiting(browser, report / "report.html", request.param) as visit:
        visit.page.add_style_tag(content=TANGIBLE)
        session = visit.page.context.new_cdp_session(visit.page)
        stated = visit.page.evaluate(f"() => {FIGURES}.map((figure) => figure.dataset.source)")
        yield Sources(visit.page, session, stated)


def test_every_number_has_a_source(sources: Sources) -> None:
    assert len(sources.stated) > 50
    assert [stated for stated in sources.stated if not places(stated)] == []


def test_tab_reaches_every_number_and_shows_its_source(sources: Sources) -> None:
    page = sources.page
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    reached: dict[int, bool] = {}
    for _ in range(page.locator("a, button, summary, input, [tabindex]").count()):
        page.keyboard.press("Tab")
        for index in page.evaluate(FOCUSED):
            reached[index] = sources.shown(index)
    everything = range(len(sources.stated))
    assert [sources.stated[index] for index in everything if index not in reached] == []
    assert [sources.stated[index] for index in everything if not reached[index]] == []


def test_pointing_at_a_number_shows_its_source(sources: Sources) -> None:
    page = sources.page
    page.evaluate("() => document.activeElement.blur()")
    numbers = page.locator("[data-key]")
    hidden = []
    for index, stated in enumerate(sources.stated):
        numbers.nth(index).evaluate("(number) => number.scrollIntoView({ block: 'center' })")
        # A number may run over the end of a line: its first part is surely its own.
        left, top = numbers.nth(index).evaluate(
            "(number) => { const [box] = number.getClientRects(); return [box.left, box.top]; }"
        )
        page.mouse.move(left + 3, top + 6)
        if not sources.shown(index):
            hidden.append(stated)
    page.mouse.move(0, 0)
    assert hidden == []


def test_every_number_leads_to_the_row_of_its_source(sources: Sources) -> None:
    rows = sources.page.evaluate(ROWS)
    astray = [
        (stated, row)
        for stated, row in zip(sources.stated, rows, strict=True)
        if not places(stated) <= places(row)
    ]
    assert astray == []


def places(text: str) -> set[tuple[str, str]]:
    """Each file and line that the text names, whatever folder it names."""
    found = PLACE.findall(text)
    return {(file, line) for file, lines in found for line in lines.split(", ")}
