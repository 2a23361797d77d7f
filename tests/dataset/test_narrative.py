from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictanalysis.catalog import Catalog, read_catalog
from ictanalysis.dataset.datafile import DataFile
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.narrative import Narrative, News, read_narrative
from tests.datasets import MAY, REAL, copy_of_real, edit

CATALOG: Catalog = read_catalog(REAL / "catalog.yml", "catalog.yml")
NAME = "data/2021-05/narrative.md"


def read(text: str) -> tuple[Narrative, list[Finding]]:
    """Return what a narrative of May 2021 says, and what is wrong with it."""
    return read_narrative(DataFile(MAY, "", NAME, text), CATALOG)


def texts(news: News) -> tuple[list[str], dict[str, list[str]]]:
    """Return the texts of a section: the general ones, and those of each topic."""
    about = {topic: [each.text for each in told] for topic, told in news.about.items()}
    return [each.text for each in news.general], about


def test_a_section_has_general_news_and_news_about_its_tables_and_measures() -> None:
    narrative, findings = read(
        "## I.4 Ứng dụng công nghệ\n\nChung một.\n\n"
        "### documents\n\nVề văn bản.\n- mục một\n- mục hai\n\n"
        "### documents.signed\n\nvề ký số.\n\n### documents.signed_rate\n\nvề tỷ lệ.\n\n"
        "## I.2\n\nBưu chính."
    )
    assert findings == []
    assert narrative.name == NAME
    assert texts(narrative.news("I.4")) == (
        ["Chung một."],
        {
            "documents": ["Về văn bản.", "mục một", "mục hai"],
            "documents.signed": ["về ký số."],
            "documents.signed_rate": ["về tỷ lệ."],
        },
    )
    assert [each.item for each in narrative.news("I.4").about["documents"]] == [False, True, True]
    assert texts(narrative.news("I.2")) == (["Bưu chính."], {})


def test_paragraphs_are_the_general_ones_then_those_about_topics_with_their_lines() -> None:
    narrative, _findings = read("## I.4\nMột.\n\n### email\n\nHai\nba.\n\n### documents\n- bốn")
    assert [(each.text, each.line) for each in narrative.news("I.4").paragraphs] == [
        ("Một.", 2),
        ("Hai ba.", 6),
        ("bốn", 10),
    ]


def test_a_section_that_the_narrative_does_not_have_says_nothing() -> None:
    narrative, findings = read("")
    assert findings == []
    assert texts(narrative.news("I.4")) == ([], {})
    assert list(narrative.news("I.4").paragraphs) == []


def test_the_levels_of_headings_mean_nothing() -> None:
    narrative, findings = read("# I.4\n\n###### documents\n\nMột.\n\n### I.2\n\nHai.")
    assert findings == []
    assert texts(narrative.news("I.4")) == ([], {"documents": ["Một."]})
    assert texts(narrative.news("I.2")) == (["Hai."], {})


@pytest.mark.parametrize(
    ("text", "line", "found", "told"),
    [
        ("Mồ côi.\n\n## I.1\n\nMột.", 1, "Mồ côi.", "stands before the first heading"),
        ("\n\n- mồ côi\n", 3, "mồ côi", "stands before the first heading"),
        ("## I.9\n\nMột.", 1, "I.9", "“I.9” is not a section (there are: I, I.1, I.2"),
        ("## I.1\n\n## I.2\n\n## I.1\n", 5, "I.1", "the section “I.1” stands twice"),
        (
            "## I.4\n\n### documets\n\nMột.",
            3,
            "documets",
            "“documets” is not a table or a measure of section I.4; the nearest is “documents”",
        ),
        ("## I.4\n\n### documents.sgned\n", 3, "documents.sgned", "documents.signed"),
        # A table of another section, and one of its measures.
        ("## I.1\n\n### documents\n", 3, "documents", "a measure of section I.1"),
        ("## I.1\n\n### documents.signed\n", 3, "documents.signed", "of section I.1"),
        ("## PL.I\n\n### documents\n", 3, "documents", "a measure of section PL.I"),
        (
            "## I.4\n\n### documents\n\nMột.\n\n### email\n\n### documents\n\nHai.",
            9,
            "documents",
            "the heading “documents” stands twice: put its text together",
        ),
        # Before any section, a table is no topic of anything.
        ("## documents\n\nMột.", 1, "documents", "“documents” is not a section"),
        ("## I.4\n\n### Documents\n", 3, "Documents", "“Documents” is not a section"),
        (
            "## I.4\n\n### dossiers.received[level=3]\n",
            3,
            "dossiers.received[level=3]",
            "“dossiers.received[level=3]” is not a section",
        ),
    ],
)
def test_a_heading_in_the_wrong_place_is_found_with_its_line(
    text: str, line: int, found: str, told: str
) -> None:
    _narrative, (finding,) = read(text)
    assert (finding.rule, finding.severity) == ("structure", "error")
    assert (finding.file, finding.line, finding.found) == (NAME, line, found)
    assert told in str(finding.message)
    assert finding.blocks


@pytest.mark.parametrize(
    ("text", "section", "topic"),
    [
        ("## I.9\n\nGiữ lại.", "I.9", None),
        ("## I.4\n\n### nothing\n\nGiữ lại.", "I.4", "nothing"),
        ("## I.1\n\n### documents\n\nGiữ lại.", "I.1", "documents"),
        ("## I.4\n\n### email\n\n### documents\n\n### email\n\nGiữ lại.", "I.4", "email"),
        ("## I.1\n\n## I.4\n\n## I.1\n\nGiữ lại.", "I.1", None),
    ],
)
def test_text_under_a_wrong_heading_is_kept_all_the_same(
    text: str, section: str, topic: str | None
) -> None:
    narrative, findings = read(text)
    general, about = texts(narrative.news(section))
    assert len(findings) == 1
    assert (general if topic is None else about[topic]) == ["Giữ lại."]


