"""What notebooks name in vain, what they never give, and where their sentences stumble."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from ictanalysis.checks import check
from ictanalysis.checks.mentions import MAGICS
from ictanalysis.dataset import read_dataset
from ictanalysis.dataset.findings import Finding
from ictanalysis.report import magics
from tests.datasets import MAY, REAL, ROOT, small, write


def notebook(folder: Path, *cells: str, name: str = "report", **own: object) -> Path:
    """Write a notebook with these cells of code, and return its folder."""
    folder.mkdir(exist_ok=True)
    content = {
        "cells": [
            {"cell_type": "markdown", "source": ["# {documents.sold}"], "metadata": {}},
            *({"cell_type": "code", "source": cell.splitlines(keepends=True)} for cell in cells),
        ],
        "metadata": {"ictanalysis": own},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    write(folder / f"{name}.ipynb", json.dumps(content))
    return folder


def found(
    folder: Path, *cells: str, rules: Sequence[str] = ("notebook", "unbound"), **files: str
) -> list[Finding]:
    """Return what is found in a small month with a report notebook of these cells."""
    path = small(folder, {"2021-05": files})
    notebooks = notebook(folder / "notebooks", *cells)
    return [each for each in check(read_dataset(path, notebooks), MAY) if each.rule in rules]


@pytest.mark.parametrize(
    ("cell", "what", "line"),
    [
        # Texts under magics.
        ("%%section I\nGửi {letters.sent}.\n- Ký {letters.sgned:unit}.", "{letters.sgned:unit}", 3),
        ("%%text\n\nGửi\n{letters.snt}.", "{letters.snt}", 4),
        ("%%highlights\n- Một.\n- {letters.snt}", "{letters.snt}", 3),
        ("%text Gửi {letters.snt}.", "{letters.snt}", 1),
        ("%figures Số liệu {period.moon}", "{period.moon}", 1),
        ("%%text\n{if letters.snt}Gửi.{end}", "{if letters.snt}", 2),
        ("%%text\n{if letters.sent}Gửi.{zero}Không {letters.snt}.{end}", "{letters.snt}", 2),
        ("%%text\n{if letters.sent}Gửi.", "{if letters.sent}", 2),
        ("%%text\n{letters.sent:loud}", "{letters.sent:loud}", 2),
        ("%%text\nGửi {letters.sent}.\nGửi 12 văn bản.", "12 văn", 3),
        ("%%section I.9\nMột.", "I.9", 1),
        ("%section I\n%section I.8", "I.8", 2),
        # Calls.
        ('report.section("I.9")', "I.9", 1),
        ('report.section(\n    "I",\n    """\nMột.\n- {letters.snt}\n""",\n)', "{letters.snt}", 5),
        ('report.text("Gửi "\n"{letters.snt}")', "{letters.snt}", 2),
        ('report.cards([\n"letters.sent",\n"letters.snt"])', "letters.snt", 3),
        ('ict.charts.trend(this, "letters.snt")', "letters.snt", 1),
        ('ict.charts.trend(this, "letters")', "letters", 1),
        ('charts.trend(this, key="letters.snt")', "letters.snt", 1),
        (
            'x = ict.charts.heat_map(this,\n["cases.received", "cases.recieved"])',
            "cases.recieved",
            2,
        ),
        ('ict.charts.composition(this, "cases.received", by="lvel")', "lvel", 1),
        ('ict.charts.stacked(this, "cases.received", "level", "colour")', "colour", 1),
        (
            'ict.charts.stacked(this, "cases.received", by="level",\nacross="channel", '
            'emphasis="phone")',
            "phone",
            2,
        ),
        (
            'ict.charts.trend(this, "cases.received",\n title="Nhận {cases.recieved}")',
            "{cases.recieved}",
            2,
        ),
        ('ict.tables.figures(this, ["letters.snt"], "Bảng {a}")', "letters.snt", 1),
        ('ict.tables.measures(this, ["letters", "leters"], "Bảng")', "leters", 1),
        ('ict.tables.crosstab(this, "cases.received", "level", columns="x")', "x", 1),
        ('ict.masthead(this, "Một", "{period.moon}")', "{period.moon}", 1),
        ('report.text("Một.\\n\\n{news}")', "{news}", 1),
        ('report.section("I", "Một.\\n{news}")', "{news}", 1),
        ('this["letters.snt"].text', "letters.snt", 1),
    ],
)
def test_what_the_catalog_does_not_have_is_found_with_cell_and_line(
    tmp_path: Path, cell: str, what: str, line: int
) -> None:
    (finding,) = found(tmp_path, "import ictanalysis as ict", cell)
    assert finding.found == what
    assert (finding.severity, finding.file, finding.cell, finding.line) == (
        "error",
        "notebooks/report.ipynb",
        3,
        line,
    )
    assert finding.blocks
    assert finding.as_json("en")["cell"] == 3
    place = f"notebooks/report.ipynb, cell 3, line {line}: "
    assert str(finding.description).startswith(place)
    assert finding.description.render("vi").startswith(
        f"notebooks/report.ipynb, ô 3, dòng {line}: "
    )


@pytest.mark.parametrize(
    "cell",
    [
        "%%section I\nGửi {letters.sent:unit}, COVID-19, {=8}, {period.month}.",
        "%section I",
        "%%text\n{if letters.sent, cases.received[level=low]}Gửi.{zero}Không.{missing}Chưa.{end}",
        'ict.charts.stacked(this, "cases.received", by="level", across="channel", emphasis="low")',
        'ict.charts.trend(this, "letters.sent", title="Gửi {letters.sent}, 12")',
        'ict.charts.behaviour(this, "letters.sent", "2021-05")',
        'ict.tables.breakdown(this, "cases.received", by="level", caption="{letters.snt}")',
        'ict.charts.trend(this, key_of("letters.snt"))',
        '"letters.snt"; print("I.9", "{letters.snt}"); frame["letters"]; other.text("{a.b}")',
        "%%bash\necho {letters.snt}",
        "!ls {letters.snt}",
        "%matplotlib inline",
        "files = !ls\nhere = %pwd\nfiles?\n!ls \\\n  -l\n?files",
        "  one = 1\n  await two()",
        "%%latex\n{",
        "one = (100\n  % texts)",
        "",
    ],
)
def test_what_the_catalog_has_or_no_notebook_names_is_let_be(tmp_path: Path, cell: str) -> None:
    assert found(tmp_path, cell) == []


@pytest.mark.parametrize(
    ("cell", "what", "line", "told"),
    [
        ("%%sektion I\nMột.", "%%sektion", 1, "no magic “%%sektion”; the nearest is “section”"),
        ("\n\n%%Text\nMột.", "%%Text", 3, "no magic “%%Text”; the nearest is “text”"),
        ("a = 1\n%anex I", "%anex", 2, "no magic “%anex”; the nearest is “annex”"),
        ('a = 1\n\nreport.section("I"', 'report.section("I"', 3, "is not Python: mend the line"),
        ("\nGửi {letters.sent}.\nHai.", "Gửi {letters.sent}.", 2, "under %%section or %%text"),
        ("# Mục I\n%%section I\nGửi đi.", "Gửi đi.", 3, "“Gửi đi.” is not Python"),
        ("a = 1\n  b = 2", "b = 2", 2, "is not Python"),
    ],
)
def test_a_cell_that_python_or_ipython_cannot_read_is_found_with_its_line(
    tmp_path: Path, cell: str, what: str, line: int, told: str
) -> None:
    (finding,) = found(tmp_path, "one = 1", cell)
    assert (finding.found, finding.cell, finding.line) == (what, 3, line)
    assert (finding.rule, finding.blocks) == ("notebook", True)
    assert told in str(finding.message)


def test_the_magics_that_are_known_are_those_that_there_are() -> None:
    assert magics.MAGICS.keys() == MAGICS


def test_a_notebook_in_another_language_is_not_read(tmp_path: Path) -> None:
    path, folder = small(tmp_path, {"2021-05": {}}), tmp_path / "notebooks"
    notebook(folder, "x <- c(1, 2) |> sum()\ny <- x ~ 1")
    content = json.loads((folder / "report.ipynb").read_text(encoding="utf-8"))
    assert [each.rule for each in check(read_dataset(path, folder), MAY)] == ["notebook"]
    content["metadata"]["kernelspec"] = {"name": "ir", "language": "R"}
    write(folder / "report.ipynb", json.dumps(content))
    assert check(read_dataset(path, folder), MAY) == []


def test_a_condition_inside_another_is_found_with_what_to_write(tmp_path: Path) -> None:
    sentence = "%%text\n{if letters.sent}{if letters.signed}Gửi.{end}{end}"
    inner, surplus = found(tmp_path, sentence)
    assert (inner.found, surplus.found) == ("{if letters.signed}", "{end}")
    assert "a condition on two figures is {if a.b, c.d}" in str(inner.message)


def test_the_nearest_key_is_offered_only_where_it_is_like_the_one_that_is_written(
    tmp_path: Path,
) -> None:
    like, other = found(tmp_path, "%text {letters.sgned}", "%text {radio.stations}")
    assert str(like.message).endswith("there is no “sgned”; the nearest is “signed”")
    assert str(other.message).endswith("there is no “radio”")


CHART = 'ict.charts.trend(this, "letters.sent").named("sending")'


def test_a_chart_that_no_cell_names_is_found_with_the_nearest_name(tmp_path: Path) -> None:
    near, other = found(tmp_path, CHART, "%%text\nXem {chart.sendin}.\n\nXem {chart.filing}.")
    assert (near.found, near.cell, near.line) == ("{chart.sendin}", 3, 2)
    assert str(near.message) == (
        "no chart has the name “sendin”: write .named(…) behind one; the nearest is “sending”"
    )
    assert (other.found, other.line) == ("{chart.filing}", 4)
    assert str(other.message) == "no chart has the name “filing”: write .named(…) behind one"


@pytest.mark.parametrize(
    "cell", ["%text Xem {chart.sending}.", "%%highlights\n- Xem {chart.sending}."]
)
def test_a_chart_that_a_cell_names_before_or_after_is_let_be(tmp_path: Path, cell: str) -> None:
    assert found(tmp_path, cell, CHART) == []


def test_a_title_has_no_chart_and_a_chart_no_style(tmp_path: Path) -> None:
    cells = ('ict.masthead(this, "{chart.sending}")', "%text {chart.sending:unit}")
    told = found(tmp_path, CHART, *cells)
    assert [each.found for each in told] == ["{chart.sending}", "{chart.sending:unit}"]


def test_the_charts_of_another_notebook_are_not_those_of_the_report(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {}})
    write(path / "2021-05/narrative.md", "## I\n\nXem {chart.sending}, {chart.mail}.\n")
    notebook(tmp_path / "notebooks", CHART, name="media")
    folder = notebook(
        tmp_path / "notebooks", CHART.replace("sending", "mail"), "%text {chart.mail}"
    )
    told = [each for each in check(read_dataset(path, folder), MAY) if each.rule == "unbound"]
    assert [(each.found, each.line) for each in told] == [("chart.sending", 3)]
    assert [each for each in check(read_dataset(path), MAY) if each.rule == "unbound"] == []


def test_notebooks_to_explore_and_files_that_are_none_are_not_looked_at(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {}})
    folder = notebook(tmp_path / "notebooks", "%text {letters.snt}", name="explore", monthly=False)
    write(folder / "broken.ipynb", "{")
    write(folder / "list.ipynb", "[]")
    write(folder / "cells.ipynb", '{"cells": [1, {"cell_type": "code"}]}')
    assert check(read_dataset(path, folder), MAY) == []
    assert check(read_dataset(path, tmp_path / "nowhere"), MAY) == []
    assert check(read_dataset(path), MAY) == []


def test_a_notebook_that_needs_a_dimension_is_looked_at_where_the_catalog_has_it(
    tmp_path: Path,
) -> None:
    path = small(tmp_path, {"2021-05": {}})
    cell, folder = "%text {letters.snt}", tmp_path / "notebooks"
    notebook(folder, cell, name="both", needs=["level", "unit"])
    notebook(folder, cell, name="level", needs=["level"])
    notebook(folder, cell, name="word", needs="unit")
    told = check(read_dataset(path, folder), MAY)
    assert [each.file for each in told] == ["notebooks/level.ipynb", "notebooks/word.ipynb"]


def test_every_monthly_notebook_is_looked_at(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {}})
    for name in ("media", "work"):
        notebook(tmp_path / "notebooks", "%text {letters.snt}", name=name)
    told = check(read_dataset(path, tmp_path / "notebooks"), MAY)
    assert [each.file for each in told] == ["notebooks/media.ipynb", "notebooks/work.ipynb"]


def test_an_indicator_that_no_sentence_gives_is_named(tmp_path: Path) -> None:
    cells = (
        "%%text\nGửi {letters.sent}; {cases.received[level=low]}.",
        'report.cards(["staff.people"])',
        'ict.charts.trend(report.month, "letters.signed")',
        "%figures Toàn bộ số liệu",
    )
    told = found(tmp_path, *cells, rules=["uncited"])
    assert [(each.table, each.measure) for each in told] == [
        ("letters", "signed"),
        ("staff", "joined"),
    ]
    assert {(each.severity, each.file) for each in told} == {("info", "notebooks/report.ipynb")}
    assert str(told[0].message) == "no sentence of the report gives letters.signed (“Ký số”)"


def test_the_narrative_and_the_tables_of_the_report_give_indicators(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {}})
    write(path / "2021-05/narrative.md", "## I\n\nVào {staff.joined}.\n")
    measures = 'ict.tables.measures(this, ["letters", "cases"], "")'
    cells = measures, "%text {staff.people}.", "%section I"
    folder = notebook(tmp_path / "notebooks", *cells)
    assert check(read_dataset(path, folder), MAY) == []


def test_the_real_notebooks_name_nothing_in_vain_and_give_every_indicator() -> None:
    told = check(read_dataset(REAL, ROOT / "notebooks"), MAY)
    assert {each.rule for each in told} & {"notebook", "unbound", "uncited"} == set()


STAFF = "people,30,,\njoined,,M,\ngone,0,,\n"


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("Vào {staff.joined} người.", "staff.joined"),
        ("Vào {staff.joined:unit}, ra ít.", "staff.joined"),
        ("Ra {staff.gone:unit} trong tháng.", "staff.gone"),
        ("Số người: {staff.people}, vào {staff.joined}.", "staff.joined"),
        ("Số người vào: {staff.joined} trong tháng.", "staff.joined"),
        ("{if staff.people}Có {staff.people}, vào {staff.joined}.{end}", "staff.joined"),
        ("{if staff.gone}Ra {staff.gone:unit} nữa.{end}", "staff.gone"),
        ("{if staff.joined}Vào.{missing}Chưa rõ {staff.joined} người.{end}", "staff.joined"),
    ],
)
def test_a_sentence_that_stumbles_over_a_figure_is_found(
    tmp_path: Path, sentence: str, key: str
) -> None:
    (finding,) = found(tmp_path, f"%%section I\nMột.\n\n- {sentence}", rules=["flow"], staff=STAFF)
    assert (finding.severity, finding.found) == ("warning", key)
    assert (finding.file, finding.cell, finding.line) == ("notebooks/report.ipynb", 2, 4)
    assert f"{{if {key}}}" in str(finding.message)
    assert not finding.blocks


@pytest.mark.parametrize(
    "sentence",
    [
        "Có {staff.people:unit}.",
        # A line of a form.
        "Số người vào: {staff.joined}.",
        "Vào: {staff.joined:unit}; ra: {staff.gone:unit}",
        # Zero without its unit is a number.
        "Ra {staff.gone} người.",
        "{if staff.joined}Vào {staff.joined} người.{end}",
        "{if staff.gone}Ra {staff.gone:unit}.{zero}Ra: {staff.gone:unit} ai cả.{end}",
        "{if staff.joined}Vào {staff.joined}.{missing}Chưa rõ.{end} Đến {period.last_day}.",
        "Vào {staff.jined}.",
    ],
)
def test_a_sentence_that_reads_well_is_let_be(tmp_path: Path, sentence: str) -> None:
    assert found(tmp_path, f"%%text\n{sentence}", rules=["flow"], staff=STAFF) == []


def test_a_sentence_that_prints_what_the_source_does_not_state_is_found(tmp_path: Path) -> None:
    staff = "people,30,,\njoined,2,I,Đếm\ngone,0,,\n"
    cell = "%%text\nVào: {staff.joined:unit}. {if staff.joined}Có {staff.joined} người vào.{end}"
    (finding,) = found(tmp_path, cell, rules=["flow"], staff=staff)
    assert str(finding.message) == (
        "{staff.joined:unit} would print a figure that is derived and not stated (status I): put "
        "what needs it between {if staff.joined} and {end}"
    )


def test_a_sentence_with_the_parts_of_a_figure_needs_parts(tmp_path: Path) -> None:
    cells = "received,,,9,,\n"
    (finding,) = found(tmp_path, "%%text\nGồm {cases.received:parts}.", rules=["flow"], cases=cells)
    assert "{cases.received:parts} would print “chưa có số liệu”" in str(finding.message)


def test_a_sentence_with_parts_that_the_catalog_does_not_have_is_found(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, "%%text\nGồm {letters.sent:parts}.", rules=["notebook", "flow"])
    assert (finding.rule, finding.severity) == ("notebook", "error")
    assert "letters.sent has no parts" in str(finding.message)


def test_a_sentence_of_the_narrative_that_stumbles_is_found_with_its_line(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {"staff": STAFF}})
    write(path / "2021-05/narrative.md", "## I\n\nMột.\n\n- Hai,\n  vào {staff.joined} người.\n")
    (finding,) = (each for each in check(read_dataset(path), MAY) if each.rule == "flow")
    assert (finding.file, finding.cell, finding.line) == ("data/2021-05/narrative.md", 0, 6)
    assert str(finding.message) == (
        "{staff.joined} would print “chưa có số liệu” inside the sentence: put what needs it "
        "between {if staff.joined} and {end}"
    )


def test_what_follows_up_no_task_is_not_printed_and_does_not_stumble(tmp_path: Path) -> None:
    assert found(tmp_path, "%%follow_up\nVào {staff.joined}:", rules=["flow"], staff=STAFF) == []
