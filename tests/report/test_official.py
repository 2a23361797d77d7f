from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from ictanalysis.analysis import Month
from ictanalysis.exporters.document.markup import markdown_to_html
from ictanalysis.language.errors import UsageError
from ictanalysis.report import official
from tests.datasets import MAY, REAL, copy_of_real, edit, english_dataset, loaded, small
from tests.pages import HOSTILE


@pytest.fixture(scope="module")
def may() -> Month:
    return loaded(REAL).month(MAY)


def test_the_heading_has_the_parts_that_the_decree_names(may: Month) -> None:
    subject = [
        "Công tác thông tin và truyền thông {period.month}",
        "và kế hoạch {period.next_month}",
    ]
    bundle = official.heading(may, kind="BÁO CÁO", subject=subject)._repr_mimebundle_()
    content = dict(bundle["application/vnd.ictanalysis+json"])  # type: ignore[call-overload]
    assert content == {
        "part": "heading",
        "superior": "ỦY BAN NHÂN DÂN TỈNH TRÀ VINH",
        "issuer": "SỞ THÔNG\xa0TIN VÀ\xa0TRUYỀN\xa0THÔNG TRÀ VINH",
        "number": "",
        "symbol": "BC-STTTT",
        "place": "Trà Vinh",
        "date": "ngày      tháng 5 năm 2021",
        "kind": "BÁO CÁO",
        "subject": [
            "Công tác thông tin và truyền thông tháng 5 năm 2021",
            "và kế hoạch tháng 6 năm 2021",
        ],
        "to": ["Bộ Thông tin và Truyền thông", "Tỉnh ủy Trà Vinh", "Ủy ban nhân dân tỉnh Trà Vinh"],
        "draft": False,
        "synthetic": False,
        "language": "vi",
        "issued": "2021-05-14",
        "form": "decree",
        "period": "",
    }
    assert bundle["text/markdown"] == (
        "**BÁO CÁO**\n\n**Công tác thông tin và truyền thông tháng 5 năm 2021**"
        "\n\n**và kế hoạch tháng 6 năm 2021**"
    )


def test_the_heading_is_named_as_the_data_set_says(may: Month, tmp_path: Path) -> None:
    content = official.heading(may).content
    assert content["kind"] == "BÁO CÁO"
    assert content["subject"] == [
        "Công tác thông\xa0tin và\xa0truyền\xa0thông tháng 5 năm 2021",
        "và kế hoạch công tác tháng 6 năm 2021",
    ]
    month = loaded(small(tmp_path, {"2021-05": {}})).month(MAY)
    content = official.heading(month).content
    assert content["kind"] == "BÁO CÁO"
    assert content["subject"] == [
        "Công tác tháng 5 năm 2021",
        "và kế hoạch công tác tháng 6 năm 2021",
    ]
    month = loaded(english_dataset(tmp_path)).month(MAY)
    content = official.heading(month).content
    assert content["kind"] == "REPORT"
    assert content["subject"] == ["Work in May 2021", "and plan for June 2021"]


def test_the_signature_has_authority_title_name_and_recipients(may: Month) -> None:
    content = official.signature(may).content
    assert content["authority"] == "KT. GIÁM ĐỐC"
    assert content["title"] == "PHÓ GIÁM ĐỐC"
    assert content["name"] == "Nguyễn Văn Chuẩn"
    recipients = content["recipients"]
    assert isinstance(recipients, list)
    assert recipients[0] == "Bộ TT&TT (b/c)"
    assert recipients[-1] == "Lưu: VT"
    assert len(recipients) == 12


def test_the_masthead_names_month_and_office(may: Month) -> None:
    part = official.masthead(may, "Báo chí, xuất bản", "Số liệu {period.month}")
    assert part.content == {
        "part": "masthead",
        "title": "Báo chí, xuất bản",
        "subtitle": "Số liệu tháng 5 năm 2021",
        "province": "tỉnh Trà Vinh",
        "department": "Sở Thông\xa0tin và\xa0Truyền\xa0thông",
        "month": "tháng 5 năm 2021",
        "draft": False,
        "synthetic": False,
        "language": "vi",
        "issued": "2021-05-14",
    }
    assert part.markdown == "# Báo chí, xuất bản\n\nSố liệu tháng 5 năm 2021"


def test_a_month_with_an_error_is_marked_as_a_draft_and_made_up_data_as_such(
    tmp_path: Path,
) -> None:
    path = copy_of_real(tmp_path)
    edit(path / "dataset.yml", "synthetic: false", "synthetic: true")
    edit(path / "2021-05/documents.csv", "16401,,", "16402,,")
    month = loaded(path).month(MAY)
    for part in (
        official.heading(month, kind="BÁO CÁO", subject=[]),
        official.masthead(month, "Một"),
    ):
        assert (part.content["draft"], part.content["synthetic"]) == (True, True)


