"""The grammar of Vietnamese reports: by which words a sentence tells totals, parts and rates.

Patterns are for texts in one line, in composed letters; what compares words does so in small
letters.

References
----------
Nghị định 30/2020/NĐ-CP, Phụ lục I and III (symbols of documents, types of documents);
Luật 63/2020/QH14 (documents of law carry the year); Hướng dẫn 36-HD/VPTW (documents of the Party).
"""

from __future__ import annotations

import re

_ALL = r"(?:bao gồm|gồm có|gồm|chia ra|chia thành|phân theo|cụ thể(?: là)?|cơ cấu)"
_SOME = r"(?:trong đó|trong số đó|kể cả|riêng)"

ALL_PARTS = re.compile(rf"\b{_ALL}\b[^\d.;()]*$", re.IGNORECASE)
"""What says that all parts of a total follow."""

SOME_PARTS = re.compile(rf"\b{_SOME}\b[^\d.;()]*$", re.IGNORECASE)
"""What says that parts follow, and not that there are no others."""

COLON = re.compile(r"(?<=:)\s*[^\d.;():]{0,40}$")
"""What stands between a total and its parts where no word says that they are."""

LEAD = re.compile(rf"\b(?:{_ALL}|{_SOME})\b(?!.*\b(?:{_ALL}|{_SOME})\b)", re.IGNORECASE)
"""The last word of a text that says that parts follow."""

GOES_ON = re.compile(r"(?:…|\.\.\.|\bv\.v|\bvv\b|chủ yếu|chẳng hạn|ví dụ|như)", re.IGNORECASE)
"""What says that a list of parts is not whole."""

REST = re.compile(r"\b(?:còn lại|số còn lại)\b", re.IGNORECASE)
"""The name of the part that completes a list."""

PAIRS = (
    ("trực tuyến", "trực tiếp"),
    ("nam", "nữ"),
    ("tổ chức", "cá nhân"),
    ("đúng hạn", "trễ hạn"),
    ("đúng hạn", "quá hạn"),
    ("trước hạn", "quá hạn"),
    ("đã giải quyết", "đang giải quyết"),
    ("tiếng việt", "tiếng khmer"),
    ("định kỳ", "đột xuất"),
    ("cấp mới", "cấp lại"),
    ("văn bản giấy", "văn bản điện tử"),
)
"""Two names that between them name everything."""

COMPARED = re.compile(
    r"\b(?:tăng|giảm|so với|cùng kỳ|vượt|tháng trước|năm trước|kỳ trước|năm \d{4}|trung bình|"
    r"bình quân|tối thiểu|tối đa|ít nhất|dưới)\b",
    re.IGNORECASE,
)
"""Words beside a number that make it no part of a total told here."""

PLANNED_FOR = re.compile(r"\b(?:kế hoạch|chỉ tiêu|mục tiêu|hoàn thành|dự toán)\b", re.IGNORECASE)
"""Words beside a percentage that is one of what was planned."""

SHARE = re.compile(
    r"(?:\b(?:tỷ lệ|tỉ lệ|chiếm(?: tỷ lệ| tỉ lệ)?|đạt(?: tỷ lệ| tỉ lệ)?|bằng|tương ứng)\b"
    r"[^\d.;]{0,24}|\(\s*)$",
    re.IGNORECASE,
)
"""What stands before a percentage that is the share of a number told before."""

OF_THE_WHOLE = re.compile(r"\b(?:chiếm|cơ cấu|tỷ trọng|tỉ trọng)\b[^\d.;]{0,24}$", re.IGNORECASE)
"""What stands before a percentage of a whole, which cannot be more than all of it."""

TIMELY = re.compile(
    r"\b(?:tỷ lệ|tỉ lệ) (?:[^\W\d_]+ ){0,6}?(?:đúng hạn|trước hạn|ký số|trực tuyến|hài lòng|"
    r"xử lý|giải quyết)\b[^\d.;]{0,24}$",
    re.IGNORECASE,
)
"""What stands before a rate of a kind that cannot be more than all of it."""

TOTAL = re.compile(r"\b(?:tổng số|tổng cộng|tổng|toàn bộ|trên tổng số|nâng tổng số)\b", re.I)
"""What says that a number is the whole."""

ROUGHLY = re.compile(
    r"\b(?:khoảng|gần|hơn|trên|ước|ước đạt|xấp xỉ|độ|chừng|tối thiểu|ít nhất|dưới|không quá)\s*$",
    re.IGNORECASE,
)
"""What says that a number is not exact."""

MULTIPLES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 10**9, "tỉ": 10**9}
"""What a word after a number multiplies it by."""

COUNTED_AGAIN = re.compile(
    r"\b(?:tổng số|tổng|hiện có|hiện nay có|tiếp nhận|giải quyết|cấp mới|ký số|đăng tải|đăng|"
    r"cung cấp|phát hành|văn bản đi|văn bản đến|thu|nộp|đào tạo|kiểm tra)\b",
    re.IGNORECASE,
)
"""Words of a quantity that a report tells once, however often it tells it."""

