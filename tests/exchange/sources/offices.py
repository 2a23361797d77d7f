"""Twelve files laid out as offices lay theirs out, with what each of their cells is.

Each is made for a month; `moved` gives it other rows and columns around and between its own, as a
file of the next month has.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any
from zlib import crc32

import pandas as pd
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from xlsxwriter import Workbook as WrittenWorkbook

UNITS = {
    "mo-phong": "TP Mô Phỏng", "vi-du": "TX Ví Dụ", "gia-dinh": "Huyện Giả Định",
    "thu-nghiem": "Huyện Thử Nghiệm", "minh-hoa": "Huyện Minh Họa",
}  # fmt: skip
LEVELS = {"1-2": "Mức độ 1, 2", "3": "Mức độ 3", "4": "Mức độ 4"}
CHANNELS = {"in_person": "Trực tiếp", "online": "Trực tuyến"}

Row = Sequence[object]


@dataclass(frozen=True)
class Figure:
    """A value of a cell, the figure that it is, and what its unit multiplies by."""

    key: str
    month: pd.Period
    scale: int = 1

    @property
    def value(self) -> int:
        """Return the sum of its parts, or what its key and month make."""
        parts = _parts(self.key)
        if parts:
            return sum(Figure(part, self.month).value for part in parts)
        return 100 + crc32(f"{self.key} {self.month}".encode()) % 900

    @property
    def written(self) -> float:
        return self.value / self.scale


def _parts(key: str) -> Sequence[str]:
    if key == "dossiers.received":
        return [f"dossiers.received[channel={each}]" for each in CHANNELS]
    if key.startswith("dossiers.received[channel="):
        channel = key.partition("=")[2]
        return [f"dossiers.received[level={level},channel={channel}" for level in LEVELS]
    if key.startswith("dossiers.received[level=") and "channel" not in key:
        return [f"{key[:-1]},channel={channel}]" for channel in CHANNELS]
    if key in {"documents.outgoing", "documents.signed", "dossiers.resolved"}:
        return [f"{key}[unit={unit}]" for unit in UNITS]
    return []


@dataclass
class Grid:
    """A sheet as it is written: address → content, and ranges that are one cell."""

    cells: dict[tuple[int, int], object] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)

    def rows(self, first: int, rows: Iterable[Row], column: int = 1) -> int:
        """Write rows and return the number of the row after them."""
        for row in rows:
            for place, content in enumerate(row, start=column):
                if content is not None:
                    self.cells[first, place] = content
            first += 1
        return first

    def merge(self, *place: int) -> None:
        self.merged.append((place[0], place[1], place[2], place[3]))

    @property
    def truth(self) -> Mapping[str, tuple[str, int]]:
        """Return key → cell and value."""
        return {
            each.key: (f"{get_column_letter(column)}{row}", each.value)
            for (row, column), each in self.cells.items()
            if isinstance(each, Figure)
        }


@dataclass(frozen=True)
class OfficeFile:
    """A file: its name, its content, and key → cell and value of all that it says."""

    name: str
    content: bytes
    truth: Mapping[str, tuple[str, int]]


def _plain(content: object) -> Any:
    return content.written if isinstance(content, Figure) else content


def xlsx(grid: Grid, sheet: str) -> bytes:
    """Return a workbook as openpyxl writes it."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for (row, column), content in grid.cells.items():
        page.cell(row, column, _plain(content))
    for top, left, bottom, right in grid.merged:
        page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for row in grid.hidden:
        page.row_dimensions[row].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def formulas(grid: Grid, sheet: str) -> bytes:
    """Return a workbook whose totals are formulas with their values saved."""
    out = io.BytesIO()
    with WrittenWorkbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for (row, column), content in grid.cells.items():
            if isinstance(content, Figure) and _parts(content.key):
                page.write_formula(row - 1, column - 1, "=SUM(A1)", None, content.written)
            else:
                page.write(row - 1, column - 1, _plain(content))
    return out.getvalue()


