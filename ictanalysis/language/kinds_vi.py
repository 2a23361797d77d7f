"""How a Vietnamese text writes numbers that are no figures, kind after kind.

References
----------
Nghị định 30/2020/NĐ-CP, Phụ lục I (dates, numbers and symbols of documents) and III (types of
documents); Quy định 66-QĐ/TW (documents of the Party); Luật 63/2020/QH14 (those of the Assembly).
"""

from __future__ import annotations

from ictanalysis.language.kinds import ADDRESS, DAY, MONTH, PLACED, RANGE, ROMAN, YEAR, Ways

_UPPER = "".join(filter(str.isupper, map(chr, range(ord("A"), 0x1F00))))
_AND = rf"(?:, | và |; |{RANGE})"

# What is counted. “người dân”, “cuộc vận động” and the like are the subject of a sentence instead.
_COUNTED = (
    r"(?i:văn bản|công văn|quyết định|thông báo|tờ trình|nghị quyết|chỉ thị|công điện|"
    r"giấy (?:phép|mời|chứng nhận|xác nhận)|hồ sơ|tài khoản|hộp thư|thư điện tử|chứng thư|"
    r"dịch vụ|thủ tục|cuộc(?! (?:vận động|bầu cử|sống|cách mạng|thi ))|hội nghị|lớp|buổi|đợt|"
    r"lượt|người(?! dân| đứng đầu| lao động| việt| phát ngôn)|học viên|đại biểu|hộ|khách|tin|bài|"
    r"ấn phẩm|bản(?! đồ| tin| thân)|máy|thiết bị|chiếc|cái|trạm|doanh nghiệp|đơn|vụ|trường hợp|"
    r"sự cố|trang|bộ(?! phận| trưởng| máy| tài| y| thông| nội| công)|phút|đồng|"
    r"triệu(?! tập)|t[ỷỉ](?! (?:lệ|trọng|suất))|"
    r"nghìn|ngàn|lần|thuê bao|sim|usb|camera|mã|phản ánh|kiến nghị|khiếu nại|tố cáo|ý kiến|câu hỏi|"
    r"quyển|cuốn|tờ|pano|băng rôn|phóng sự|video|clip|km|phần (?:trăm|quà|việc)|điểm cầu|cá nhân|"
    r"giao dịch|suất|gói|ca|cán bộ|công chức|viên chức|nhân viên|thành viên|thí sinh|công dân|"
    r"chứng chỉ|chữ ký|nhiệm vụ|mét|kết luận|biên bản|hợp đồng|dự án|đề án|chỉ tiêu|tiêu chí|"
    r"đồng chí|gia đình|học sinh|tuyến|cột|bảng|mẫu|nhóm|mô hình|sản phẩm)\b"
    rf"|[Bb]áo cáo(?! (?:[{_UPPER}]|kết quả|cấp trên|lãnh đạo))"
    rf"|(?:UBND )?(?:xã|phường|huyện|ấp|khóm|thị trấn)\b(?!,? [{_UPPER}])"
)
_UNCOUNTED = rf"(?! (?:{_COUNTED}))"
# What goes on a sentence after a date: nothing is counted by it.
_GOES_ON = (
    r"(?i:và|hoặc|hay|đến|tới|so|với|của|là|có|đã|đang|sẽ|được|bị|do|vì|theo|tại|ở|trên|dưới|trong|"
    r"ngoài|cho|về|để|nên|mà|thì|cũng|vẫn|còn|không|chưa|chỉ|tăng|giảm|đạt|vừa|qua|rồi|lại|cả|từ|"
    r"bằng|cao|thấp|ít|nhiều|hằng|hàng|này|nay|trước|sau|tiếp|năm|ngày|tháng|âm|dương|trở|nhưng|"
    r"như|khi|nếu|gồm|tiến|diễn|thực|triển|ban hành|tập|phối|nhằm|phục|thông qua|hướng|toàn|nhân|"
    r"dự(?! án)|tham|làm|hoàn|bắt|kết|phải|cần|cùng|bởi|giữa|lên|xuống|vào|ra|khai|quy|sửa|phê|"
    r"đối|hết|tết|khóa|nhiệm kỳ|lãnh đạo|giám đốc|tỉnh|ngành|ban|tổ chức|gửi|họp|trình|ký|nhận|"
    r"công bố|các|những|mọi|mỗi|một|hai|tiếp|kiểm tra|xây dựng|phát|đăng|chỉ đạo|mời|đề nghị|"
    r"kèm|rà soát|cập nhật|tuyên truyền|hầu|phần lớn|báo cáo|nêu|thể hiện|triệu tập|"
    r"t[ỷỉ] (?:lệ|trọng|suất))\b"
)
_STOP = rf"\s*(?:$|[.,;:!?()\]»”\u2019\"…{PLACED}–-])"
_CLOSED = rf"{_UNCOUNTED}(?={_STOP}| (?:{_GOES_ON}|[{_UPPER}]))"

