"""Sentences as offices write them: each planted fault is found, and what is right is left alone."""

from __future__ import annotations

import pytest

from ictanalysis.exchange.audit.audit import Audit, audit
from ictanalysis.exchange.audit.report import Passage, Place, Report, is_heading

TITLE = "BÁO CÁO Công tác thông tin và truyền thông tháng 5 và kế hoạch công tác tháng 6 năm 2021"

FAULTY = [
    ("sum", "Cổng đăng 55 văn bản (gồm: 20 thông báo, 30 lịch làm việc, 10 quyết định)."),
    ("sum", "Sở ban hành 120 văn bản, bao gồm: 45 công văn, 30 quyết định, 40 báo cáo."),
    ("sum", "Tiếp nhận 4.943 hồ sơ (3.596 trực tiếp, 1.374 trực tuyến)."),
    ("sum", "Toàn tỉnh có 2.233 chứng thư số, trong đó: 469 tổ chức và 1.674 cá nhân."),
    ("sum", "Tổ chức 12 lớp tập huấn, trong đó 15 lớp về an toàn thông tin."),
    ("sum", "Có 64 trạm truyền thanh, trong đó: 50 trạm hữu tuyến, 20 trạm vô tuyến."),
    ("sum", "Phòng đã xử lý 18 phản ánh, 25 kiến nghị, tổng cộng 53 ý kiến."),
    ("sum", "Có 1.764 chứng thư số cá nhân (1.727 USB, 73 SIM PKI)."),
    ("sum", "Cử 30 cán bộ tham gia, chia ra: nam 17 người, nữ 12 người."),
    ("rate", "Tổng văn bản đi trong tháng: 16.401, ký số 13.018 văn bản (tỷ lệ 73,97%)."),
    ("rate", "Giải quyết 1.900/2.000 hồ sơ, đạt tỷ lệ 96%."),
    ("rate", "Cung cấp 1.858 dịch vụ (mức độ 3: 818, tỷ lệ 44,03%; mức độ 4: 612, tỷ lệ 39,24%)."),
    ("rate", "Trong tổng số 250 hồ sơ, có 240 hồ sơ đúng hạn, chiếm tỷ lệ 69%."),
    ("rate", "Tiếp nhận 1.467 hồ sơ (1.293 trực tiếp, 174 trực tuyến (tỷ lệ 11,68%))."),
    ("rate", "Tỷ lệ ký số đạt 79,73% (13.018/16.401 văn bản)."),
    ("share", "Cơ cấu nguồn vốn: ngân sách tỉnh chiếm 60%, ngân sách huyện 30%, xã hội hóa 20%."),
    ("share", "Hồ sơ nộp trực tuyến chiếm 65,5%, nộp trực tiếp chiếm 44,5%."),
    ("share", "Tỷ lệ hồ sơ đúng hạn đạt 103%."),
    ("document", "Thực hiện Quyết định số 749/2020/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ."),
    ("document", "Căn cứ Nghị định số 47/NĐ-CP ngày 09/4/2020 của Chính phủ."),
    ("document", "Theo Quyết định số 12/2020/NĐ-CP của Chính phủ."),
    ("document", "Theo Nghị định số 45/2020/NĐ-CP ngày 08/4/2019 của Chính phủ."),
    ("document", "Thực hiện Công văn số 0/UBND-KGVX về phòng, chống dịch."),
    ("document", "Triển khai Thông tư số 09/TT-BTTTT của Bộ Thông tin và Truyền thông."),
    ("day", "Sở tổ chức tiếp công dân vào ngày 31 tháng 4 năm 2021."),
    ("day", "Hội nghị được tổ chức ngày 29/02/2021 tại thành phố Trà Vinh."),
    ("day", "Công văn được ban hành ngày 15/13/2020."),
    ("day", "Hội nghị diễn ra ngày 15 tháng 13 năm 2021."),
    ("day", "Đoàn kiểm tra từ ngày 20/5/2021 đến ngày 10/5/2021 tại các huyện."),
    ("day", "Sáng Thứ Hai, ngày 04/5/2021, Sở họp giao ban."),
    ("sum", "Tổng số 100 đơn: 40 khiếu nại, 30 tố cáo, 20 phản ánh."),
    ("month", "Trong tháng 4/2021, Sở cấp 19 giấy phép xuất bản."),
    ("month", "Sở đề ra kế hoạch thực hiện trong tháng 5 năm 2021 như sau."),
    ("doubled", "Đảng viên, trước hết là Ủy viên Ủy viên Ban Thường vụ, nêu gương."),
    ("doubled", "Sở đã đã báo cáo kết quả với Ủy ban nhân dân tỉnh."),
    ("doubled", "Công tác tuyên truyền trên địa bàn trên địa bàn tỉnh được quan tâm."),
]  # fmt: skip

