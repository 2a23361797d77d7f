"""The report of May 2021: every figure of the source stands in its HTML, its PDF and its DOCX."""

import csv
import filecmp
import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nh3
import pypandoc
import pytest
from pypdf import PdfReader

from tests.conftest import ROOT

STATED = {
    "directive_letters_media_orientation": "các huyện, thị xã, thành phố: 02 công văn",
    "online_service_l4_plan_target": "Kế hoạch cung cấp 100% dịch vụ công đủ điều kiện lên trực "
    "tuyến mức độ 4 tỉnh Trà Vinh",
    "ioffice_users_total": "điều hành có 7.254 người dùng",
    "outgoing_documents": "văn bản đi trong tháng: 16.401 văn bản",
    "outgoing_documents_signed": "đã ký số: 13.018 văn bản, tỷ lệ 79,37%",
    "certificates_new": "cấp mới trong tháng: 10 chứng thư số",
    "certificates_total": "tổng số đang quản lý: 2.233 chứng thư số",
    "certificates_org": "của tổ chức: 469 chứng thư số",
    "certificates_personal": "của cá nhân: 1.764 chứng thư số",
    "certificates_personal_usb": "gồm 1.727 USB",
    "certificates_personal_sim_pki": "và 37 SIM PKI",
    "mailboxes_new": "đề nghị cấp trong tháng: 02 hộp thư",
    "mailboxes_total": "cán bộ, công chức, viên chức: 7.648 hộp thư",
    "online_services_total": "Cổng dịch vụ công của tỉnh: 1.858 dịch vụ",
    "online_services_level3": "mức độ 3: 818 dịch vụ, tỷ lệ 44,03%",
    "online_services_level4": "mức độ 4: 612 dịch vụ, tỷ lệ 32,94%",
    "dossiers_received": "Hồ sơ tiếp nhận trong tháng: 4.943 hồ sơ",
    "dossiers_received_in_person": "nộp trực tiếp: 3.596 hồ sơ",
    "dossiers_received_online": "nộp trực tuyến: 1.347 hồ sơ (tỷ lệ 27,25%)",
    "dossiers_resolved": "Đã giải quyết: 3.772 hồ sơ",
    "dossiers_level3": "Hồ sơ của dịch vụ công mức độ 3: 1.467 hồ sơ",
    "dossiers_level3_in_person": "nộp trực tiếp: 1.293 hồ sơ",
    "dossiers_level3_online": "nộp trực tuyến: 174 hồ sơ (tỷ lệ 11,86%)",
    "dossiers_level4": "Mức độ 4: 1.587 hồ sơ",
    "dossiers_level4_in_person": "nộp trực tiếp: 414 hồ sơ",
    "dossiers_level4_online": "nộp trực tuyến: 1.173 hồ sơ (tỷ lệ 73,91%)",
    "procedures_published_national_portal": "Cổng Dịch vụ công quốc gia: 1.416 thủ tục",
    "portal_posts_vietnamese": "tiếng Việt: 45 tin, bài",
    "portal_posts_khmer": "tiếng Khmer: 18 tin, bài",
    "portal_documents_total": "Văn bản đăng trên Cổng thông tin điện tử tỉnh: 55 văn bản",
    "portal_documents_leader_schedules": "lịch làm việc của lãnh đạo (04)",
    "portal_documents_citizen_reception_schedules": "lịch tiếp công dân (01)",
    "portal_documents_legal_normative": "văn bản quy phạm pháp luật (08)",
    "portal_documents_notices": "thông báo (04)",
    "portal_documents_directives": "văn bản chỉ đạo, điều hành (08)",
    "portal_documents_admin_reform": "văn bản về cải cách hành chính (01)",
    "portal_documents_legal_dissemination": "văn bản tuyên truyền, phổ biến pháp luật (02)",
    "portal_documents_procurement": "văn bản về đấu thầu, mua sắm công (02)",
    "portal_documents_new_rural_decisions": "quyết định công nhận nông thôn mới (08)",
    "portal_documents_covid19": "văn bản về phòng, chống dịch COVID-19 (07)",
    "portal_documents_election": "Hội đồng nhân dân các cấp (03)",
    "portal_documents_plans": "kế hoạch (02)",
    "portal_documents_drafts_for_comment": "dự thảo văn bản lấy ý kiến nhân dân (14)",
    "component_sites_total": "Trang thông tin điện tử thành phần: 40 trang",
    "component_sites_posts": "đã đăng trong tháng: khoảng 472 tin, bài, văn bản",
    "nonbusiness_publication_licences": "cấp trong tháng: 19 giấy phép",
    "nonbusiness_publication_dossiers_online": "hồ sơ nộp trực tuyến: 19 hồ sơ",
    "commune_radio_stations": "chương trình trên toàn tỉnh: 82 trạm",
    "radio_selfproduced_minutes_per_day": "tự sản xuất: khoảng 27 phút/ngày",
    "directives_grassroots_media": "hệ thống thông tin cơ sở: 03 văn bản",
    "periodic_reception_date": "thời gian: ngày 05 tháng 5 năm 2021",
    "citizens_periodic_reception": "công dân đến: không có",
    "citizens_regular_reception": "Tiếp công dân thường xuyên: không có",
    "training_political_theory_advanced": "lớp Cao cấp lý luận chính trị: 03 người",
    "training_political_theory_intermediate": "Trung cấp lý luận chính trị - hành chính: 02 người",
    "training_principal_inspector": "lớp Thanh tra viên chính: 01 người",
    "staff_resignations_agreed": "đã được thống nhất bằng văn bản: 01 người",
    "inspections_periodic": "định kỳ: 01 cuộc",
    "inspections_unscheduled": "đột xuất: 01 cuộc",
    "denunciations_received": "Đơn tố cáo tiếp nhận: không có",
    "complaints_new": "Đơn khiếu nại mới tiếp nhận: không có",
    "petitions_received": "Đơn phản ánh, kiến nghị tiếp nhận: không có",
    "new_degradation_signs": "Biểu hiện suy thoái mới phát sinh trong tháng: không có",
    "directives_covid_media": "ban hành 02 văn bản định hướng các cơ quan truyền thông",
    "portal_documents_covid19_restated": "07 văn bản về phòng, chống dịch COVID-19",
    "portal_documents_election_restated": "03 văn bản về bầu cử đại biểu Quốc hội khóa XV",
    "election_day": "hướng tới ngày 23 tháng 5 năm 2021",
    "online_service_l4_target_2021": "Kế hoạch cung cấp 100% dịch vụ công đủ điều kiện lên trực "
    "tuyến mức độ 4 trong năm 2021",
}
"""The 68 figures that the source states, and where ours say them."""

