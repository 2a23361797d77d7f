"""The check that ends a build: links lead somewhere, and nothing is loaded from outside."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

__all__ = ["problems", "setup"]

LOADING = {"link": "href", "script": "src", "img": "src", "source": "srcset", "iframe": "src"}
IMPORTED = re.compile(r"""(?:@import|url\()\s*["']?(https?:|//)""")


def problems(site: Path) -> Iterator[str]:
    """Yield what a reader without a network would miss, and each link that leads nowhere."""
    pages = {path: _parsed(path) for path in sorted(site.rglob("*.html"))}
    anchors = {path: {tag["id"] for tag in page.find_all(id=True)} for path, page in pages.items()}
    for path, page in pages.items():
        for tag in page.find_all([*LOADING, "a"]):
            address = tag.get(LOADING.get(tag.name, "href"))
            wrong = address and _wrong(tag.name, str(address), path, anchors)
            if wrong:
                yield f"{path.relative_to(site)}: <{tag.name}> {wrong}: {address}"
    for path in site.rglob("*.css"):
        if IMPORTED.search(path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(site)}: loads from outside"


def _parsed(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def _wrong(tag: str, address: str, page: Path, anchors: dict[Path, set[str]]) -> str:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return "" if tag == "a" or parts.scheme == "data" else "loads from outside"
    target = Path(os.path.normpath(page.parent / unquote(parts.path))) if parts.path else page
    if not target.is_file():
        return "leads to no file"
    fragment = unquote(parts.fragment)
    if tag == "a" and fragment and target in anchors and fragment not in anchors[target]:
        return "leads to no place of that page"
    return ""


def _check(app: Sphinx, problem: Exception | None) -> None:
    found = [] if problem else list(problems(Path(app.outdir)))
    if found:
        raise ExtensionError("\n".join(found))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the check."""
    app.connect("build-finished", _check, priority=900)
    return {"parallel_read_safe": True}
