"""The report of a data set in English: sentences, cards, tables, plan and notes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from ictanalysis.analysis import Month
from ictanalysis.report import tables
from ictanalysis.report.official import masthead
from ictanalysis.report.prose import fill, words
from ictanalysis.report.report import Report
from tests.datasets import MAY, edit, english_dataset, loaded
from tests.pages import shown, vietnamese_words


@pytest.fixture(scope="module")
def may(tmp_path_factory: pytest.TempPathFactory) -> Month:
    return loaded(english_dataset(tmp_path_factory.mktemp("two"))).month(MAY)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Month:
    """Return May 2021 after sixteen months, so that last year adds up from January, too."""
    return loaded(english_dataset(tmp_path_factory.mktemp("many"), 17)).month(MAY)


def lines(markdown: str) -> list[str]:
    """Return the lines that a reader sees."""
    return [line for line in shown(markdown).text.replace("¶", "\n").split("\n") if line]


def test_a_vietnamese_word_is_known_by_its_letters() -> None:
    assert vietnamese_words("2 × 3 − 1: “don’t” số, Đoàn ca\N{COMBINING ACUTE ACCENT}") == [
        "số",
        "Đoàn",
        "cá",
    ]
    assert vietnamese_words("1,877,098 / 2,167,550 × 100 · ≥ 80% — café?") == ["café"]


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{documents.sent}", "2,167,550"),
        ("{documents.signed_rate}", "86.6%"),
        ("{cases.received[level=high]:unit}", "200 cases"),
        ("{accounts.sites:unit}", "9 sites"),
        ("{accounts.closed:unit}", "about 3 accounts"),
        ("{accounts.incidents:unit}", "none"),
        ("{accounts.incidents}", "0"),
        ("{accounts.uptime:unit}", "not available"),
        ("{accounts.inspected}", "5 May 2021"),
        # 4,000 of 1,873,098 are 0.21 %; 120 of 920 are 13.04 %; 7,254 − 7,243 = 11.
        ("{documents.signed:compared}", "1,877,098 documents, up 0.2% from last month"),
        ("{cases.received:compared}", "800 cases, down 13.0% from last month"),
        ("{accounts.active:compared}", "7,254 accounts, up 11 accounts from last month"),
        ("{accounts.closed:compared}", "about 3 accounts, unchanged from last month"),
        ("{accounts.opened:compared}", "14 accounts, unchanged from last month"),
        ("{period.month}, {period.next_month}", "May 2021, June 2021"),
        ("{period.first_day} to {period.last_day}", "1 May 2021 to 31 May 2021"),
        ("{period.year}", "2021"),
    ],
)
def test_a_figure_is_described_in_english(may: Month, template: str, text: str) -> None:
    assert words(may, template) == text
    assert shown(fill(may, template).markdown).text == f"{text}\n"


@pytest.mark.parametrize(
    ("template", "text"),
    [
        # A year before, 1,877,098 − 12 × 4,000 = 1,829,098: 48,000 more are 2.62 %.
        (
            "{documents.signed:year_on_year}",
            "1,877,098 documents, up 2.6% from the same month last year",
        ),
        # 5 × 1,877,098 − (0 + 1 + 2 + 3 + 4) × 4,000 = 9,345,490, after 5 × 48,000 fewer: 2.64 %.
        (
            "{documents.signed:year_to_date}",
            "1,877,098 documents, 9,345,490 documents since January, "
            "up 2.6% from the same period last year",
        ),
        (
            "{accounts.active:year_on_year}",
            "7,254 accounts, up 132 accounts from the same month last year",
        ),
    ],
)
def test_a_figure_is_held_against_last_year_in_english(
    history: Month, template: str, text: str
) -> None:
    assert words(history, template) == text


def test_a_section_goes_on_with_the_news_of_the_month(may: Month) -> None:
    section = Report(may).section("I.1", "Signed in {period.month}: {documents.signed:unit}.")
    assert lines(section.markdown) == [
        "1. Documents",
        "Signed in May 2021: 1,877,098 documents, which is 86.6% of all.",
        "The rules of 11 April 2019 and of May 2021 apply; Level 3 stays open until 2025.",
    ]


def test_the_cards_have_targets_changes_and_a_note(may: Month) -> None:
    keys = ["documents.signed_rate", "cases.online_rate", "accounts.active"]
    assert lines(Report(may).cards(keys).markdown) == [
        "Share of documents signed: 86.6%; Target of at least 80% (Order 12); “Documents sent” is "
        "2,167,550, but its 2 parts (Documents signed, Documents not signed) add up to 2,167,548: "
        "2 less. Accepted by Head of Records: the source counts two documents twice.",
        # 456 of 920 were filed online in April: 49.57 %.
        "Share of cases filed online: 50.0%; Up 0.4 percentage points from last month; "
        "For reference, as it is measured differently: target of at least 50% (Order 14)",
        "Active accounts: 7,254 accounts; Up 11 accounts from last month",
        "The figure of last month is not available for 1 of these.",
    ]


def test_the_main_points_end_with_what_calls_for_caution(may: Month) -> None:
    points = Report(may).highlights(["Sent: {documents.sent:unit}."]).content["points"]
    assert isinstance(points, list)
    assert [shown(point).text.strip() for point in points] == [
        "Sent: 2,167,550 documents.",
        "Please note: “Documents sent” is 2,167,550, but its 2 parts (Documents signed, Documents "
        "not signed) add up to 2,167,548: 2 less. Accepted by Head of Records: the source counts "
        "two documents twice.",
        "Please note: no figure is available for mean time without a fault.",
    ]


def test_the_plan_and_what_became_of_it(may: Month) -> None:
    report = Report(may)
    assert lines(report.plan("II").markdown) == [
        "II. NEXT MONTH",
        "Open a second counter (due: 11 June 2021).",
        "Write the yearly summary.",
        "Renew the servers (due: 30 June 2021).",
        "Move the archive.",
    ]
    assert lines(report.follow_up("Tasks of {period.previous_month}:").markdown) == [
        "Tasks of April 2021:",
        "Done (all of them): Train the clerks.",
        "Under way: Renew the servers.",
        "Not begun: Move the archive.",
        "Dropped (it is read online): Print the manual.",
    ]


def test_the_notes_say_what_was_checked_and_found(may: Month) -> None:
    assert lines(Report(may).notes().markdown)[:3] == [
        "What the checks of the data have found:",
        # Sent of its parts; cases along two dimensions: the total, and four members.
        "Totals checked against their parts: 7; not in agreement: 1.",
        "Rates of the source computed again: 1; all agree.",
    ]


def test_an_annex_is_numbered(may: Month) -> None:
    soup = BeautifulSoup(Report(may).annex("A.I").markdown, "html.parser")
    heading = soup.find("h2")
    assert heading is not None
    assert heading.get_text() == "Annex I: Notes on the data"


def test_the_tables_have_english_heads_and_numbers(may: Month) -> None:
    table = Report(may).figures("All figures of {period.month}")
    assert table.caption == "All figures of May 2021 (simulated data)"
    assert table.head == ["Indicator", "Unit", "Value", "Last month", "Change"]
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Documents signed"] == ["documents", "1,877,098", "1,873,098", "+4,000"]
    assert rows["Sites\N{NO-BREAK SPACE}(4)"] == ["sites", "9", "", ""]
    # Documents are of one section, all else of the other.
    assert list(table.notes.values()) == [
        [
            "(1) the source counts two documents twice (accepted by Head of Records).",
            "(2) Target: ≥ 80% (Order 12).",
        ],
        [
            "(3) Provisional figure that may be revised next month.",
            "(4) Counted in another way from this month on; not compared with the month before.",
        ],
    ]
    crossed = tables.crosstab(may, "cases.received", "level", "channel", "Cases")
    assert crossed.head == ["Level", "On paper", "Online", "Total"]
    assert crossed.rows[-1] == ["Total", "400", "400", "800"]


def test_the_tables_of_the_quality_of_the_data_are_english(may: Month) -> None:
    assert tables.reconciliation(may, "").rows[0] == [
        "Documents sent",
        "2 parts: Documents signed, Documents not signed",
        "2,167,550",
        "2,167,548",
        "-2",
    ]
    (stated,) = tables.stated_ratios(may, "").rows
    assert stated[1:] == ["86.6%", "86.6%", "1,877,098 / 2,167,550 × 100", "0.0"]
    assert [row[:3] for row in tables.uncertain(may, "").rows] == [
        ["Accounts opened", "14", "Provisional"],
        ["Accounts closed", "about 3", "Estimated"],
        ["Sites", "9", "Break in series"],
        ["Mean time without a fault", "not available", "Missing"],
    ]
    assert [row[0] for row in tables.findings(may, "").rows] == ["Error", "Warning"]


def test_a_card_says_whether_the_month_is_a_signal(history: Month) -> None:
    # Each of the 17 months has 4,000 signed documents more than the month before, so that the last
    # lies 8 × 4,000 over their mean, beyond the upper limit at 2.66 × 4,000, and goes on rising.
    # Twelve months before it were 48,000 fewer; the five months since January are 5 × 1,877,098 −
    # (1 + 2 + 3 + 4) × 4,000.
    (line,) = lines(Report(history).cards(["documents.signed"]).markdown)
    assert line == (
        "Documents signed: 1,877,098 documents; Up 0.2% from last month; "
        "Up 2.6% from the same month last year; 9,345,490 documents since January; "
        "Rising for 17 months in a row"
    )


def test_nothing_of_the_month_is_vietnamese(history: Month) -> None:
    may, report = history, Report(history)
    parts = [
        report.heading("REPORT", ["Work of {period.month}"]),
        report.cards([str(key) for key in may.cells]),
        report.highlights(["Sent: {documents.sent:compared}."]),
        report.signature(),
        report.sources(),
        masthead(may, "Quality of the data", "{period.first_day} to {period.last_day}"),
    ]
    whole = [
        *(json.dumps(part._repr_mimebundle_(), ensure_ascii=False) for part in parts),
        *(report.section(number, "In {period.month}.").markdown for number in ("I", "I.1", "I.2")),
        report.plan("II").markdown,
        report.follow_up("Before:").markdown,
        report.annex("A.I").markdown,
        report.notes().markdown,
        *(
            table._repr_html_()
            for table in (
                report.figures("Figures"),
                tables.breakdown(may, "cases.online_rate", "level", "Shares"),
                tables.crosstab(may, "cases.received", "level", "channel", "Cases"),
                tables.everything(may, "Everything"),
                tables.findings(may, "Findings"),
                tables.measures(may, ["accounts"], "Accounts"),
                tables.reconciliation(may, "Totals"),
                tables.stated_ratios(may, "Ratios"),
                tables.uncertain(may, "Uncertain"),
            )
        ),
    ]
    assert vietnamese_words(" ".join(whole)) == []


def test_a_number_typed_by_hand_is_found_and_an_english_date_is_none(tmp_path: Path) -> None:
    path = english_dataset(tmp_path)
    narrative = path / "2021-05" / "narrative.md"
    edit(narrative, "- A new counter", "12 May meetings and 3,000 calls.\n\n- A new counter")
    found = [each for each in loaded(path).month(MAY).findings if each.rule == "unbound"]
    assert [each.found for each in found] == ["12 May", "3,000 calls."]
