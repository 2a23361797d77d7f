"""Small executed notebooks, built in code."""

from __future__ import annotations

import base64
import html
from collections.abc import Callable
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

PART = "application/vnd.ictanalysis+json"

HEADING = {
    "part": "heading",
    "superior": "UBND TỈNH TRÀ VINH",
    "issuer": "SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
    "number": "",
    "symbol": "BC-STTTT",
    "place": "Trà Vinh",
    "date": "ngày 20 tháng 5 năm 2021",
    "kind": "BÁO CÁO",
    "subject": ["Công tác thông tin và truyền thông tháng 5", "và kế hoạch tháng 6 năm 2021"],
    "to": ["Bộ Thông tin và Truyền thông", "Tỉnh ủy Trà Vinh"],
    "draft": False,
    "synthetic": False,
    "language": "vi",
    "issued": "2021-05-20",
}
SIGNATURE = {
    "part": "signature",
    "recipients": ["Bộ TT&TT (b/c)", "Văn phòng Sở", "Lưu: VT"],
    "authority": "KT. GIÁM ĐỐC",
    "title": "PHÓ GIÁM ĐỐC",
    "name": "Nguyễn Văn Chuẩn",
}
MASTHEAD = {
    "part": "masthead",
    "title": "Chính phủ số",
    "subtitle": "Văn bản ký số và hồ sơ trực tuyến",
    "province": "tỉnh Trà Vinh",
    "department": "Sở Thông tin và Truyền thông",
    "month": "tháng 5 năm 2021",
    "draft": False,
    "synthetic": False,
    "language": "vi",
    "issued": "2021-05-01",
}
WORDS = {
    "kind": "chart",
    "title": "Gần bốn phần năm văn bản đi đã được ký số",
    "subtitle": "Văn bản đi, số văn bản, tháng 5 năm 2021",
    "source": "Nguồn: VNPT-iOffice",
    "alt": "13.018 văn bản ký số, 3.383 văn bản chưa ký số",
}
SVG = """<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="460pt" height="120pt"
     viewBox="0 0 460 120" xmlns="http://www.w3.org/2000/svg" version="1.1">
 <metadata><dc xmlns="urn:x">2021-05-20</dc></metadata>
 <defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style></defs>
 <g id="figure_1">
  <path d="M 0 0 L 300 0 L 300 40 L 0 40 z" clip-path="url(#p1)" style="fill: #12436d"/>
  <path d="M 0 60 L 90 60 L 90 100 L 0 100 z" style="fill: #bfbfbf; stroke: #ffffff"/>
  <use xlink:href="#m1" x="10" y="10"/>
 </g>
 <defs>
  <clipPath id="p1"><rect x="0" y="0" width="460" height="120"/></clipPath>
  <path id="m1" d="M 0 0 L 3 3"/>
 </defs>
</svg>
"""
PNG = base64.b64encode(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
).decode()

Cell = nbformat.NotebookNode
Displayed = Callable[..., Cell]


def displayed(data: dict[str, Any], words: dict[str, Any] | None = None) -> Cell:
    """Return a code cell that displays one bundle."""
    metadata = {"ictanalysis": words} if words is not None else {}
    return new_code_cell("show()", outputs=[new_output("display_data", data, metadata=metadata)])


def prose(markdown: str) -> Cell:
    """Return a cell of text."""
    return new_markdown_cell(markdown)


def part(content: dict[str, Any], **changed: Any) -> Cell:
    """Return a code cell that displays an official part."""
    return displayed({PART: {**content, **changed}, "text/markdown": "**phần**"})


def chart(svg: str = SVG, narrow: str = "", **changed: Any) -> Cell:
    """Return a code cell that displays a chart, with its narrow drawing if it has one."""
    words = {**WORDS, **changed}
    bundle = {"image/svg+xml": svg, "text/html": "<figure>…</figure>", "text/plain": words["alt"]}
    if narrow:
        bundle["application/vnd.ictanalysis.narrow+svg"] = narrow
    return displayed(bundle, words)


def table(rows: list[list[str]], caption: str = "Hồ sơ theo mức độ") -> Cell:
    """Return a code cell that displays a table as the package's tables are written."""
    names, *lines = rows
    head = "".join(
        f'<th scope="col"{number}>{html.escape(name)}</th>'
        for name, number in zip(names, ["", *[' class="number"'] * len(names)], strict=False)
    )
    body = "".join(
        f'<tr><th scope="row">{html.escape(line[0])}</th>'
        + "".join(f'<td class="number">{html.escape(text)}</td>' for text in line[1:])
        + "</tr>"
        for line in lines
    )
    caption = html.escape(caption)
    return displayed(
        {
            "text/html": f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table>",
            "text/plain": "Table()",
        }
    )


def notebook(*cells: Cell) -> nbformat.NotebookNode:
    """Return a notebook with fixed cell ids."""
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return new_notebook(cells=list(cells))


LEVELS = [
    ["Mức độ", "Hồ sơ", "Tỷ lệ (%)"],
    ["Mức độ 3", "1.467", "11,86"],
    ["Mức độ 4", "1.587", "73,91"],
]


@pytest.fixture
def build() -> Any:
    """Return the builders above, for the tests of this folder."""
    return _Builders


class _Builders:
    displayed = staticmethod(displayed)
    prose = staticmethod(prose)
    part = staticmethod(part)
    chart = staticmethod(chart)
    table = staticmethod(table)
    notebook = staticmethod(notebook)
    HEADING, MASTHEAD, SIGNATURE = HEADING, MASTHEAD, SIGNATURE
    SVG, PNG, WORDS, LEVELS = SVG, PNG, WORDS, LEVELS


@pytest.fixture
def report() -> nbformat.NotebookNode:
    """Return a report of about three pages in official form."""
    return notebook(
        part(HEADING),
        displayed({PART: {"part": "highlights", "points": ["Ký số đạt **79,37%**"]}}),
        prose("Trong tháng, Sở thực hiện các nhiệm vụ sau:"),
        prose("# I. Công tác quản lý nhà nước\n\n## 1. Lĩnh vực ứng dụng công nghệ thông tin"),
        prose(
            "- Tổng văn bản đi: **16.401**, ký số **13.018** (79,37%).\n- Cấp mới 02 hộp thư;..."
        ),
        chart(),
        table(LEVELS),
        chart(title="Biểu đồ thứ hai", alt="Hai thanh"),
        prose("## 2. Lĩnh vực bưu chính\n\n" + "Dự thảo Quyết định về điều tra sản lượng. " * 60),
        prose("# II. Công tác tổng hợp\n\n" + "Ban Giám đốc Sở dự các hội nghị. " * 60),
        prose("Trên đây là kết quả công tác, báo cáo đến Bộ nắm, chỉ đạo./."),
        part(SIGNATURE),
    )


@pytest.fixture
def analysis() -> nbformat.NotebookNode:
    """Return an analytical notebook."""
    return notebook(
        part(MASTHEAD, draft=True, synthetic=True),
        prose("# Chính phủ số\n\n## Văn bản\n\nGần bốn phần năm văn bản được ký số."),
        chart(),
        prose("## Hồ sơ\n\n- Trực tuyến\n- Trực tiếp\n\n## Ghi chú\n\nSố liệu của VNPT-iGate."),
        table(LEVELS),
    )
