"""Another department: made from a catalog of its own, filled in, and its report published."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from pypdf import PdfReader

from tests.commandline import run
from tests.datasets import edit, write
from tests.exchange.project.catalogs import FIGURES, HEALTH
from tests.test_english import foreign_words, package_texts

TASKS = """\
,1,Tổ chức chiến dịch diệt lăng quăng cuối năm,,planned,
,2,Trình Ủy ban nhân dân tỉnh kế hoạch tiêm chủng mở rộng,,planned,
"""
NEWS = "chủ yếu tại các cơ sở khám bệnh, chữa bệnh công lập"


NAMES = {
    "[tên tỉnh]": "Mẫu", "[Tên tỉnh]": "Mẫu", "[tên sở]": "Y tế", "[SỞ]": "SYT",
    "[đơn vị]": "KH", "[Họ và tên người ký]": "Người ký",
    "[Province]": "Sample", "[Department]": "Department", "[Place]": "Sample",
    "[Full name]": "The signer",
}  # fmt: skip


def name(settings: Path) -> None:
    """Write names in place of those in brackets."""
    text = settings.read_text(encoding="utf-8")
    for bracketed, given in NAMES.items():
        text = text.replace(bracketed, given)
    write(settings, text)


def fill(month: Path, figures: dict[str, dict[str, str]], tasks: str) -> None:
    """Write figures in place of the status M, and tasks into the plan."""
    for table, values in figures.items():
        for start, value in values.items():
            path = month / f"{table}.csv"
            path.write_text(
                re.sub(
                    rf"^({re.escape(start)}),,M,$",
                    rf"\g<1>,{value},,",
                    path.read_text(encoding="utf-8"),
                    flags=re.M,
                ),
                encoding="utf-8",
            )
    with (month / "plan.csv").open("a", encoding="utf-8") as plan:
        plan.write(tasks)


@pytest.fixture(scope="module")
def health(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project of a department of health, whose month is published."""
    folder = tmp_path_factory.mktemp("health")
    write(folder / "own.yml", HEALTH)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run("init", "y-te", "--catalog", "own.yml", "--month", "2026-10").exit_code == 0
        patch.chdir(folder / "y-te")
        name(Path("data/dataset.yml"))
        fill(Path("data/2026-10"), FIGURES, TASKS)
        edit(
            Path("data/2026-10/narrative.md"),
            "## I.1 Khám bệnh, điều trị\n",
            f"## I.1 Khám bệnh, điều trị\n\n### visits.patients\n\n{NEWS}.\n",
        )
        checked = run("check", "2026-10")
        assert checked.exit_code == 0, checked.stdout
        ended = run("run", "2026-10", "--jobs", "2")
        assert ended.exit_code == 0, ended.stderr
    return folder / "y-te"


def texts(report: Path) -> dict[str, str]:
    """Return name → text of everything that a reader opens."""
    pages = {
        path.name: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").get_text(" ")
        for path in report.glob("*.html")
    }
    papers = {
        path.name: "\n".join(page.extract_text() for page in PdfReader(path).pages)
        for path in report.glob("*.pdf")
    }
    document = "".join(package_texts((report / "report.docx").read_bytes()).values())
    every = {**pages, **papers, "report.docx": re.sub(r"<[^>]*>", "", document)}
    return {
        name: " ".join(unicodedata.normalize("NFC", each).split()) for name, each in every.items()
    }


def test_its_month_is_published_whole(health: Path) -> None:
    assert {path.name for path in (health / "reports/2026-10").iterdir()} == {
        "report.html", "report.pdf", "report.docx", "annex.pdf", "analysis.html",
        "data_quality.html", "indicators.csv", "manifest.json", "notebooks",
    }  # fmt: skip
    assert not (health / "reports/2026-10-draft").exists()


def test_every_figure_and_sentence_is_in_page_pdf_and_docx(health: Path) -> None:
    found = texts(health / "reports/2026-10")
    for name in ("report.html", "report.pdf", "report.docx"):
        for written in (
            "52.340", "47.120", "5.220", "1.042", "1,99%", "6,3", "1.985", "742", "57",
            "phía Đông 21 ca", "14.210", "13.450", "94,7%", "tháng 10 năm 2026",
            NEWS, "Tổ chức chiến dịch diệt lăng quăng cuối năm",
        ):  # fmt: skip
            assert written in found[name], (name, written)


def test_nothing_names_the_department_of_the_real_data_set(health: Path) -> None:
    found = texts(health / "reports/2026-10")
    assert len(found) == 6
    written = {
        path.relative_to(health).as_posix(): path.read_text(encoding="utf-8")
        for path in health.rglob("*")
        if path.suffix in {".ipynb", ".yml", ".md", ".csv", ".json", ".html"} or not path.suffix
        if path.is_file()
    }
    for name, text in {**found, **written}.items():
        plain = text.replace("\N{NO-BREAK SPACE}", " ").replace("\\_", " ").lower()
        for word in ("trà vinh", "travinh", "thông tin và truyền thông", "tt&tt", "stttt"):
            assert word not in plain, (name, word)


