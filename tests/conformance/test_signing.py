"""What others say of a signed report: its signatures are valid, and its pages as before."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

from tests.test_signing import certificate, signed

__all__ = ["certificate"]


def output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_poppler_finds_both_signatures_valid(
    published: Path, tmp_path: Path, certificate: Path
) -> None:
    shutil.copytree(published, tmp_path / "2021-05")
    for options in ([], ["--organisation"]):
        told = signed(tmp_path, certificate, *options)
        assert told.exit_code == 0, told.stderr
    path = tmp_path / "2021-05-signed.pdf"
    said = output("pdfsig", str(path))
    assert said.count("Signature Validation: Signature is Valid.") == 2
    assert said.count("Signature Type: ETSI.CAdES.detached") == 2
    assert "Signature Field Name: Organisation" in said

    before, after = (
        output("pdfinfo", str(each)) for each in (tmp_path / "2021-05/report.pdf", path)
    )
    for line in ("Tagged:", "Page size:", "Pages:", "Title:", "PDF subtype:"):
        own = [each for each in before.splitlines() if each.startswith(line)]
        assert own == [each for each in after.splitlines() if each.startswith(line)]
    # The text of the pages is what it was, and the stamps beside it.
    words = [
        output("pdftotext", str(each), "-").split()
        for each in (tmp_path / "2021-05/report.pdf", path)
    ]
    assert Counter(words[0]) <= Counter(words[1])
    assert sum(Counter(words[1]).values()) - sum(Counter(words[0]).values()) < 40
    # Every font comes along, those of the stamps too.
    fonts = output("pdffonts", str(path)).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts)
