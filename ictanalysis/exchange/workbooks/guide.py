"""The first sheet of a workbook: what to fill in, what the statuses mean, where the tables are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from ictanalysis.dataset import Settings
from ictanalysis.dataset.statuses import STATUSES
from ictanalysis.exchange.workbooks.entries import Entry
from ictanalysis.exchange.workbooks.layout import FIRST_ROW, Layout, period_words, status_choice
from ictanalysis.exchange.workbooks.styles import Styles
from ictanalysis.language.locales import VIETNAMESE, Locale

__all__ = ["Sheet", "write_guide"]

LINE = 140
"""How many letters a line of the guide has room for; Excel does not measure merged cells."""

SYNTHETIC = "Số liệu trong tệp này là số liệu mô phỏng, không phải số liệu thật."

STEPS = (
    "Mỗi biểu là một trang tính; bấm vào tên biểu trong danh sách bên dưới để mở.",
    "Chỉ điền ba cột: Giá trị, Trạng thái, Ghi chú. Các ô khác đã khóa.",
    "Ô Giá trị màu vàng là ô còn trống. Không phát sinh thì điền 0; chưa có số liệu thì để trống "
    "và chọn trạng thái M. Hai việc này khác nhau.",
    "Ô Giá trị màu đỏ là ô vừa có số vừa có trạng thái M: bỏ một trong hai.",
    "Điền số, không kèm chữ, đơn vị hay dấu phân cách: 16401. Tỷ lệ điền số phần trăm: 79,37 "
    "(không điền 79,37% hoặc 0,7937). Không dùng công thức.",
    "Trạng thái chọn trong danh sách; số liệu chính thức thì để trống.",
    "Cuối một số biểu có dòng bổ sung: chọn chỉ tiêu và phân loại trong danh sách rồi điền giá "
    "trị. Không dùng thì để trống.",
    "Không đổi tên, thêm hay xóa trang tính, dòng, cột; không trộn ô; không ẩn dòng. Khi dán, "
    "dùng Dán giá trị (Paste Values).",
    "Lưu dạng Excel (.xlsx), không đặt mật khẩu, rồi gửi lại người tổng hợp.",
)


@dataclass(frozen=True)
class Sheet:
    """A table's sheet: its name, its layout and the rows that are ready."""

    name: str
    layout: Layout
    ready: Sequence[Entry]

    @property
    def quoted(self) -> str:
        """Return the name as a formula has it."""
        return "'" + self.name.replace("'", "''") + "'"

    @property
    def empty(self) -> int:
        """Return how many values are still to be filled in."""
        return sum(entry.value is None and entry.status != "M" for entry in self.ready)

    @property
    def counted(self) -> str:
        """Return the formula that counts them as they are filled in."""
        last = FIRST_ROW + len(self.ready) - 1
        values, statuses = (
            f"{self.quoted}!{xl_range_abs(FIRST_ROW, column, last, column)}"
            for column in (self.layout.value, self.layout.status)
        )
        return f'=SUMPRODUCT((LEN({values})=0)*(LEFT({statuses},1)<>"M"))'


def write_guide(
    sheet: Worksheet,
    styles: Styles,
    settings: Settings,
    month: pd.Period,
    listed: Sequence[Sheet],
) -> None:
    """Write the guide.

    Parameters
    ----------
    listed
        The sheets of the tables, in their order.
    """
    row = _beginning(sheet, styles, settings, month)
    row = _steps(sheet, styles, row + 1)
    row = _statuses(sheet, styles, settings.locale, row + 1)
    _tables(sheet, styles, row + 1, listed)
    for column, width in enumerate((52, 52, 14, 14)):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _beginning(sheet: Worksheet, styles: Styles, settings: Settings, month: pd.Period) -> int:
    sheet.write_string(
        0, 0, f"BIỂU NHẬP SỐ LIỆU {VIETNAMESE.month(month).upper()}", styles["title"]
    )
    sheet.write_string(1, 0, f"{settings.department} – {settings.province}", styles["line"])
    sheet.write_string(2, 0, f"Kỳ báo cáo: {period_words(month, settings)}.", styles["line"])
    if settings.synthetic:
        sheet.write_string(3, 0, SYNTHETIC, styles["warning"])
    return 4


def _steps(sheet: Worksheet, styles: Styles, row: int) -> int:
    sheet.write_string(row, 0, "Cách điền", styles["heading"])
    for number, step in enumerate(STEPS, start=1):
        sheet.merge_range(row + number, 0, row + number, 3, "", styles["plain"])
        sheet.write_string(row + number, 0, f"{number}. {step}", styles["plain"])
        sheet.set_row(row + number, 34 if len(step) > LINE else 18)
    return row + len(STEPS) + 1


def _statuses(sheet: Worksheet, styles: Styles, locale: Locale, row: int) -> int:
    sheet.write_string(row, 0, "Trạng thái số liệu", styles["heading"])
    for column, text in enumerate(("Trạng thái", "Nghĩa là")):
        sheet.write_string(row + 1, column, text, styles["header"])
    for at, (code, status) in enumerate(STATUSES.items(), start=row + 2):
        sheet.write_string(at, 0, status_choice(code, locale), styles["label"])
        sheet.write_string(at, 1, locale.render(status.meaning), styles["label"])
    return row + len(STATUSES) + 2


def _tables(sheet: Worksheet, styles: Styles, row: int, listed: Sequence[Sheet]) -> None:
    sheet.write_string(row, 0, "Danh sách biểu", styles["heading"])
    header = ("Biểu", "Nguồn số liệu", "Số dòng", "Còn trống")
    for column, text in enumerate(header):
        sheet.write_string(row + 1, column, text, styles["header"])
    for at, each in enumerate(listed, start=row + 2):
        spec = each.layout.catalog.tables[each.layout.table]
        sheet.write_url(at, 0, f"internal:{each.quoted}!A1", styles["link"], spec.label)
        sheet.write_string(at, 1, spec.source, styles["label"])
        sheet.write_number(at, 2, len(each.ready), styles["number"])
        if each.ready:
            sheet.write_formula(at, 3, each.counted, styles["number"], each.empty)
        else:
            sheet.write_number(at, 3, 0, styles["number"])
