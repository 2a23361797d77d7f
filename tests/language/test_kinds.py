"""What is no figure, by kind; and counts in the dress of such numbers, which are figures."""

from __future__ import annotations

import re

import pytest

from ictanalysis.language.kinds import ADDRESS, _patterns
from ictanalysis.language.messages import LANGUAGES, Language
from ictanalysis.language.typed import readings, typed_numbers

NO_FIGURES = [
    ("date", "họp ngày 12/5/2021 tại Sở"),
    ("date", "họp ngày 05 tháng 5 năm 2021 tại Sở"),
    ("date", "trong hai ngày 10 và 11/5/2021"),
    ("date", "các ngày 10, 11 và 12/5/2021"),
    ("date", "từ 10-12/5/2021, Sở tổ chức tập huấn"),
    ("date", "từ 15/4 - 14/5/2021"),
    ("date", "Ngày bầu cử 23/5 là ngày hội của toàn dân"),
    ("date", "gửi về Sở trước 20/5."),
    ("date", "Hạn cuối là 20/5, các đơn vị khẩn trương"),
    ("date", "Từ ngày 10 đến 16 tháng 5 năm 2021, Sở tập huấn"),
    ("date", "số liệu từ ngày 15/4 đến ngày 14/5/2021"),
    ("date", "nghỉ lễ từ ngày 30/4 đến hết ngày 03/5 theo quy định"),
    ("date", "nhân dịp lễ 30/4 và 01/5, Sở thăm hỏi gia đình chính sách"),
    ("date", "chào mừng Ngày Báo chí Cách mạng Việt Nam (21/6)"),
    ("date", "kỷ niệm ngày 30-4, các đơn vị treo cờ"),
    ("date", "sáng 12/5, Giám đốc Sở dự họp"),
    ("date", "văn bản ký ngày 14.5.2021"),
    ("date", "dữ liệu lấy ngày 2021-05-14"),
    ("date", "Mùng 1 Tết, các đài phát chương trình chúc Tết"),
    ("day of month", "từ ngày 15 đến ngày 20 của tháng"),
    ("day of month", "trước ngày 20 báo cáo Sở để tổng hợp"),
    ("day of month", "chốt số liệu vào ngày 14, gửi báo cáo ngày 20."),
    ("month", "trong tháng 5, Sở đã tham mưu"),
    ("month", "so với tháng 4 năm 2021"),
    ("month", "Tháng 02/2021, tỉnh đón Tết"),
    ("month", "trong các tháng 4, 5 và 6 năm 2021"),
    ("month", "trong tháng 5 tổ chức hội nghị trực tuyến"),
    ("month", "tháng 5 {letters.sent} văn bản"),
    ("month", "tháng 5 đã hoàn thành việc rà soát"),
    ("month", "kế hoạch tháng 6 của Sở"),
    ("month", "kết quả T5/2021 được công bố"),
    ("month", "giữa tháng 5 và tháng 6, các đài kiểm tra thiết bị"),
    ("quarter", "kế hoạch quý 2 của Sở"),
    ("quarter", "trong quý II/2021, Sở trình"),
    ("quarter", "quý 1 và quý 2 năm 2021"),
    ("half year", "sơ kết 6 tháng đầu năm"),
    ("half year", "nhiệm vụ 6 tháng cuối năm 2021"),
    ("half year", "nửa đầu năm 2021, tỉnh đã"),
    ("year", "từ năm 2020, tỉnh triển khai"),
    ("year", "các năm 2019, 2020 và 2021"),
    ("year", "trước Tết Nguyên đán 2021"),
    ("period of years", "giai đoạn 2021-2025, định hướng đến năm 2030"),
    ("period of years", "nhiệm kỳ 2020 - 2025"),
    ("period of years", "kế hoạch 5 năm 2021-2025"),
    ("period of years", "tầm nhìn 2045, tỉnh phấn đấu"),
    ("period of years", "từ năm 2021 đến năm 2025"),
    ("document", "Luật số 20/2008/QH12 ngày 13/11/2008"),
    ("document", "Nghị quyết số 1211/2016/UBTVQH13 của Ủy ban Thường vụ Quốc hội"),
    ("document", "Nghị quyết 02-NQi/TW của Trung ương"),
    ("document", "Quy định số 4842-QĐ/TU ngày 30/7/2019"),
    ("document", "Công văn số 1589/UBND-KGVX và số 1590/UBND-KGVX"),
    ("document", "Công văn số 792 ngày 12/5/2021"),
    ("document", "Báo cáo số: 05/BC-STTTT"),
    ("document", "Thông tư liên tịch số 01/2018/TTLT-BTC-BTTTT"),
    ("document", "Tờ trình 15/TTr-STTTT của Sở"),
    ("document", "công văn 37/UBND ngày 03/5/2021"),
    ("document", "triển khai Đề án 06 của Chính phủ"),
    ("document", "Quyết định số 15a/QĐ-UBND"),
    ("document", "theo Luật An ninh mạng 2018, các cơ quan"),
    ("document", "trả lời 1589/UBND-KGVX của Ủy ban"),
    ("standard", "tiêu chuẩn TCVN 6909:2001 và ISO 9001:2015"),
    ("standard", "theo QCVN 125:2021/BTTTT"),
    ("article", "Khoản 10 Điều 1 Quyết định số 3800/QĐ-UBND"),
    ("article", "theo Điều 5, 6 và 7 của Luật"),
    ("article", "điểm b khoản 2 Điều 12 của Nghị định"),
    ("article", "kèm theo Phụ lục 2, Mẫu số 05."),
    ("hour", "từ 07 giờ 30 đến 11 giờ ngày 12/5/2021"),
    ("hour", "lúc 8 giờ sáng, đoàn đến Sở"),
    ("hour", "họp lúc 14h30, kết thúc trước 17 giờ"),
    ("hour", "từ 7:30, hệ thống trở lại bình thường"),
    ("hour", "làm việc 8h-17h30, nghỉ trưa từ 11h đến 13h"),
    ("hour", "trực 24/7, kể cả ngày nghỉ"),
    ("ordinal", "Ngày Sách Việt Nam lần thứ 8"),
    ("ordinal", "kỳ họp thứ 10 của Hội đồng nhân dân tỉnh"),
    ("ordinal", "lấy ý kiến lần 2, các đơn vị thống nhất"),
    ("ordinal", "họp giao ban thứ 2 hằng tuần"),
    ("ordinal", "kỷ niệm 46 năm Ngày Giải phóng miền Nam"),
    ("legal term", "Nghị quyết Trung ương 4 khóa XII"),
    ("legal term", "đại biểu Quốc hội khóa 15, nhiệm kỳ mới"),
    ("telephone", "liên hệ số điện thoại 0294.3855.777"),
    ("telephone", "đường dây nóng: 18001100"),
    ("telephone", "gọi 0913 123 456 để được hỗ trợ"),
    ("place", "trụ sở tại số 12 đường Lê Lợi, Phường 7, thành phố Trà Vinh"),
    ("place", "tuyến cáp dọc Quốc lộ 53 và đường tỉnh 915B"),
    ("address on the net", "tại https://travinh.gov.vn/2021/05/tin-12.html"),
    ("version", "Kiến trúc Chính quyền điện tử, phiên bản 2.0"),
    ("article", "theo khoản 2 điều 5 Luật Viễn thông"),
    ("article", "điểm a, b khoản 1 và khoản 2 Điều 4 của Nghị định"),
    ("hour", "đến 17 giờ ngày 20/5, các đơn vị gửi báo cáo"),
    ("hour", "từ 7g30 đến 11g, Sở họp giao ban"),
    ("hour", "lúc 14 giờ 00 phút, đoàn đến Sở"),
    ("hour", "họp 7 giờ 30, tại hội trường"),
    ("date", "từ 12 đến 14/5/2021, Sở tổ chức tập huấn"),
    ("date", "ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2021)"),
    ("date", "nghỉ Quốc khánh 2/9 theo quy định"),
    ("half year", "Báo cáo 6 tháng của Sở"),
    ("half year", "họp sơ kết 6 tháng."),
    ("ordinal", "tổng kết 10 năm thực hiện Nghị quyết"),
    ("year", "trước Tết Nguyên đán Tân Sửu 2021"),
    ("document", "Công văn số 1589, 1590/UBND-KGVX"),
    ("document", "số 45 và số 46/QĐ-UBND"),
    ("document", "theo QĐ 749 của Thủ tướng Chính phủ"),
    ("document", "Nghị quyết 52-NQ/TW ngày 27/9/2019 của Bộ Chính trị"),
    ("document", "Nghị quyết liên tịch số 12/NQLT/CP-UBTVQH14-ĐCTUBTWMTTQVN"),
    ("document", "Quy định số 08-QĐi/TW và Kết luận 21-KL/TW"),
    ("telephone", "điện thoại (0294) 3 855 777"),
    ("telephone", "phản ánh qua Tổng đài 1022 hoặc gọi 19001009"),
    ("standard", "theo TCVN ISO/IEC 27001:2019"),
    ("article", "Theo mục 3 phần II của Kế hoạch"),
    ("article", "Biểu 01 và Biểu 02 kèm theo"),
    ("article", "Mẫu số 01a kèm theo Thông tư"),
    ("document", "Kế hoạch số 15/KH-UBND (gọi tắt là Kế hoạch 15)"),
    ("telephone", "Tổng đài 18001096 hoặc 1022."),
    ("telephone", "nhắn tin đến đầu số 1407, miễn phí"),
    ("version", "giao thức IPv6 được triển khai"),
    ("version", "bản V2.0 của phần mềm, in trên giấy A4"),
    ("version", "phát trên VTV1 và THTV"),
    ("article", "Theo tiết 2 điểm c khoản 1 Điều 9"),
    ("standard", "theo TCVN 7909-1-1:2008 về tương thích điện từ"),
    ("place", "Trụ sở tại số 01 đường 19 tháng 5, thành phố"),
    ("version", "Cách mạng công nghiệp lần thứ tư (4.0) tác động"),
]

