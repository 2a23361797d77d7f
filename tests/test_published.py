"""The report of May 2021: every figure of the source stands in its HTML and in its PDF."""

import csv
import hashlib
import html
import json
import re
from pathlib import Path

import nh3
import pytest
from pypdf import PdfReader

PHRASES = [
    # I.1 – I.3
    "định hướng gửi các cơ quan báo, đài và Trung tâm Văn hóa - Thông tin và Thể thao cấp huyện: "
    "02 công văn",
    "Chủ tịch Ủy ban nhân dân tỉnh: 02 văn bản",
    "Ban Chỉ đạo xây dựng Chính quyền điện tử tỉnh: 01 văn bản",
    "do Sở ban hành có: 03 quyết định; 02 kế hoạch",
    "100% dịch vụ công đủ điều kiện",
    "lĩnh vực bưu chính: 01 văn bản",
    "lĩnh vực viễn thông: 02 văn bản",
    "tiêu chí nông thôn mới nâng cao: 03 xã",
    "nâng cao có Sở tham gia: 01 đoàn",
    "vô tuyến điện có Sở tham gia: 01 đoàn",
    # I.4
    "điều hành: 7.254.",
    "16.401 văn bản",
    "đã ký số: 13.018 văn bản (tỷ lệ: 79,37%), chưa ký số: 3.383 văn bản",
    "cấp mới trong tháng: 10 chứng thư số; tổng số đang quản lý: 2.233 chứng thư số",
    "của tổ chức: 469 chứng thư số; chứng thư số của cá nhân: 1.764 chứng thư số "
    "(USB: 1.727; SIM PKI: 37)",
    "đề nghị cấp trong tháng: 02 hộp thư",
    "7.648 hộp thư",
    "1.858 dịch vụ",
    "mức độ 3: 818 dịch vụ (tỷ lệ: 44,03%)",
    "mức độ 4: 612 dịch vụ (tỷ lệ: 32,94%)",
    "mức độ 1 và mức độ 2: 428 dịch vụ",
    "4.943 hồ sơ; trong đó nộp trực tiếp: 3.596 hồ sơ, nộp trực tuyến: 1.347 hồ sơ",
    "đã giải quyết: 3.772 hồ sơ",
    "1.171 hồ sơ",
    "mức độ 3: 1.467 hồ sơ; trong đó nộp trực tiếp: 1.293 hồ sơ, nộp trực tuyến: 174 hồ sơ "
    "(tỷ lệ trực tuyến: 11,86%)",
    "mức độ 4: 1.587 hồ sơ; trong đó nộp trực tiếp: 414 hồ sơ, nộp trực tuyến: 1.173 hồ sơ "
    "(tỷ lệ trực tuyến: 73,91%)",
    "44,11%",
    "mức độ 1 và mức độ 2: 1.889 hồ sơ; trong đó nộp trực tiếp: 1.889 hồ sơ, "
    "nộp trực tuyến: không có",
    "1.416 thủ tục",
    "Văn bản về ứng dụng công nghệ thông tin: 06 văn bản",
    # I.5
    "Sự cố an toàn thông tin trong tháng 5 năm 2021: chưa có số liệu",
    # I.6
    "63 tin, bài; trong đó tiếng Việt: 45 tin, bài; tiếng Khmer: 18 tin, bài",
    "Văn bản đăng trên Cổng thông tin điện tử tỉnh: 55 văn bản",
    "lịch làm việc của lãnh đạo (04); lịch tiếp công dân (01); văn bản quy phạm pháp luật (08); "
    "thông báo (04); văn bản chỉ đạo, điều hành (08); văn bản về cải cách hành chính (01)",
    "phổ biến pháp luật (02); văn bản về đấu thầu, mua sắm công (02); "
    "quyết định công nhận nông thôn mới (08)",
    "phòng, chống dịch COVID-19 (07)",
    "Hội đồng nhân dân các cấp (03); kế hoạch (02); dự thảo văn bản lấy ý kiến nhân dân (14)",
    "40 trang; nội dung đã đăng trong tháng: khoảng 472 tin, bài, văn bản",
    "khoảng 11,8",
    "cơ quan báo chí: 01 văn bản",
    "19 giấy phép; hồ sơ đề nghị cấp phép nộp trực tuyến: 19 hồ sơ",
    "82 trạm",
    "khoảng 27 phút/ngày",
    "hệ thống thông tin cơ sở: 03 văn bản",
    # II
    "sự kiện Ban Giám đốc Sở tham dự: 12 cuộc",
    "01 kỳ; thời gian: ngày 05 tháng 5 năm 2021; công dân đến trong kỳ tiếp định kỳ: không có",
    "Tiếp công dân thường xuyên: không có",
    "giải quyết khiếu nại: 01 cuộc",
    "06 người; trong đó lớp Cao cấp lý luận chính trị: 03 người",
    "lý luận chính trị - hành chính: 02 người; lớp Thanh tra viên chính: 01 người",
    "nghỉ việc theo nguyện vọng: 01 người",
    "Đầu tư điều chỉnh: 02 nội dung",
    "02 cuộc; trong đó kiểm tra định kỳ: 01 cuộc; kiểm tra đột xuất: 01 cuộc",
    "Đơn tố cáo tiếp nhận: không có",
    "Đơn khiếu nại mới tiếp nhận: không có",
    "Đơn phản ánh, kiến nghị tiếp nhận: không có",
    "Biểu hiện suy thoái mới phát sinh trong tháng 5 năm 2021: không có",
    # III, IV
    "02 văn bản định hướng các cơ quan truyền thông",
    "nội dung phòng, chống dịch COVID-19 có 07 văn bản được đăng",
    "nhiệm kỳ 2021-2026 có 03 văn bản",
    "ngày 23 tháng 5 năm 2021",
    "06 nhiệm vụ",
    "cung cấp 100% dịch vụ công đủ điều kiện lên trực tuyến mức độ 4 trong năm 2021",
    # notes on the data
    "“Văn bản đăng” là 55, nhưng 13 phần (Loại văn bản) cộng lại là 64: nhiều hơn 9.",
]

