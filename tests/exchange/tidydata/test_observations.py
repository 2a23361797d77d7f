from __future__ import annotations

from pathlib import Path

import pytest

from ictanalysis.exchange.tidydata.observations import observations
from ictanalysis.exchange.tidydata.tidytable import TidyTable
from ictanalysis.language.errors import InputError
from tests.datasets import CATALOG, MAY, REAL, edit, loaded, small


def records(table: TidyTable) -> list[dict[str, object]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def test_an_observation_is_a_row_with_all_that_is_known_of_it() -> None:
    rows = {row["key"]: row for row in records(observations(loaded(REAL), [MAY]))}
    assert rows["dossiers.received[level=3,channel=online]"] == {
        "month": "2021-05",
        "key": "dossiers.received[level=3,channel=online]",
        "indicator": "dossiers.received",
        "table": "dossiers",
        "measure": "received",
        "level": "3",
        "channel": "online",
        "holder": "",
        "carrier": "",
        "language": "",
        "category": "",
        "course": "",
        "inspection_type": "",
        "value": 174.0,
        "date": None,
        "unit_of_measure": "hồ sơ",
        "kind": "flow",
        "status": "A",
        "note": "",
        "table_label": "Hồ sơ thủ tục hành chính",
        "label": "Hồ sơ tiếp nhận (Mức độ 3, Trực tuyến)",
        "file": "data/2021-05/dossiers.csv",
        "line": 10,
    }


def test_what_is_not_known_is_none_and_a_day_is_a_day() -> None:
    rows = {row["key"]: row for row in records(observations(loaded(REAL), [MAY]))}
    assert (rows["security.incidents"]["value"], rows["security.incidents"]["status"]) == (
        None,
        "M",
    )
    assert rows["reception.periodic_date"]["value"] is None
    assert str(rows["reception.periodic_date"]["date"]) == "2021-05-05"
    assert rows["documents.signed_rate"]["kind"] == "ratio"


def test_months_stand_in_the_order_of_time(tmp_path: Path) -> None:
    data = loaded(small(tmp_path, {"2021-04": {}, "2021-05": {}}))
    rows = records(observations(data, [MAY - 1, MAY]))
    # Nine rows of cases, three each of letters and staff, twice.
    assert [row["month"] for row in rows] == ["2021-04"] * 15 + ["2021-05"] * 15
    assert [row["table"] for row in rows[:15]] == ["cases"] * 9 + ["letters"] * 3 + ["staff"] * 3


def test_a_dimension_may_be_called_like_a_column(tmp_path: Path) -> None:
    catalog = CATALOG.replace("level", "kind").replace("channel", "label_")
    months = {"2021-05": {"cases": "received,,,100,,\n"}}
    path = small(tmp_path, months, catalog)
    edit(path / "2021-05/cases.csv", "measure,level,channel,", "measure,kind,label_,")
    names = [column.name for column in observations(loaded(path), [MAY]).columns]
    assert "dimension_kind" in names
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("file", ["staff.csv", "plan.csv"])
def test_a_month_that_cannot_be_read_is_refused(tmp_path: Path, file: str) -> None:
    path = small(tmp_path, {"2021-05": {}})
    with (path / "2021-05" / file).open("a", encoding="utf-8") as opened:
        opened.write("joined\n")
    with pytest.raises(InputError, match=rf"data/2021-05/{file}, line [25]: has 1 cells"):
        observations(loaded(path), [MAY])
