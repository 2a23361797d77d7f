"""Ways to leave a month unfinished, each a draft; and honest months, which are none."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from ictanalysis.dataset.findings import Finding, Settable
from ictanalysis.language.errors import InputError
from tests.commandline import run
from tests.datasets import ACKNOWLEDGED_HEADER, CASES, copy_of_real, edit, found, small, write
from tests.demo.conftest import written

MONTH, LAST = "2020-09", "2020-08"
RULES = set(get_args(Settable)) - {"outlier", "repeated", "uncited", "flow"}

Change = Callable[[Path], None]


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("complete"), 2021)


@pytest.fixture
def data(demo_folder: Path, tmp_path: Path) -> Path:
    """Return a data set of three months of the demonstration, the last of them September 2020."""
    return some_months(demo_folder, tmp_path, "2020-07", LAST, MONTH)


def some_months(demo_folder: Path, folder: Path, *months: str) -> Path:
    path = folder / "data"
    path.mkdir()
    for name in ("catalog.yml", "dataset.yml", "targets.yml"):
        shutil.copy(demo_folder / name, path)
    for month in months:
        shutil.copytree(demo_folder / month, path / month)
    return path


def says(text: str) -> Change:
    """Return the change that adds a text to the month's news."""

    def change(data: Path) -> None:
        edit(data / MONTH / "narrative.md", "\n## III\n", f"\n### services\n\n{text}\n\n## III\n")

    return change


def plans(pattern: str, instead: str) -> Change:
    """Return the change of every place of the plan that fits a pattern."""

    def change(data: Path) -> None:
        plan = data / MONTH / "plan.csv"
        write(plan, re.sub(pattern, instead, plan.read_text(encoding="utf-8"), flags=re.M))

    return change


def what_is_done(data: Path) -> None:
    plans(r"^,.*\n", "")(data)
    plans(r",(under_way|not_begun),", ",done,")(data)


def without_values(*tables: str) -> Change:
    """Return the change that leaves tables without values."""

    def change(data: Path) -> None:
        for table in tables:
            file = data / MONTH / f"{table}.csv"
            rows = file.read_text(encoding="utf-8")
            write(file, re.sub(r",[\d.-]+,[A-Z]?,[^,\n]*$", ",,M,", rows, flags=re.M))

    return change


def as_last_month(*tables: str) -> Change:
    """Return the change that copies tables from the month before."""

    def change(data: Path) -> None:
        names = tables or [path.stem for path in (data / LAST).glob("*.csv") if path.stem != "plan"]
        for name in names:
            shutil.copy(data / LAST / f"{name}.csv", data / MONTH)

    return change


def same_news(data: Path) -> None:
    for month in (LAST, MONTH):
        write(data / month / "narrative.md", "## I.1\n\nSở ban hành văn bản chỉ đạo.\n")


def opening_that_does_not_fit(data: Path) -> None:
    file = data / MONTH / "email.csv"
    rows = file.read_text(encoding="utf-8")
    write(file, re.sub(r"^opening,,(\d+)", "opening,,1\\1", rows, flags=re.M))


def jump(data: Path) -> None:
    write(data / MONTH / "procedures.csv", "measure,value,status,note\npublished,3000,,\n")
    edit(data / "dataset.yml", "synthetic:", "severities: {stock_jump: error}\nsynthetic:")


def gone(name: str) -> Change:
    return lambda data: (data / MONTH / name).unlink()