def test_an_office_that_has_not_written_its_names_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "so", "--month", "2026-10").exit_code == 0
    monkeypatch.chdir(tmp_path / "so")
    checked = run("check", "2026-10", "--lang", "en")
    assert checked.exit_code == 1
    assert "error: data/dataset.yml: “Sở [tên sở]” stands where a name is still" in checked.stdout


def test_the_next_month_is_compared_and_its_tasks_followed_up(
    health: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(health)
    assert run("new", "2026-11").exit_code == 0
    november = {
        **FIGURES,
        "visits": {
            "patients,": "53340", "patients,outpatient": "47200", "patients,inpatient": "6140",
            "referred,": "1101", "stay,": "6.1",
        },
        "resources": {"beds": "1990", "doctors": "745"},
        "prevention": {
            **FIGURES["prevention"], "dengue,": "0", "children,": "14300", "immunised,": "13600",
            **{f"dengue,{area}": "0" for area in ("north", "south", "east", "west", "centre")},
        },
    }  # fmt: skip
    fill(Path("data/2026-11"), november, ",1,Tổng kết công tác năm,,planned,\n")
    plan = Path("data/2026-11/plan.csv")
    text = plan.read_text(encoding="utf-8")
    edit(plan, text, re.sub(r"^(2026-10,.*),,,$", r"\1,,done,", text, flags=re.M))
    ended = run("run", "2026-11", "--jobs", "2")
    assert ended.exit_code == 0, ended.stdout
    page = texts(Path("reports/2026-11"))["report.html"]
    assert "tăng 1,9% so với tháng trước" in page
    assert "Không có ca mắc sốt xuất huyết." in page
    assert "Kết quả thực hiện các nhiệm vụ đã đề ra cho tháng 11 năm 2026:" in page
    assert "Đã hoàn thành: Tổ chức chiến dịch diệt lăng quăng cuối năm." in page


def test_from_nothing_in_english_a_report_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "office", "--language", "en", "--month", "2026-10").exit_code == 0
    monkeypatch.chdir(tmp_path / "office")
    name(Path("data/dataset.yml"))
    figures = {
        "documents": {"incoming": "1210", "outgoing": "905", "signed": "880"},
        "dossiers": {
            "received,": "310", "received,in_person": "110", "received,online": "200",
            "resolved,": "300", "on_time,": "291",
        },
    }  # fmt: skip
    fill(Path("data/2026-10"), figures, ",1,Open a second counter,,planned,\n")
    ended = run("run", "2026-10", "--jobs", "2")
    assert ended.exit_code == 0, ended.stdout
    found = texts(Path("reports/2026-10"))
    assert (
        "The number of applications received is 310 applications, of which" in found["report.pdf"]
    )
    assert {name: words for name, text in found.items() if (words := foreign_words(text))} == {}


def of_the_guide() -> tuple[str, str, str]:
    """Return the catalog, the table and the cell of “Add an indicator”."""
    page = Path(__file__).parents[1] / "docs/how-to/department.md"
    part = page.read_text(encoding="utf-8").partition("## Add an indicator\n")[2]
    catalog, table, cell = re.findall(r"^```\w+\n(.*?)^```", part.split("\n## ")[0], re.M | re.S)
    return catalog, table, cell.strip()


@pytest.mark.parametrize("there", [False, True], ids=["of the catalog", "in a project"])
def test_the_indicators_of_the_guide_work_as_they_are_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    catalog, table, cell = of_the_guide()
    given, project = tmp_path / "catalog.yml", tmp_path / "library"
    write(given, catalog)
    options = [] if there else ["--catalog", str(given)]
    assert run("init", str(project), *options, "--month", "2026-10").exit_code == 0
    if there:
        path, added = project / "data/catalog.yml", yaml.safe_load(catalog)
        whole = yaml.safe_load(path.read_text(encoding="utf-8"))
        write(path, yaml.safe_dump({part: {**whole[part], **added[part]} for part in whole}))
        notebook = project / "notebooks/report.ipynb"
        content = json.loads(notebook.read_text(encoding="utf-8"))
        content["cells"].append({**content["cells"][-1], "id": "own", "source": cell})
        write(notebook, json.dumps(content))
    write(project / "data/2026-10/libraries.csv", table)
    monkeypatch.chdir(project)
    name(Path("data/dataset.yml"))
    told = run("check", "2026-10", "--lang", "en").stdout.splitlines()
    assert not [line for line in told if "librar" in line or "notebooks" in line]
    assert there or [line.split(":")[1] for line in told[:-1]] == [" data/2026-10/plan.csv"]