@pytest.mark.parametrize("first", ["## I.9", "## I.1\n\n## I.4\n\n## I.1"])
def test_what_stands_under_a_wrong_section_is_not_told_beside_it(first: str) -> None:
    narrative, findings = read(f"{first}\n\n### email\n\nMột.\n\n### nothing\n\nHai.\n")
    assert len(findings) == 1
    assert texts(narrative.news(first[-3:])) == ([], {"email": ["Một."], "nothing": ["Hai."]})


def test_text_after_a_repeated_heading_follows_what_stands_there() -> None:
    narrative, findings = read("## I.4\n\n### email\n\nMột.\n\n### email\n\nHai.\n\n## I.4\n\nBa.")
    assert texts(narrative.news("I.4")) == (["Ba."], {"email": ["Một.", "Hai."]})
    assert [each.line for each in findings] == [7, 11]


def test_a_long_text_without_a_place_is_quoted_by_its_beginning() -> None:
    _narrative, (finding,) = read("a" * 30 + " " + "b" * 30)
    assert finding.found == "a" * 30 + " " + "b" * 9


NO_HEADINGS = ["#I.4", "###email", "#", "##", "###", "####### I.4", "#\u00a0I.4"]


@pytest.mark.parametrize("text", NO_HEADINGS)
def test_a_sharp_that_is_no_heading_is_told_and_what_follows_it_stays(text: str) -> None:
    narrative, (finding,) = read(f"## I.1\n\nMột.\n\n{text}\nHai.\n")
    assert (finding.rule, finding.severity, finding.line) == ("structure", "error", 5)
    assert finding.found == text
    assert str(finding.message).startswith(f"“{text}” is no heading: write it alone on its line")
    assert texts(narrative.news("I.1")) == (["Một.", text, "Hai."], {})


def test_no_heading_before_the_first_one_is_told_once() -> None:
    _narrative, findings = read("##II\n\nMột.\n\n## I.1\n")
    assert [(each.line, each.found) for each in findings] == [(1, "##II"), (3, "Một.")]
    assert "is no heading" in str(findings[0].message)


@pytest.mark.parametrize(
    ("written", "line", "found", "kept"),
    [
        (" # I.4\ncòn dòng này", 3, "# I.4 còn dòng này", ["# I.4 còn dòng này"]),
        ("một\nhai\n  ## I.4", 5, "## I.4", ["một hai ## I.4"]),
        ("- một\n  ### email", 4, "### email", ["một ### email"]),
        ("#" + "a" * 99, 3, "#" + "a" * 39, ["#" + "a" * 99]),
    ],
)
def test_a_heading_among_other_lines_is_told_with_its_line(
    written: str, line: int, found: str, kept: list[str]
) -> None:
    narrative, (finding,) = read(f"## I.1\n\n{written}\n")
    assert (finding.line, finding.found) == (line, found)
    assert texts(narrative.news("I.1")) == (kept, {})


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("- ## I.4 là một mục", "## I.4 là một mục"),
        ("- # documents", "# documents"),
        ("Mục #3 của bảng", "Mục #3 của bảng"),
    ],
)
def test_an_item_or_a_sharp_within_a_line_is_text(written: str, text: str) -> None:
    narrative, findings = read(f"## I.1\n\n{written}\n")
    assert findings == []
    assert texts(narrative.news("I.1")) == ([text], {})


def test_a_section_in_small_letters_is_a_section(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    edit(path / "catalog.yml", "  PL.I: {title", "  notes: {title")
    catalog = read_catalog(path / "catalog.yml", "catalog.yml")
    file = DataFile(MAY, "", NAME, "## I.1\n\n## notes\n\nMột.")
    narrative, findings = read_narrative(file, catalog)
    assert findings == []
    assert texts(narrative.news("notes")) == (["Một."], {})


def test_markup_is_text() -> None:
    written = '<h2 class="annex">Phụ lục</h2> *a* [x](y) {documents.signed}'
    narrative, _findings = read(f"## I.1\n\n{written}\n\n> b\n\n1. c")
    assert texts(narrative.news("I.1")) == ([written, "> b", "1. c"], {})


LINES = st.sampled_from(
    ["## I.4", "## I.1", "## I.9", "### documents", "### email.new", "### nothing", ""]
) | st.builds("{}{}".format, st.sampled_from(["", "- "]), st.text("abc#", min_size=1, max_size=5))


@given(st.lists(LINES, max_size=25))
def test_no_text_is_lost_or_told_twice(lines: list[str]) -> None:
    narrative, findings = read("\n".join(["## I.1", *lines]))
    kept = sorted(
        word
        for news in narrative.sections.values()
        for each in news.paragraphs
        for word in each.text.split()
    )
    headings = {"## I.4", "## I.1", "## I.9", "### documents", "### email.new", "### nothing"}
    written = (line.removeprefix("- ") for line in lines if line not in headings)
    assert kept == sorted(word for line in written for word in line.split())
    assert {each.rule for each in findings} <= {"structure"}


def test_the_narrative_of_may_is_sound() -> None:
    narrative, findings = read((REAL / "2021-05/narrative.md").read_text(encoding="utf-8"))
    assert findings == []
    assert set(narrative.sections) <= set(CATALOG.sections)
    assert "documents" in narrative.news("I.4").about