OF_THE_MONTH = re.compile(
    r"\b(?:trong )?(?:tháng|kỳ)(?: này| báo cáo| (?P<month>\d{1,2})(?:/\d{4}| năm \d{4})?)?"
    r"(?! (?:trước|sau|qua|tới|\d))(?=,|\s|$),?",
    re.IGNORECASE,
)
"""The words for the month of a report."""

TELLING = re.compile(
    r"^(?:đã|đồng thời|bên cạnh đó|ngoài ra|như vậy|theo đó|nhìn chung|tóm lại|sở)\b,?\s*",
    re.IGNORECASE,
)
"""Words at the beginning of a clause that say nothing of what a number is of."""

OTHER_TIME = re.compile(
    r"\b(?:so với|cùng kỳ|lũy kế|luỹ kế|tháng trước|năm trước|quý|từ đầu năm|đến nay|kỳ trước|"
    r"hằng tháng|hàng tháng|hằng ngày|mỗi|bình quân|trung bình|tháng \d+|năm \d{4}|ngày)\b",
    re.IGNORECASE,
)
"""What says that a number is not of the month, or not the whole of it."""

REPORT_TITLE = re.compile(r"\bbáo cáo\b|\bcông tác\b", re.IGNORECASE)
"""What a title that names the month of a report has."""

PLAN_TITLE = re.compile(r"\b(?:kế hoạch|phương hướng|nhiệm vụ|chương trình)\b", re.IGNORECASE)
"""What a heading has over the work of the next month."""

PLANNED = re.compile(r"\b(?:đề ra|xây dựng|và)\s+kế hoạch(?: [^\W\d_]+){0,4}\s*$", re.IGNORECASE)
"""What stands before the month of a plan that follows the report."""

HEADED = re.compile(
    r"^(?:\W|\d|[IVX]+\b)*(?:kế hoạch|phương hướng)(?:,? [^\W\d_]+){0,6}\s*$", re.IGNORECASE
)
"""What stands before the month in the heading of a plan."""

NEWS = re.compile(r"(?:^|[.;:]\s*|-\s*)(?:Trong|Trong kỳ báo cáo,?) $")
"""What stands before the month of which the news of a report are told."""

NO_DAY = re.compile(
    r"(?<![\d/.-])(?:\d{1,2}[/.-](?:1[3-9]|[2-9]\d|00)|(?:3[2-9]|[4-9]\d|00)[/.-]\d{1,2})[/.-]"
    r"(?:19|20)\d\d(?![\d/])"
    r"|\bngày (?:3[2-9]|[4-9]\d|00) tháng \d{1,2}\b|\bngày \d{1,2} tháng (?:1[3-9]|[2-9]\d|00)\b",
    re.IGNORECASE,
)
"""A day or a month that no calendar has."""

NO_MONTH = re.compile(r"\btháng (?:1[3-9]|[2-9]\d|00)(?:/| năm )(?:19|20)\d\d\b", re.IGNORECASE)
"""A month that no year has."""

BACKWARDS = re.compile(
    r"\btừ(?: ngày)? (?P<first>\d{1,2}[/.-]\d{1,2}[/.-]\d{4}) (?:đến|tới)(?: hết)?(?: ngày)? "
    r"(?P<last>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?![\d/])",
    re.IGNORECASE,
)
"""A period by its first and its last day."""

WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
"""The days of the week, from Monday on."""

WEEKDAY = re.compile(
    r"\b(?P<name>thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),? \(?(?:ngày )?"
    r"(?P<date>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?![\d/])",
    re.IGNORECASE,
)
"""A day of the week with its date."""

SILENT = frozenset(
    ["của", "và", "các", "là", "cho", "trong", "với", "về", "trên", "theo", "được", "tại", "đã",
     "để", "những", "có", "không", "đến", "do", "bằng", "như", "khi", "này", "đó", "một", "sẽ",
     "bị", "vào", "ra", "số", "từ", "nhằm", "thì", "mà", "cũng", "phải", "đang", "vì", "nếu"]
)  # fmt: skip
"""Words that nobody writes twice on purpose."""

NOT_DOUBLED = frozenset(["từ từ", "có có không không"])
"""What is no slip, though a word stands in it twice."""

CODES = {
    "quyết định": ("QĐ",),
    "nghị định": ("NĐ",),
    "thông tư": ("TT",),
    "thông tư liên tịch": ("TTLT",),
    "chỉ thị": ("CT",),
    "nghị quyết": ("NQ", "NQi"),
    "kế hoạch": ("KH",),
    "thông báo": ("TB",),
    "báo cáo": ("BC",),
    "tờ trình": ("TTr", "TTR"),
    "hướng dẫn": ("HD",),
    "công điện": ("CĐ",),
    "kết luận": ("KL",),
    "quy định": ("QĐ", "QĐi", "QyĐ"),
    "công văn": ("CV",),
}
"""Type of a document → how its symbol begins."""

