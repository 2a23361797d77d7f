from __future__ import annotations

from pathlib import Path

import pytest

from tests.datasets import copy_of_real, edit, found, repeat_may, small, write

COPY = "narrative_repeated"


def told(
    folder: Path, last: str, now: str, rule: str = "repeated"
) -> list[tuple[str, str, int, str]]:
    path = small(folder, {"2021-04": {}, "2021-05": {}})
    write(path / "2021-04/narrative.md", last)
    write(path / "2021-05/narrative.md", now)
    findings = (each for each in found(path) if each.rule == rule)
    return [(each.severity, each.file, each.line, str(each.message)) for each in findings]


def test_news_of_last_month_are_told_once_with_their_sections(tmp_path: Path) -> None:
    last = "## I\n\nHọp giao ban.\n"
    assert told(tmp_path, last, f"{last}\nCó {{letters.sent:unit}}.\n") == [
        (
            "warning",
            "data/2021-05/narrative.md",
            3,
            "the news of 1 of 1 sections are those of last month, word for word (I): write this "
            "month's",
        )
    ]


@pytest.mark.parametrize(
    ("last", "now"),
    [
        ("## I\n\nHọp giao ban.\n", "## I\n\nHọp tổng kết.\n"),
        ("## I\n\nCó {letters.sent:unit}.\n", "## I\n\nCó {letters.sent:unit}.\n"),
        ("## I\n", "## I\n"),
        ("", "## I\n\nHọp giao ban.\n"),
    ],
    ids=["other words", "a bound sentence", "nothing said", "nothing said before"],
)
def test_news_of_its_own_are_not_told(tmp_path: Path, last: str, now: str) -> None:
    assert told(tmp_path, last, now) == []


def test_one_spelling_or_the_other_is_the_same(tmp_path: Path) -> None:
    assert len(told(tmp_path, "## I\n\nỦy ban họp.\n", "## I\n\nUỷ ban họp.\n", COPY)) == 1


def test_a_first_month_repeats_nothing(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {}})
    write(path / "2021-05/narrative.md", "## I\n\nHọp giao ban.\n")
    assert [each for each in found(path) if each.rule == "repeated"] == []


def test_a_narrative_that_is_wholly_last_months_is_an_error(tmp_path: Path) -> None:
    last = "## I\n\nHọp giao ban.\n\n### letters\n\ncó {letters.sent:unit}.\n"
    message = "the narrative is last month's, word for word: write this month's news"
    assert told(tmp_path, last, last, COPY) == [("error", "data/2021-05/narrative.md", 0, message)]


def test_sentences_that_are_all_bound_are_no_copy(tmp_path: Path) -> None:
    last = "## I\n\nCó {letters.sent:unit}.\n"
    assert told(tmp_path, last, last, COPY) == []


def test_a_copied_month_is_found_out(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    repeat_may(path)
    edit(path / "dataset.yml", ", narrative_repeated: ignore", "")
    (finding,) = (each for each in found(path, "2021-06") if each.blocks and each.rule == COPY)
    assert finding.file == "data/2021-06/narrative.md"


def test_news_that_are_mostly_last_months_are_a_warning(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    june = repeat_may(path)
    edit(june / "narrative.md", "theo chỉ đạo của Ủy ban", "theo chương trình của Ủy ban")
    (finding,) = (each for each in found(path, "2021-06") if each.rule == "repeated")
    assert not finding.blocks
    assert "II.5" in str(finding.message)