@pytest.mark.parametrize(
    ("province", "issuer"),
    [
        ("tỉnh Vĩnh Long", "SỞ THÔNG\xa0TIN VÀ\xa0TRUYỀN\xa0THÔNG VĨNH LONG"),
        ("thành phố Cần Thơ", "SỞ THÔNG\xa0TIN VÀ\xa0TRUYỀN\xa0THÔNG CẦN THƠ"),
        ("Đắk Nông", "SỞ THÔNG\xa0TIN VÀ\xa0TRUYỀN\xa0THÔNG ĐẮK NÔNG"),
    ],
)
def test_the_issuer_bears_the_bare_name_of_the_province(
    tmp_path: Path, province: str, issuer: str
) -> None:
    path = copy_of_real(tmp_path)
    edit(path / "dataset.yml", "province: tỉnh Trà Vinh", f"province: {province}")
    part = official.heading(loaded(path).month(MAY), kind="BÁO CÁO", subject=[])
    assert part.content["issuer"] == issuer


def test_a_subject_with_a_wrong_placeholder_is_refused(may: Month) -> None:
    with pytest.raises(UsageError):
        official.heading(may, kind="BÁO CÁO", subject=["{period.moon}"])


def test_text_of_the_settings_is_no_markup(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    edit(path / "dataset.yml", "name: Nguyễn Văn Chuẩn", 'name: "**x** <b>y</b>"')
    part = official.signature(loaded(path).month(MAY))
    assert part.content["name"] == "**x** <b>y</b>"
    assert part.markdown.endswith(r"**\*\*x\*\* &lt;b&gt;y&lt;/b&gt;**")


def test_highlights_are_points_under_a_heading(may: Month) -> None:
    points = ["Ký số **79,37%**", "Hai"]
    bundle = official.highlights(may, points)._repr_mimebundle_()
    assert bundle == {
        "application/vnd.ictanalysis+json": {"part": "highlights", "points": points},
        "text/markdown": "## Những điểm chính\n\n- Ký số **79,37%**\n- Hai",
    }
    assert official.highlights(may, []).content["points"] == []


def test_the_place_of_the_sources_says_so_in_a_notebook(may: Month) -> None:
    bundle = official.sources(may)._repr_mimebundle_()
    assert bundle["application/vnd.ictanalysis+json"] == official.sources(may).content
    assert bundle["text/markdown"] == "*Nguồn của từng số liệu được liệt kê trong báo cáo.*"


@pytest.mark.parametrize("text", [each for each in HOSTILE if "{" not in each])
def test_settings_and_subjects_are_text_in_every_part(tmp_path: Path, text: str) -> None:
    path = copy_of_real(tmp_path)
    quoted = json.dumps(text)
    edit(path / "dataset.yml", "superior: Ủy ban nhân dân tỉnh Trà Vinh", f"superior: {quoted}")
    edit(path / "dataset.yml", "authority: KT. GIÁM ĐỐC", f"authority: {quoted}")
    edit(path / "dataset.yml", "province: tỉnh Trà Vinh", f"province: {quoted}")
    month = loaded(path).month(MAY)
    parts = [
        official.heading(month, kind=text, subject=[text]),
        official.masthead(month, text, text),
        official.signature(month),
    ]
    for part, field in zip(parts, ("subject", "subtitle", "authority"), strict=True):
        assert part.content[field] == ([text] if field == "subject" else text)
        soup = BeautifulSoup(markdown_to_html(part.markdown), "html.parser")
        assert {tag.name for tag in soup.find_all(True)} <= {"p", "strong", "h1"}
        assert text in soup.get_text()


def test_a_heading_in_english_is_plain(tmp_path: Path) -> None:
    month = loaded(english_dataset(tmp_path)).month(MAY)
    part = official.heading(month, kind="REPORT", subject=["Documents in {period.month}"])
    assert part.content == {
        "part": "heading",
        "form": "plain",
        "superior": "GOVERNMENT OF EXAMPLE PROVINCE",
        "issuer": "Department of Information, Example Province",
        "number": "",
        "symbol": "DOI",
        "place": "Exampleton",
        "date": "May 2021",
        "kind": "REPORT",
        "subject": ["Documents in May 2021"],
        "to": ["Government of Example Province"],
        "period": "1 May 2021 – 31 May 2021",
        "draft": month.is_draft,
        "synthetic": True,
        "language": "en",
        "issued": "2021-05-31",
    }
    assert official.highlights(month, ["One"]).markdown == "## Main points\n\n- One"


def test_a_report_in_vietnamese_may_be_plain(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    edit(path / "dataset.yml", "language: vi", "language: vi\nform: plain")
    content = official.heading(loaded(path).month(MAY), kind="BÁO CÁO", subject=[]).content
    assert content["issuer"] == "Sở Thông\xa0tin và\xa0Truyền\xa0thông Trà Vinh"
    assert content["date"] == "tháng 5 năm 2021"
    assert content["period"] == "ngày 15 tháng 4 năm 2021 – ngày 14 tháng 5 năm 2021"