# “Số phường 7, số xã 85”: how many there are, not which.
_WHICH = r"(?<!\bSố\s)(?<![,;:(]\ssố\s)(?<!ổng\ssố\s)"

_DAYS = rf"{DAY}(?:{_AND}(?:ngày )?{DAY})*"
_ANY_YEAR = r"(?:1\d|20)\d\d"
_DATED = rf"{DAY}[/.-]{MONTH}"
_ON = (
    r"(?:[Nn]gày|[Ll]ễ|[Dd]ịp|[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm|[Hh]ôm|[Tt]hứ \w+,)(?: ngày)?"
)
_BOUND = r"(?:[Tt]ừ|[Đđ]ến|[Tt]ới|[Hh]ết|[Vv]ới|[Cc]uối|[Gg]iữa|[Kk]ể|[Tt]rước|[Ss]au|[Qq]ua)"
_WEEKDAY = r"(?:[Tt]hứ (?:Hai|Ba|Tư|Năm|Sáu|Bảy)|[Cc]hủ nhật|Chủ Nhật)"
# A feast by its name: “Ngày Thương binh - Liệt sĩ”.
_FEAST = (
    rf"[Nn]gày [{_UPPER}]\w*"
    r"(?:(?: [-–])? (?!(?:có|đã|được|với|thì|tại|do|gồm|mới|còn|chỉ|đạt|thu hút|tổ chức)\b)"
    r"\w+){0,9}"
)
_OCCASION = "bầu cử|hội|khai mạc|bế mạc|khai giảng|truyền thống|thành lập|giỗ|tết|nghỉ"
_DEADLINE = (
    r"[Tt]rước|[Ss]au|(?:[Cc]hậm|[Mm]uộn) nhất(?: là)?|[Hh]ạn (?:cuối|chót|nộp)(?: là)?|[Tt]uần lễ"
)

_NUMBER = r"\d+[a-zđ]?"
_SYMBOL = r"[A-ZĐ][A-Za-zĐđÂÔƠƯ&]*\d*(?:[-/.][A-ZĐ][A-Za-zĐđÂÔƠƯ&]*\d*)*"
_TYPE = (
    r"(?:QĐi?|QyĐ|NQi?|CT|CTr|CTHĐ|TT|TTLT|NĐ|TB|KH|BC|TTr|CV|HD|CĐ|GM|PA|ĐA|DA|QC|BB|GP|KL|"
    r"VBHN|BBG?|L|PL|ĐK|ND|QD|TTHC|GCN|PB|UQ)"
)
_TITLE = (
    r"(?:[Cc]ông văn|[Qq]uyết định|[Nn]ghị quyết|[Nn]ghị định|[Cc]hỉ thị|[Tt]hông tư|"
    r"[Tt]hông tư liên tịch|[Tt]hông báo|[Kk]ế hoạch|[Bb]áo cáo|[Tt]ờ trình|[Hh]ướng dẫn|"
    r"[Kk]ết luận|[Qq]uy định|[Ll]uật|"
    r"[Pp]háp lệnh|[Cc]ông điện|[Gg]iấy (?:mời|phép)|[Cc]hương trình|[Vv]ăn bản(?: hợp nhất)?|"
    r"[Đđ]ề án|[Bb]iên bản|[Hh]ợp đồng|[Ll]ệnh|[Qq]uy chế|[Pp]hương án)"
)
_CODE = rf"{_NUMBER}(?:/{YEAR})?[-/]{_SYMBOL}"
_SECTION = rf"(?:[Kk]hoản|Điều|(?<={PLACED}\s)điều|[Mm]ục|Chương|Phần|[Tt]iết)"
_LARGER = rf"(?!{_COUNTED})(?:[Kk]hoản|[Đđ]iều|[Mm]ục|[Cc]hương|[Pp]hần|Luật|[Đđ]iểm [a-zđ]\b)"
_ITEMS = rf"\d+[a-zđ]?(?:\.\d+)*(?:{_AND}\d+[a-zđ]?)*"
_PHONE = rf"[+(]?\d[\d\s().-]*\d\d{_UNCOUNTED}"

