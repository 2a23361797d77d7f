"""Many provinces that do not exist, and the country that puts their figures together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import yaml

from ictanalysis.catalog import Catalog
from ictanalysis.dataset.plan import PLAN_COLUMNS, PLAN_FILE
from ictanalysis.dataset.tables import TableReader
from ictanalysis.demo.dice import Dice
from ictanalysis.demo.generation import SIMULATIONS, packaged
from ictanalysis.demo.media import SLIP_SIZE
from ictanalysis.demo.narrative import narrative
from ictanalysis.demo.plan import plans
from ictanalysis.demo.planted import SLIP
from ictanalysis.demo.rows import Row, Rows, table_text
from ictanalysis.demo.timeline import MONTHS
from ictanalysis.files.csvtext import csv_text

PROVINCES, NATIONAL = "provinces", "data"
"""The folders of the provinces' data sets and of the country's."""

LAST = MONTHS[-1]
YEAR = MONTHS[-13:]
"""The months of a province: the last one, and those of the year before it."""

JOINED = pd.Period("2021-01", "M")
"""The first month in which provinces that have joined others report no longer."""

MOST = 90
"""So many provinces have names of two digits, those that have joined others among them."""

_SIZES = (1, 2, 1, 3, 2, 1)
"""How many simulated offices a province has, by its number."""

_LATE, _IN_ERROR, _UNKNOWN = (12, 9), (20, 14), (30, 5)
"""Divisor and rest of the numbers of those that have not reported, err, and lack a figure."""

_NOT_KNOWN = ("telecom", "documents_sent")
_OPPOSITES = (("signed", "unsigned"), ("resolved", "pending"))
"""What a province may have less of, and what it then has more of."""
_STEADY = frozenset({"users", "sites", "stations"})
"""What no dice are thrown for."""


def country_texts(provinces: int, seed: int) -> dict[str, str]:
    """Return the files of a country: the data sets of its provinces, and its own without tables.

    Some provinces joined others in the course of the year, some of the others are late, have an
    error in a table, or lack a figure: for each kind, one of so many that a country of thirty-four
    has some of all.

    Parameters
    ----------
    provinces
        How many there are in the last month, from 1 to 75.
    seed
        The same one yields the same bytes, on every machine.

    Returns
    -------
    dict
        Path (`provinces/mo-phong-01/2021-05/portal.csv`, `data/dataset.yml`) → text.
    """
    names = {number: f"Mô Phỏng {number:02}" for number in range(1, provinces + 1)}
    joined = {provinces + number: number for number in range(1, provinces // 6 + 1)}
    names |= {number: f"Mô Phỏng {number:02}" for number in joined}
    catalog = _without_units(yaml.safe_load(packaged("catalog.yml")))
    texts = {f"{NATIONAL}/{name}": text for name, text in _national(names, joined).items()}
    for number, name in names.items():
        folder = f"{PROVINCES}/{_key(number)}"
        months = [each for each in YEAR if number not in joined or each < JOINED]
        if _is(number, _LATE) and number not in joined:
            months.remove(LAST)
        own = _province(name, catalog, number, seed, months)
        texts |= {f"{folder}/{path}": text for path, text in own.items()}
    return texts


def _key(number: int) -> str:
    return f"mo-phong-{number:02}"


def _is(number: int, kind: tuple[int, int]) -> bool:
    divisor, rest = kind
    return number % divisor == rest


def _without_units(content: dict[str, Any]) -> Catalog:
    """Return the catalog of the demonstration without districts: no two provinces share them."""
    del content["dimensions"]["unit"]
    for table in content["tables"].values():
        table["dimensions"] = [each for each in table.get("dimensions", []) if each != "unit"]
        for each in (*table["measures"].values(), *table.get("ratios", {}).values()):
            if "breakdowns" in each:
                each["breakdowns"] = [by for by in each["breakdowns"] if "unit" not in by]
            if "by" in each:
                each["by"] = [by for by in each["by"] if by != "unit"]
    return Catalog.model_validate(content)


def _national(names: Mapping[int, str], joined: Mapping[int, int]) -> Mapping[str, str]:
    """Return the country's own files: who it is, its plan and its news, and who reports to it."""
    register = [
        [_key(number), name, _key(joined[number]), str(JOINED)]
        if number in joined
        else [_key(number), name, "", ""]
        for number, name in names.items()
    ]
    plan = yaml.safe_load(packaged("country/plan.yml"))
    tasks = [["", number, task, "", "planned", ""] for number, task in enumerate(plan, start=1)]
    return {
        "dataset.yml": packaged("country/dataset.yml"),
        "targets.yml": "targets: []\n",
        "reporters.csv": csv_text([("reporter", "name", "became", "from"), *register]),
        f"{LAST}/narrative.md": packaged("country/narrative.md"),
        f"{LAST}/{PLAN_FILE}": csv_text([PLAN_COLUMNS, *tasks]),
    }


