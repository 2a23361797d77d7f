"""`run` and `status`, with one small notebook; the real ones are run elsewhere."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.cli.conftest import HEADING, Command, Inside, write_notebook
from tests.datasets import ROOT, edit, repeat_may, snapshot, write

FILES = [
    "indicators.csv", "manifest.json", "notebooks", "report.docx", "report.html", "report.pdf",
]  # fmt: skip
DOCUMENTS = "data/2021-05/documents.csv"


def listing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def made_folder(path: Path) -> Path:
    path.mkdir()
    return path


def state(inside: Inside) -> str:
    """Return what `status` says of the report of the one month."""
    result = inside("status")
    assert result.exit_code == 0
    return result.stdout.rstrip("\n").rpartition("  ")[2]


def test_a_month_is_published_current_stale_and_a_draft(
    command: Command, inside: Inside, folder: Path, notebooks: Path
) -> None:
    assert state(inside) == "no report"

    made = command("run", "2021-05", "--lang", "en", "--notebooks", notebooks.name)
    first, second, end = made.stdout.split("\n")
    assert re.fullmatch(r"2021-05: the report is in reports/2021-05 \([0-9.]+ s\)", first)
    assert (made.returncode, end) == (0, "")
    manifest = json.loads((folder / "reports/2021-05/manifest.json").read_text(encoding="utf-8"))
    assert second == f"2021-05: the PDF is set in {manifest['font']}"
    assert "2021-05: report" in made.stderr.split("\n")
    assert listing(folder / "reports/2021-05") == FILES
    assert state(inside) == "report current"

    again = inside("run", "latest")
    assert again.stdout == "2021-05: the report in reports/2021-05 is current\n"
    assert again.exit_code == 0
    no_pandas = {"PYTHONPATH": f"{folder / 'stub'}{os.pathsep}{ROOT}"}
    write(made_folder(folder / "stub") / "pandas.py", "raise ImportError('pandas is imported')")
    for asked in ("2021-05", "latest", "2021-05:2021-05"):
        quick = command("run", asked, "--lang", "en", **no_pandas)
        assert (quick.stdout, quick.stderr) == (again.stdout, "")
        assert command("run", asked, "--quiet", **no_pandas).stdout == ""
    told = command("status", "--lang", "en", **no_pandas)
    assert told.stdout.endswith("  report current\n")
    assert command("run", "2021-05", "--force", **no_pandas).returncode == 3
    assert inside("run", "2021-04:2021-05").exit_code == 2
    asked_in_words = json.loads(inside("run", "2021-05", "--json").stdout)
    assert asked_in_words["months"][0]["result"] == "current"

    edit(folder / "data/2021-05/postal.csv", "draft_decisions,1", "draft_decisions,2")
    assert state(inside) == "report stale"

    published = snapshot(folder / "reports/2021-05")
    edit(folder / DOCUMENTS, "outgoing,16401", "outgoing,16410")
    draft = inside("run", "2021-05")
    assert draft.exit_code == 1
    assert f"error: {DOCUMENTS}, line 3: " in draft.stdout
    assert "2021-05: not published: a draft is in reports/2021-05-draft" in draft.stdout
    assert listing(folder / "reports/2021-05-draft") == FILES
    assert snapshot(folder / "reports/2021-05") == published
    assert state(inside) == "draft; the published report is stale"
    kept = inside("run", "2021-05")
    assert (kept.exit_code, "a draft is in reports/2021-05-draft" in kept.stdout) == (1, True)

    edit(folder / "data/2021-05/postal.csv", "draft_decisions,2", "draft_decisions,3")
    assert state(inside) == "report stale"

    # Mended to what was published: nothing is made, and the draft is gone.
    edit(folder / "data/2021-05/postal.csv", "draft_decisions,3", "draft_decisions,1")
    edit(folder / DOCUMENTS, "outgoing,16410", "outgoing,16401")
    mended = inside("run", "2021-05")
    assert mended.stdout == "2021-05: the report in reports/2021-05 is current\n"
    assert mended.exit_code == 0
    assert listing(folder / "reports") == ["2021-05", "index.html"]
    assert snapshot(folder / "reports/2021-05") == published
    assert "2021-05-draft" not in (folder / "reports/index.html").read_text(encoding="utf-8")


def test_manifest_and_indicators_say_what_was_made_from_what(
    inside: Inside, folder: Path, notebooks: Path
) -> None:
    inside("run", "2021-05", "--notebooks", str(notebooks), "--reports", "out")
    manifest = json.loads((folder / "out/2021-05/manifest.json").read_text(encoding="utf-8"))
    assert (manifest["month"], manifest["draft"]) == ("2021-05", False)
    assert manifest["parameters"] == {"month": "2021-05", "data": "data"}
    assert len(manifest["inputs"][DOCUMENTS]) == 64
    assert set(manifest["outputs"]) == {
        "indicators.csv",
        "notebooks/report.ipynb",
        "report.docx",
        "report.html",
        "report.pdf",
    }
    rules = [each["rule"] for each in manifest["findings"]]
    assert [rule for rule in rules if rule != "uncited"] == ["sum", "missing"]
    rows = (folder / "out/2021-05/indicators.csv").read_text(encoding="utf-8").split("\n")
    assert rows[0] == "key,label,dimensions,value,unit,previous,change,status,source"
    assert f"documents.signed,Văn bản đi được ký số,,13018,văn bản,,,A,{DOCUMENTS}:4" in rows
    assert not (folder / "reports").exists()


def test_what_cannot_be_read_is_refused_and_nothing_is_written(
    inside: Inside, folder: Path, notebooks: Path
) -> None:
    edit(folder / DOCUMENTS, "outgoing,16401", "outgoing,16.401")
    before = snapshot(folder)
    result = inside("run", "2021-05", "--notebooks", str(notebooks))
    assert result.exit_code == 1
    assert f"error: {DOCUMENTS}, line 3: “16.401” is written for people" in result.stdout
    assert "2021-05: no report was made: mend the files named above" in result.stdout
    assert snapshot(folder) == before


def test_a_notebook_that_fails_exits_with_3_and_leaves_the_report(
    inside: Inside, command: Command, folder: Path, notebooks: Path
) -> None:
    inside("run", "2021-05")
    published = snapshot(folder / "reports/2021-05")
    write_notebook(notebooks / "broken.ipynb", HEADING, 'int("sgned")')
    process = command("run", "2021-05", "--lang", "en")
    assert process.returncode == 3
    assert "broken" in process.stderr
    assert "sgned" in process.stderr
    assert "Traceback" not in process.stderr
    assert snapshot(folder / "reports/2021-05") == published
    assert listing(folder / "reports") == ["2021-05", "index.html"]


def test_the_index_leads_to_what_was_made_also_after_a_run_that_failed(
    inside: Inside, folder: Path, notebooks: Path
) -> None:
    write_notebook(notebooks / "report.ipynb", HEADING, 'report.cards(["documents.signed_rate"])')
    inside("run", "2021-05")
    index = folder / "reports/index.html"
    made = index.read_bytes()
    for text in ("79,37%", 'href="2021-05/report.html"', 'href="2021-05/report.docx"'):
        assert text in made.decode()
    page = (folder / "reports/2021-05/report.html").read_text(encoding="utf-8")
    assert 'href="../index.html#thang-2021-05"' in page
    index.unlink()

    assert inside("run", "2021-05").exit_code == 0
    assert index.read_bytes() == made

    write_notebook(notebooks / "broken.ipynb", HEADING, "1 / 0")
    assert inside("run", "2021-05").exit_code == 3
    assert "có thay đổi sau khi lập" in index.read_text(encoding="utf-8")


def test_an_index_that_no_run_has_made_is_refused_before_anything_is_made(
    inside: Inside, folder: Path, notebooks: Path
) -> None:
    (folder / "reports").mkdir()
    write(folder / "reports/index.html", "mine")
    before = snapshot(folder)
    result = inside("run", "2021-05", "--notebooks", str(notebooks))
    assert result.exit_code == 2
    assert result.stderr.startswith("reports/index.html: no run has made this file")
    assert snapshot(folder) == before


def test_without_a_report_notebook_nothing_is_run(inside: Inside, folder: Path) -> None:
    result = inside("run", "2021-05")
    assert result.exit_code == 2
    assert (
        result.stderr == "notebooks: there is no report.ipynb: name the folder of the notebooks\n"
    )
    assert not (folder / "reports/2021-05").exists()


def test_a_range_with_a_month_that_is_not_there_publishes_none_of_it(
    inside: Inside, folder: Path, notebooks: Path
) -> None:
    before = snapshot(folder)
    result = inside("run", "2021-05:2021-06", "--notebooks", str(notebooks))
    assert result.exit_code == 2
    assert "there is no month 2021-06" in result.stderr
    assert snapshot(folder) == before


def test_the_latest_month_is_the_one_that_was_begun_and_another_is_told(
    inside: Inside, folder: Path
) -> None:
    assert inside("check", "latest").stdout == inside("check", "2021-05").stdout
    assert inside("template", "latest").stdout.startswith("2021-05.xlsx is made")
    missed = inside("run", "2021-06")
    assert (missed.exit_code, missed.stdout) == (2, "")
    assert missed.stderr == "data: there is no month 2021-06 (there are: 2021-05)\n"
    assert "“latest” is not a month" in inside("new", "latest").stderr

    shutil.rmtree(folder / "data/2021-05")
    none = inside("check", "latest")
    assert (none.exit_code, none.stdout) == (2, "")
    assert none.stderr == ("data: there is no month yet: begin one with ictanalysis new YYYY-MM\n")


def test_status_has_a_line_for_each_month(inside: Inside, folder: Path) -> None:
    repeat_may(folder / "data")
    result = inside("status")
    assert result.stdout.split("\n") == [
        "2021-05  88 of 89 figures  1 error (1 accepted), 0 warnings, 1 remark  no report",
        # June repeats the openings of May, which are not the closings of May.
        "2021-06  88 of 89 figures  3 errors (1 accepted), 0 warnings, 1 remark  no report",
        "",
    ]
    assert result.exit_code == 0
    # The check counts the same figures.
    inside("new", "2021-07")
    assert "2021-07  0 of 89 figures" in inside("status").stdout
    assert "89 of 89 figures have no value yet" in inside("check", "latest").stdout


def test_status_needs_no_notebooks_to_tell_that_there_is_no_report(command: Command) -> None:
    process = command("status", "--lang", "vi")
    assert process.returncode == 0
    assert process.stdout.endswith("chưa có báo cáo\n")


def test_a_draft_alone_is_a_draft(
    command: Command, inside: Inside, folder: Path, notebooks: Path
) -> None:
    edit(folder / DOCUMENTS, "outgoing,16401", "outgoing,16410")
    made = inside("run", "2021-05", "--notebooks", str(notebooks), "--lang", "en")
    assert made.exit_code == 1
    assert state(inside) == "draft"

    slow = inside("run", "2021-05", "--notebooks", str(notebooks), "--lang", "en", "--log", "a.log")
    no_pandas = {"PYTHONPATH": f"{folder / 'stub'}{os.pathsep}{ROOT}"}
    write(made_folder(folder / "stub") / "pandas.py", "raise ImportError('pandas is imported')")
    again = command("run", "2021-05", "--notebooks", str(notebooks), "--lang", "en", **no_pandas)
    assert (again.returncode, again.stdout) == (1, slow.stdout)
    assert "error: data/2021-05/documents.csv" in again.stdout
    assert made.stdout.startswith(again.stdout)


@pytest.mark.parametrize("arguments", [["status"], ["run", "2021-05"]])
def test_a_file_in_the_place_of_the_reports_is_told(
    inside: Inside, folder: Path, notebooks: Path, arguments: list[str]
) -> None:
    write(folder / "reports", "a file")
    result = inside(*arguments, "--notebooks", str(notebooks))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "reports is not a folder: move it away\n"


SENTENCES = """\
%%section I.2
Có {postal.draft_decisions:unit} và {postal.draft_decision:unit}.
{if radio.station}Có {radio.station} trạm.{end} Xem {chart.filing}."""
CHART = 'ict.charts.composition(report.month, "services.provided", by="levl")'


def test_what_the_catalog_does_not_have_makes_a_draft_that_marks_the_gaps(
    inside: Inside, folder: Path, notebooks: Path
) -> None:
    inside("run", "2021-05")
    published = snapshot(folder / "reports/2021-05")
    write_notebook(
        notebooks / "report.ipynb",
        HEADING,
        "%load_ext ictanalysis",
        SENTENCES,
        "%section I.9",
        CHART,
        'ict.tables.figures(report.month, ["postal.drafts"], "Bảng")',
        "report.signature()",
    )
    write_notebook(notebooks / "sound.ipynb", HEADING, '"all well"')
    checked = inside("check", "2021-05")
    assert checked.exit_code == 1
    for found in (
        "notebooks/report.ipynb, cell 4, line 2: “postal.draft_decision” is not an indicator of "
        "the catalog: there is no “draft_decision”; the nearest is “draft_decisions”",
        "cell 4, line 3: “radio.station” is not an indicator",
        "cell 4, line 3: no chart has the name “filing”",
        "cell 5, line 1: “I.9” is not a section",
        "cell 6, line 1: services.provided cannot be broken down by “levl”",
        "cell 7, line 1: “postal.drafts” is not an indicator",
    ):
        assert found in checked.stdout
    drafted = inside("run", "2021-05")
    assert drafted.exit_code == 1
    assert "2021-05: not published: a draft is in reports/2021-05-draft" in drafted.stdout
    assert listing(folder / "reports/2021-05-draft") == [*FILES, "sound.html"]
    assert snapshot(folder / "reports/2021-05") == published
    draft = folder / "reports/2021-05-draft"
    page = BeautifulSoup((draft / "report.html").read_text(encoding="utf-8"), "html.parser")
    text = " ".join(page.get_text(" ").split())
    assert "DỰ THẢO" in text.upper()
    with zipfile.ZipFile(draft / "report.docx") as package:
        document = re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode("utf-8"))
    for gap in (
        "[chưa điền được: {postal.draft_decision:unit}]",
        "[chưa điền được: {radio.station}] trạm.",
        "[chưa điền được: {chart.filing}]",
        "[chưa điền được: I.9]",
        "[services.provided không phân tổ theo “levl” được (các chiều: level)]",
        "[“postal.drafts” không phải chỉ tiêu trong danh mục: không có “drafts”]",
    ):
        assert gap in text
        assert gap in document


def test_a_key_that_only_a_computation_gives_fails_the_run_of_a_month_that_is_no_draft(
    command: Command, folder: Path, notebooks: Path
) -> None:
    write_notebook(notebooks / "report.ipynb", HEADING, 'report.cards(["postal." + "drafts"])')
    process = command("run", "2021-05", "--lang", "en")
    assert process.returncode == 3
    assert "report.ipynb, cell 3: UnknownKeyError: “postal.drafts” is not" in process.stderr
    assert not (folder / "reports/2021-05").exists()


NEW_TABLE = """\
  libraries:
    label: Thư viện
    section: I.6
    source: Thư viện tỉnh
    measures:
      visits: {label: Lượt bạn đọc, unit: lượt, kind: flow}
"""


@pytest.mark.parametrize("change", ["table", "new table", "measure", "literal", "topic"])
def test_a_catalog_that_has_changed_makes_a_draft_and_no_failure(
    inside: Inside, folder: Path, change: str
) -> None:
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    catalog = folder / "data/catalog.yml"
    text = catalog.read_text(encoding="utf-8")
    if change == "table":
        table = re.search(r"^  radio:\n(?:    .*\n|\n)+", text, re.MULTILINE)
        assert table
        write(catalog, text.replace(table[0], ""))
    elif change == "new table":
        write(catalog, text + NEW_TABLE)
    elif change == "measure":
        edit(catalog, "draft_decisions:", "drafts:")
    elif change == "literal":
        settings = folder / "data/dataset.yml"
        write(settings, settings.read_text(encoding="utf-8").replace("mức độ 3", "mức độ 9"))
    else:
        narrative = folder / "data/2021-05/narrative.md"
        edit(narrative, "### postal.draft_decisions", "### postal.drafts")
    result = inside("run", "2021-05")
    assert result.exit_code == 1, result.stderr
    assert "a draft is in reports/2021-05-draft" in result.stdout
    assert "administration.html" in listing(folder / "reports/2021-05-draft")