NO_COUNTS = [
    "Nghị quyết Đại hội XIII đại biểu toàn quốc đã thông qua",
    "đại biểu Quốc hội khóa XV đại biểu tỉnh",
    "Phụ lục II văn bản kèm theo",
    "Khu vực IV trạm kiểm soát",
    "một số văn bản, một văn bản của Sở",
    "cả hai văn bản này",
    "lần thứ ba cuộc họp bị hoãn",
    "đạt giải ba cuộc thi tin học",
    "hai bên cùng ký, một cửa liên thông",
    "từ năm nay hồ sơ được nhận qua mạng",
    "mỗi m² phủ sóng",
]

ENGLISH_NO_FIGURES = [
    ("date", "held on 12 May 2021 in the hall"),
    ("date", "from 15 April to 14 May 2021"),
    ("date", "sent on 12 May, before the deadline"),
    ("date", "the data of 2021-05-14"),
    ("month", "in May 2021, the office"),
    ("quarter", "in Q2 2021 and in Q3"),
    ("year", "at the end of 2021, the office"),
    ("period of years", "the plan for 2021-2025"),
    ("document", "Decree 30/2020/ND-CP, No. 411/QD-TTg and Law No. 20/2008/QH12"),
    ("article", "under Article 5(2), Clause 10 of it, and Sections 3 and 4"),
    ("hour", "at 7:30 and at 5 p.m., daily"),
    ("ordinal", "the 13th Congress and the 1st session"),
    ("telephone", "hotline: 1800 1100"),
    ("version", "version 2.0 of the architecture"),
]