UNFINISHED: list[tuple[str, str, str, str, Change]] = [
    ("plan without a row", "plan_empty", "plan.csv", "write the tasks of next month",
     plans(r"(?s)\n.*", "\n")),
    ("plan of what is done", "plan_empty", "plan.csv", "write the tasks of next month",
     what_is_done),
    ("gồm, and no list", "list_empty", "narrative.md", "write one a line",
     says("- Sở ban hành các văn bản gồm:")),
    ("như sau, and no list", "list_empty", "narrative.md", "write one a line",
     says("Kết quả kiểm tra như sau:")),
    ("bao gồm with dots", "list_empty", "narrative.md", "write one a line",
     says("Các cổng mới bao gồm…")),
    ("list of empty items", "list_empty", "narrative.md", "write one a line",
     says("Sở ban hành các văn bản sau\n\n- \n\n- .")),
    ("topic without news", "list_empty", "narrative.md", "write the news about it", says("")),
    ("dots", "unwritten", "narrative.md", "write it", says("Hội nghị do ..... chủ trì.")),
    ("ellipsis", "unwritten", "narrative.md", "write it", says("Đoàn làm việc tại … từ sáng.")),
    ("brackets", "unwritten", "narrative.md", "write it", says("Chủ trì: [ ].")),
    ("day left open", "unwritten", "narrative.md", "write it",
     says("Họp ngày   tháng 9 năm 2020.")),
    ("number left open", "unwritten", "narrative.md", "write it",
     says("Ban hành Kế hoạch số    /KH-STTTT.")),
    ("to be added", "unwritten", "narrative.md", "write it", says("Kết quả sẽ bổ sung sau.")),
    ("task to do", "unwritten", "plan.csv", "write it", plans(r"^,1,[^,]*", ",1,TODO")),
    ("section of one figure", "section_empty", "narrative.md", "write under “## I.5”",
     without_values("security")),
    ("section of many figures", "section_empty", "narrative.md", "write under “## II.2”",
     without_values("training")),
    ("figures missing", "figures_missing", f"data/{MONTH}", "fill in dossiers.csv",
     without_values("documents", "dossiers", "services", "portal")),
    ("documents copied", "tables_repeated", "documents.csv", "from the source",
     as_last_month("documents")),
    ("dossiers copied", "tables_repeated", "dossiers.csv", "from the source",
     as_last_month("dossiers")),
    ("all tables copied", "tables_repeated", "documents.csv", "from the source", as_last_month()),
    ("news copied", "narrative_repeated", "narrative.md", "write this month's", same_news),
    ("31 February", "no_such_day", "narrative.md", "mend it", says("Họp ngày 31/02/2020.")),
    ("31 September", "no_such_day", "narrative.md", "mend it",
     says("Họp ngày 31 tháng 9 năm 2020.")),
    ("document of the future", "no_such_day", "narrative.md", "mend it",
     says("Triển khai Công văn số 12/UBND-NC ngày 12/11/2020.")),
    ("day of the plan", "no_such_day", "plan.csv", "mend it",
     plans(r"^,1,[^,]*", ",1,Hoàn thành trước ngày 31/11/2020")),
    ("day on which a task is due", "no_such_day", "plan.csv", "write it as YYYY-MM-DD",
     plans(r"^(,1,[^,]*),[^,]*", r"\1,2020-09-31")),
    ("day as a clerk writes it", "no_such_day", "plan.csv", "mend it",
     plans(r"^(,1,[^,]*),[^,]*", r"\1,31/9/2020")),
    ("new task of last year", "day_outside", "plan.csv", "mend the day",
     plans(r"^(,1,[^,]*),[^,]*", r"\1,2019-12-31")),
    ("day of last month", "other_month", "narrative.md", "write this month's news",
     says("Ngày 12/8/2020, Sở tổ chức tập huấn.")),
    ("day of last year", "other_month", "narrative.md", "write this month's news",
     says("Ngày 05/9/2019, Sở tổ chức tập huấn.")),
    ("day of a table", "day_outside", "reception.csv", "see whether it is still last month's",
     as_last_month("reception")),
    ("month before", "other_month", "narrative.md", "write this month's news",
     says("Trong tháng 8, Sở tổ chức tập huấn.")),
    ("month of last year", "other_month", "narrative.md", "write this month's news",
     says("Tháng 9 năm 2019, Sở tổ chức tập huấn.")),
    ("month after next", "other_month", "narrative.md", "write this month's news",
     says("Nhiệm vụ của tháng 11/2020: tập huấn.")),
    ("count as a year", "unbound", "narrative.md", "put the placeholder",
     says("Từ đầu năm 2050 văn bản được gửi.")),
    ("count as a month", "unbound", "narrative.md", "put the placeholder",
     says("Trong tháng 9 cuộc họp được tổ chức.")),
    ("count as a document", "unbound", "narrative.md", "put the placeholder",
     says("Sở ban hành 12/QĐ-STTTT văn bản.")),
    ("count as an hour", "unbound", "narrative.md", "put the placeholder",
     says("Đài phát 8 giờ 30 phút chương trình.")),
    ("count as a telephone", "unbound", "narrative.md", "put the placeholder",
     says("Đường dây nóng 1200 cuộc gọi.")),
    ("count in words", "unbound", "narrative.md", "put the placeholder",
     says("Sở ban hành mười hai văn bản.")),
    ("count in Roman numerals", "unbound", "narrative.md", "put the placeholder",
     says("Sở cấp XII chứng thư số.")),
    ("closing stock", "stock", "email.csv", "last month closed with", opening_that_does_not_fit),
    ("stock that jumps", "stock_jump", "procedures.csv", "see whether it is right", jump),
    ("no narrative", "structure", "narrative.md", "no such file", gone("narrative.md")),
    ("no plan", "structure", "plan.csv", "no such file", gone("plan.csv")),
    ("no figures yet", "figures_missing", f"data/{MONTH}", "fill in dossiers.csv",
     lambda data: without_values(*(path.stem for path in (data / MONTH).glob("[!p]*.csv")))(data)),
    ("no table", "structure", "documents.csv", "no such file", gone("documents.csv")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "file", "to_do", "change"),
    [each[1:] for each in UNFINISHED],
    ids=[each[0] for each in UNFINISHED],
)
def test_an_unfinished_month_is_a_draft(
    data: Path, rule: str, file: str, to_do: str, change: Change
) -> None:
    change(data)
    findings = [each for each in found(data, MONTH) if each.rule == rule and each.blocks]
    assert findings
    assert any(each.file.endswith(file) and to_do in str(each.message) for each in findings)
    result = run("--lang", "en", "--data", str(data), "check", MONTH)
    assert result.exit_code == 1
    assert file in result.stdout
    assert to_do in result.stdout