TITLES = [
    "I. CÔNG TÁC QUẢN LÝ NHÀ NƯỚC",
    "1. Công tác tham mưu Tỉnh ủy, UBND tỉnh và ban hành văn bản chỉ đạo, điều hành",
    "2. Lĩnh vực bưu chính",
    "3. Lĩnh vực viễn thông",
    "4. Lĩnh vực ứng dụng công nghệ thông tin",
    "5. Lĩnh vực an toàn thông tin",
    "6. Lĩnh vực thông tin, tuyên truyền",
    "6.1. Cổng thông tin điện tử, trang thông tin điện tử thành phần",
    "6.2. Báo chí, xuất bản",
    "6.3. Thông tin cơ sở",
    "II. CÔNG TÁC TỔNG HỢP",
    "1. Hoạt động của Lãnh đạo Sở",
    "2. Công tác tổ chức cán bộ, đào tạo, bồi dưỡng",
    "3. Công tác văn phòng",
    "4. Công tác thanh tra",
    "5. Thực hiện Công văn số 68-CV/TU ngày 25/3/2021 của Ban Thường vụ Tỉnh ủy",
    "III. ĐÁNH GIÁ CHUNG",
    "IV. KẾ HOẠCH CÔNG TÁC THÁNG 6 NĂM 2021",
]


@pytest.fixture(scope="module")
def page(published: Path) -> str:
    text = (published / "report.html").read_text(encoding="utf-8")
    body = text.partition("<body")[2].partition(">")[2]
    return _plain(html.unescape(nh3.clean(body, tags=set())))


@pytest.fixture(scope="module")
def document(published: Path) -> str:
    pages = [page.extract_text() for page in PdfReader(published / "report.pdf").pages]
    # The number of a page stands alone at its top.
    return _plain(" ".join(re.sub(r"^\s*\d+\s", " ", text) for text in pages))


def _plain(text: str) -> str:
    return " ".join(text.replace("\xad", "").split())


@pytest.mark.parametrize("phrase", PHRASES)
def test_each_figure_of_the_source_stands_in_the_page(page: str, phrase: str) -> None:
    assert phrase in page


@pytest.mark.parametrize("phrase", PHRASES)
def test_each_figure_of_the_source_stands_in_the_pdf(document: str, phrase: str) -> None:
    assert phrase in document


@pytest.mark.parametrize("title", TITLES)
def test_each_section_stands_in_both(page: str, document: str, title: str) -> None:
    assert title in page
    assert title in document


def test_nothing_is_missing_by_accident(page: str, document: str) -> None:
    for text in (page, document):
        assert not re.findall(r"\b(?:nan|None|NaN|inf)\b|\{[a-z]", text)


def test_a_bound_number_carries_its_key_and_its_source(published: Path) -> None:
    text = (published / "report.html").read_text(encoding="utf-8")
    spans = re.findall(r'<span[^>]*data-key="documents\.signed_rate"[^>]*>', text)
    assert spans
    assert all("data/2021-05/documents.csv:4" in span for span in spans)
    assert all("13.018 / 16.401 × 100" in html.unescape(span) for span in spans)


def test_the_folder_holds_what_it_should(published: Path) -> None:
    notebooks = ["administration", "data_quality", "digital_government", "media", "report"]
    expected = {
        "indicators.csv",
        "manifest.json",
        "report.pdf",
        *(f"{name}.html" for name in notebooks),
        *(f"notebooks/{name}.ipynb" for name in notebooks),
    }
    found = {str(path.relative_to(published)) for path in published.rglob("*") if path.is_file()}
    assert found == expected


def test_the_manifest_holds_the_hash_of_every_output(published: Path) -> None:
    manifest = json.loads((published / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["month"] == "2021-05"
    assert manifest["draft"] is False
    assert [each["rule"] for each in manifest["findings"]] == ["sum", "missing"]
    files = {path for path in published.rglob("*") if path.is_file()} - {
        published / "manifest.json"
    }
    hashes = {
        str(path.relative_to(published)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }
    assert manifest["outputs"] == hashes


def test_the_indicators_are_listed_with_their_sources(published: Path) -> None:
    with (published / "indicators.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["key"]: row for row in csv.DictReader(file)}
    assert rows["documents.signed"] == {
        "key": "documents.signed",
        "label": "Văn bản đi được ký số",
        "dimensions": "",
        "value": "13018",
        "unit": "văn bản",
        "previous": "",
        "change": "",
        "status": "A",
        "source": "data/2021-05/documents.csv:4",
    }
    assert rows["security.incidents"]["value"] == ""
    assert rows["security.incidents"]["status"] == "M"
    assert rows["reception.periodic_date"]["value"] == "2021-05-05"
    assert rows["component_sites.posts_per_site"]["status"] == "E"
