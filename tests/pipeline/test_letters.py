"""Letters that no font has are told by `check`, with file and line, before a run comes to them."""

from pathlib import Path

import pytest

from ictanalysis.pipeline.letters import letters_without_font
from tests.commandline import run
from tests.datasets import edit, loaded, small

NO_FONT = "\u0378"
"""A code that no letter has, and so no font."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return small(tmp_path, {"2021-04": {}, "2021-05": {"letters": "sent,20,,a\nsigned,12,,\n"}})


def found(data: Path) -> list[tuple[str, int, str]]:
    month = loaded(data).month("2021-05")
    return [(each.file, each.line, str(each.message)) for each in letters_without_font(month)]


@pytest.mark.parametrize(
    ("file", "old", "line"),
    [
        ("catalog.yml", "Mức độ", 5),
        ("catalog.yml", "{title: Một}", 2),
        ("dataset.yml", "GIÁM ĐỐC", 12),
        ("2021-05/letters.csv", ",a", 2),
        ("2021-05/narrative.md", "", 1),
        ("2021-05/plan.csv", "outcome\n", 1),
    ],
)
def test_a_letter_that_no_font_has_is_told_with_its_line(
    data: Path, file: str, old: str, line: int
) -> None:
    path = data / file
    text = path.read_text(encoding="utf-8")
    place = text.index(old) + len(old.rstrip("}\n"))
    path.write_text(text[:place] + NO_FONT + text[place:], encoding="utf-8")
    [(name, number, problem)] = found(data)
    assert (name, number) == (f"data/{file}", line)
    assert problem.startswith(f"no font on this machine has “{NO_FONT}” (U+0378)")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("catalog.yml", "sections:", f"# {NO_FONT}\nsections:"),
        ("2021-04/letters.csv", "signed,12,,", f"signed,12,,{NO_FONT}"),
        ("2021-05/letters.csv", ",a", ",Tiê\u0301ng “Việt” – 5 ≥ 4 … ₫ − Ÿ"),
        ("catalog.yml", "Mức độ", "MỨC ĐỘ ẮẰẲẴẶ ỵỷỹ Ươ"),
        ("dataset.yml", "GIÁM ĐỐC", "GIÁM ĐỐC’S"),
    ],
)
def test_what_is_not_printed_or_every_font_has_is_let_be(
    data: Path, file: str, old: str, new: str
) -> None:
    edit(data / file, old, new)
    assert found(data) == []


def test_check_tells_it_and_ends_with_1(data: Path) -> None:
    edit(data / "catalog.yml", "Mức độ", f"Mức độ {NO_FONT}")
    told = run("--lang", "en", "check", "2021-05", "--data", str(data))
    assert told.exit_code == 1
    assert (
        f"error: data/catalog.yml, line 5: no font on this machine has “{NO_FONT}”" in told.stdout
    )