def judged(data: Path, month: str = MONTH) -> list[tuple[str, str]]:
    """Return what the rules on completeness, and the errors of all others, say of a month."""
    return [
        (each.rule, str(each.description))
        for each in found(data, month)
        if (each.rule in RULES and each.acknowledged is None) or each.blocks
    ]


def of_zeros(data: Path) -> None:
    for table in ("petitions", "security", "office", "inspections"):
        file = data / MONTH / f"{table}.csv"
        rows = file.read_text(encoding="utf-8")
        write(file, re.sub(r",\d+,,$", ",0,,", rows, flags=re.M))


def with_a_new_table(data: Path) -> None:
    catalog = data / "catalog.yml"
    text = catalog.read_text(encoding="utf-8")
    table = (
        "  helpdesk:\n    label: Hỗ trợ\n    section: I.4\n    source: Tổng đài\n    measures:\n"
        "      calls: {label: Cuộc gọi, unit: cuộc, kind: flow}\n"
    )
    write(catalog, text.replace("\ntables:\n", f"\ntables:\n{table}"))
    for month in ("2020-07", LAST, MONTH):
        write(data / month / "helpdesk.csv", "measure,value,status,note\ncalls,30,,\n")


def with_an_accepted_gap(data: Path) -> None:
    without_values("security")(data)
    write(
        data / MONTH / "acknowledged.csv",
        ACKNOWLEDGED_HEADER + "section_empty,,,,I.5,,Văn phòng Sở,hệ thống giám sát đang bảo trì\n",
    )


