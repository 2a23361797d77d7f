"""The documentation: what it tells a reader to type exists, and what it links to is there."""

import ast
import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ictanalysis.cli.commands import app

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    page
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    if "_build" not in page.parts
)
COMMANDS = app.commands
FENCED = re.compile(r"^```(.*?)\n(.*?)^```", re.MULTILINE | re.DOTALL)
GALLERY = (ROOT / "docs/gallery.md").read_text(encoding="utf-8")


def prose(page: Path) -> str:
    """Return the text of a page without its blocks of code."""
    return FENCED.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """Return the places of a page that a link can name, as forges and MyST call them."""
    titles = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def typed_commands() -> Iterator[tuple[str, str]]:
    """Yield page and line of each command that a reader is told to type."""
    for page in PAGES:
        for line in page.read_text(encoding="utf-8").splitlines():
            for typed in re.findall(
                r"(?:^|[`$ /])(?<!import )ictanalysis ((?:--|[a-z])[^`#]*)", line
            ):
                if line.startswith((" ", "$", "ictanalysis")) or f"`ictanalysis {typed}" in line:
                    yield page.name, typed.strip()


def examples(kind: str) -> list[str]:
    return [code for name, code in FENCED.findall(GALLERY) if name == kind]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for address in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        name, _hash, anchor = address.partition("#")
        if "://" in name:
            continue
        target = page if not name else (page.parent / name).resolve()
        assert target.is_file(), address
        assert not anchor or anchor in anchors(target), address


def test_commands_exist_with_their_options() -> None:
    seen = list(typed_commands())
    for page, typed in seen:
        words = [word for word in typed.split() if not word.startswith("[")]
        named = [word for word in words if re.fullmatch("[a-z]+", word) and word in COMMANDS]
        assert named, f"{page}: ictanalysis {typed}"
        known = {option for each in COMMANDS[named[0]].params for option in each.opts}
        for option in re.findall(r"--[a-z]+", typed):
            assert option in known, f"{page}: ictanalysis {typed}"
    assert {word for _page, typed in seen for word in typed.split()} >= COMMANDS.keys()


def test_every_command_has_its_part_of_the_reference() -> None:
    assert anchors(ROOT / "docs/reference/command-line.md") >= COMMANDS.keys()


def test_targets_of_make_exist() -> None:
    makefiles = [ROOT / "Makefile", *ROOT.glob("ictanalysis/exchange/project/*/Makefile")]
    texts = [path.read_text(encoding="utf-8") for path in makefiles]
    known = {name for text in texts for name in re.findall(r"^([a-z]+):", text, re.M)}
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert set(re.findall(r"(?:`|^ {4}|^\$ )make ([a-z]+)", text, re.MULTILINE)) <= known, page


@pytest.mark.parametrize("page", [page for page in PAGES if ">>>" in page.read_text("utf-8")])
def test_examples_of_a_session_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = FENCED.sub(lambda block: block[2], page.read_text(encoding="utf-8"))
    example = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    assert doctest.DocTestRunner().run(example).failed == 0


def test_gallery_is_rich_and_each_of_its_results_is_named() -> None:
    shown = [
        code for code in examples("{result}") if isinstance(ast.parse(code).body[-1], ast.Expr)
    ]
    assert len(shown) >= 20
    assert len(re.findall("^### ", GALLERY, re.M)) == len(shown) + len(examples("{shell}"))