DERIVED = [
    "Chủ tịch Ủy ban nhân dân tỉnh: 02 văn bản",
    "Ban Chỉ đạo xây dựng Chính quyền điện tử tỉnh: 01 văn bản",
    "Quyết định của Sở ban hành trong tháng (được liệt kê): 03 quyết định",
    "Kế hoạch của Sở ban hành trong tháng (được liệt kê): 02 kế hoạch",
    "lĩnh vực bưu chính: 01 văn bản",
    "phúc đáp các cơ quan: 02 văn bản",
    "tiêu chí nông thôn mới nâng cao: 03 xã",
    "nâng cao có Sở tham gia: 01 đoàn",
    "trên địa bàn tỉnh có Sở tham gia: 01 đoàn",
    "chưa ký số: 3.383 văn bản",
    "mức độ 1 và mức độ 2: 428 dịch vụ, tỷ lệ 23,04%",
    "còn trong quá trình giải quyết: 1.171 hồ sơ",
    "tỷ lệ nộp trực tuyến: 44,11%",
    "Mức độ 1 và mức độ 2: 1.889 hồ sơ",
    "nộp trực tuyến: không có",
    "Văn bản về ứng dụng công nghệ thông tin (được liệt kê): 06 văn bản",
    "Số sự cố an toàn thông tin trong tháng: chưa có số liệu",
    "điện tử tỉnh trong tháng: 63 tin, bài",
    "bình quân khoảng 11,8 tin, bài/trang",
    "Văn bản gửi các cơ quan báo chí: 01 văn bản",
    "sự kiện có Ban Giám đốc Sở tham dự (được liệt kê): 12 cuộc",
    "Tiếp công dân định kỳ: 01 kỳ",
    "giải quyết khiếu nại: 01 cuộc",
    "đào tạo, bồi dưỡng: 06 người",
    "Đầu tư điều chỉnh: 02 nội dung",
    "vô tuyến điện trong tháng: 02 cuộc",
    "thực hiện 06 nhiệm vụ trọng tâm",
    # recipients and signature
    "Lưu: VT.",
    "KT. GIÁM ĐỐC",
    "Nguyễn Văn Chuẩn",
]

