"""Exports as other programs read them: frictionless validates, polars reads Parquet."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pandas as pd
import polars
import pytest
from frictionless import Package, validate

from ictanalysis.demo import dataset_texts
from ictanalysis.exchange.tidydata import export
from ictanalysis.files.publication import make_dataset
from tests.datasets import MAY, REAL, loaded, small

EVERY_MONTH = list(pd.period_range("2018-06", "2021-05", freq="M"))


def written(folder: Path, content: object) -> Path:
    """Return the description of a package that was written into a folder."""
    assert isinstance(content, dict)
    for name, part in content.items():
        (folder / name).write_bytes(part)
    return folder / "datapackage.json"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "data"
    make_dataset(folder, dataset_texts())
    return folder


def test_frictionless_accepts_the_real_month(tmp_path: Path) -> None:
    path = written(tmp_path, export(loaded(REAL), [MAY], "datapackage"))
    report = validate(str(path))
    assert report.valid, report.to_summary()
    assert [task.name for task in report.tasks] == ["observations", "dictionary"]


def test_frictionless_accepts_three_years(demo: Path, tmp_path: Path) -> None:
    path = written(tmp_path, export(loaded(demo), EVERY_MONTH, "datapackage"))
    report = validate(str(path))
    assert report.valid, report.to_summary()
    assert report.tasks[0].stats["rows"] > 36 * 100


def test_frictionless_reads_the_types(tmp_path: Path) -> None:
    path = written(tmp_path, export(loaded(REAL), [MAY], "datapackage"))
    rows = Package(str(path)).get_resource("observations").read_rows()
    by_key = {row["key"]: row for row in rows}
    assert by_key["documents.outgoing"]["value"] == 16401
    assert by_key["assessment.election_day"]["date"] == datetime.date(2021, 5, 23)
    assert by_key["security.incidents"]["value"] is None
    assert by_key["documents.outgoing"]["line"] == 3


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("documents.outgoing,documents.outgoing", "x.y,x.y", "foreign-key"),
        (",16401,,văn bản,flow,A,", ",nhiều,,văn bản,flow,A,", "type-error"),
        (",16401,,văn bản,flow,A,", ",16401,,văn bản,flow,Z,", "constraint-error"),
        ("documents.outgoing,", "documents.signed,", "primary-key"),
    ],
)
def test_frictionless_tells_what_is_wrong(tmp_path: Path, old: str, new: str, error: str) -> None:
    path = written(tmp_path, export(loaded(REAL), [MAY], "datapackage"))
    table = tmp_path / "observations.csv"
    text = table.read_text(encoding="utf-8")
    assert old in text
    table.write_text(text.replace(old, new, 1), encoding="utf-8")
    package = json.loads(path.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        del resource["hash"], resource["bytes"]
    path.write_text(json.dumps(package), encoding="utf-8")
    found = {each[0] for each in validate(str(path)).flatten(["type"])}
    assert error in found


def test_frictionless_tells_a_file_that_was_changed(tmp_path: Path) -> None:
    path = written(tmp_path, export(loaded(REAL), [MAY], "datapackage"))
    table = tmp_path / "observations.csv"
    table.write_bytes(table.read_bytes().replace(b",16401,", b",16402,", 1))
    assert {each[0] for each in validate(str(path)).flatten(["type"])} == {"hash-count"}


def test_parquet_has_the_types_and_the_values(tmp_path: Path) -> None:
    content = export(loaded(REAL), [MAY], "parquet")
    assert isinstance(content, dict)
    frame = polars.read_parquet(content["observations.parquet"])
    assert frame.shape == (97, 23)
    assert frame.schema["value"] == polars.Float64
    assert frame.schema["date"] == polars.Date
    assert frame.schema["line"] == polars.Int64
    row = frame.row(by_predicate=polars.col("key") == "documents.signed_rate", named=True)
    assert (row["value"], row["date"], row["level"], row["line"]) == (79.37, None, None, 6)
    day = frame.row(by_predicate=polars.col("key") == "assessment.election_day", named=True)
    assert (day["value"], day["date"]) == (None, datetime.date(2021, 5, 23))
    known = set(polars.read_parquet(content["dictionary.parquet"])["key"])
    assert set(frame["indicator"]) <= known


def test_parquet_is_the_same_bytes_each_time() -> None:
    assert export(loaded(REAL), [MAY], "parquet") == export(loaded(REAL), [MAY], "parquet")


def test_parquet_keeps_a_text_as_it_is(tmp_path: Path) -> None:
    months = {"2021-05": {"staff": "people,30,,=1+1\njoined,1,,\ngone,1,,\n"}}
    content = export(loaded(small(tmp_path, months)), [MAY], "parquet")
    assert isinstance(content, dict)
    notes = polars.read_parquet(content["observations.parquet"])["note"].drop_nulls()
    assert notes.to_list() == ["=1+1"]