_SOFTWARE = r"(?:Windows(?: Server)?|Android|iOS|macOS|Office|SQL Server|TLS|SSL)"

_HOUR = r"(?:[01]?\d|2[0-4])"
_AT = r"[Ll]úc|[Hh]ồi|[Vv]ào|[Tt]rước|[Ss]au|[Tt]ừ|[Đđ]ến|[Tt]ới"
_DAYTIME = rf"sáng|trưa|chiều|tối|đêm|cùng ngày|ngày|thứ|hôm|{PLACED}"
# How long something lasts, or what is aired so long, is a figure: “sau 12 giờ phát sóng”.
_CLOCK = (
    rf"(?! (?:mỗi|một|liên tục|phát|chương trình|làm việc|hoạt động|vận hành|trực|học|"
    rf"tập huấn|phục vụ|khắc phục|sửa chữa|xử lý|bảo trì|gián đoạn|theo dõi|"
    rf"[Tt]in)\b|/){_UNCOUNTED}"
)

WAYS: Ways = {
    ADDRESS: (
        r"https?://\S+",
        r"[A-Za-z][\w.+-]*@\S+\.[a-z]{2,}",
        r"IP:? \d{1,3}(?:\.\d{1,3}){3}",
    ),
    "telephone": (
        rf"(?:(?:[Đđ]iện thoại|[Đđ]ường dây nóng|[Tt]ổng đài|[Hh]otline|[Ff]ax|[Đđ]ầu số|"
        rf"ĐT|SĐT)(?: số)?|"
        rf"[Ss]ố (?:điện thoại|máy|fax))\s*:?\s*{_PHONE}"
        rf"(?:(?:,| và| hoặc) {_PHONE})*",
        rf"\(?0\d{{2,4}}\)?(?:[\s.-]?\d{{1,4}}){{2,3}}{_UNCOUNTED}",
        rf"(?:[Gg]ọi|[Ll]iên hệ|[Ss]ố) 1[89]00\s?\d{{4,6}}{_UNCOUNTED}",
        r"\+84[\d\s().-]{8,}\d",
    ),
    "code": (
        rf"CVE-{YEAR}-\d{{4,}}",
        r"(?:[Mm]ã số(?: thuế)?|[Mm]ã định danh|[Ss]ố tài khoản|CMND|CCCD)(?: số)?:? [\d.-]*\d"
        + _UNCOUNTED,
    ),
    "standard": (
        rf"[A-Z]\.\d{{3}}(?:\.\d)?{_CLOSED}",
        r"(?:TCVN |QCVN )?(?:ISO/IEC|ISO|IEC|TCVN|QCVN|TCCS) \d+(?:-\d+)*(?:[:/]\d{4})?(?:/[A-Z]+)?"
        + _UNCOUNTED,
    ),
    "document": (
        rf"{_TITLE}(?: số)?:? {_CODE}(?:{_AND}(?:số )?{_CODE})*",
        rf"[Ss]ố:? (?:{_NUMBER}{_AND}(?:số )?)*{_CODE}(?:{_AND}(?:số )?{_CODE})*",
        rf"{_NUMBER}/{YEAR}/{_SYMBOL}{_UNCOUNTED}",
        rf"{_NUMBER}[-/]{_TYPE}[-/]{_SYMBOL}{_UNCOUNTED}",
        rf"{_NUMBER}/(?!SIM|USB|PKI|TV|GPS|CPU)[A-ZĐ]{{2,}}(?:-[A-ZĐ][A-ZĐa-z&]+)+{_UNCOUNTED}",
        rf"(?:Luật|Bộ luật|Hiến pháp|Pháp lệnh)(?: \w+){{0,8}} {YEAR}{_CLOSED}",
        rf"{_TITLE} số:? {_NUMBER}(?:/{YEAR})?{_CLOSED}",
        rf"{_WHICH}(?:Đề án|Nghị quyết|Chỉ thị|Chương trình|Nghị định|Luật|Thông tư|Kết luận|"
        r"Quy định|Kế hoạch|Tờ trình|Quy chế|Ban Chỉ đạo|Tổ công tác|Công điện|Quyết định|Công văn|"
        r"Thông báo|Hướng dẫn|"
        rf"QĐ|NĐ|NQ|CV)(?: số)? {_NUMBER}{_CLOSED}",
    ),
    "date": (
        rf"[Đđ]êm(?: ngày)? {DAY},? rạng(?: sáng)?(?: ngày)? {_DATED}(?:[/.-]{YEAR})?{_UNCOUNTED}",
        rf"{_DATED}(?:{RANGE}| đến (?:ngày )?){_DATED}[/.-]{YEAR}",
        rf"[Tt]ừ (?:ngày )?{DAY} (?:đến|tới)(?: hết)?(?: ngày)? {_DATED}[/.-]{YEAR}",
        rf"{_DAYS}[/.-]{MONTH}[/.-]{_ANY_YEAR}",
        rf"{YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])",
        rf"[Tt]ừ ngày {DAY} (?:đến|tới)(?: hết)?(?: ngày)? {DAY} tháng {MONTH},? năm {YEAR}",
        rf"[Nn]gày {_DAYS} tháng {MONTH}[,]? năm {YEAR}",
        rf"[Nn]gày {_DAYS} tháng {MONTH}{_UNCOUNTED}",
        rf"(?<=đường\s){DAY} tháng {MONTH}{_CLOSED}",
        rf"{_ON} {_DAYS}[/-]{MONTH}(?:{_AND}{_DATED})*{_UNCOUNTED}",
        rf"[Nn]gày (?:{_OCCASION}) {_DATED}{_CLOSED}",
        rf"(?:{_DEADLINE}) {_DATED}{_CLOSED}",
        rf"(?:{_FEAST}|Quốc khánh) \(?{_DATED}{_UNCOUNTED}",
        rf"{_WEEKDAY} \({_DATED}(?=\))",
        rf"[Tt]ừ (?:ngày )?{DAY}(?:/{MONTH})? (?:đến|tới)(?: hết)? (?:ngày )?{_DATED}{_UNCOUNTED}",
        rf"(?:[Mm]ùng|[Mm]ồng) {DAY}(?: (?:tháng {MONTH}|[Tt]ết))?{_CLOSED}",
    ),
    "day of month": (
        rf"[Nn]gày {_DAYS}{_CLOSED}",
        rf"[Tt]ừ (?:ngày )?{DAY} đến(?: hết)? ngày {DAY}{_UNCOUNTED}",
        rf"{_BOUND} ngày {DAY}{_UNCOUNTED}",
    ),
    "half year": (
        rf"{MONTH} tháng (?:đầu |cuối |giữa )?năm {YEAR}{_UNCOUNTED}",
        rf"{MONTH} tháng (?:đầu|cuối|giữa) năm{_UNCOUNTED}",
        rf"(?:[Bb]áo cáo|[Ss]ơ kết|[Tt]ổng kết) {MONTH} tháng{_CLOSED}",
        rf"[Nn]ửa (?:đầu|cuối) năm {YEAR}{_UNCOUNTED}",
    ),
    "quarter": (
        rf"[Qq]uý [1-4](?:{_AND}(?:quý )?[1-4])*(?:/{YEAR}| năm {YEAR}|-{YEAR})?{_UNCOUNTED}",
        rf"[Qq]uý (?:IV|I{{1,3}})(?:{_AND}(?:quý )?(?:IV|I{{1,3}}))*\s*[/-]\s*{YEAR}",
    ),
    "month": (
        rf"[Tt]háng {MONTH}(?:{_AND}(?:tháng )?{MONTH})*(?:/| năm |\.|-){YEAR}",
        rf"(?<!đạt\s)(?<!quyết\s)(?<!xong\s)(?:T\.?)?{MONTH}(?:{RANGE}{MONTH})?/{YEAR}{_UNCOUNTED}",
        rf"[Tt]háng {MONTH}(?:{_AND}(?:tháng )?{MONTH})*{_CLOSED}",
        rf"{_BOUND} tháng {MONTH}{_UNCOUNTED}",
    ),
    "period of years": (
        rf"(?:\d{{1,2}} năm|giai đoạn|nhiệm kỳ|năm học) {YEAR}{RANGE}{YEAR}",
        rf"{YEAR}{RANGE}{YEAR}{_UNCOUNTED}",
        rf"[Nn]ăm học {YEAR}/{YEAR}",
        rf"[Tt]ừ(?: năm)? {YEAR} đến(?: hết)?(?: năm)? {YEAR}{_UNCOUNTED}",
        rf"(?:[Tt]ầm nhìn|[Đđ]ịnh hướng)(?: đến)?(?: năm)? {YEAR}{_UNCOUNTED}",
        rf"(?:[Nn]hững )?[Tt]hập (?:niên|kỷ) {YEAR}",
        rf"[Tt]hế kỷ \d{{1,2}}{_CLOSED}",
    ),
    "year": (
        r"(?:[Nn]ăm(?: (?:học|tài chính|ngân sách|kế hoạch))?|[Nn]iên độ(?: ngân sách)?) "
        rf"{YEAR}(?:{_AND}(?:năm )?{YEAR})*{_UNCOUNTED}",
        rf"(?:[Tt]ết|[Xx]uân)(?: [{_UPPER}]\w*(?: \w+)?){{0,2}} {YEAR}{_UNCOUNTED}",
    ),
    "article": (
        rf"{_SECTION} {_ITEMS}(?=,? (?:và )?{_LARGER})",
        rf"[Đđ]iểm \d+(?=,? {_LARGER})",
        rf"{_SECTION} {_ITEMS}{_CLOSED}",
        rf"(?:[Pp]hụ lục|[Bb]iểu(?: mẫu| đồ)?|[Mm]ẫu|Bảng|Hình)(?: số)? {_ITEMS}{_CLOSED}",
    ),
    "hour": (
        rf"(?:24/24(?: giờ)?|24/7){_UNCOUNTED}",
        rf"{_HOUR} giờ [0-5]\d(?! phút)(?=\s*$|{_STOP}| (?:{_DAYTIME}|đến|tới))",
        rf"(?:{_AT}) {_HOUR} giờ [0-5]\d(?: phút)?{_CLOCK}",
        rf"{_HOUR}(?:h|g|:)[0-5]\d{_CLOCK}",
        rf"(?:{_AT}) {_HOUR}(?: giờ|h|g){_CLOCK}",
        rf"{_HOUR}(?: giờ|h|g)(?= (?:{_DAYTIME}))",
        rf"{_HOUR}(?:h|g){RANGE}(?:{PLACED}+|{_HOUR}(?:h|g)){_CLOCK}",
        rf"{PLACED}+ (?:đến|tới|-|–) {_HOUR}(?: giờ|h|g)(?: [0-5]\d)?(?: phút)?{_CLOCK}",
    ),
    "ordinal": (
        r"(?:[Ll]ần|[Kk]ỳ họp|[Kk]ỳ|[Pp]hiên họp|[Pp]hiên|[Hh]ội nghị|[Đđ]ợt|[Kk]hóa(?: họp)?|"
        rf"[Tt]uần) thứ \d{{1,3}}{_UNCOUNTED}",
        rf"(?<![Xx]ếp\s)(?<![Đđ]ứng\s)(?<![Hh]ạng\s)(?<!trí\s)[Tt]hứ [2-7]{_CLOSED}",
        rf"{_WHICH}(?:[Ll]ần|[Đđ]ợt|[Vv]òng|[Tt]uần) \d{{1,2}}{_CLOSED}",
        rf"[Gg]iai đoạn \d{_CLOSED}",
        rf"(?:[Kk]ỷ niệm|[Cc]hào mừng)(?: lần thứ)? \d{{1,3}} năm{_UNCOUNTED}",
        r"(?:[Ss]ơ kết|[Tt]ổng kết) \d{1,2} năm(?= (?:thực hiện|thi hành|triển khai|xây dựng))",
    ),
    "legal term": (
        rf"(?:[Hh]ội nghị )?Trung ương \d{{1,2}}(?=,? \(?[Kk]hóa|{_STOP})",
        r"(?:Quốc hội|Hội đồng nhân dân(?: \w+)?|HĐND(?: \w+)?|Đảng|Trung ương),? khóa "
        rf"\d{{1,2}}{_CLOSED}",
    ),
    "place": (
        rf"(?:[Qq]uốc lộ|[Tt]ỉnh lộ|[Đđ]ường tỉnh|[Hh]ương lộ|QL|ĐT)\s*\d+[A-Z]?{_UNCOUNTED}",
        rf"{_WHICH}(?:[Pp]hường|[Qq]uận|[Kk]hóm|[Ấấ]p|[Kk]hu phố|[Kk]hu vực|[Tt]ổ|[Tt]ầng) "
        rf"\d{{1,2}}[A-Z]?{_CLOSED}",
        rf"[Ss]ố(?: nhà)? \d+[A-Z]?(?:/\d+)?,? (?:đường|phố)(?= [{_UPPER}{PLACED}\d])",
    ),
    "version": (
        rf"[Pp]hiên bản \d+(?:\.\d+)*{_UNCOUNTED}",
        rf"{_SOFTWARE} \d{{1,4}}(?:\.\d+)*(?:{_AND}\d{{1,4}}(?:\.\d+)*)*{_CLOSED}",
        rf"(?:SHA|AES|RSA)-\d{{3,4}}{_UNCOUNTED}",
        rf"[A-Z]+[a-z]{{0,2}}\d{{1,3}}(?:\.\d+)*{_CLOSED}",
        r"(?:[Cc]ông nghiệp|[Cc]ách mạng|[Cc]hính (?:quyền|phủ) điện tử) (?:lần thứ (?:tư )?)?"
        r"\(?\d\.0\)?",
    ),
}
"""Kind → the ways in which it is written."""

_ONES = "một|hai|ba|bốn|sáu|bảy|bẩy|tám|chín|mười"
_MORE = f"{_ONES}|mươi|mốt|tư|năm|lăm|linh|lẻ|trăm|nghìn|ngàn|triệu|tỷ|tỉ|chục"
_NAMING = (
    "cả", "thứ", "tháng", "khóa", "hội", "lục", "mục", "phần", "chương", "quý", "vực", "hạng",
    "loại", "kỳ", "kỷ", "nhóm", "ương",
)  # fmt: skip
_NAMED = "".join(rf"(?<!\b{word}\s)" for word in _NAMING)

COUNTS = (
    rf"(?i:{_NAMED}(?!một (?!{_MORE}))(?:{_ONES})(?: (?:{_MORE}))*)(?= (?:{_COUNTED}))",
    rf"(?i:{_NAMED})(?:[XVI]|{ROMAN})(?= (?:{_COUNTED}))",
)
"""How a count is written without a digit, in words or in Roman numerals, and not as the name of
something: “khóa XV”, “lần thứ hai”, “cả hai”."""