def delimited(grid: Grid, delimiter: str, encoding: str) -> bytes:
    """Return a text with numbers as Vietnamese write them."""
    last = max(column for _row, column in grid.cells)
    lines = []
    for row in range(1, max(row for row, _column in grid.cells) + 1):
        cells = [grid.cells.get((row, column), "") for column in range(1, last + 1)]
        texts = [
            f"{each.written:,.0f}".replace(",", ".") if isinstance(each, Figure) else str(each)
            for each in cells
        ]
        lines.append(delimiter.join(texts))
    return "\r\n".join(lines).encode(encoding)


def ods(grid: Grid, sheet: str) -> bytes:
    """Return a workbook as LibreOffice writes it, as far as it is read."""
    last = max(column for _row, column in grid.cells)
    rows = []
    for row in range(1, max(row for row, _column in grid.cells) + 1):
        cells = []
        for column in range(1, last + 1):
            content = _plain(grid.cells.get((row, column)))
            if content is None:
                cells.append("<table:table-cell/>")
            elif isinstance(content, str):
                cells.append(
                    f'<table:table-cell office:value-type="string"><text:p>{escape(content)}'
                    "</text:p></table:table-cell>"
                )
            else:
                cells.append(
                    f'<table:table-cell office:value-type="float" office:value="{content}">'
                    f"<text:p>{content}</text:p></table:table-cell>"
                )
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    names = "".join(
        f' xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"'
        for each in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names} '
        'office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="{escape(sheet)}">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def _title(month: pd.Period) -> str:
    return f"tháng {month.month} năm {month.year}"


def two_storeys(month: pd.Period, *, moved: bool) -> OfficeFile:
    """Merge headings over two rows; totals come first, or last."""
    grid, top = Grid(), 6 if moved else 4
    grid.cells[1, 1] = "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"
    grid.cells[2, 1] = f"Biểu số 1: Tình hình tiếp nhận hồ sơ {_title(month)}"
    channels = list(CHANNELS)[:: -1 if moved else 1]
    grid.rows(top, [["STT", "Mức độ dịch vụ công", "Hồ sơ tiếp nhận"]])
    grid.rows(top + 1, [["Tổng số", *(CHANNELS[each] for each in channels)]], column=3)
    for place in ((top, 1, top + 1, 1), (top, 2, top + 1, 2), (top, 3, top, 5), (1, 1, 1, 6)):
        grid.merge(*place)
    key = "dossiers.received"
    total = [None, "Tổng cộng", Figure(key, month)] + [
        Figure(f"{key}[channel={each}]", month) for each in channels
    ]
    levels = [
        [number, label, Figure(f"{key}[level={level}]", month)]
        + [Figure(f"{key}[level={level},channel={each}]", month) for each in channels]
        for number, (level, label) in enumerate(LEVELS.items(), start=1)
    ]
    end = grid.rows(top + 2, [*levels, total] if moved else [total, *levels])
    grid.cells[end + 1, 2] = "Ghi chú: số liệu tính từ ngày 15 tháng trước."
    return OfficeFile("ho-so.xlsx", xlsx(grid, "Biểu 1"), grid.truth)


def two_tables(month: pd.Period, *, moved: bool) -> OfficeFile:
    """Put two tables on a sheet, with notes, and last month beside this one."""
    grid = Grid()
    previous = f"Tháng {(month - 1).month}"
    heading = ["STT", "Chỉ tiêu", "ĐVT", previous, f"Tháng {month.month}", "So với tháng trước"]
    mail = [
        [
            1,
            "Hộp thư đã cấp cho cán bộ, công chức",
            "hộp thư",
            70,
            Figure("email.mailboxes", month),
            3,
        ],
        [2, "Hộp thư đề nghị cấp trong tháng", "hộp thư", 7, Figure("email.new", month), 3],
    ]
    papers = [
        ["I", "Văn bản đi", "văn bản", 100, Figure("documents.outgoing", month), 20],
        [1, "- Ký số", "văn bản", 80, Figure("documents.signed", month), 10],
        [2, "- Chưa ký số", "văn bản", 20, Figure("documents.unsigned", month), 10],
    ]
    tables = [("Biểu 2a. Văn bản điện tử", papers), ("Biểu 2b. Thư điện tử công vụ", mail)]
    row = 3
    for title, rows in tables[:: -1 if moved else 1]:
        grid.cells[row, 1] = title
        row = grid.rows(row + 1, [heading, *rows])
        grid.cells[row, 2] = "Ghi chú: theo báo cáo của Văn phòng Sở"
        row += 3
    return OfficeFile("van-ban.xlsx", xlsx(grid, f"T{month.month}"), grid.truth)