RIGHT = [
    "Tổng số 90 đơn: 40 khiếu nại, 30 tố cáo, 20 phản ánh.",
    "Đoàn kiểm tra từ ngày 10/5/2021 đến hết ngày 20/5/2021; Chủ nhật, ngày 23/5/2021 bầu cử.",
    "Cổng đăng 55 văn bản (gồm: 20 thông báo, 25 lịch làm việc, 10 quyết định).",
    "Cung cấp 1.858 dịch vụ công (mức độ 3: 818, tỷ lệ 44,03%; mức độ 4: 612, tỷ lệ 32,94%).",
    "Tiếp nhận 4.943 hồ sơ (3.596 trực tiếp, 1.347 trực tuyến), đã giải quyết 3.772 hồ sơ.",
    "Ban hành 120 văn bản, trong đó có 45 công văn và 30 quyết định.",
    "Ban hành 40 văn bản, chủ yếu gồm: 12 công văn, 10 thông báo.",
    "Cung cấp hơn 50 dịch vụ, gồm 20 dịch vụ mức độ 3 và 31 dịch vụ mức độ 4.",
    "Đăng 45 tin, bài tiếng Việt; 18 tin, bài tiếng Khmer; 55 văn bản.",
    "Tổng văn bản đi: 16.401, ký số 13.018 văn bản (tỷ lệ 79,37%), tăng 2,5% so với tháng trước.",
    "Giải quyết 1.900/2.000 hồ sơ, đạt 95% kế hoạch năm.",
    "Thu ngân sách 2,5 tỷ đồng, đạt 104% kế hoạch.",
    "Doanh thu viễn thông đạt 120 tỷ đồng, tăng 15% so với cùng kỳ năm 2020.",
    "Hiện có 82 trạm, thời lượng 27 phút/ngày, phát 02 buổi mỗi ngày.",
    "Cấp mới 10 chứng thư số, nâng tổng số lên 2.233 chứng thư số.",
    "Phấn đấu cung cấp 100% dịch vụ công trực tuyến mức độ 4 trong năm 2021.",
    "Theo Quyết định số 45/2016/QĐ-TTg ngày 19/10/2016 của Thủ tướng Chính phủ.",
    "Theo Nghị định số 43/2011/NĐ-CP ngày 13/6/2011 của Chính phủ.",
    "Thực hiện Công văn số 68-CV/TU ngày 25/3/2021 của Ban Thường vụ Tỉnh ủy.",
    "Quy định số 4495-QĐ/TU, ngày 10/4/2019 của Tỉnh ủy; Công văn số 1589/UBND-KGVX.",
    "Thực hiện Quyết định số 411/QĐ-TTg ngày 24/3/2020 của Thủ tướng Chính phủ.",
    "Tiếp công dân định kỳ vào ngày 05 tháng 5 năm 2021; hướng tới ngày 23/5/2021.",
    "Lượng hồ sơ tăng 12% so với tháng 4/2021 và tăng 30% so với cùng kỳ.",
    "Trong tháng 5/2021, cấp 19 giấy phép xuất bản (19 hồ sơ trực tuyến).",
    "Trong tháng 6 năm 2021, Sở sẽ tổ chức 02 hội nghị.",
    "Sở đề ra kế hoạch công tác tháng 6 năm 2021.",
    "Ngày ngày, các trạm phát thanh luôn luôn hoạt động, từ từ mở rộng.",
    "Công tác văn hóa, văn nghệ; thông tin, thông tin cơ sở được quan tâm.",
    "Hồ sơ trực tuyến chiếm 60%, hồ sơ trực tiếp chiếm 40%.",
    "Hệ thống có 7.254 người dùng; tổng số hộp thư là 7.648, trong đó cấp mới 02 hộp thư.",
    "Gọi 1900 1234 hoặc 0294.3855678 để được hỗ trợ; phiên bản 2.0.",
    "Kiểm tra định kỳ 01 cuộc; kiểm tra đột xuất 01 cuộc, xử phạt 03 trường hợp.",
    "Cử 30 cán bộ tham gia, chia ra: nam 17 người, nữ 13 người.",
    "Cấp 12 giấy phép, trong đó có 5 cấp mới, 7 cấp lại; thu hồi 15 giấy phép.",
    "Có 1.200 trạm, trong đó 900 trạm 4G và 800 trạm 3G (một trạm có thể phát nhiều công nghệ).",
    "Thông báo kết luận số 15/TB-UBND ngày 04/5/2021.",
    "Có 20 lượt tiếp (10 lượt tại trụ sở, 10 lượt lưu động), tăng 5 lượt (33,33%).",
    "Nghị quyết Trung ương 4 khóa XII và Chỉ thị 05-CT/TW của Bộ Chính trị.",
]  # fmt: skip


