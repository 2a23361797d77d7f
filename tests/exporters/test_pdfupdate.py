"""A PDF with an update: what it had stays as it is, and every reader finds what has changed."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from ictanalysis.exporters.pdfupdate import Update


@pytest.fixture(scope="module")
def content() -> bytes:
    """Return a file of one page that has identifiers."""
    writer = PdfWriter()
    writer.add_blank_page(100, 200)
    writer.generate_file_identifiers()
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def updated(content: bytes, text: str) -> bytes:
    update = Update(content)
    added = update.add(DictionaryObject({NameObject("/Text"): TextStringObject(text)}))
    root = update.reader.root_object
    root[NameObject("/Added")] = added
    update.take(root)
    return update.written()


def test_what_there_was_stays_as_it_is(content: bytes) -> None:
    changed = updated(content, "Giám đốc")

    assert changed.startswith(content)
    reader = PdfReader(io.BytesIO(changed), strict=True)
    assert reader.root_object["/Added"]["/Text"] == "Giám đốc"  # type: ignore[index]
    assert [page.mediabox.height for page in reader.pages] == [200]


def test_an_update_of_an_update_counts_on(content: bytes) -> None:
    twice = updated(updated(content, "a"), "b")

    reader = PdfReader(io.BytesIO(twice), strict=True)
    assert reader.root_object["/Added"]["/Text"] == "b"  # type: ignore[index]
    assert reader.trailer["/Size"] == PdfReader(io.BytesIO(content)).trailer["/Size"] + 2  # type: ignore[operator]


def test_identifiers_tell_the_file_and_its_state(content: bytes) -> None:
    first, second = (PdfReader(io.BytesIO(updated(content, text))) for text in ("a", "b"))
    before = PdfReader(io.BytesIO(content)).trailer["/ID"]

    assert first.trailer["/ID"][0] == second.trailer["/ID"][0] == before[0]  # type: ignore[index]
    states = {first.trailer["/ID"][1], second.trailer["/ID"][1], before[1]}  # type: ignore[index]
    assert len(states) == 3
    assert updated(content, "a") == updated(content, "a")
