from __future__ import annotations

from pathlib import Path

import pytest

from ictanalysis.catalog import read_catalog
from ictanalysis.checks import expected_keys
from tests.datasets import (
    ACKNOWLEDGED_HEADER,
    CASES,
    CATALOG,
    ENDED,
    ENDING,
    LETTERS,
    REAL,
    STAFF,
    edit,
    found,
    small,
    write,
)


def told(folder: Path, **tables: str) -> list[tuple[str, str, str, dict[str, str], int]]:
    findings = found(small(folder, {"2021-05": tables}))
    return [(e.rule, e.severity, e.measure, dict(e.where), e.line) for e in findings]


@pytest.mark.parametrize(
    ("row", "measure", "where"),
    [
        ("received,,,100,,\n", "received", {}),
        ("received,low,,60,,\n", "received", {"level": "low"}),
        ("received,,paper,70,,\n", "received", {"channel": "paper"}),
        ("received,high,online,20,,\n", "received", {"level": "high", "channel": "online"}),
    ],
)
def test_an_absent_row_is_an_error(
    tmp_path: Path, row: str, measure: str, where: dict[str, str]
) -> None:
    findings = told(tmp_path, cases=CASES.replace(row, ""))
    assert ("missing", "error", measure, where, 0) in findings


def test_an_absent_row_names_its_file_and_key(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {"letters": LETTERS.replace("signed,12,,\n", "", 1)}})
    (finding,) = (each for each in found(path) if each.rule == "missing")
    assert str(finding.description) == (
        f"{path.name}/2021-05/letters.csv: there is no row for letters.signed (“Ký số”): "
        "add it, with status M if it is not known"
    )


def test_a_row_that_says_it_is_missing_is_only_a_remark(tmp_path: Path) -> None:
    findings = told(tmp_path, staff=STAFF.replace("joined,1,,", "joined,,M,"))
    assert findings == [("missing", "info", "joined", {}, 3)]


def test_what_not_every_office_reports_may_be_absent(tmp_path: Path) -> None:
    assert told(tmp_path, staff=STAFF.replace("gone,1,,\n", "")) == []


def test_what_was_known_last_month_and_is_not_now_is_a_warning(tmp_path: Path) -> None:
    now = STAFF.replace("joined,1,,", "joined,,M,")
    path = small(tmp_path, {"2021-04": {}, "2021-05": {"staff": now}})
    (finding,) = (each for each in found(path) if each.rule == "missing")
    assert (finding.severity, finding.measure, finding.line) == ("warning", "joined", 3)
    assert str(finding.message) == "“Vào” is missing; last month it was 1"


def test_a_day_that_was_known_is_told_as_people_write_it(tmp_path: Path) -> None:
    staff = "      joined: {label: Vào"
    day = "      payday: {label: Ngày trả lương, unit: ngày, kind: date}\n"
    months = {
        "2021-04": {"staff": STAFF + "payday,2021-04-05,,\n"},
        "2021-05": {"staff": STAFF + "payday,,M,\n"},
    }
    (finding,) = found(small(tmp_path, months, CATALOG.replace(staff, day + staff)))
    assert str(finding.message) == "“Ngày trả lương” is missing; last month it was 05/4/2021"


def test_what_was_missing_last_month_too_is_a_remark(tmp_path: Path) -> None:
    rows = STAFF.replace("joined,1,,", "joined,,M,")
    path = small(tmp_path, {"2021-04": {"staff": rows}, "2021-05": {"staff": rows}})
    assert [each.severity for each in found(path)] == ["info"]


def test_what_was_there_last_month_and_is_gone_is_remarked_on(tmp_path: Path) -> None:
    before = CASES + "extra,low,,5,,\n"
    path = small(tmp_path, {"2021-04": {"cases": before}, "2021-05": {}})
    (finding,) = found(path)
    assert (finding.rule, finding.severity) == ("missing", "info")
    assert (finding.measure, finding.where) == ("extra", {"level": "low"})
    assert finding.file.endswith("2021-05/cases.csv")
    assert "2021-04/cases.csv, line 11" in str(finding.message)