def audited(*texts: str) -> Audit:
    """Return the audit of a report of May 2021 that says these sentences."""
    lines = [TITLE, *texts]
    passages = [
        Passage(text, Place(line=number), is_heading(text))
        for number, text in enumerate(lines, start=1)
    ]
    return audit(Report("report.md", passages))


@pytest.mark.parametrize(("kind", "sentence"), FAULTY)
def test_a_planted_fault_is_found(kind: str, sentence: str) -> None:
    found = audited(sentence).faults
    assert [(each.kind, each.place.line) for each in found] == [(kind, 2)]
    assert found[0].quote.strip("…") in sentence


@pytest.mark.parametrize("sentence", RIGHT)
def test_what_is_right_is_left_alone(sentence: str) -> None:
    assert [str(each.message) for each in audited(sentence).faults] == []


def test_a_quantity_that_is_told_twice_with_two_values_is_found() -> None:
    found = audited(
        "Trong tháng, hệ thống đã tiếp nhận 4.943 hồ sơ dịch vụ công.",
        "III. ĐÁNH GIÁ CHUNG",
        "Trong tháng 5/2021, hệ thống đã tiếp nhận 4.934 hồ sơ dịch vụ công.",
    ).faults
    assert [str(each.message) for each in found] == [
        "4,934 is told here, and 4,943 on line 2, for “hệ thống đã tiếp nhận hồ sơ dịch vụ công”"
    ]


@pytest.mark.parametrize(
    "other",
    [
        "Trong tháng, hệ thống đã tiếp nhận 4.943 hồ sơ dịch vụ công.",
        "Tháng trước, hệ thống đã tiếp nhận 4.100 hồ sơ dịch vụ công.",
        "Lũy kế từ đầu năm, hệ thống đã tiếp nhận 24.100 hồ sơ dịch vụ công.",
        "Huyện Càng Long đã tiếp nhận 410 hồ sơ dịch vụ công.",
        "Tháng 4/2021, hệ thống đã tiếp nhận 4.100 hồ sơ dịch vụ công.",
    ],
)
def test_a_quantity_of_something_else_is_not_told_twice(other: str) -> None:
    first = "Trong tháng, hệ thống đã tiếp nhận 4.943 hồ sơ dịch vụ công."
    assert audited(first, other).faults == []


def test_parts_in_items_of_their_own_are_added_up() -> None:
    passages = [
        Passage(TITLE, Place(line=1)),
        Passage("Cổng đăng 55 văn bản, gồm:", Place(line=3)),
        Passage("20 thông báo;", Place(line=4), item=True),
        Passage("30 lịch làm việc;", Place(line=5), item=True),
        Passage("Tiếp tục thực hiện.", Place(line=7)),
    ]
    found = audit(Report("report.md", passages)).faults
    assert [str(each.message) for each in found] == ["55 is told, but its 2 parts add up to 50"]


def test_what_holds_is_listed_as_checked() -> None:
    text = "Tổng văn bản đi: 16.401, ký số 13.018 văn bản (tỷ lệ 79,37%)."
    checked = audited(text, "Có 25 lớp (gồm: 10 lớp ở xã, 15 lớp ở huyện).").checked
    assert [str(each.message) for each in checked] == [
        "13,018 of 16,401 is 79.37%",
        "25 is the sum of its 2 parts",
    ]


@pytest.mark.parametrize("digits", [20, 400, 5000])
def test_numbers_that_nobody_writes_are_no_quantities(digits: int) -> None:
    number = "9" * digits
    text = f"Tổng số {number} hồ sơ, gồm 8{number} hồ sơ, 5 hồ sơ (tỷ lệ 5,{number}%)."
    assert audited(text, f"Công văn số {number}/UBND-KT.").faults == []
