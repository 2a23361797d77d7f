"""The report as LibreOffice saves it again: edits made in it are told as those made in Word."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from ictanalysis.exchange.word.changes import Return
from ictanalysis.exchange.word.package import DOCUMENT, parsed, word_parts
from ictanalysis.exchange.word.record import read_record
from ictanalysis.exchange.word.returning import returned
from tests.datasets import REAL, loaded
from tests.exchange.word.documents import parts_of, replaced, tracked, zipped
from tests.test_word import BY_HAND, NARRATIVE, NUMBERS, PROSE


def saved_again(content: bytes, folder: Path) -> bytes:
    """Return a document as LibreOffice saves it."""
    (folder / "edited").mkdir()
    document = folder / "edited/report.docx"
    document.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    form = "docx:MS Word 2007 XML"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder)]
    run = subprocess.run(
        [*command, str(document)], capture_output=True, text=True, check=False, timeout=90
    )
    assert (folder / "report.docx").exists(), run.stdout + run.stderr
    return (folder / "report.docx").read_bytes()


def read(content: bytes) -> Return:
    parts = word_parts(content, "report.docx")
    record = read_record(parts, "report.docx")
    assert record is not None
    document = parsed(parts[DOCUMENT], "report.docx")
    return returned(record, document, loaded(REAL)["2021-05"], NARRATIVE)


def test_libreoffice_changes_nothing_by_itself(report: Path, tmp_path: Path) -> None:
    made = read(saved_again((report / "report.docx").read_bytes(), tmp_path))
    assert made.changes == []


@pytest.mark.parametrize("edit", [replaced, tracked])
def test_edits_come_through_libreoffice(
    report: Path, tmp_path: Path, edit: Callable[[str, str, str], str]
) -> None:
    parts = parts_of((report / "report.docx").read_bytes())
    document, expected = parts[DOCUMENT].decode(), NARRATIVE
    for old, new in PROSE:
        document, expected = edit(document, old, new), expected.replace(old, new)
    for old, new, _keys in NUMBERS:
        document = edit(document, old, new)
    for old, new in BY_HAND:
        document = edit(document, old, new)
    made = read(saved_again(zipped({**parts, DOCUMENT: document}), tmp_path))
    kinds = Counter(each.kind for each in made.changes)
    assert (kinds["number"], kinds["shown"]) == (len(NUMBERS), len(BY_HAND))
    assert {key for each in made.changes for key in each.keys} == {
        key for *_texts, keys in NUMBERS for key in keys
    }
    assert made.narrative == expected