def test_a_stated_rate_that_is_no_longer_stated_is_not_missing(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-04": {"letters": LETTERS + "signed_rate,60,,\n"}, "2021-05": {}})
    assert found(path) == []


def test_a_zero_is_not_missing(tmp_path: Path) -> None:
    rows = "sent,0,,\nsigned,0,,\nunsigned,0,,\n"
    assert told(tmp_path, letters=rows) == []


def filled_in(most: int) -> dict[str, str]:
    """Return the tables of a month of whose 13 expected figures so many have a value."""
    tables = {}
    for name, rows in (("cases", CASES), ("letters", LETTERS), ("staff", STAFF)):
        lines = rows.splitlines()
        dimensions = 2 if name == "cases" else 0
        for at, line in enumerate(lines):
            cells = line.split(",")
            if most > 0 or cells[0] in {"unsigned", "gone"}:
                most -= cells[0] not in {"unsigned", "gone"}
            else:
                cells[1 + dimensions : 3 + dimensions] = ["", "M"]
                lines[at] = ",".join(cells)
        tables[name] = "\n".join([*lines, ""])
    return tables


def minding(path: Path, most_missing: str = "0.1") -> Path:
    """Return the path of a data set that minds missing figures, so many at the most."""
    edit(path / "dataset.yml", ", figures_missing: ignore}", "}")
    edit(path / "dataset.yml", "synthetic:", f"most_missing: {most_missing}\nsynthetic:")
    return path


@pytest.mark.parametrize(
    ("values", "most_missing", "unknown"),
    [
        # 1 of 13 is less than a tenth, 2 are more; 3 of 13 are less than a quarter, 4 are more.
        (13, "0.1", None),
        (12, "0.1", None),
        (11, "0.1", 2),
        (0, "0.1", 13),
        (10, "0.25", None),
        (9, "0.25", 4),
        (12, "0", 1),
        (0, "1", None),
    ],
)
def test_a_month_with_too_few_figures_is_an_error(
    tmp_path: Path, values: int, most_missing: str, unknown: int | None
) -> None:
    findings = found(minding(small(tmp_path, {"2021-05": filled_in(values)}), most_missing))
    errors = [(each.rule, each.file, each.line, each.found) for each in findings if each.blocks]
    assert errors == (
        [("figures_missing", "data/2021-05", 0, float(unknown))] if unknown is not None else []
    )
    assert sum(each.severity == "info" for each in findings) == 13 - values


def test_a_month_with_too_few_figures_names_the_tables_to_fill_in(tmp_path: Path) -> None:
    """Of 13 figures, cases has 9 (a total, 2 + 2 parts, 2 × 2), letters 2 and staff 2."""
    (finding, *_rest) = found(minding(small(tmp_path, {"2021-05": filled_in(0)})))
    assert str(finding.description) == (
        "data/2021-05: 13 of 13 figures have no value yet: fill in cases.csv (9), "
        "letters.csv (2), staff.csv (2)"
    )


def test_a_named_role_may_accept_that_a_month_has_no_figures(tmp_path: Path) -> None:
    path = minding(small(tmp_path, {"2021-05": filled_in(0)}))
    write(
        path / "2021-05/acknowledged.csv",
        ACKNOWLEDGED_HEADER + "figures_missing,,,,13,,Văn phòng,Không có kỳ báo cáo\n",
    )
    assert not any(each.blocks for each in found(path))


def test_a_month_that_could_not_be_read_is_not_said_to_be_empty(tmp_path: Path) -> None:
    tables = filled_in(13)
    spoiled = {
        name: "\n".join(line.replace(",,", "x,,") for line in text.split("\n"))
        for name, text in tables.items()
    }
    findings = found(small(tmp_path, {"2021-05": spoiled}))
    assert {each.rule for each in findings if each.blocks} == {"structure"}


def test_the_real_catalog_expects_these_cells() -> None:
    keys = [str(key) for key in expected_keys(read_catalog(REAL / "catalog.yml", "catalog.yml"))]
    assert len(keys) == len(set(keys)) == 90
    assert [key for key in keys if key.startswith("certificates.")] == [
        "certificates.active",
        "certificates.active[holder=organization]",
        "certificates.active[holder=personal]",
        "certificates.active[holder=personal,carrier=usb]",
        "certificates.active[holder=personal,carrier=sim_pki]",
        "certificates.new",
        "certificates.opening",
    ]


def test_what_the_catalog_does_not_expect_may_be_unknown_without_a_word(tmp_path: Path) -> None:
    months = {"2021-04": {}, "2021-05": {"staff": STAFF.replace("gone,1,,", "gone,,M,")}}
    assert found(small(tmp_path, months)) == []


def test_a_rate_that_the_source_does_not_state_is_not_missing(tmp_path: Path) -> None:
    stated, silent = (
        LETTERS + f"signed_rate,{value},{code},\n" for value, code in (("60", ""), ("", "M"))
    )
    months = {"2021-04": {"letters": stated}, "2021-05": {"letters": silent}}
    assert found(small(tmp_path, months)) == []


MONTHS = {
    "2021-04": {},
    "2021-05": {"cases": ENDING},
    "2021-06": {"cases": ENDED},
    "2021-07": {"cases": ENDED},
}


@pytest.mark.parametrize("month", MONTHS)
def test_a_series_that_has_ended_is_not_missing(tmp_path: Path, month: str) -> None:
    assert found(minding(small(tmp_path, MONTHS), "0"), month) == []


def test_without_the_row_that_ends_it_a_series_is_missing(tmp_path: Path) -> None:
    findings = found(small(tmp_path, {**MONTHS, "2021-05": {"cases": ENDED}}))
    assert {(each.rule, *each.where.values()) for each in findings if each.blocks} == {
        ("missing", "high"),
        ("missing", "high", "paper"),
        ("missing", "high", "online"),
    }


def test_a_series_that_begins_again_is_missing_when_it_is_gone(tmp_path: Path) -> None:
    months = {**MONTHS, "2021-06": {}}
    path = small(tmp_path, months)
    assert found(path, "2021-06") == []
    absent = [each for each in found(path, "2021-07") if each.rule == "missing"]
    assert [each.where for each in absent if each.blocks] == [
        {"level": "high"},
        {"level": "high", "channel": "paper"},
        {"level": "high", "channel": "online"},
    ]


@pytest.mark.parametrize("month", ["2021-05", "2021-06"])
def test_what_is_left_must_add_up_without_the_series_that_has_ended(
    tmp_path: Path, month: str
) -> None:
    months = {
        name: {table: rows.replace("received,,,60", "received,,,61") for table, rows in own.items()}
        for name, own in MONTHS.items()
    }
    findings = found(small(tmp_path, months), month)
    assert [(each.rule, each.found, each.expected) for each in findings if each.blocks] == [
        ("sum", 61, 60),
        ("sum", 61, 60),
    ]


@pytest.mark.parametrize("status", ["", "A", "E", "P"])
def test_a_row_of_another_status_must_have_a_value(tmp_path: Path, status: str) -> None:
    findings = told(tmp_path, cases=ENDING.replace(",B,Đã", f",{status},Đã"))
    assert ("structure", "error", "received", {}, 4) in findings


def test_many_figures_of_a_member_that_are_gone_are_told_together(tmp_path: Path) -> None:
    # Seven places have reported in April; one of them has nothing in May, another lacks a figure.
    names = [f"p{number}" for number in range(7)]
    members = ", ".join(f"{name}: Nơi {number}" for number, name in enumerate(names))
    measures = [f"m{number}" for number in range(6)]
    catalog = (
        "sections:\n  I: {title: Một}\n"
        f"dimensions:\n  place: {{label: Nơi, members: {{{members}}}}}\n"
        "tables:\n  staff:\n    label: Bảng\n    section: I\n    source: Nguồn\n"
        "    dimensions: [place]\n    measures:\n"
        + "".join(f"      {m}: {{label: Số {m}, unit: việc, kind: flow}}\n" for m in measures)
    )
    path = small(tmp_path, {"2021-04": {}, "2021-05": {}}, catalog)
    header = "measure,place,value,status,note\n"
    for month, gone, lost in (("2021-04", (), ""), ("2021-05", ("p3",), "m2,p5,1,,\n")):
        rows = "".join(
            f"{m},,7,,\n" + "".join(f"{m},{p},1,,\n" for p in names if p not in gone)
            for m in measures
        )
        for table in ("cases", "letters"):
            (path / month / f"{table}.csv").unlink()
        write(
            path / month / "staff.csv",
            header + (rows.replace(lost, "") if lost else rows),
        )
    missing = [each for each in found(path) if each.rule == "missing"]
    assert [(each.severity, dict(each.where), each.file, each.found) for each in missing] == [
        ("warning", {"place": "p3"}, "data/2021-05", 6),
        ("info", {"place": "p5"}, "data/2021-05/staff.csv", None),
    ]
    assert missing[0].message.render("vi") == "“Nơi 3” chưa có 6 số liệu mà tháng trước có"
