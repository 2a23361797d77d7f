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
from collections.abc import Callable
from pathlib import Path

import nh3
import pypandoc
import pytest
from pypdf import PdfReader

from ictanalysis import load
from ictanalysis.exchange.audit.audit import audit
from ictanalysis.exchange.audit.reading import read_report
from tests.conftest import ROOT

STATED = {
    "directive_letters_media_orientation": "Ban hành 02 công văn định hướng tuyên truyền",
    "online_service_l4_plan_target": "Kế hoạch cung cấp 100% dịch vụ công đủ điều kiện lên trực "
    "tuyến mức độ 4 tỉnh Trà Vinh",
    "ioffice_users_total": "điều hành có 7.254 người dùng",
    "outgoing_documents": "Tổng số văn bản đi trong tháng là 16.401 văn bản",
    "outgoing_documents_signed": "13.018 văn bản được ký số, đạt tỷ lệ 79,37%",
    "certificates_new": "Cấp mới 10 chứng thư số chuyên dùng",
    "certificates_total": "tổng số đang quản lý là 2.233 chứng thư số",
    "certificates_org": "trong đó có 469 chứng thư số của tổ chức",
    "certificates_personal": "và 1.764 chứng thư số của cá nhân",
    "certificates_personal_usb": "(1.727 USB,",
    "certificates_personal_sim_pki": "37 SIM PKI)",
    "mailboxes_new": "Đề nghị cấp 02 hộp thư điện tử công vụ",
    "mailboxes_total": "cán bộ, công chức, viên chức là 7.648 hộp thư",
    "online_services_total": "Cung cấp 1.858 dịch vụ công trực tuyến",
    "online_services_level3": "818 dịch vụ mức độ 3, chiếm 44,03%",
    "online_services_level4": "612 dịch vụ mức độ 4, chiếm 32,94%",
    "dossiers_received": "Tiếp nhận 4.943 hồ sơ",
    "dossiers_received_in_person": "nộp trực tiếp 3.596 hồ sơ",
    "dossiers_received_online": "nộp trực tuyến 1.347 hồ sơ",
    "dossiers_resolved": "Đã giải quyết 3.772 hồ sơ",
    "dossiers_level3": "Ở mức độ 3, tiếp nhận 1.467 hồ sơ",
    "dossiers_level3_in_person": "1.293 hồ sơ nộp trực tiếp",
    "dossiers_level3_online": "174 hồ sơ nộp trực tuyến (tỷ lệ 11,86%)",
    "dossiers_level4": "Ở mức độ 4, tiếp nhận 1.587 hồ sơ",
    "dossiers_level4_in_person": "414 hồ sơ nộp trực tiếp",
    "dossiers_level4_online": "1.173 hồ sơ nộp trực tuyến (tỷ lệ 73,91%)",
    "procedures_published_national_portal": "công khai 1.416 thủ tục hành chính của tỉnh trên Cổng "
    "Dịch vụ công quốc gia",
    "portal_posts_vietnamese": "Cổng thông tin điện tử tỉnh đăng 45 tin, bài tiếng Việt",
    "portal_posts_khmer": "18 tin, bài tiếng Khmer",
    "portal_documents_total": "Đăng trên Cổng thông tin điện tử tỉnh 55 văn bản, gồm",
    "portal_documents_leader_schedules": "04 lịch làm việc của lãnh đạo",
    "portal_documents_citizen_reception_schedules": "01 lịch tiếp công dân",
    "portal_documents_legal_normative": "08 văn bản quy phạm pháp luật",
    "portal_documents_notices": "04 thông báo",
    "portal_documents_directives": "08 văn bản chỉ đạo, điều hành",
    "portal_documents_admin_reform": "01 văn bản về cải cách hành chính",
    "portal_documents_legal_dissemination": "02 văn bản tuyên truyền, phổ biến pháp luật",
    "portal_documents_procurement": "02 văn bản đấu thầu, mua sắm công",
    "portal_documents_new_rural_decisions": "08 quyết định công nhận nông thôn mới",
    "portal_documents_covid19": "07 văn bản phòng, chống dịch COVID-19",
    "portal_documents_election": "03 văn bản về bầu cử đại biểu Quốc hội và HĐND các cấp",
    "portal_documents_plans": "02 kế hoạch",
    "portal_documents_drafts_for_comment": "14 dự thảo văn bản lấy ý kiến nhân dân",
    "component_sites_total": "Hiện có 40 trang thông tin điện tử thành phần",
    "component_sites_posts": "các trang thành phần đăng khoảng 472 tin, bài, văn bản",
    "nonbusiness_publication_licences": "Cấp 19 giấy phép xuất bản tài liệu không kinh doanh",
    "nonbusiness_publication_dossiers_online": "(19 hồ sơ nộp trực tuyến)",
    "commune_radio_stations": "Toàn tỉnh có 82 trạm truyền thanh xã",
    "radio_selfproduced_minutes_per_day": "tự sản xuất khoảng 27 phút/ngày",
    "directives_grassroots_media": "Ban hành 03 văn bản chỉ đạo cơ quan báo chí",
    "periodic_reception_date": "Tổ chức tiếp công dân định kỳ vào ngày 05 tháng 5 năm 2021",
    "citizens_periodic_reception": "Không có công dân đến để tiếp",
    "citizens_regular_reception": "Không phát sinh lượt tiếp công dân thường xuyên",
    "training_political_theory_advanced": "03 người đang học lớp Cao cấp lý luận chính trị",
    "training_political_theory_intermediate": "02 người học lớp Trung cấp lý luận chính trị",
    "training_principal_inspector": "01 người học lớp Thanh tra viên chính",
    "staff_resignations_agreed": "nghỉ việc theo nguyện vọng đối với 01 viên chức",
    "inspections_periodic": "Tổ chức 01 cuộc kiểm tra định kỳ",
    "inspections_unscheduled": "Tổ chức 01 cuộc kiểm tra đột xuất",
    "denunciations_received": "Không tiếp nhận đơn tố cáo",
    "complaints_new": "Không tiếp nhận đơn khiếu nại mới",
    "petitions_received": "Không tiếp nhận đơn phản ánh, kiến nghị",
    "new_degradation_signs": "Không phát sinh biểu hiện suy thoái mới",
    "directives_covid_media": "ban hành 02 văn bản định hướng các cơ quan truyền thông",
    "portal_documents_covid19_restated": "07 văn bản về phòng, chống dịch COVID-19",
    "portal_documents_election_restated": "03 văn bản về bầu cử đại biểu Quốc hội khóa XV",
    "election_day": "hướng tới ngày 23 tháng 5 năm 2021",
    "online_service_l4_target_2021": "Kế hoạch cung cấp 100% dịch vụ công đủ điều kiện lên trực "
    "tuyến mức độ 4 trong năm 2021",
}
"""The 68 figures that the source states, and where ours say them."""