UNTYPED = frozenset(["công văn"])
"""Types whose symbol names only who has sent it."""

OF_LAW = ("NĐ-CP", "TT-B", "TTLT-")
"""How a symbol begins that belongs to documents of law alone, which carry the year."""

SINGLE_DECISIONS = ("QĐ-TTg",)
"""Symbols of decisions that carry the year only where they are law."""

SYMBOL = re.compile(
    r"(?:(?<![^\W\d_])(?P<type>[^\W\d_]+(?: [^\W\d_]+){0,3}?)\s+(?:số\s*:?\s*)?)?"
    r"(?<![\w/])(?P<number>\d{1,7})[a-zđ]?(?:/(?P<year>(?:19|20)\d\d))?(?P<by>[/-])"
    r"(?P<symbol>[A-ZĐ][A-Za-zĐđÂÔƠƯ&]*\d*(?:[-/][A-ZĐ][A-Za-zĐđÂÔƠƯ&]*\d*)*)"
    r"(?:,?\s+ngày\s+(?P<date>\d{1,2}[/.-]\d{1,2}[/.-]\d{4}))?"
)
"""The number and the symbol of a document, with its type before and its date after them."""

LIST_TOTAL = re.compile(r"^(?:tổng|tổng cộng|tổng số|cộng|toàn tỉnh|toàn ngành)$", re.IGNORECASE)
"""How the row or the column of the totals of a table is headed."""

NO_SUM = re.compile(
    r"tỷ lệ|tỉ lệ|%|bình quân|trung bình|so với|tăng|giảm|cùng kỳ|năm|tháng trước|stt|tt\b|lũy kế",
    re.IGNORECASE,
)
"""What heads a column of a table whose numbers do not add up, by their nature."""

A_PART_OF_IT = re.compile(r"^\s*(?:[-–+•*]|trong đó|[a-z]\)|\d+\.\d)", re.IGNORECASE)
"""How a row begins that is part of the row above it."""

LEVEL = re.compile(
    r"\b(?:mức độ|cấp độ|mức|khối|loại|hạng|bậc|giai đoạn|điểm|khu vực|bước|lần thứ|số|phiên bản)"
    r"\s*$",
    re.IGNORECASE,
)
"""What stands before a small number that is a name, not a count."""

BEFORE_A_PART = re.compile(r"(?:và|có|là|với|thêm|cùng|đã|:|\s)*", re.IGNORECASE)
"""What may stand before the number of a part that begins with it."""

ADDED_UP = re.compile(r"\b(?:tổng cộng|cộng chung|tổng số là|tổng là)(?: là| có)?:?\s*$", re.I)
"""What stands before a total that follows its parts."""

AND = re.compile(r"\s+và\s+(?=\d)")
"""What parts two parts of a list beside commas."""

OUT_OF = re.compile(r"\s*(?:/|trên(?: tổng số)?|trong tổng số|trong số)\s*")
"""What stands between a number and the whole that it is part of."""

JOINS = re.compile(r"(?:[,;]|\bvà)\s*(?:và\s+|có\s+|là\s+)*$", re.IGNORECASE)
"""What stands between two parts of a list, right before the number of the second."""

ENDED = re.compile(
    r"\b(?:kết quả|thực hiện|hoàn thành|theo|triển khai) kế hoạch(?: [^\W\d_]+){0,4}\s*$", re.I
)
"""Words before a month of which a plan is told that has been carried out."""

LONGEST_TITLE = 200
"""Letters of the longest title of a report."""

SCOPE = re.compile(r"^(?:ở|tại|đối với|riêng|trên|với|trong|theo)\s[^.;:]*?,", re.IGNORECASE)
"""The words at the beginning of a sentence that say which part of all it is told of."""

CORRECTION = re.compile(
    r"\b(?:đã sửa|sửa (?:lại )?thành|bản đã công bố|đính chính|viết nhầm|ghi nhầm|thay cho)\b",
    re.IGNORECASE,
)
"""Words of a sentence that quotes what was wrong."""

CHANGE = re.compile(r"\b(?:tăng|giảm|nhiều hơn|ít hơn|chênh lệch)(?: thêm)?\s*$", re.IGNORECASE)
"""What stands before a number that is how another one has changed."""

POINTS = re.compile(r"\s*điểm\b", re.IGNORECASE)
"""What stands after a number of percentage points."""

NUMBERED = re.compile(r"\bsố (?:\d+(?:, | và |; ))+$", re.IGNORECASE)
"""What stands before the second number of a list of documents."""

OVERLAP = re.compile(r"\b(?:có thể|đồng thời|cùng lúc|trùng|vừa .* vừa|cả hai)\b", re.IGNORECASE)
"""Words of a sentence whose parts may share something."""