def thousands(month: pd.Period, *, moved: bool) -> OfficeFile:
    """Give the unit of all numbers above them."""
    grid, row = Grid(), 5 if moved else 2
    grid.cells[row, 1] = f"Thủ tục hành chính {_title(month)}"
    grid.cells[row + 1, 3] = "Đơn vị tính: nghìn"
    rows = [
        ["Hồ sơ tiếp nhận", Figure("dossiers.received", month, 1000)],
        ["Hồ sơ đã giải quyết", Figure("dossiers.resolved", month, 1000)],
        ["Hồ sơ còn đang giải quyết", Figure("dossiers.pending", month, 1000)],
    ]
    grid.rows(row + 2, [["Chỉ tiêu", "Số lượng"], *rows[:: -1 if moved else 1]])
    return OfficeFile("nghin.xlsx", xlsx(grid, "Sheet1"), grid.truth)


def districts_down(month: pd.Period, *, moved: bool) -> OfficeFile:
    """Give each district a row; the total has the name of a city, and is told by its sum."""
    grid = Grid()
    grid.cells[1, 1] = "Văn bản điện tử của các huyện"
    names = ["documents.outgoing", "documents.signed"][:: -1 if moved else 1]
    labels = {"documents.outgoing": "Văn bản đi", "documents.signed": "Văn bản đi được ký số"}
    grid.rows(3, [["TT", "Địa phương", *(labels[each] for each in names), "Tỷ lệ ký số (%)"]])
    units = list(UNITS.items())[:: -1 if moved else 1]
    row = grid.rows(
        4,
        (
            [number, label.replace("TP ", "").replace("TX ", "")]
            + [Figure(f"{name}[unit={unit}]", month) for name in names]
            for number, (unit, label) in enumerate(units, start=1)
        ),
    )
    grid.rows(row, [[None, "Tỉnh Mô Phỏng", *(Figure(name, month) for name in names)]])
    return OfficeFile("huyen.xlsx", xlsx(grid, "Các huyện"), grid.truth)


def districts_across(month: pd.Period, *, moved: bool) -> OfficeFile:
    """Give each district a column, the total first or last."""
    grid = Grid()
    grid.cells[1, 1] = f"Hồ sơ thủ tục hành chính – {month.month:02}/{month.year}"
    units = list(UNITS)[:: -1 if moved else 1]
    names = {"dossiers.resolved": "Hồ sơ đã giải quyết"}
    heading = ["Chỉ tiêu", *(UNITS[unit] for unit in units)]
    rows = [
        [label, *(Figure(f"{name}[unit={unit}]", month) for unit in units)]
        for name, label in names.items()
    ]
    heading.insert(len(heading) if moved else 1, "Toàn tỉnh")
    for row, name in zip(rows, names, strict=True):
        row.insert(len(row) if moved else 1, Figure(name, month))
    grid.rows(3, [heading, *rows])
    return OfficeFile("cot-huyen.xlsx", xlsx(grid, "HS"), grid.truth)