PHRASES = [
    "các hồ sơ còn lại đang trong quá trình giải quyết",
    "kèm theo Phụ lục I",
    # recipients and signature
    "Lưu: VT.",
    "KT. GIÁM ĐỐC",
    "Nguyễn Văn Chuẩn",
]

DERIVED = [
    "3.383", "428", "23,04", "1.171", "1.889", "0,00%", "2.223", "7.646", "63 tin",
    "02 dự thảo", "03 quyết định", "02 kế hoạch của", "03 xã", "01 đoàn", "06 văn bản", "01 kỳ",
    "12 cuộc", "06 người", "02 nội dung", "02 cuộc", "06 nhiệm vụ",
]  # fmt: skip
"""Figures that only follow from the source: nobody signs them."""

NOTES = [
    "“Văn bản đăng trên Cổng” là 55, nhưng 13 phần (Loại văn bản) cộng lại là 64: nhiều hơn 9.",
    "bản đã công bố ghi 749/2020/QĐ-TTg",
    "nêu 02 công văn ở mục I.1, 03 văn bản ở mục I.6.3 và 02 văn bản ở mục III",
    "số đếm từ danh sách vì thế không đưa vào báo cáo",
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


@pytest.mark.parametrize("phrase", PHRASES)
def test_what_frames_the_figures_stands_in_the_text(text: str, phrase: str) -> None:
    assert phrase in text


@pytest.mark.parametrize("read", [text_of_pdf, text_of_docx])
@pytest.mark.parametrize("figure", DERIVED)
def test_what_only_follows_from_the_source_is_not_signed(
    published: Path, figure: str, read: Callable[[Path], str]
) -> None:
    text = " ".join(read(published).replace("\xad", "").split())
    assert not re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d.,]\d)", text)


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
    notebooks = [
        "administration",
        "data_quality",
        "digital_government",
        "media",
        "report",
        "targets",
    ]
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


@pytest.mark.parametrize("name", ["report.html", "report.pdf", "report.docx"])
def test_the_report_audits_clean_but_for_what_its_source_says(published: Path, name: str) -> None:
    made = audit(read_report(published / name), load(ROOT / "data")["2021-05"])
    told = [each for each in made.faults if each.kind != "unknown"]
    assert [(each.kind, each.found, each.expected) for each in told] == [("sum", "55", "64")]
    assert len([each for each in made.checked if each.kind in {"sum", "rate"}]) >= 10
    strange = [each for each in made.faults if each.kind == "unknown"]
    # The page tells how many totals and rates were checked and how they are rounded, which no
    # table does.
    assert len(strange) <= (6 if name == "report.html" else 0)
