"""Mistakes in calling: each is one sentence that says what to write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import ictanalysis as ict
from ictanalysis.language.errors import UsageError
from tests.datasets import MAY, REAL, loaded

DATA: Any = loaded(REAL)
THIS: Any = DATA.month(MAY)
REPORT: Any = ict.Report(THIS)
STACKED: Any = ict.charts.stacked(THIS, "dossiers.received", by="level", across="channel")
NOTHING: Any = ict.charts.trend(THIS, "documents.signed")
LOAD: Any = ict.load
SIGNALS: Any = ict.signals


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: LOAD(5), '5 is no folder: write ict.load("data")'),
        (lambda: DATA.series(5), "“5” is not the key of an indicator: write table.measure or"),
        (lambda: THIS.figure(3), "“3” is not the key of an indicator: write table.measure or"),
        (lambda: THIS.figure(None), "“None” is not the key of an indicator: write table."),
        (lambda: REPORT.text(5), 'template must be a text, not 5: write report.text("…")'),
        (lambda: REPORT.section("I.1", 5), "template must be a text, not 5: write report.text"),
        (lambda: REPORT.section(5), "number must be the number of a section, not 5: write rep"),
        (lambda: REPORT.plan("IV", 5), "must be a text, not 5: write report.text"),
        (lambda: REPORT.follow_up(5), "template must be a text, not 5"),
        (lambda: REPORT.annex(5), "number must be the number of a section, not 5"),
        (lambda: REPORT.figures(3), 'caption must be a text, not 3: write caption="…"'),
        (lambda: REPORT.cards("documents.signed"), "keys must be a list of keys, not 'documents"),
        (lambda: REPORT.highlights("abc"), "points must be a list of texts, not 'abc': write"),
        (lambda: REPORT.heading("BC", "subject"), "subject must be a list of texts, not 'subj"),
        (lambda: REPORT.heading(5, ["a"]), 'kind must be a text, not 5: write kind="…"'),
        (lambda: STACKED.save(5), 'path must be the path of a file, not 5: write "chart.png"'),
        (lambda: STACKED.save("a\0.png"), ".png: embedded null byte"),
        (lambda: NOTHING.save("a.png"), "“a.png”: there is no chart to save. Biểu đồ xu hướng"),
        (lambda: SIGNALS.process_behaviour(5), "the index of the series is not one of months"),
        (lambda: SIGNALS.process_limits(5), "the values are not a list of numbers: give one"),
        (lambda: SIGNALS.process_limits("abc"), "the values are not a list of numbers: give"),
        (lambda: SIGNALS.phrase(5), "a phrase is about what process_behaviour returns"),
        (
            lambda: ict.charts.stacked(THIS, "dossiers.received", by="level", across="level"),
            "“level” cannot be both by and across: name another",
        ),
        (
            lambda: ict.tables.crosstab(THIS, "dossiers.received", "level", "level", "x"),
            "“level” cannot be both rows and columns: name another",
        ),
        (
            lambda: ict.charts.stacked(
                THIS, "dossiers.received", by="level", across="channel", title="Có 45 hồ sơ"
            ),
            "“45” is typed by hand: put the placeholder of its figure",
        ),
    ],
)
def test_a_mistake_in_calling_is_one_sentence(call: Callable[[], object], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        call()
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_figure_is_found_by_its_text_too() -> None:
    assert THIS.figure("documents.signed").value == THIS["documents.signed"].value == 13018


def test_what_is_large_has_a_short_repr() -> None:
    months = pd.period_range("2020-01", periods=12, freq="M")
    behaviour = ict.signals.process_behaviour(pd.Series(range(12), index=months))
    assert repr(behaviour) == "<ProcessBehaviour, months: 12, phases: 1, signals: 12>"
    assert repr(DATA.comparisons) == "<Comparisons, months: 1>"
    assert repr(DATA.catalog) == "<Catalog: 24 tables, 66 indicators>"


def test_nothing_is_written_where_there_is_no_chart(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        NOTHING.save(tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []
