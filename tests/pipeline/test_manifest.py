"""What a report's folder knows of itself, and what in it is none of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ictanalysis
from ictanalysis.files.digests import digest
from ictanalysis.pipeline.manifest import (
    MANIFEST,
    SOURCES,
    Manifest,
    read_manifest,
    strangers,
)
from tests.datasets import write

# printf abc | sha256sum
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return the folder of a report with its manifest."""
    report = tmp_path / "2021-05"
    (report / "notebooks").mkdir(parents=True)
    write(report / "report.html", "abc")
    write(report / "notebooks/report.ipynb", "abc")
    outputs = {"report.html": ABC, "notebooks/report.ipynb": ABC}
    Manifest("2021-05", False, {}, {}, "Tinos", {"library": "1"}, outputs, []).write(report)
    return report


def names(report: Path) -> list[str]:
    return [path.relative_to(report).as_posix() for path in strangers(report)]


def test_a_digest_is_the_sha_256(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", "abc")
    assert digest(tmp_path / "a.csv") == ABC


def test_what_a_run_has_made_is_no_stranger(report: Path) -> None:
    assert strangers(report) == []


def test_an_output_that_was_edited_or_removed_is_no_stranger(report: Path) -> None:
    write(report / "report.html", "edited by hand")
    (report / "notebooks/report.ipynb").unlink()
    assert strangers(report) == []


def test_strangers_are_found_at_any_depth_in_the_order_of_names(report: Path) -> None:
    (report / "notebooks/deep").mkdir()
    for name in ("notebooks/deep/b.txt", ".hidden", "a.docx", "notebooks/report.html"):
        write(report / name, "")
    (report / "link").symlink_to("nowhere")
    (report / "empty folder").mkdir()
    assert names(report) == [
        ".hidden",
        "a.docx",
        "link",
        "notebooks/deep/b.txt",
        "notebooks/report.html",
    ]


@pytest.mark.parametrize("text", [None, "", "[]", "{}", '{"month": "2021-05"}', "\0", "[" * 9999])
def test_without_a_manifest_of_this_form_every_file_is_a_stranger(
    report: Path, text: str | None
) -> None:
    (report / MANIFEST).unlink()
    if text is not None:
        write(report / MANIFEST, text)
    assert read_manifest(report) is None
    assert names(report) == ["notebooks/report.ipynb", "report.html"]


def test_a_manifest_is_read_as_it_was_written(report: Path) -> None:
    manifest = read_manifest(report)
    assert manifest is not None
    assert (manifest.month, manifest.font) == ("2021-05", "Tinos")
    assert json.loads((report / MANIFEST).read_text(encoding="utf-8"))["inputs"] == {"library": "1"}


@pytest.mark.parametrize(
    ("inputs", "change", "expected"),
    [
        ({"library": "1"}, None, True),
        ({"library": "2"}, None, False),
        ({"library": "1", "data/a.csv": ABC}, None, False),
        ({}, None, False),
        ({"library": "1"}, "report.html", False),
        ({"library": "1"}, "notebooks/report.ipynb", False),
    ],
)
def test_it_is_current_while_inputs_and_outputs_are_the_same(
    report: Path, inputs: dict[str, str], change: str | None, expected: bool
) -> None:
    if change is not None:
        write(report / change, "other")
    manifest = read_manifest(report)
    assert manifest is not None
    assert manifest.made_from(inputs, report) is expected


def test_an_output_that_is_gone_makes_it_stale(report: Path) -> None:
    (report / "report.html").unlink()
    manifest = read_manifest(report)
    assert manifest is not None
    assert not manifest.made_from({"library": "1"}, report)


def test_every_file_of_the_package_that_makes_a_report_counts() -> None:
    root = Path(ictanalysis.__file__).parent
    # What a new project is given, and what a demonstration is written from, makes no report.
    begun = {root / "exchange/project", root / "exchange/rollup", root / "demo/country"}
    files = [path for path in root.rglob("*") if path.is_file() and not begun & {*path.parents}]
    names = {path.name for path in files}
    assert {name for name in names if not name.endswith((*SOURCES, ".pyc"))} == {"py.typed"}