def _province(
    name: str, catalog: Catalog, number: int, seed: int, months: Sequence[pd.Period]
) -> Mapping[str, str]:
    """Return the files of a province: path → text."""
    seed = 100 * seed + number
    dice = {table: Dice(seed, table) for table in SIMULATIONS}
    simulated = {table: list(make(dice[table])) for table, make in SIMULATIONS.items()}
    headers = {table: TableReader(catalog, table).header for table in SIMULATIONS}
    planned = dict(zip(MONTHS, plans(Dice(seed, PLAN_FILE), _tasks()), strict=True))
    content = catalog.model_dump(mode="json", exclude_defaults=True)
    texts = {
        "dataset.yml": packaged("dataset.yml").replace("Mô Phỏng", name),
        "targets.yml": packaged("targets.yml"),
        "catalog.yml": yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100),
    }
    for at, month in enumerate(MONTHS):
        if month in months:
            rows = {
                table: [*_of_province(catalog, table, own[at], number, month)]
                for table, own in simulated.items()
            }
            texts |= {
                f"{month}/{table}.csv": table_text(headers[table], own)
                for table, own in rows.items()
            }
            texts[f"{month}/narrative.md"] = narrative(month, rows, {})
            texts[f"{month}/{PLAN_FILE}"] = planned[month]
    return texts


def _tasks() -> Mapping[int, Sequence[str]]:
    tasks: Mapping[int, Sequence[str]] = yaml.safe_load(packaged("tasks.yml"))
    return tasks


def _of_province(
    catalog: Catalog, table: str, rows: Rows, number: int, month: pd.Period
) -> Iterator[Row]:
    """Yield the rows of a table without its districts, as large and as good as the province is."""
    size = _SIZES[number % len(_SIZES)]
    measures = catalog.tables[table].measures
    values = {row.measure: row.value for row in rows if not row.where}
    for row in rows:
        if "unit" in row.where or row.measure not in measures:
            continue
        value = row.value
        if isinstance(value, int) and measures[row.measure].kind in {"flow", "stock"}:
            value = size * (value + _moved(row, values, number))
        if (table, row.measure, row.where) == ("portal", "documents", {}):
            value = _with_slip(value, size, number, month)
        if month == LAST and _is(number, _UNKNOWN) and (table, row.measure) == _NOT_KNOWN:
            yield replace(row, value=None, status="M")
        else:
            yield replace(row, value=value)


def _moved(row: Row, values: Mapping[str, object], number: int) -> int:
    """Return what a province has more of one measure and less of another: no two are alike."""
    if row.measure in _STEADY:
        return -round(int(str(row.value)) * (number * 3 % 17) / 60)
    for share, (good, bad) in zip((number * 7 % 13, number * 5 % 11), _OPPOSITES, strict=True):
        if row.measure in {good, bad}:
            moved = round(int(str(values[good])) * share / 80)
            return moved if row.measure == bad else -moved
    return 0


def _with_slip(value: object, size: int, number: int, month: pd.Period) -> int:
    """Return a total without the error of the demonstration, and with one where it is planted."""
    right = int(str(value)) - (size * SLIP_SIZE if month == SLIP.month else 0)
    return right + SLIP_SIZE if month == LAST and _is(number, _IN_ERROR) else right