def months_across(month: pd.Period, *, moved: bool) -> OfficeFile:
    """Give each month a column, those to come empty, and the year so far."""
    grid = Grid()
    grid.cells[1, 1] = f"Số liệu năm {month.year}"
    heading = ["Chỉ tiêu", *(f"Tháng {number}" for number in range(1, 13)), "Lũy kế"]
    labels = {
        "security.incidents": "Sự cố an toàn thông tin",
        "petitions.denunciations": "Đơn tố cáo tiếp nhận",
        "petitions.complaints": "Đơn khiếu nại mới tiếp nhận",
        "radio.stations": "Trạm truyền thanh xã tự sản xuất chương trình",
    }
    rows = [
        [label]
        + [
            Figure(name, month) if number == month.month else number + 10
            for number in range(1, month.month + 1)
        ]
        + [None] * (12 - month.month)
        + [999]
        for name, label in labels.items()
    ]
    grid.rows(5 if moved else 2, [heading, *rows[:: -1 if moved else 1]])
    return OfficeFile("nam.xlsx", xlsx(grid, "Năm"), grid.truth)


def letterhead(month: pd.Period, *, moved: bool) -> OfficeFile:
    """Put a letter around the table: letterhead, numbered columns, signature."""
    grid = Grid()
    grid.rows(1, [["UBND TỈNH", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]])
    grid.rows(2, [["VĂN PHÒNG SỞ", None, "Độc lập - Tự do - Hạnh phúc"]])
    grid.cells[4, 1] = f"BẢNG SỐ LIỆU BÁO CHÍ, XUẤT BẢN {_title(month).upper()}"
    grid.cells[5, 1] = f"(Kèm theo Báo cáo số {month.month}1/BC-VP ngày 1/{month.month}/2021)"
    rows = [
        [1, "Văn bản gửi cơ quan báo chí", Figure("press.documents_sent", month)],
        [2, "Giấy phép xuất bản tài liệu không kinh doanh", Figure("press.licences", month)],
        [3, "Hồ sơ cấp phép nộp trực tuyến", Figure("press.licence_dossiers_online", month)],
    ]
    if moved:
        rows.insert(1, [2, "Cuộc họp báo", 4])
    end = grid.rows(
        7, [["TT", "Nội dung", "Kết quả thực hiện", "Ghi chú"], ["A", "B", 1, 2], *rows]
    )
    grid.rows(end + 2, [["NGƯỜI LẬP BIỂU", None, "CHÁNH VĂN PHÒNG"]])
    return OfficeFile("bao-chi.xlsx", xlsx(grid, "Phụ lục"), grid.truth)


def semicolons(month: pd.Period, *, moved: bool) -> OfficeFile:
    """Write what a Vietnamese Excel saves as CSV."""
    grid = Grid()
    rows = [
        ["Dịch vụ công trực tuyến cung cấp", "Tổng số", Figure("services.provided", month)],
        *(
            [
                "Dịch vụ công trực tuyến cung cấp",
                label,
                Figure(f"services.provided[level={level}]", month),
            ]
            for level, label in LEVELS.items()
        ),
    ]
    grid.rows(2 if moved else 1, [["Chỉ tiêu", "Mức độ", "Số lượng"], *rows[:: -1 if moved else 1]])
    return OfficeFile("dich-vu.csv", delimited(grid, ";", "utf-8-sig"), grid.truth)


def tabs(month: pd.Period, *, moved: bool) -> OfficeFile:
    """Part cells by tabs, in UTF-16."""
    grid = Grid()
    rows = [
        ["Lớp Cao cấp lý luận chính trị", Figure("training.people[course=theory_advanced]", month)],
        ["Lớp Thanh tra viên chính", Figure("training.people[course=principal_inspector]", month)],
    ]
    total = ["Tổng cộng", Figure("training.people", month)]
    ordered = [*rows, total] if moved else [total, *rows]
    grid.rows(1, [["Lớp đào tạo, bồi dưỡng", "Người đang theo học"], *ordered])
    return OfficeFile("dao-tao.tsv", delimited(grid, "\t", "utf-16"), grid.truth)


