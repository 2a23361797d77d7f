from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ictanalysis.analysis import Dataset
from ictanalysis.exchange.tidydata import FORMATS, Format, export
from ictanalysis.language.errors import UsageError
from tests.datasets import MAY, REAL, loaded, small
from tests.exchange.workbooks.books import Book, cells

EVIL = "=cmd|' /C calc'!A0"


@pytest.fixture(scope="module")
def real() -> Dataset:
    return loaded(REAL)


def files(data: Dataset, form: Format) -> Mapping[str, bytes]:
    content = export(data, [MAY], form)
    assert not isinstance(content, bytes)
    return content


def records(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "parquet"])
def test_the_same_figures_make_the_same_bytes(real: Dataset, form: Format) -> None:
    assert export(real, [MAY], form) == export(loaded(REAL), [MAY], form)


def test_csv_has_every_observation_and_its_dictionary(real: Dataset) -> None:
    content = files(real, "csv")
    assert sorted(content) == ["dictionary.csv", "observations.csv"]
    rows = {row["key"]: row for row in records(content["observations.csv"])}
    # 95 figures and one that is missing, and the tasks that are counted.
    assert len(rows) == 97
    assert rows["documents.signed_rate"]["value"] == "79.37"
    assert rows["documents.outgoing"]["value"] == "16401"
    assert rows["assessment.election_day"]["date"] == "2021-05-23"
    assert (rows["security.incidents"]["value"], rows["security.incidents"]["status"]) == ("", "M")
    assert (rows["work_plan.tasks"]["value"], rows["work_plan.tasks"]["line"]) == ("6", "")


def test_every_code_stands_in_the_dictionary(real: Dataset) -> None:
    content = files(real, "csv")
    known = {row["key"]: row for row in records(content["dictionary.csv"])}
    rows = records(content["observations.csv"])
    for row in rows:
        assert row["indicator"] in known
        assert f"table:{row['table']}" in known
        assert f"status:{row['status']}" in known
    assert {f"column:{name}" for name in rows[0]} <= known.keys()
    assert known["level=3"]["label"] == "Mức độ 3"
    assert known["documents.outgoing"]["description"] == "Bằng signed + unsigned"
    assert known["documents.signed_rate"]["description"] == "Bằng signed / outgoing × 100"
    assert known["dimension:carrier"]["description"] == "Chỉ có khi holder = personal."


def test_a_workbook_has_two_sheets_with_the_same(real: Dataset) -> None:
    content = export(real, [MAY], "xlsx")
    assert isinstance(content, bytes)
    workbook = load_workbook(io.BytesIO(content))
    assert workbook.sheetnames == ["Số liệu", "Từ điển"]
    rows = list(workbook["Số liệu"].values)
    assert len(rows) == 98
    by_key = {row[1]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert by_key["documents.signed_rate"]["value"] == 79.37
    assert by_key["assessment.election_day"]["date"] == datetime(2021, 5, 23)


def test_no_cell_can_run(tmp_path: Path) -> None:
    months = {"2021-05": {"staff": f'people,30,,"{EVIL}"\njoined,1,,\ngone,1,,+1\n'}}
    data = loaded(small(tmp_path, months))
    rows = records(files(data, "csv")["observations.csv"])
    assert [row["note"] for row in rows if row["note"]] == [f"'{EVIL}", "'+1"]
    package = records(files(data, "datapackage")["observations.csv"])
    assert [row["note"] for row in package if row["note"]] == [f"'{EVIL}", "'+1"]
    content = export(data, [MAY], "xlsx")
    assert isinstance(content, bytes)
    assert list(cells(content, "Số liệu")) == []
    assert 'quotePrefix="1"' in Book(content).text("xl/styles.xml")


def described(data: Dataset) -> tuple[dict[str, Any], Mapping[str, bytes]]:
    content = files(data, "datapackage")
    return json.loads(content["datapackage.json"]), content


def test_a_data_package_describes_its_files(real: Dataset) -> None:
    package, content = described(real)
    assert package["name"] == "ictanalysis-2021-05"
    assert package["title"] == "Số liệu thông tin và truyền thông tỉnh Trà Vinh, tháng 5 năm 2021"
    assert package["synthetic"] is False
    assert "licenses" not in package
    for resource in package["resources"]:
        bytes_of = content[resource["path"]]
        assert resource["bytes"] == len(bytes_of)
        assert resource["hash"] == f"sha256:{sha256(bytes_of).hexdigest()}"
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert list(records(bytes_of)[0]) == names
    fields = {each["name"]: each for each in package["resources"][0]["schema"]["fields"]}
    assert fields["status"]["constraints"] == {"enum": ["A", "E", "P", "M", "B", "I"]}
    assert fields["month"] == {
        "name": "month",
        "type": "yearmonth",
        "title": "Tháng",
        "description": "Tháng báo cáo, dạng NĂM-THÁNG.",
        "constraints": {"required": True},
    }


def test_made_up_figures_say_so(tmp_path: Path) -> None:
    data = loaded(small(tmp_path, {"2021-05": {}}))
    package, content = described(data)
    assert package["synthetic"] is True
    said = "Đây là số liệu mô phỏng, không phải số liệu thật."
    assert package["description"] == said
    assert records(content["dictionary.csv"])[0]["description"] == said


def test_parquet_without_polars_says_what_to_install(
    real: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match=r"pip install ictanalysis\[parquet\]"):
        export(real, [MAY], "parquet")
