"""Every chart of a small data set in English: not one Vietnamese letter in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from ictanalysis.analysis import Dataset, Month
from ictanalysis.charts import (
    Chart,
    Sentence,
    against_earlier,
    against_targets,
    behaviour,
    composition,
    composition_over_time,
    heat_map,
    ranking,
    small_multiples,
    stacked,
    trend,
)
from tests.charts.drawings import chart_of, misplaced, wording
from tests.datasets import english_dataset, loaded

RATES = ["documents.signed_rate", "cases.online_rate"]
KEYS = ["documents.signed", "accounts.active", "accounts.uptime", "accounts.incidents"]
DRAWN: dict[str, Callable[[Month], Chart | Sentence]] = {
    "against earlier": lambda may: against_earlier(may, "cases.received", by="level"),
    "against last month": lambda may: against_earlier(
        may, "cases.online_rate", by="level", earlier="month"
    ),
    "against targets": lambda may: against_targets(may, RATES),
    "behaviour": lambda may: behaviour(may, "documents.signed_rate"),
    "behaviour of an estimate": lambda may: behaviour(may, "accounts.closed"),
    "composition": lambda may: composition(may, "cases.received", by="channel"),
    "amounts over time": lambda may: composition_over_time(may, "cases.received", by="level"),
    "shares over time": lambda may: composition_over_time(
        may, "cases.received", by="channel", shares=True
    ),
    "heat map": lambda may: heat_map(may, KEYS),
    "ranking": lambda may: ranking(may, "cases.received", by="level"),
    "ranking of rates": lambda may: ranking(may, "cases.online_rate", by="level"),
    "small multiples": lambda may: small_multiples(may, "cases.received", by="channel"),
    "small multiples of rates": lambda may: small_multiples(may, "cases.online_rate", by="level"),
    "stacked": lambda may: stacked(may, "cases.received", by="level", across="channel"),
    "trend": lambda may: trend(may, "documents.signed_rate"),
    "trend with a gap": lambda may: trend(may, "accounts.uptime"),
    "trend with a break": lambda may: trend(may, "accounts.sites"),
    "trend of what is provisional": lambda may: trend(may, "accounts.opened"),
}
EVERY = pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return loaded(english_dataset(tmp_path_factory.mktemp("english"), months=26))


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return loaded(english_dataset(tmp_path_factory.mktemp("alone"), months=1))


def vietnamese(text: str) -> list[str]:
    """Return the letters of a text that no English word has."""
    return [
        letter
        for letter in unicodedata.normalize("NFC", text)
        if letter.isalpha() and not letter.isascii()
    ]


def all_words(drawn: Chart | Sentence) -> str:
    if isinstance(drawn, Sentence):
        return drawn.text
    drawings = [*wording(drawn.figure), *wording(drawn.narrow)]
    return "\n".join([drawn.title, drawn.subtitle, drawn.source, drawn.alt, *drawings])


@EVERY
def test_a_chart_is_in_english(english: Dataset, draw: Callable[[Month], Chart]) -> None:
    chart = chart_of(draw(english.month("2021-05")))
    assert vietnamese(all_words(chart)) == []
    assert vietnamese(re.sub(r"<use [^>]*>", "", chart.svg + chart.svg_narrow)) == []
    assert chart.source.startswith("These figures are simulated. Source: ")
    assert misplaced(chart) == []


@EVERY
def test_what_stands_in_its_place_is_in_english(
    alone: Dataset, draw: Callable[[Month], Chart | Sentence]
) -> None:
    assert vietnamese(all_words(draw(alone.month("2021-05")))) == []


def test_a_data_set_without_months_is_answered_in_english(tmp_path: Path) -> None:
    data = loaded(english_dataset(tmp_path, months=0))
    assert str(trend(data, "documents.signed")) == (
        "A chart of documents signed over time needs figures of at least 5 months."
    )
    for drawn in (
        behaviour(data, "documents.signed"),
        small_multiples(data, "cases.received", by="level"),
        composition_over_time(data, "cases.received", by="level"),
        heat_map(data, KEYS),
    ):
        assert vietnamese(str(drawn)) == []


def test_titles_are_whole_sentences(english: Dataset) -> None:
    may = english.month("2021-05")
    titles = {name: chart_of(draw(may)).title for name, draw in DRAWN.items()}
    assert titles["trend"] == ("Share of documents signed rose to 86.6%, from 86.0% in April 2019")
    # 600 of 800 cases are low; 400 on paper and 400 online
    assert titles["composition"] == "On paper and Online have the largest shares: 50.00% each"
    assert titles["ranking"] == "Low has the most: 600 cases"
    assert titles["small multiples"] == "Cases received in May 2021: 400 cases"
    assert titles["against targets"] == "Share of documents signed: 86.6%"


def test_numbers_months_and_units_are_english(english: Dataset) -> None:
    chart = chart_of(trend(english.month("2021-05"), "documents.sent"))
    assert "2,167,550" in wording(chart.figure)
    assert "May 2021" in wording(chart.figure)
    assert chart.subtitle.startswith(
        "Documents sent; unit: documents; from April 2019 to May 2021."
    )