def libreoffice(month: pd.Period, *, moved: bool) -> OfficeFile:
    """Write a workbook as LibreOffice does."""
    grid = Grid()
    grid.cells[1, 1] = f"Chứng thư số chuyên dùng {_title(month)}"
    rows = [
        ["Chứng thư số đang quản lý", Figure("certificates.active", month)],
        ["- Tổ chức", Figure("certificates.active[holder=organization]", month)],
        ["- Cá nhân", Figure("certificates.active[holder=personal]", month)],
        ["Chứng thư số cấp mới", Figure("certificates.new", month)],
        ["Chứng thư số thu hồi", Figure("certificates.revoked", month)],
    ]
    ordered = [rows[3], rows[4], *rows[:3]] if moved else rows
    grid.rows(3, [["Chỉ tiêu", "Số lượng"], *ordered])
    return OfficeFile("chung-thu.ods", ods(grid, "Chứng thư"), grid.truth)


def vertical_merges(month: pd.Period, *, moved: bool) -> OfficeFile:
    """Merge a district over several rows, and hide a row."""
    grid = Grid()
    names = {
        "dossiers.received": "Hồ sơ tiếp nhận",
        "dossiers.resolved": "Hồ sơ đã giải quyết",
        "dossiers.pending": "Hồ sơ đang giải quyết",
    }
    row = grid.rows(
        1, [[f"Thủ tục hành chính {_title(month)}"], ["Huyện, thị xã", "Chỉ tiêu", "Số hồ sơ"]]
    )
    for unit in list(UNITS)[:: -1 if moved else 1]:
        grid.merge(row, 1, row + 2, 1)
        grid.cells[row, 1] = UNITS[unit]
        row = grid.rows(
            row,
            ([label, Figure(f"{name}[unit={unit}]", month)] for name, label in names.items()),
            column=2,
        )
    grid.rows(row, [["Huyện Hình Mẫu", "Hồ sơ tiếp nhận", 5]])
    grid.hidden.append(row)
    return OfficeFile("gop-o.xlsx", xlsx(grid, "Tổng hợp"), grid.truth)


def groups(month: pd.Period, *, moved: bool) -> OfficeFile:
    """Write groups with Roman numbers, rows within them, and totals as formulas."""
    grid = Grid()
    grid.cells[1, 1] = f"Biểu tổng hợp {_title(month)}"
    checks = "inspections.conducted"
    periodic = Figure("reception.periodic_citizens", month)
    regular = Figure("reception.regular_citizens", month)
    press = [
        ["Tiếp công dân", [
            ["Lượt công dân đến trong kỳ tiếp định kỳ", "lượt", periodic],
            ["Lượt tiếp công dân thường xuyên", "lượt", regular],
        ]],
        ["Hồ sơ thủ tục hành chính", [
            ["Hồ sơ tiếp nhận", "hồ sơ", Figure("dossiers.received", month)],
            ["Hồ sơ đã giải quyết", "hồ sơ", Figure("dossiers.resolved", month)],
        ]],
        ["Kiểm tra chuyên ngành", [
            ["Cuộc kiểm tra về tần số vô tuyến điện", "cuộc", Figure(checks, month)],
            ["Trong đó: Định kỳ", "cuộc", Figure(f"{checks}[inspection_type=periodic]", month)],
            ["+ Đột xuất", "cuộc", Figure(f"{checks}[inspection_type=unscheduled]", month)],
        ]],
    ]  # fmt: skip
    row = grid.rows(3, [["STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện"]])
    for numeral, (name, rows) in zip(("I", "II", "III"), press[:: -1 if moved else 1], strict=True):
        row = grid.rows(row, [[numeral, name]])
        for number, each in enumerate(rows, start=1):
            bullet = not str(each[0])[0].isalpha() or str(each[0]).startswith("Trong")
            row = grid.rows(row, [[None if bullet else str(number), *each]])
    return OfficeFile("nhom.xlsx", formulas(grid, "Biểu TH"), grid.truth)


MAKERS: Sequence[Callable[..., OfficeFile]] = (
    two_storeys, two_tables, thousands, districts_down, districts_across, months_across,
    letterhead, semicolons, tabs, libreoffice, vertical_merges, groups,
)  # fmt: skip
