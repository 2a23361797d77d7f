"""What Chromium sees and hears when a reader opens a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page

from ictanalysis.pipeline.sources import find_notebooks

HERE = Path(__file__).parent
NOTEBOOKS = sorted(path.stem for path in find_notebooks(HERE.parents[1] / "notebooks", ()))
PAGES = [*NOTEBOOKS, "../index"]
"""The pages that a run writes, from the folder of the month on."""
PROBES = (HERE / "probes.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Visit:
    """One page as one reader sees it, with what it did while it opened."""

    notebook: str
    scheme: str
    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def probe(self, name: str) -> Any:
        """Return what the function of that name in probes.js returns in the page."""
        return self.page.evaluate(f"() => {{ {PROBES}; return {name}(); }}")

    def pictures(self) -> list[str]:
        """Name of each picture, drawn or loaded, as Chromium tells it to a screen reader."""
        session = self.page.context.new_cdp_session(self.page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        exposed = [node for node in nodes if not node["ignored"]]
        return [node["name"]["value"] for node in exposed if node["role"]["value"] == "image"]


@contextmanager
def visiting(
    browser: Browser, path: Path, width: int, scheme: str = "light", **options: Any
) -> Iterator[Visit]:
    """Return a page opened from disk in a window of its own, closed afterwards."""
    viewport = {"width": width, "height": 800}
    with browser.new_context(viewport=viewport, color_scheme=scheme, **options) as context:
        visit = Visit(path.stem, scheme, context.new_page())

        def hear(message: ConsoleMessage) -> None:
            if message.type == "error":
                visit.errors.append(message.text)

        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.on("console", hear)
        visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
        visit.page.goto(path.as_uri(), wait_until="networkidle")
        yield visit
