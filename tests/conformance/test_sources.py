"""Offices' workbooks as LibreOffice saves them: the same figures are found in every form."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ictanalysis.exchange.sources.proposing import proposal
from tests.datasets import MAY, loaded
from tests.exchange.sources.conftest import data
from tests.exchange.sources.offices import two_storeys

__all__ = ["data"]  # the fixture


@pytest.mark.parametrize(("form", "ending"), [("xls:MS Excel 97", "xls"), ("ods", "ods")])
def test_the_same_figures_are_found_in_every_form(
    data: Path, tmp_path: Path, form: str, ending: str
) -> None:
    file = tmp_path / "so-lieu.xlsx"
    file.write_bytes(two_storeys(MAY, moved=False).content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path)]
    run = subprocess.run(
        [*command, str(file)], capture_output=True, text=True, check=False, timeout=90
    )
    other = tmp_path / f"so-lieu.{ending}"
    assert other.exists(), run.stdout + run.stderr
    office = loaded(data)
    first, second = (proposal([each], office, MAY) for each in (file, other))
    assert len(first.taken) == 12
    assert [(str(each.key), each.number.value) for each in second.taken] == [
        (str(each.key), each.number.value) for each in first.taken
    ]
