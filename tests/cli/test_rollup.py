from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import commandline
from tests.datasets import snapshot


def run(*arguments: str) -> commandline.Result:
    return commandline.run("--lang", "en", *arguments)


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a country of twelve provinces, two of which are others' parts by its last month."""
    folder = tmp_path_factory.mktemp("country") / "country"
    result = run("demo", str(folder), "--reporters", "12")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "12 provinces with simulated data, 2020-05 to 2021-05" in result.stdout
    return folder


@pytest.fixture(scope="module")
def rolled(country: Path) -> commandline.Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(country)
        return run("rollup", "provinces", "2021-05")


def test_the_provinces_are_as_sound_as_they_are_meant_to_be(country: Path) -> None:
    provinces = sorted(path.name for path in (country / "provinces").iterdir())
    assert provinces == [f"mo-phong-{number:02}" for number in range(1, 15)]
    for number, code in ((1, 0), (5, 0), (12, 0)):
        data = country / f"provinces/mo-phong-{number:02}"
        assert run("check", "2021-05", "--data", str(data)).exit_code == code
    assert not (country / "provinces/mo-phong-09/2021-05").exists()
    assert not (country / "provinces/mo-phong-13/2021-01").exists()


def test_the_report_of_all_is_made(rolled: commandline.Result, country: Path) -> None:
    lines = rolled.stdout.splitlines()
    assert (rolled.exit_code, lines[:3]) == (
        0,
        [
            "2021-05: data has the figures of 11 of 12 units, of 2020-05 on",
            "not reported yet: Mô Phỏng 09",
            "notebooks is made: read what its notebooks say, and change it",
        ],
    )
    made = {path.name for path in (country / "reports/2021-05").iterdir()}
    assert {"report.html", "report.pdf", "report.docx", "reporters.html", "analysis.html"} <= made
    page = (country / "reports/2021-05/report.html").read_text(encoding="utf-8")
    assert "SỐ LIỆU MÔ PHỎNG" in page
    manifest = json.loads((country / "reports/2021-05/manifest.json").read_text(encoding="utf-8"))
    assert [each["rule"] for each in manifest["findings"] if each["severity"] == "error"] == []


def test_a_second_time_nothing_is_made(
    rolled: commandline.Result, country: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(country)
    before = snapshot(country / "reports/2021-05")
    again = run("rollup", "provinces", "2021-05")
    assert (again.exit_code, again.stdout.splitlines()[-1]) == (
        0,
        "2021-05: the report in reports/2021-05 is current",
    )
    assert snapshot(country / "reports/2021-05") == before


def test_every_national_number_is_the_sum_of_what_it_is_traced_to(
    rolled: commandline.Result, country: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(country)
    catalog = json.loads(run("trace", "documents.signed_rate", "latest", "--json").stdout)
    above, below = (
        [each for each in catalog["cells"] if each["key"].startswith(f"documents.{name}")]
        for name in ("signed", "outgoing")
    )
    for total, *parts in (above, below):
        assert total["value"] == sum(each["value"] for each in parts)
        assert len(parts) == 11
        for each in parts:
            origin = each["origin"]
            line = int(origin["cell"].removeprefix("B"))
            table = (country / "provinces" / origin["file"]).read_text(encoding="utf-8")
            assert float(table.splitlines()[line - 1].split(",")[1]) == each["value"]
    assert catalog["value"] == pytest.approx(100 * above[0]["value"] / below[0]["value"])
    told = run("trace", "documents.signed", "2021-05").stdout.splitlines()
    assert len(told) == 13
    assert told[2].split()[-2:] == ["mo-phong-01/2021-05/documents.csv,", "B4"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["rollup", "nowhere", "2021-05"], "nowhere: holds no data sets"),
        (["rollup", "provinces", "2021-13"], "“2021-13” is not a month"),
        (["rollup", "provinces", "2022-01"], "provinces: no unit has the month 2022-01"),
        (["trace", "documents.sined", "latest"], "“documents.sined” is not an indicator"),
        (["trace", "documents.signed", "2022-01"], "there is no month 2022-01"),
        (["demo", "new", "--reporters", "0"], "0 is not in the range"),
    ],
)
def test_wrong_usage_is_told(
    rolled: commandline.Result,
    country: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(country)
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
