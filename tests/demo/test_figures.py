"""The figures of the demonstration data: exact where they must be, believable elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from ictanalysis.analysis import Dataset
from ictanalysis.catalog import read_catalog
from ictanalysis.demo import MONTHS
from ictanalysis.demo.generation import SIMULATIONS
from ictanalysis.demo.units import UNITS
from ictanalysis.language.placeholders import KEY_PATTERN, NAMES
from tests.datasets import REAL, ROOT, loaded

OF_UNITS = [
    "documents.outgoing",
    "documents.signed",
    "documents.unsigned",
    "dossiers.received",
    "dossiers.resolved",
    "dossiers.pending",
    "email.mailboxes",
    "radio.stations",
]


def values(data: Dataset, key: str) -> pd.Series:
    """Return an indicator over the months."""
    return data.series(key)[key]


def at(data: Dataset, month: str, key: str) -> float:
    """Return the value of a figure that is there."""
    value = data.month(month)[key].value
    if value is None:
        raise ValueError(f"{key} is missing in {month}")
    return value


def test_the_catalog_has_all_that_the_real_one_has(demo: Dataset) -> None:
    real = read_catalog(REAL / "catalog.yml", "catalog.yml")
    own = demo.catalog
    assert list(own.sections) == list(real.sections)
    assert list(own.tables) == list(real.tables)
    assert {**own.dimensions, **real.dimensions} == own.dimensions
    assert set(own.dimensions) - set(real.dimensions) == {"unit"}
    for name, table in real.tables.items():
        assert list(own.tables[name].measures) == list(table.measures)
        assert list(own.tables[name].ratios) == list(table.ratios)
        assert [d for d in own.tables[name].dimensions if d != "unit"] == table.dimensions


def test_a_measure_differs_from_the_real_one_in_nothing_but_its_units(demo: Dataset) -> None:
    real = read_catalog(REAL / "catalog.yml", "catalog.yml")
    for table, spec in real.tables.items():
        for name, measure in spec.measures.items():
            own = demo.catalog.tables[table].measures[name]
            breakdowns = [each for each in own.breakdowns if each != ["unit"]]
            assert own.model_copy(update={"breakdowns": breakdowns}) == measure, (table, name)
        for name, ratio in spec.ratios.items():
            own_ratio = demo.catalog.tables[table].ratios[name]
            by = [dimension for dimension in own_ratio.by if dimension != "unit"]
            assert own_ratio.model_copy(update={"by": by}) == ratio, (table, name)


def test_the_targets_are_the_real_ones(demo: Dataset) -> None:
    assert demo.files.targets == loaded(REAL).files.targets


def test_every_table_with_a_file_is_simulated(demo: Dataset) -> None:
    files = {name for name, table in demo.catalog.tables.items() if table.rows_of is None}
    assert set(SIMULATIONS) == files


def test_there_are_nine_units_whose_shares_are_a_whole(demo: Dataset) -> None:
    assert list(UNITS) == list(demo.catalog.dimensions["unit"].members)
    assert len(UNITS) == 9
    assert sum(UNITS.values()) == pytest.approx(1)


@pytest.mark.parametrize("key", OF_UNITS)
def test_the_units_add_up_to_the_province_in_every_month(demo: Dataset, key: str) -> None:
    for month in MONTHS:
        units = demo.month(month).breakdown(key, by="unit")
        assert len(units) == 9
        assert sum(each.value or 0 for each in units) == demo.month(month)[key].value


@pytest.mark.parametrize("key", ["certificates.active", "email.mailboxes"])
def test_a_stock_is_what_it_was_and_what_came_and_went(demo: Dataset, key: str) -> None:
    table = key.partition(".")[0]
    for month in MONTHS:
        own = demo.month(month)
        revoked = at(demo, str(month), f"{table}.revoked") if table == "certificates" else 0
        opening, new = own[f"{table}.opening"].value or 0, own[f"{table}.new"].value or 0
        assert own[key].value == opening + new - revoked


@pytest.mark.parametrize(
    "key",
    [
        "documents.users",
        "services.provided[level=3]",
        "services.provided[level=4]",
        "procedures.published",
        "component_sites.sites",
        "radio.stations[unit=uoc-le]",
    ],
)
def test_what_is_only_added_to_never_falls(demo: Dataset, key: str) -> None:
    assert values(demo, key).is_monotonic_increasing


@pytest.mark.parametrize(
    ("key", "real"),
    [
        ("documents.users", 7254),
        ("documents.outgoing", 16401),
        ("documents.signed", 13018),
        ("certificates.active", 2233),
        ("email.mailboxes", 7648),
        ("services.provided", 1858),
        ("services.provided[level=4]", 612),
        ("dossiers.received", 4943),
        ("dossiers.received[channel=online]", 1347),
        ("procedures.published", 1416),
        ("radio.stations", 82),
    ],
)
def test_in_the_end_it_is_as_large_as_the_real_month(demo: Dataset, key: str, real: float) -> None:
    assert at(demo, "2021-05", key) == pytest.approx(real, rel=0.08)


@pytest.mark.parametrize("key", ["documents.outgoing", "dossiers.received"])
def test_it_began_at_about_half(demo: Dataset, key: str) -> None:
    assert at(demo, "2018-06", key) / at(demo, "2021-05", key) == pytest.approx(0.5, abs=0.08)


def test_level_4_begins_in_2019(demo: Dataset) -> None:
    for key in ("services.provided[level=4]", "dossiers.received[level=4]"):
        series = values(demo, key)
        assert (series[:"2018-12"] == 0).all()
        assert (series["2019-01":] > 0).all()
    assert demo.month("2018-12")["dossiers.online_rate[level=4]"].value is None


def test_tet_lowers_the_month_that_it_falls_in(demo: Dataset) -> None:
    series = values(demo, "documents.outgoing")
    assert series["2019-02"] < 0.85 * series["2019-01"]
    assert series["2020-01"] < 0.95 * series["2020-02"]
    assert series["2021-02"] < 0.85 * series["2021-03"]


def test_in_april_2020_fewer_dossiers_are_filed_in_person(demo: Dataset) -> None:
    in_person = values(demo, "dossiers.received[channel=in_person]")
    online = values(demo, "dossiers.received[channel=online]")
    assert in_person["2020-04"] < 0.6 * in_person["2020-03"]
    assert in_person["2020-04"] < in_person["2020-05"] < in_person["2020-06"]
    assert online["2020-04"] == pytest.approx(online["2020-03"], rel=0.2)


def test_each_months_plan_follows_the_one_before(demo: Dataset) -> None:
    plans = [demo.month(month).files.plan for month in MONTHS]
    states = {task.status for plan in plans for task in plan}
    assert states == {"planned", "done", "under_way", "not_begun", "dropped"}
    assert all(sum(task.status == "planned" for task in plan) == 3 for plan in plans)
    longest = max(
        month.ordinal - task.since.ordinal
        for month, plan in zip(MONTHS, plans, strict=True)
        for task in plan
    )
    assert longest == 3


def test_a_narrative_types_no_figure(demo: Dataset) -> None:
    for month in MONTHS:
        narrative = demo.month(month).files.narrative
        texts = [each.text for news in narrative.sections.values() for each in news.paragraphs]
        assert 4 <= len(texts) <= 9
        assert any("{" in text for text in texts)


def test_the_narrative_names_the_units_at_the_ends(demo: Dataset) -> None:
    rates = demo.month("2020-10").breakdown("documents.signed_rate", by="unit")
    most = max(rates, key=lambda each: each.value or 0)
    least = min(rates, key=lambda each: each.value or 0)
    news = demo.month("2020-10").files.narrative.news("I.4").about["documents.signed_rate"]
    keys = [str(each.key) for each in (most, least)]
    assert re.findall(r"\{([^}]+)\}", news[0].text) == keys


@pytest.mark.parametrize("path", sorted(ROOT.glob("notebooks/*.ipynb")), ids=lambda p: p.stem)
def test_every_key_of_a_notebook_is_in_the_catalog(demo: Dataset, path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    text = "".join("".join(cell["source"]) for cell in notebook["cells"])
    quoted = re.findall(rf'"({KEY_PATTERN})"', text)
    placed = re.findall(rf"\{{({KEY_PATTERN})(?::[a-z]+)?\}}", text)
    keys = {key for key in quoted + placed if key not in NAMES and not key.startswith("chart.")}
    assert {str(demo.catalog.resolve(key)) for key in keys} == keys
    assert keys or path.stem == "data_quality"
