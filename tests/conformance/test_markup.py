"""The pages as text: valid, without scripts, and with nothing to fetch from elsewhere."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser

from tests.conformance.visits import PAGES, visiting

# Attributes whose address a browser fetches or opens, by itself or when a form is sent.
ADDRESSES = {
    "action",
    "background",
    "cite",
    "data",
    "formaction",
    "href",
    "manifest",
    "ping",
    "poster",
    "src",
    "srcset",
    "xlink:href",
}
WITHIN = re.compile(r"#|data:")


@pytest.fixture(params=PAGES)
def path(report: Path, request: pytest.FixtureRequest) -> Path:
    return report / f"{request.param}.html"


@pytest.fixture
def markup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_is_valid(report: Path, libraries: Path) -> None:
    checker = libraries / "vnu-jar" / "build" / "dist" / "vnu.jar"
    pages = [str(report / f"{name}.html") for name in PAGES]
    command = ["java", "-jar", str(checker), "--stdout", "--Werror", *pages]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=90)
    assert run.stdout.splitlines() == []
    assert run.returncode == 0, run.stderr


def test_runs_no_script(markup: BeautifulSoup) -> None:
    handlers = [name for tag in markup.find_all() for name in tag.attrs if name.startswith("on")]
    assert markup.find_all("script") == []
    assert handlers == []
    assert [link for link in hrefs(markup) if link.startswith("javascript:")] == []


def test_names_no_address_outside_itself_but_in_links(markup: BeautifulSoup) -> None:
    assert [address for address in addresses(markup) if not WITHIN.match(address)] == []
    assert markup.find_all("base") == []
    assert markup.find_all("meta", attrs={"http-equiv": re.compile("refresh", re.IGNORECASE)}) == []


def test_asks_for_nothing_but_itself(path: Path, browser: Browser) -> None:
    # Without its policy, which would stop a request before anyone could hear of it.
    with visiting(browser, path, 1280, bypass_csp=True, java_script_enabled=True) as visit:
        asked = [url for url in visit.requests if not url.startswith("data:")]
        assert asked == [visit.page.url]


def hrefs(markup: BeautifulSoup) -> list[str]:
    return [str(link["href"]) for link in markup.find_all("a", href=True)]


def addresses(markup: BeautifulSoup) -> Iterator[str]:
    """Every address in the page but those that a reader must click to follow."""
    for tag in markup.find_all():
        for name in ADDRESSES & tag.attrs.keys():
            if (tag.name, name) != ("a", "href"):
                yield str(tag[name])
        yield from style_addresses(tag)


def style_addresses(tag: Tag) -> Iterator[str]:
    styles = [str(value) for name, value in tag.attrs.items() if name != "title"]
    if tag.name == "style":
        styles.append(tag.get_text())
    for style in styles:
        yield from re.findall(r"url\(\s*[\"']?([^\"')]+)", style)
        yield from re.findall(r"@import\s+[\"']([^\"']+)", style)