HONEST: list[tuple[str, Change]] = [
    ("as it is", lambda _data: None),
    ("zeros", of_zeros),
    ("a new table", with_a_new_table),
    ("a gap that is accepted", with_an_accepted_gap),
    ("history", says("Hệ thống ổn định so với tháng 4 năm 2020, cùng kỳ tháng 9 năm 2019.")),
    ("since and until", says("Từ tháng 1 đến tháng 12 năm 2020, Sở thực hiện Đề án.")),
    ("a deadline", says("Dự kiến hoàn thành trong tháng 12 năm 2020.")),
    ("documents", says("Thực hiện Nghị định số 45/2020/NĐ-CP ngày 08/4/2020, Quyết định số "
                       "411/QĐ-TTg ngày 24/3/2020; Luật số 20/2008/QH12, Nghị quyết số "
                       "1211/2016/UBTVQH13, Nghị quyết 02-NQi/TW và số 52-NQ/TW.")),
    ("an article", says("Theo khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP, từ 7 giờ 30, Sở họp.")),
    ("halves and quarters", says("Sơ kết 6 tháng đầu năm, quý II và nửa đầu năm 2020.")),
    ("days", says("Họp ngày 01/9/2020, 14/9/2020 và 05/10/2020, dịp Quốc khánh 2/9.")),
    ("days gone by", says("Tăng so với ngày 29/02/2020; kỷ niệm ngày thành lập 28/8/1945.")),
    ("a paper of another day", says("Thực hiện Công văn của Bộ ngày 12/3/2020 về an toàn.")),
    ("a day to come", says("Hội thi dự kiến tổ chức ngày 20/11/2020, chậm nhất 30/11/2020.")),
    ("a list", says("Sở ban hành các văn bản gồm:\n\n- Kế hoạch tập huấn.\n- Kế hoạch tháng 10.")),
    ("small flows as before", as_last_month("petitions", "office", "inspections")),
    ("stocks as before", as_last_month("procedures", "component_sites")),
    ("nothing new planned", plans(r"^,.*\n", "")),
    ("some news as before", lambda data: write(
        data / MONTH / "narrative.md",
        (data / LAST / "narrative.md").read_text(encoding="utf-8") + "\nKỳ này có đổi.\n")),
    ("words that go on", says("… về tập huấn.")),
    ("quoted dots", says("Tổ chức “Ngày hội…” tại các huyện, v.v...")),
]  # fmt: skip


@pytest.mark.parametrize("change", [each for _name, each in HONEST], ids=[n for n, _e in HONEST])
def test_an_honest_month_is_none(data: Path, change: Change) -> None:
    change(data)
    assert judged(data) == []


@pytest.mark.parametrize("month", ["2021-02", "2020-01"])
def test_a_month_with_tet_is_none(demo_folder: Path, tmp_path: Path, month: str) -> None:
    before = {"2021-02": ("2020-12", "2021-01"), "2020-01": ("2019-11", "2019-12")}[month]
    assert judged(some_months(demo_folder, tmp_path, *before, month), month) == []


def test_a_first_month_is_none(demo_folder: Path, tmp_path: Path) -> None:
    assert judged(some_months(demo_folder, tmp_path, MONTH)) == []


def test_no_month_of_the_demonstration_is_unfinished(demo_folder: Path) -> None:
    months = sorted(path.name for path in demo_folder.iterdir() if path.is_dir())
    assert len(months) == 36
    assert [
        (month, each) for month in months if month != "2020-06"
        for each in judged(demo_folder, month)
    ] == []  # fmt: skip


def test_the_real_month_is_complete(tmp_path: Path) -> None:
    assert judged(copy_of_real(tmp_path), "2021-05") == []


def test_how_likely_equal_flows_are_is_told(tmp_path: Path) -> None:
    """Flows of 50, 10, 20 and 20 are all the same once in 1 / (0.0399 × 0.0892 × 0.0631²)."""
    path = small(tmp_path, {"2021-04": {}, "2021-05": {}})
    edit(path / "dataset.yml", "tables_repeated: ignore", "tables_repeated: error")
    (finding,) = (each for each in found(path) if each.rule == "tables_repeated")
    assert (finding.table, finding.found, finding.file) == ("cases", 4.0, "data/2021-05/cases.csv")
    assert str(finding.message) == (
        "4 of 4 flows are the same as last month's, which chance brings about once in 70,000 "
        "months: take this month's figures from the source"
    )


