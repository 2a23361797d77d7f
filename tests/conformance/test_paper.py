"""The form of the report on paper: Nghị định 30/2020/NĐ-CP, Phụ lục I."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from tests.conformance.papers import MM, Line, Paper, flow

WIDTH = 210
# A box of text is as high as its font, not as its line, and a rule may be drawn a little off.
CLOSE = 1.2
SERIFS = {
    "LiberationSerif",
    "LibertinusSerif",
    "Tinos",
    "TimesNewRoman",
    "TimesNewRomanPS",
    "TimesNewRomanPSMT",
}
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
SUPERIOR = "ỦY BAN NHÂN DÂN TỈNH TRÀ VINH"
ISSUER = "SỞ THÔNG TIN VÀ TRUYỀN THÔNG TRÀ VINH"


def test_every_page_is_a4(paper: Paper) -> None:
    assert len(paper.sizes()) == paper.pages
    assert [size for size in paper.sizes() if not size.endswith("pts (A4)")] == []


def test_every_font_is_embedded(paper: Paper) -> None:
    assert paper.fonts()
    assert [font for font, embedded in paper.fonts().items() if not embedded] == []


def test_is_set_in_one_serif_family(paper: Paper) -> None:
    families = {font.split("-")[0] for font in paper.fonts()}
    assert len(families) == 1
    assert families <= SERIFS


def test_keeps_the_margins(paper: Paper) -> None:
    body = paper.body
    height = 297
    assert between(20, min(line.top for line in body), 25)
    assert between(20, height - max(line.bottom for line in body), 25)
    assert between(30, min(line.left for line in body), 35)
    assert between(15, WIDTH - max(line.right for line in body), 20)


def test_numbers_every_page_but_the_first(paper: Paper) -> None:
    numbers = paper.numbers
    assert [(line.page, line.text) for line in numbers] == [
        (page, str(page)) for page in range(2, paper.pages + 1)
    ]


def test_numbers_pages_in_the_middle_of_the_top_margin(paper: Paper) -> None:
    top = min(line.top for line in paper.body)
    for line in paper.numbers:
        assert line.bottom <= top
        assert line.middle == pytest.approx(centre(paper), abs=CLOSE)
        assert line.size in {13, 14}


def test_heads_the_report_in_two_columns(paper: Paper) -> None:
    superior, nation, motto = paper.find(SUPERIOR), paper.find(NATION), paper.find(MOTTO)
    left = [line for line in heading(paper) if line.right < nation.left]
    assert flow(left).startswith(f"{SUPERIOR} {ISSUER} Số:")
    assert superior.top == pytest.approx(nation.top, abs=CLOSE)
    assert motto.middle == pytest.approx(nation.middle, abs=CLOSE)
    assert motto.top > nation.top


def test_sets_the_heading_as_prescribed(paper: Paper) -> None:
    nation, motto = paper.find(NATION), paper.find(MOTTO)
    issuer = [line for line in heading(paper) if line.text in ISSUER]
    date = paper.find("Trà Vinh, ngày")
    assert paper.find(SUPERIOR).size in {12, 13}
    assert not paper.find(SUPERIOR).bold
    assert [(line.bold, line.size in {12, 13}) for line in issuer] == [(True, True)] * len(issuer)
    assert (nation.bold, nation.size in {12, 13}) == (True, True)
    assert (motto.bold, motto.size in {13, 14}) == (True, True)
    assert (date.italic, date.size in {13, 14}) == (True, True)


def test_names_its_kind_in_the_middle(paper: Paper) -> None:
    kind = paper.find("BÁO CÁO")
    subject = [line for line in paper.lines if kind.bottom <= line.bottom and line.bold][1:3]
    assert kind.text == "BÁO CÁO"
    assert kind.top > max(line.bottom for line in heading(paper))
    for line in [kind, *subject]:
        assert line.middle == pytest.approx(centre(paper), abs=CLOSE)
        assert (line.bold, line.size in {13, 14}) == (True, True)


def test_addresses_the_superior_bodies(paper: Paper) -> None:
    assert paper.find("Kính gửi:").top > paper.find("BÁO CÁO").bottom


def test_sets_the_body_in_one_readable_size(paper: Paper) -> None:
    first, last = paper.find("Trong tháng 5 năm 2021, Ban Giám đốc"), ending(paper)
    text = paper.lines[paper.lines.index(first) : paper.lines.index(last)]
    size, _count = Counter(line.size for line in text).most_common(1)[0]
    assert size in {13, 14}
    prose = [line for line in text if line.size == size and not line.bold]
    steps = [
        (below.top - above.top) / (size * MM)
        for above, below in pairwise(prose)
        if above.page == below.page and 0 < below.top - above.top < 2 * size * MM
    ]
    # Single to one and a half; a single line of Times New Roman is 1.15 em high.
    assert min(steps) > 1.1
    assert sorted(steps)[len(steps) // 2] < 1.5 * 1.15 + 0.05


def test_ends_with_the_closing_mark(paper: Paper) -> None:
    assert ending(paper).text.endswith("./.")


def test_is_signed_in_the_right_column(paper: Paper) -> None:
    recipients, authority = paper.find("Nơi nhận:"), paper.find("KT. GIÁM ĐỐC")
    title, name = paper.find("PHÓ GIÁM ĐỐC"), paper.find("Nguyễn Văn Chuẩn")
    assert authority.top == pytest.approx(recipients.top, abs=2 * CLOSE)
    assert authority.top < title.top < name.top
    assert {line.page for line in (recipients, authority, title, name)} == {recipients.page}
    for line in (authority, title, name):
        assert line.left > WIDTH / 2
        assert line.middle == pytest.approx(authority.middle, abs=CLOSE)
        assert (line.bold, line.size in {13, 14}) == (True, True)


def test_names_its_recipients_in_the_left_column(paper: Paper) -> None:
    title, *names = left_of_signature(paper)
    assert title.text == "Nơi nhận:"
    assert (title.bold, title.italic, title.size) == (True, True, 12)
    assert {line.size for line in names} == {11}
    assert all(line.right < paper.find("KT. GIÁM ĐỐC").left for line in names)
    listed = flow(names)
    assert listed.startswith("- ")
    assert listed.endswith("- Lưu: VT.")


def test_puts_annexes_on_pages_of_their_own(paper: Paper) -> None:
    signed = paper.find("Nơi nhận:")
    name = paper.find("Nguyễn Văn Chuẩn")
    signature = {*left_of_signature(paper), paper.find("PHÓ GIÁM ĐỐC"), name}
    after = paper.body[max(paper.body.index(line) for line in signature) + 1 :]
    assert {line.page for line in after} == set(range(signed.page + 1, paper.pages + 1))
    first = {line.page: line for line in reversed(after)}
    titles = [line for line in after if re.fullmatch("(?i)phụ lục [ivx]+", line.text)]
    assert titles
    assert [title for title in titles if first[title.page] != title] == []


def between(least: float, value: float, most: float) -> bool:
    return least - CLOSE <= value <= most + CLOSE


def centre(paper: Paper) -> float:
    """Return the middle of the text area."""
    body = paper.body
    return (min(line.left for line in body) + max(line.right for line in body)) / 2


def heading(paper: Paper) -> list[Line]:
    """Return the lines above the kind of document."""
    kind = paper.find("BÁO CÁO")
    return [line for line in paper.lines if line.page == 1 and line.bottom < kind.bottom]


def ending(paper: Paper) -> Line:
    """Return the last line of the body."""
    body = paper.body
    return body[body.index(paper.find("Nơi nhận:")) - 1]


def left_of_signature(paper: Paper) -> list[Line]:
    """Return the recipients, under their title."""
    title = paper.find("Nơi nhận:")
    return [
        line
        for line in paper.lines
        if line.page == title.page and line.top >= title.top - CLOSE and line.left < WIDTH / 2
    ]