ENGLISH_NO_COUNTS = ["Annex II documents", "all three offices", "one document, a few letters"]

FIGURES = [
    ("Trong tháng 12 văn bản được ban hành", "12 văn"),
    ("trong ngày 15 hồ sơ được trả", "15 hồ"),
    ("Xếp thứ 5 toàn quốc", "5 toàn"),
    ("Trước 3/5 đơn vị đã nộp", "5 đơn"),
    ("Theo mục 3 phần trăm", "3 phần"),
    ("STTTT64 văn bản", "64 văn"),
    ("Kế hoạch 15 tỷ đồng được giao", "15 tỷ"),
    ("Tổng đài 1022 cuộc gọi đến", "1022 cuộc"),
    ("trong tháng 7 cuộc họp được tổ chức", "7 cuộc"),
    ("Cấp 12-SIM PKI cho lãnh đạo", "12 -SIM"),
    ("37/UBND xã đã kết nối", "37 /UBND"),
    ("từ đầu năm 2050 văn bản được gửi", "2050 văn"),
    ("dịp lễ 12 người được khen thưởng", "12 người"),
    ("Trong tháng 9 Quyết định được ký", "9 Quyết"),
    ("Trong tháng 5 công văn đến", "5 công"),
    ("tháng 11 tin được đăng", "11 tin"),
    ("tháng 3 lượt kiểm tra", "3 lượt"),
    ("từ đầu tháng 12 hồ sơ đã trả", "12 hồ"),
    ("đến tháng 10 xã đã có mạng", "10 xã"),
    ("trong tháng 4 huyện báo cáo", "4 huyện"),
    ("trong tháng 12,5 triệu đồng được chi", "12,5 triệu"),
    ("trong tháng 1.234 hồ sơ được nhận", "1.234 hồ"),
    ("trong tháng 12% hồ sơ trễ hạn", "12% hồ"),
    ("Trong ngày 20 lượt truy cập", "20 lượt"),
    ("ngày 10, 12 văn bản được gửi đi", "12 văn"),
    ("Trong năm 1999 hồ sơ được số hóa", "1999 hồ"),
    ("trong năm 2021 tài khoản được cấp", "2021 tài"),
    ("năm 2021, 1950 lượt người dự", "1950 lượt"),
    ("quý 3 cuộc thanh tra", "3 cuộc"),
    ("Quý 2 lớp tập huấn", "2 lớp"),
    ("đã cấp 12 chứng thư số", "12 chứng"),
    ("tăng 16.401 văn bản", "16.401 văn"),
    ("đạt 79,37% kế hoạch", "79,37% kế"),
    ("có 3/9 đơn vị đã nộp", "3 /9"),
    ("đạt 82/1858 dịch vụ", "82 /1858"),
    ("kiểm tra 5/2 trạm theo kế hoạch", "5 /2"),
    ("kinh phí 5 tỷ đồng", "5 tỷ"),
    ("số tiền 1.234.567 đồng", "1.234.567 đồng"),
    ("phát sóng 12 giờ mỗi ngày", "12 giờ"),
    ("thời lượng 07 giờ 30 phút", "07 giờ"),
    ("trong 3 tháng qua", "3 tháng"),
    ("xếp thứ 5 trong khu vực", "5 trong"),
    ("xếp hạng thứ 12 cả nước", "12 cả"),
    ("tăng 3 lần", "3 lần"),
    ("đợt 12 người dự", "12 người"),
    ("lần thứ 8 văn bản bị trả", "8 văn"),
    ("đạt điểm 95 trên thang điểm", "95 trên"),
    ("điều 12 xe phục vụ", "12 xe"),
    ("các khoản 15 tỷ đồng", "15 tỷ"),
    ("mở khóa 12 tài khoản", "12 tài"),
    ("khóa 40 học viên", "40 học"),
    ("lắp 12-CPU mới", "12 -CPU"),
    ("12/SIM-PKI thiết bị đã cấp", "12 /SIM-PKI"),
    ("đã đăng 55/Tổng văn bản của cổng", "55 /Tổng"),
    ("thu hồi 8 USB", "8 USB"),
    ("còn 5G chưa phủ", "5 G"),
    ("gồm 2 đại biểu", "2 đại"),
    ("cấp 1100 hộp thư", "1100 hộp"),
    ("có 2021 người dùng", "2021 người"),
    ("nhận 30/4 hồ sơ", "30 /4"),
    ("tháng 12 SIM được cấp", "12 SIM"),
    ("trong tháng 6 thiết bị hỏng", "6 thiết"),
    ("trong tháng 8 sự cố", "8 sự"),
    ("ngày 31 doanh nghiệp đăng ký", "31 doanh"),
    ("phường 7 hồ sơ trễ hạn", "7 hồ"),
    ("Chương trình 12 bài phát thanh", "12 bài"),
    ("Quyết định 15 trường hợp khen thưởng", "15 trường"),
    ("trong 6 tháng 12 văn bản", "12 văn"),
    ("kỷ niệm chương cho 7 cá nhân", "7 cá"),
    ("đã ban hành mười hai văn bản", "mười hai văn"),
    ("một trăm hai mươi hồ sơ được trả", "một trăm hai mươi hồ"),
    ("Ba cuộc họp được tổ chức", "Ba cuộc"),
    ("tăng mười phần trăm", "mười phần"),
    ("Cấp XII chứng thư số", "XII chứng"),
    ("tổ chức IV cuộc họp", "IV cuộc"),
    ("cấp Ⅻ chứng thư số", "Ⅻ chứng"),
    ("cấp ⑫ chứng thư số", "⑫ chứng"),
    ("giảm ½ số hồ sơ", "½ số"),
    ("cấp 𝟏𝟐 chứng thư số", "𝟏𝟐 chứng"),
    ("cấp ٣ chứng thư số", "٣ chứng"),
    ("cấp 1 2\u00a0chứng thư số", "2 chứng"),
    ("cấp 1\u200b2 chứng thư số", "2 chứng"),
    ("giải quyết 5/2021 hồ sơ", "5 /2021"),
    ("đạt 10/2020 chỉ tiêu", "10 /2020"),
    ("ban hành 12/QĐ-UBND văn bản", "12 /QĐ-UBND"),
    ("đã nhận 12/2021/VB văn bản mới", "12 /2021/VB"),
    ("nhận 2021-2025 hồ sơ", "2021 -2025"),
    ("Điện thoại: 1200 cuộc gọi đến", "1200 cuộc"),
    ("gọi 0912345678 lượt", "0912345678 lượt"),
    ("tổng đài 1800 lượt gọi", "1800 lượt"),
    ("đường dây nóng 45 cuộc gọi", "45 cuộc"),
    ("phát 8 giờ 30 phút chương trình", "8 giờ"),
    ("Sau 12 giờ phát sóng liên tục", "12 giờ"),
    ("đã trả 12:30 hồ sơ", "12 :30"),
    ("có 24/7 hồ sơ", "24 /7"),
    ("đạt ISO 45 đơn vị", "45 đơn"),
    ("phiên bản 12 máy", "12 máy"),
    ("mã số 45 hồ sơ", "45 hồ"),
    ("lắp đặt số 12 đường truyền", "12 đường"),
    ("giai đoạn 12 tháng qua", "12 tháng"),
    ("tháng 5 dự án được trình", "5 dự"),
    ("trong năm 2020 công chức được tập huấn", "2020 công"),
    ("12@cổng.vn", "12 @cổng.vn"),
]

