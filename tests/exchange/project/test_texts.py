"""The files of a project: whole, in one language, and fit for what reads them."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from ictanalysis.checks import check
from ictanalysis.dataset import read_dataset
from ictanalysis.exchange.project import Project, project
from ictanalysis.files.publication import make_dataset
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import Language
from tests.datasets import CATALOG, ENGLISH_CATALOG, REAL, write
from tests.exchange.project.catalogs import HEALTH

OCTOBER = pd.Period("2026-10", "M")
FILES = [
    ".gitignore", "Makefile", "README.md", "data/2026-10/documents.csv",
    "data/2026-10/dossiers.csv", "data/2026-10/narrative.md", "data/2026-10/plan.csv",
    "data/catalog.yml", "data/dataset.yml", "data/targets.yml", "notebooks/analysis.ipynb",
    "notebooks/data_quality.ipynb", "notebooks/report.ipynb",
]  # fmt: skip


def made(folder: Path, language: Language = "vi", text: str = "") -> Project:
    if text:
        write(folder / "own.yml", text)
    return project(folder / "own.yml" if text else None, language, OCTOBER)


def sources(found: Project, name: str) -> list[str]:
    content = json.loads(found.texts[f"notebooks/{name}.ipynb"])
    return ["".join(cell["source"]) for cell in content["cells"]]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_from_nothing_there_is_everything(tmp_path: Path, language: Language) -> None:
    found = made(tmp_path, language)
    assert sorted(found.texts) == FILES
    assert found.added == {}
    assert "YYYY-MM" not in found.texts["README.md"]
    assert "MONTH ?= latest\n" in found.texts["Makefile"]


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("command", "jupyter"),
    [
        ("ictanalysis", "jupyter"),
        ("/srv/ictanalysis/.venv/bin/ictanalysis", "/srv/ictanalysis/.venv/bin/jupyter"),
        ("python -m ictanalysis", "python -m jupyter"),
    ],
)
def test_make_takes_the_latest_month_and_jupyterlab_from_where_the_command_is(
    tmp_path: Path, language: Language, command: str, jupyter: str
) -> None:
    write(tmp_path / "Makefile", made(tmp_path, language).texts["Makefile"])

    def told(*arguments: str) -> str:
        call = ["make", "-C", str(tmp_path), "--dry-run", "--silent", *arguments]
        return subprocess.run(call, capture_output=True, encoding="utf-8", check=True).stdout

    assert told("report", f"ICTANALYSIS={command}") == f"{command} run latest\n"
    assert told("check", "MONTH=2026-09") == "ictanalysis check 2026-09\n"
    assert told("lab", f"ICTANALYSIS={command}").startswith(f"{jupyter} lab ")


def test_both_languages_begin_with_the_same_indicators(tmp_path: Path) -> None:
    texts = [made(tmp_path, language).texts for language in ("vi", "en")]
    for name in ("data/2026-10/documents.csv", "data/2026-10/dossiers.csv"):
        assert texts[0][name] == texts[1][name]


def test_in_english_nothing_is_vietnamese(tmp_path: Path) -> None:
    text = "".join(made(tmp_path, "en", ENGLISH_CATALOG).texts.values())
    text += "".join(made(tmp_path, "en").texts.values())
    letters = {letter for letter in text if letter.isalpha() and not letter.isascii()}
    assert letters == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", ""),
        ("en", ""),
        ("vi", HEALTH),
        ("vi", CATALOG),
        ("en", ENGLISH_CATALOG),
        ("vi", (REAL / "catalog.yml").read_text(encoding="utf-8")),
    ],
    ids=["nothing-vi", "nothing-en", "health", "small", "english", "real"],
)
def test_the_checks_find_nothing_wrong_in_what_was_written(
    tmp_path: Path, language: Language, text: str
) -> None:
    make_dataset(tmp_path / "project", made(tmp_path, language, text).texts)
    files = read_dataset(tmp_path / "project/data", tmp_path / "project/notebooks")
    found = check(files, OCTOBER)
    rules = {each.rule for each in found if each.rule != "missing"}
    assert rules <= {"figures_missing", "plan_empty", "unwritten", "uncited"}
    assert all(each.file.endswith("dataset.yml") for each in found if each.rule == "unwritten")


@pytest.mark.parametrize("text", [HEALTH, (REAL / "catalog.yml").read_text(encoding="utf-8")])
def test_the_notebooks_are_valid_and_short(tmp_path: Path, text: str) -> None:
    found = made(tmp_path, "vi", text)
    for name in ("report", "analysis", "data_quality"):
        content = nbformat.reads(found.texts[f"notebooks/{name}.ipynb"], 4)  # type: ignore[no-untyped-call]
        nbformat.validate(content)  # type: ignore[no-untyped-call]
        assert content.cells[0].metadata.tags == ["parameters"]
        assert not any(cell.get("outputs") for cell in content.cells)
        for source in sources(found, name):
            lines = source.split("\n")
            if source.startswith("%%"):
                assert all(len(line) <= 100 or "{if " in line for line in lines)
            else:
                assert len(lines) <= 15
                assert max(map(len, lines)) <= 100


def test_the_report_has_a_section_for_each_of_the_catalog(tmp_path: Path) -> None:
    first = [source.split("\n")[0] for source in sources(made(tmp_path, "vi", HEALTH), "report")]
    assert first[4:] == [
        "report.heading()",
        "%%text",
        "%section I",
        "%%section I.1",
        "%%section I.2",
        "%%section II",
        "%%plan III",
        "%%follow_up",
        "%%text",
        "report.signature()",
        "%annex PL.I",
        "%figures Các chỉ tiêu của {period.month}, theo mục của báo cáo",
        "report.separate_annexes()",
        "%%annex PL.II",
        "report.notes()",
        "%annex PL.III",
        "report.sources()",
    ]


def test_what_became_of_the_tasks_belongs_to_an_assessment(tmp_path: Path) -> None:
    text = CATALOG.replace("  I: {title: Một}\n", "  I: {title: Một}\n  II: {title: Đánh giá}\n")
    first = [source.split("\n")[0] for source in sources(made(tmp_path, "vi", text), "report")]
    at = first.index("%section II")
    assert first[at : at + 3] == ["%section II", "%%follow_up", "%%plan III"]


def test_five_rates_are_drawn_against_their_targets(tmp_path: Path) -> None:
    rate = HEALTH[HEALTH.index("      referral_rate:") : HEALTH.index("  resources:")]
    more = "".join(rate.replace("referral_rate", f"rate_{number}") for number in range(3))
    told = sources(made(tmp_path, "vi", HEALTH.replace(rate, rate + more)), "analysis")
    assert any(source.startswith("ict.charts.against_targets(") for source in told)


def test_the_charts_fit_the_catalog(tmp_path: Path) -> None:
    told = sources(made(tmp_path, "vi", HEALTH), "analysis")
    assert 'ict.charts.composition(this_month, "prevention.dengue", by="area")' in told
    assert "movement = [ict.charts.trend(this_month, key) for key in keys]" in told[-4]
    assert [line.partition("this_month, ")[::2] for line in told[-3].split("\n")] == [
        ("movement.append(ict.charts.composition_over_time(", '"visits.patients", by="care"))'),
        ("movement.append(ict.charts.small_multiples(", '"prevention.dengue", by="area"))'),
    ]
    assert told[-1] == "ict.charts.over_time(this_month, movement)"
    # Two rates are too few for a chart.
    assert 'ict.tables.targets(this_month, "Các mục tiêu đang có hiệu lực")' in told
    real = sources(
        made(tmp_path, "vi", (REAL / "catalog.yml").read_text(encoding="utf-8")), "analysis"
    )
    stacked = 'ict.charts.stacked(this_month, "dossiers.received", by="level", across="channel")'
    assert stacked in real
    assert 'ict.charts.composition(this_month, "portal.documents", by="category")' in real


def test_a_label_is_no_code(tmp_path: Path) -> None:
    label = "label: '\")\\nimport os # [x](y) `z` <b> {a.b}'"
    text = CATALOG.replace("  letters:\n    label: Văn bản\n", f"  letters:\n    {label}\n")
    told = sources(made(tmp_path, "vi", text), "analysis")
    calls = [ast.parse(source) for source in told if source.startswith("ict.tables.figures(")]
    captions = [ast.literal_eval(call.body[0].value.args[-1]) for call in calls]  # type: ignore[attr-defined]
    assert 'Số liệu trong tháng về ")\\nimport os # [x](y) `z` <b> {a.b}' in captions
    assert "## &#34;)" in "".join(told) or '## ")' in "".join(told)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("sections: [\n", "line 2: not valid YAML"),
        (HEALTH.replace("section: II", "section: IX"), "“IX” is not a section"),
        (HEALTH.replace("[outgoing]", "[x]").replace("[patients]", "[x]"), "“x” is not a measure"),
    ],
)
def test_a_catalog_that_makes_no_sense_is_refused(tmp_path: Path, text: str, line: str) -> None:
    with pytest.raises(InputError) as raised:
        made(tmp_path, "vi", text)
    assert str(raised.value).startswith(f"{tmp_path}/own.yml, line ")
    assert line in str(raised.value)


def test_line_ends_and_a_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    path.write_bytes(("\ufeff" + HEALTH).replace("\n", "\r\n").encode())
    assert project(path, "vi", OCTOBER).texts == made(tmp_path, "vi", HEALTH).texts
