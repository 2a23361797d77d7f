"""A printed report as Poppler reads it: its lines, where they stand and how they are set."""

import re
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

MM = 25.4 / 72
SCALE = 3  # The most that pdftohtml draws, in pixels a point.
# A row of pdffonts: the name, less the mark of a subset; ..., embedded, subset, unicode, object.
FONT = re.compile(r"(?:[A-Z]{6}\+)?(\S+) .*(yes|no) +(?:yes|no) +(?:yes|no) +\d+ +\d+$")
SPACE = 0.25  # Width of a space, in em, in Times New Roman and its likes.


@dataclass(frozen=True)
class Line:
    """Text of one line in one column, with its box in millimetres from the top left."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: int
    bold: bool
    italic: bool

    @property
    def middle(self) -> float:
        """How far right its middle is."""
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Paper:
    """A printed report."""

    path: Path
    lines: list[Line]
    pages: int

    @classmethod
    def read(cls, path: Path) -> "Paper":
        """Return the report in a PDF."""
        options = ["-xml", "-i", "-stdout", "-hidden", "-zoom", str(SCALE)]
        tree = ElementTree.fromstring(poppler("pdftohtml", *options, path))
        sizes = {
            font.attrib["id"]: round(int(font.attrib["size"]) / SCALE)
            for font in tree.iter("fontspec")
        }
        pages = tree.findall("page")
        texts = [(int(page.attrib["number"]), text) for page in pages for text in page.iter("text")]
        lines = [_line(page, text, sizes) for page, text in texts if _words(text)]
        return cls(path, lines, len(pages))

    @cached_property
    def numbers(self) -> list[Line]:
        """The first line of each page, where it is a number and nothing else."""
        first = {line.page: line for line in sorted(self.lines, key=lambda line: -line.top)}
        return [line for _page, line in sorted(first.items()) if line.text.isdigit()]

    @cached_property
    def body(self) -> list[Line]:
        """Its lines but the numbers of the pages."""
        return [line for line in self.lines if line not in self.numbers]

    def find(self, text: str) -> Line:
        """Return the one line that has the text."""
        found = [line for line in self.lines if text in line.text]
        assert len(found) == 1, f"{len(found)} lines have {text!r}"
        return found[0]

    def fonts(self) -> dict[str, bool]:
        """Whether it brings each font with it, by the font's name."""
        rows = poppler("pdffonts", self.path).splitlines()[2:]
        found = [FONT.match(row) for row in rows]
        assert all(found), rows
        return {font[1]: font[2] == "yes" for font in found if font}

    def sizes(self) -> list[str]:
        """Size of each page, in Poppler's words."""
        said = poppler("pdfinfo", "-l", "-1", self.path)
        return re.findall(r"^Page +\d+ size: +(.+)$", said, re.MULTILINE)


def poppler(program: str, *arguments: str | Path) -> str:
    """Return what a program of Poppler prints."""
    run = subprocess.run([program, *arguments], capture_output=True, text=True, check=True)
    return run.stdout


def flow(lines: list[Line]) -> str:
    """Return the lines as one text. A line that ends at a hyphen or stroke goes on."""
    text = ""
    for line in lines:
        within = re.search(r"\w[-/]$", text)
        text += line.text if within or not text else f" {line.text}"
    return text


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _line(page: int, element: Element, sizes: dict[str, int]) -> Line:
    left, top, width, height = (
        int(element.attrib[name]) / SCALE * MM for name in ("left", "top", "width", "height")
    )
    size = sizes[element.attrib["font"]]
    text = "".join(element.itertext())
    spaces = (len(text) - len(text.rstrip())) * SPACE * size * MM
    return Line(
        page=page,
        text=_words(element),
        left=left,
        top=top,
        right=left + width - spaces,
        bottom=top + height,
        size=size,
        bold=element.find(".//b") is not None,
        italic=element.find(".//i") is not None,
    )
