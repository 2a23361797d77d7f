"""The words with which Vietnamese offices head and number their tables."""

from __future__ import annotations

import re

NUMBERING = re.compile(r"(?:stt|tt|số tt|số thứ tự|no\.?)", re.IGNORECASE)
"""The heading of a column that numbers the rows."""

UNITS = re.compile(r"(?:đvt|đ\.v\.t|đơn vị tính|unit)", re.IGNORECASE)
"""The heading of a column with units."""

MULTIPLES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000}
"""What words of a unit multiply by."""

IN_UNITS = re.compile(
    r"(?:đơn vị tính|đơn vị|đvt|\()\s*:?\s*[^()]*?\b(nghìn|ngàn|triệu|tỷ)\b", re.IGNORECASE
)
"""A heading or line that says in which multiple numbers are written."""

MONTH = "tháng|month|t"
"""What stands before the number of a month."""

YEAR = "năm"
"""What stands before a year."""

PASSING = re.compile(
    r"\(|(?:đơn vị|đvt|ghi chú|kèm theo|số\s*:)|.*\bngày\b.*\d|.*\bsố\s*:?\s*\d+\s*/", re.IGNORECASE
)
"""A line above a table that is another one next month: a unit, a remark, a day, a document."""

LETTER = "[A-Za-zđĐ]"
"""A letter that numbers a row."""

MARKED = re.compile(r"\s*(trong đó\s*:?)?\s*([-–—•*+])?\s*", re.IGNORECASE)
"""What stands before a label that is part of the one above it: “of which”, or a bullet."""

TOTALS = frozenset(["tong", "so", "cong", "chung", "toan", "tinh", "nganh", "total"])
"""How a total is headed; here and below words stand without their marks."""

FILLING = frozenset(
    ["so", "luong", "ket", "qua", "thuc", "hien", "gia", "tri", "noi", "dung", "number", "value"]
)
"""Words of headings that say only that there are figures."""

SILENT = frozenset(["va", "cua", "cac", "theo", "tren", "trong", "duoc", "la"])
"""Words that say nothing of what a number is."""

RATE = frozenset({"ty", "le"})
"""The words for a rate."""

OTHER_PERIOD = re.compile(
    r"\b(?:luy ke|cong don|tu dau nam|cung ky|thang truoc|so voi|tang giam|chenh lech|muc tieu|"
    r"nam truoc|quy [1-4i]+|(?:ca|\d+ thang dau) nam|ty le hoan thanh)\b"
)
"""What says that a number is of another period than the month, or compares."""

NAMED_MONTH = re.compile(r"\b(?:thang|t) ?(1[0-2]|0?[1-9])(?: (?:nam )?(20\d\d))?\b")
"""A month, with its year or without."""

PLANNED = re.compile(
    r"(?:ke hoach|kh|chi tieu|du kien|giao)(?: (?:giao|nam|thang|quy|duoc|20\d\d))*"
)
"""How a column is headed that has what was planned, beside one with what was done."""

DONE = re.compile(r"\b(?:thuc hien|ket qua|dat duoc)\b|\bth\b")
"""How that one is headed."""

UNIT_SAID = re.compile(r"(?:đơn vị tính|đơn vị|đvt)\s*:?\s*([^();.]+)|\(([^()]+)\)", re.IGNORECASE)
"""A heading or line that says in which unit numbers are written."""

MEASURES = re.compile(
    r"\b(?:đồng|(?:NGHÌN|NGÀN|TRIỆU|TỶ) ĐỒNG|vnđ|VNĐ|VND|usd|USD|giờ|phút|giây|km|kg)\b"
)
"""Units of money, time, length and weight: what is counted in one is not in another. “Đồng” with a
large letter is a place."""
