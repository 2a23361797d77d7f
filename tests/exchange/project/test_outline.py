"""Which parts of a report a catalog has sections for, and how those that it lacks come into it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from ictanalysis.catalog import Catalog, read_catalog
from ictanalysis.exchange.project.outline import outline, with_sections
from ictanalysis.language.errors import InputError, UsageError
from ictanalysis.language.locales import ENGLISH, VIETNAMESE, Locale
from tests.datasets import CATALOG, ENGLISH_CATALOG, REAL, write
from tests.exchange.project.catalogs import HEALTH

ANNEXES = {
    "PL.I": "Bảng số liệu",
    "PL.II": "Ghi chú về số liệu",
    "PL.III": "Nguồn của các số liệu đã dẫn",
}
PLAN = "Kế hoạch công tác {period.next_month}"


def catalog(folder: Path, text: str, locale: Locale = VIETNAMESE) -> Catalog:
    write(folder / "catalog.yml", text)
    return read_catalog(folder / "catalog.yml", "catalog.yml", locale)


def test_a_catalog_with_everything_gets_nothing() -> None:
    found = outline(read_catalog(REAL / "catalog.yml", "catalog.yml"))
    assert list(found.text)[-3:] == ["II.4", "II.5", "III"]
    assert (found.plan, list(found.annexes)) == ("IV", ["PL.I", "PL.II", "PL.III"])
    assert found.added == {}


def test_a_catalog_without_plan_and_annexes_gets_them(tmp_path: Path) -> None:
    own = catalog(tmp_path, HEALTH)
    found = outline(own)
    assert list(found.text) == ["I", "I.1", "I.2", "II"]
    assert (found.plan, found.assessed) == ("III", False)
    assert list(found.annexes) == list(ANNEXES)
    assert found.added == {"III": PLAN, **ANNEXES}
    assert list(found.complete(own).sections) == ["I", "I.1", "I.2", "II", "III", *ANNEXES]


def test_an_english_catalog_keeps_its_annexes_and_gets_the_third(tmp_path: Path) -> None:
    found = outline(catalog(tmp_path, ENGLISH_CATALOG, ENGLISH))
    assert (found.plan, list(found.annexes)) == ("II", ["A.I", "A.II", "A.III"])
    assert found.added == {"A.III": "Sources of the figures"}


@pytest.mark.parametrize(
    ("sections", "plan", "added", "assessed"),
    [
        ("{I: {title: Một}, II: {title: Nhiệm vụ trọng tâm tháng sau}}", "II", False, False),
        ("{I: {title: Một}, II: {title: 'Tháng {period.next_month}'}}", "II", False, False),
        ("{I: {title: Một}, II: {title: Đánh giá}}", "III", True, True),
        ("{I: {title: Một}, V: {title: Đánh giá}}", "III", True, True),
        ("{'1': {title: Một}, I: {title: Kế hoạch năm}, '2': {title: Hai}}", "4", True, True),
        ("{A: {title: Một}, I: {title: Hai}, B: {title: Ba}}", "D", True, True),
    ],
)
def test_the_plan_is_a_section_that_is_called_so_or_the_next_one(
    tmp_path: Path, sections: str, plan: str, added: bool, assessed: bool
) -> None:
    text = CATALOG.replace("sections:\n  I: {title: Một}\n", f"sections: {sections}\n")
    found = outline(catalog(tmp_path, text))
    assert (found.plan, plan in found.added, found.assessed) == (plan, added, assessed)


def test_a_number_that_no_heading_can_begin_with_is_refused(tmp_path: Path) -> None:
    text = CATALOG.replace("  I: {title: Một}\n", '  I: {title: Một}\n  "II\\n!ls": {title: Hai}\n')
    with pytest.raises(UsageError, match="cannot be the number of a section"):
        outline(catalog(tmp_path, text))


BLOCK = "sections:\n  I:\n    title: Một\n\n# Bảng.\ntables: {}\n"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (BLOCK, BLOCK.replace("Một\n", 'Một\n  II: {title: "Hai"}\n  "3": {title: "\\"Ba\\""}\n')),
        ("sections:\n  I: {title: Một} # ba\n", None),
        ("sections:\n    I: {title: Một}", None),
        ("sections: {I: {title: Một}}\n", None),
        ("sections: {\n  I: {title: Một}, # một\n}\ntables: {}\n", None),
        ('{"sections": {"I": {"title": "Một"}}, "tables": {}}', None),
        ("sections:\n  I:\n    title: >\n      Một\n      hai\ntables: {}\n", None),
        ("sections:\n  I:\n    title: |-\n      Một", None),
    ],
)
def test_sections_are_added_and_all_else_stays(text: str, whole: str | None) -> None:
    added: Mapping[str, str] = {"II": "Hai", "3": '"Ba"'}
    found = with_sections(text, added, "catalog.yml")
    assert whole is None or found == whole
    before, after = yaml.safe_load(text), yaml.safe_load(found)
    titles = {number: {"title": title} for number, title in added.items()}
    assert after["sections"] == before["sections"] | titles
    assert after | {"sections": None} == before | {"sections": None}
    comments = [re.findall("#.*", each) for each in (text, found)]
    assert comments[0] == comments[1]


def test_sections_that_nothing_can_be_added_to_are_refused() -> None:
    text = "first: &one {title: Một}\nsections:\n  I: *one\n"
    with pytest.raises(InputError, match=r"catalog\.yml: II cannot be added to the sections"):
        with_sections(text, {"II": "Hai"}, "catalog.yml")