ENGLISH_FIGURES = [
    ("In May 55 documents were sent", "55 documents"),
    ("in 2021 documents were sent", "2021 documents"),
    ("in 2021 new cases came", "2021 new"),
    ("on 12 meetings", "12 meetings"),
    ("No more than 12 letters", "12 letters"),
    ("ranked 12th of all", "12 th"),
    ("for 7 hours a day", "7 hours"),
    ("12 SIM cards", "12 SIM"),
    ("issued 12-SIM PKI", "12 -SIM"),
    ("5 billion dong", "5 billion"),
    ("Plan 12 meetings", "12 meetings"),
    ("12 May meetings", "12 May"),
    ("Section 5 cases", "5 cases"),
    ("Twelve documents were sent", "Twelve documents"),
    ("one hundred and twenty new cases", "one hundred and twenty new"),
    ("XII certificates were issued", "XII certificates"),
    ("the ½ of it", "½ of"),
    ("hotline: 1200 cases", "1200 cases"),
    ("5/2021 cases closed", "5 /2021"),
    ("2021-2025 cases", "2021 -2025"),
    ("12/QD-UBND documents", "12 /QD-UBND"),
]


@pytest.mark.parametrize(("kind", "text"), NO_FIGURES)
def test_what_is_written_in_the_usual_way_is_no_figure(kind: str, text: str) -> None:
    assert typed_numbers(text, "vi") == []
    assert kind in {each.kind for each in readings(text, "vi")}