@pytest.mark.parametrize(
    "rows",
    [
        CASES.replace("paper,50", "paper,51").replace("20,,", "21,,").replace("10,,", "11,,"),
        CASES.replace(",,\n", ",E,\n"),
        CASES.replace(",,\n", ",B,\n"),
    ],
    ids=["other figures", "estimates", "a break"],
)  # fmt: skip
def test_what_is_not_the_same_or_cannot_say_so_is_not_counted(tmp_path: Path, rows: str) -> None:
    path = small(tmp_path, {"2021-04": {}, "2021-05": {"cases": rows}})
    edit(path / "dataset.yml", "tables_repeated: ignore", "tables_repeated: error")
    assert [each.table for each in found(path) if each.rule == "tables_repeated"] == []


def stocks(tmp_path: Path, *values: str) -> list[Finding]:
    """Return the jumps of a stock that has had some values, the last of them in May 2021."""
    measure = "      joined: {label: Vào"
    desks = "      desks: {label: Bàn, unit: bàn, kind: stock}\n"
    months = {
        f"2021-0{6 - back}": {"staff": f"people,30,,\njoined,1,,\ngone,1,,\ndesks,{value},\n"}
        for back, value in enumerate(reversed(values), 1)
    }
    catalog = (Path(small(tmp_path, {})) / "catalog.yml").read_text(encoding="utf-8")
    shutil.rmtree(tmp_path / "data")
    path = small(tmp_path, months, catalog.replace(measure, desks + measure))
    return [each for each in found(path) if each.rule == "stock_jump"]


@pytest.mark.parametrize("values", [["100,", "150,"], ["100,", "50,"], ["90,", "100,", "160,"]])
def test_a_stock_that_changes_by_half_is_a_warning(tmp_path: Path, values: list[str]) -> None:
    (finding,) = stocks(tmp_path, *values)
    assert (finding.severity, finding.measure) == ("warning", "desks")


@pytest.mark.parametrize(
    "values",
    [["100,"], ["100,", "149,"], ["10,", "29,"], ["0,", "80,"], ["1,", "79,", "157,"],
     ["100,", "150,B"], [",M", "150,"]],
    ids=["first", "less than half", "few", "just begun", "goes on", "break", "unknown"],
)  # fmt: skip
def test_a_stock_that_goes_on_is_none(tmp_path: Path, values: list[str]) -> None:
    assert stocks(tmp_path, *values) == []


@pytest.mark.parametrize(
    ("severity", "expected"), [("warning", ["warning"]), ("info", ["info"]), ("ignore", [])]
)
def test_a_data_set_says_how_grave_a_rule_is(
    data: Path, severity: str, expected: list[str]
) -> None:
    plans(r"(?s)\n.*", "\n")(data)
    shutil.rmtree(data / LAST)
    shutil.rmtree(data / "2020-07")
    edit(data / "dataset.yml", "synthetic:", f"severities: {{plan_empty: {severity}}}\nsynthetic:")
    findings = [each.severity for each in found(data, MONTH) if each.rule == "plan_empty"]
    assert findings == expected
    assert run("--data", str(data), "check", MONTH).exit_code == 0


@pytest.mark.parametrize(
    ("written_as", "value"),
    [
        ("{plan_emty: error}", "plan_emty"),
        ("{sum: warning}", "sum"),
        ("{plan_empty: grave}", "grave"),
    ],
)
def test_a_rule_or_a_severity_that_is_none_is_refused(
    data: Path, written_as: str, value: str
) -> None:
    edit(data / "dataset.yml", "synthetic:", f"severities: {written_as}\nsynthetic:")
    with pytest.raises(InputError, match=value) as error:
        found(data, MONTH)
    assert "dataset.yml, line" in str(error.value)


def test_a_name_in_brackets_is_still_to_be_written(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {}})
    settings = path / "dataset.yml"
    edit(settings, "place: Thử Nghiệm", 'place: "[Tên tỉnh]"')
    edit(settings, '["Lưu: VT"]', '["Lưu: VT, [đơn vị]"]')
    told = [each for each in found(path) if each.rule == "unwritten"]
    assert [(each.severity, each.file, each.found) for each in told] == [
        ("error", "data/dataset.yml", "[Tên tỉnh]"),
        ("error", "data/dataset.yml", "[đơn vị]"),
    ]
    assert str(told[1].message) == (
        "“Lưu: VT, [đơn vị]” stands where a name is still to be written: write it"
    )
