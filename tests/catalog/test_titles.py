"""Titles of sections whose placeholders lead somewhere, or are refused with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from ictanalysis.catalog import Catalog, read_catalog
from ictanalysis.language.errors import InputError
from tests.datasets import CATALOG, write


def read(folder: Path, title: str) -> Catalog:
    write(folder / "catalog.yml", CATALOG.replace("I: {title: Một}", f'I:\n    title: "{title}"'))
    return read_catalog(folder / "catalog.yml", "data/catalog.yml")


@pytest.mark.parametrize(
    "title",
    [
        "Kế hoạch {period.next_month}",
        "Năm {period.year}",
        "Gửi {letters.sent}",
        "Gửi {letters.sent:unit}",
        "Tỷ lệ {cases.online_rate[level=low]:plain}",
        "Lần thứ {=8}",
        "Không có gì",
    ],
)
def test_a_title_may_have_what_a_sentence_has(tmp_path: Path, title: str) -> None:
    assert read(tmp_path, title).sections["I"].title == title


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Kế hoạch {period.nxt}", "“period.nxt” is no word for the period (there are: period."),
        ("Kế hoạch {period.nxt:plain}", "“period.nxt” is no word for the period"),
        ("Gửi {letters.snt}", "there is no “snt”; the nearest is “sent”"),
        ("Gửi {leters.sent}", "there is no “leters”; the nearest is “letters”"),
        ("Gửi {cases.received[level=lo]}", "there is no “lo”; the nearest is “low”"),
        ("Gửi {letters.sent:units}", "“letters.sent:units” cannot be printed so"),
        ("Gửi {letters}", "“{letters}” is not a placeholder"),
        ("Gửi {letters.sent", "“{letters.sent” is not a placeholder"),
        ("Gửi }", "“}” is not a placeholder"),
        ("Gửi {}", "“{}” is not a placeholder"),
    ],
)
def test_a_placeholder_that_leads_nowhere_is_told_with_file_and_line(
    tmp_path: Path, title: str, told: str
) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, title)
    (line,) = str(refused.value).split("\n")
    assert line.startswith("data/catalog.yml, line 3: ")
    assert told in line


def test_it_is_told_with_all_other_problems_of_the_catalog(tmp_path: Path) -> None:
    text = CATALOG.replace("{title: Một}", '{title: "{period.nxt} và {period.yaer}"}')
    write(tmp_path / "catalog.yml", text.replace("part_of: [sent]", "part_of: [sendt]"))
    with pytest.raises(InputError) as refused:
        read_catalog(tmp_path / "catalog.yml", "data/catalog.yml")
    lines = str(refused.value).split("\n")
    assert len(lines) == 3
    assert all(name in line for name, line in zip(["sendt", "nxt", "yaer"], lines, strict=True))
