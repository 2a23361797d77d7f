"""The report as a PDF, read by Poppler, which had no part in making it."""

import re
import subprocess
from pathlib import Path


def poppler(program: str, *arguments: str | Path) -> str:
    run = subprocess.run([program, *arguments], capture_output=True, text=True, check=True)
    return run.stdout


def test_every_page_is_a4(report: Path) -> None:
    said = poppler("pdfinfo", "-l", "-1", report / "report.pdf")
    sizes = re.findall(r"^Page +\d+ size: +(.+)$", said, re.MULTILINE)
    assert sizes
    assert [size for size in sizes if not size.endswith("pts (A4)")] == []


def test_every_font_is_embedded(report: Path) -> None:
    listed = poppler("pdffonts", report / "report.pdf").splitlines()[2:]
    embedded = [re.search(r"(yes|no) +(?:yes|no) +(?:yes|no) +\d+ +\d+$", font) for font in listed]
    assert listed
    assert [found and found[1] for found in embedded] == ["yes"] * len(listed)


def test_its_text_can_be_copied(report: Path) -> None:
    text = poppler("pdftotext", "-layout", report / "report.pdf", "-")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