NOTES = [
    "“Văn bản đăng trên Cổng” là 55, nhưng 13 phần (Loại văn bản) cộng lại là 64: nhiều hơn 9.",
    "bản đã công bố ghi 749/2020/QĐ-TTg",
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


def text_of_page(folder: Path) -> str:
    text = (folder / "report.html").read_text(encoding="utf-8")
    body = text.partition("<body")[2].partition(">")[2]
    return html.unescape(nh3.clean(body, tags=set()))


def text_of_pdf(folder: Path, name: str = "report.pdf") -> str:
    pages = [page.extract_text() for page in PdfReader(folder / name).pages]
    # The number of a page stands alone at its top.
    return " ".join(re.sub(r"^\s*\d+\s", " ", text) for text in pages)


def text_of_docx(folder: Path) -> str:
    return str(pypandoc.convert_file(folder / "report.docx", "plain", extra_args=["--wrap=none"]))


READERS = {"html": text_of_page, "pdf": text_of_pdf, "docx": text_of_docx}


@pytest.fixture(scope="module", params=READERS)
def text(published: Path, request: pytest.FixtureRequest) -> str:
    """Return the words of the report in one of its formats."""
    return " ".join(READERS[request.param](published).replace("\xad", "").split())


def test_every_figure_that_the_source_states_is_looked_for() -> None:
    assert len(STATED) == 68


@pytest.mark.parametrize("figure", STATED)
def test_each_figure_that_the_source_states_stands_in_the_text(text: str, figure: str) -> None:
    assert STATED[figure] in text


@pytest.mark.parametrize("phrase", DERIVED)
def test_what_follows_from_the_source_stands_in_the_text(text: str, phrase: str) -> None:
    assert phrase in text


@pytest.mark.parametrize("note", NOTES)
def test_notes_stand_on_the_page_and_in_an_annex_of_their_own(published: Path, note: str) -> None:
    annex = text_of_pdf(published, "annex.pdf")
    for text in (annex, text_of_page(published)):
        assert note in " ".join(text.split())
    assert note not in " ".join(text_of_pdf(published).split())


def test_what_is_signed_is_short(published: Path) -> None:
    assert len(PdfReader(published / "report.pdf").pages) <= 11


@pytest.mark.parametrize("title", TITLES)
def test_each_section_stands_in_the_text(text: str, title: str) -> None:
    assert title in text


def test_nothing_is_missing_by_accident(text: str) -> None:
    assert not re.findall(r"\b(?:nan|None|NaN|inf)\b|\{[a-z]", text)


def test_a_bound_number_carries_its_key_and_its_source(published: Path) -> None:
    text = (published / "report.html").read_text(encoding="utf-8")
    links = re.findall(r'<a[^>]*data-key="documents\.signed_rate"[^>]*>', text)
    assert links
    assert all("data/2021-05/documents.csv:4" in link for link in links)
    assert all("13.018 / 16.401 × 100" in html.unescape(link) for link in links)


def test_the_folder_holds_what_it_should(published: Path) -> None:
    notebooks = ["administration", "data_quality", "digital_government", "media", "report"]
    expected = {
        "annex.pdf",
        "indicators.csv",
        "manifest.json",
        "report.docx",
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


def test_the_same_inputs_give_the_same_bytes_elsewhere_and_at_another_time(
    published: Path, tmp_path: Path
) -> None:
    for source in ("data", "notebooks"):
        shutil.copytree(ROOT / source, tmp_path / source)
    command = [sys.executable, "-m", "ictanalysis", "run", "2021-05"]
    elsewhere = {**os.environ, "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    done = subprocess.run(command, cwd=tmp_path, env=elsewhere, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    made = [path.name for path in published.iterdir() if path.suffix in FORMATS]
    assert {"report.docx", "report.html", "report.pdf"} < set(made)
    again = tmp_path / "reports/2021-05"
    assert [each for each in made if not filecmp.cmp(published / each, again / each, False)] == []
    assert filecmp.cmp(published.parent / "index.html", again.parent / "index.html", False)


FORMATS = {".csv", ".docx", ".html", ".pdf"}