@pytest.mark.parametrize(("kind", "text"), ENGLISH_NO_FIGURES)
def test_what_is_written_in_the_usual_way_in_english_is_no_figure(kind: str, text: str) -> None:
    assert typed_numbers(text, "en") == []
    assert kind in {each.kind for each in readings(text, "en")}


@pytest.mark.parametrize(("text", "number"), FIGURES)
def test_a_count_is_a_figure_whatever_stands_before_it(text: str, number: str) -> None:
    assert number in [each.text.rstrip(".") for each in typed_numbers(f"{text}.", "vi")]


@pytest.mark.parametrize(("text", "number"), ENGLISH_FIGURES)
def test_an_english_count_is_a_figure_whatever_stands_before_it(text: str, number: str) -> None:
    assert number in [each.text.rstrip(".") for each in typed_numbers(f"{text}.", "en")]


@pytest.mark.parametrize("text", NO_COUNTS)
def test_a_number_in_words_that_counts_nothing_is_no_figure(text: str) -> None:
    assert typed_numbers(text, "vi") == []


@pytest.mark.parametrize("text", ENGLISH_NO_COUNTS)
def test_an_english_number_in_words_that_counts_nothing_is_no_figure(text: str) -> None:
    assert typed_numbers(text, "en") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_addresses_alone_are_looked_for_where_there_is_no_digit(language: Language) -> None:
    samples = NO_FIGURES if language == "vi" else ENGLISH_NO_FIGURES
    bare = [re.sub(r"\d", "", text) for _kind, text in samples]
    found = {k for k, pattern in _patterns(language) if any(map(pattern.search, bare))}

    assert found <= {ADDRESS}
    assert [each.text for each in readings("see http://example.vn/a", language)] == [
        "http://example.vn/a"
    ]
