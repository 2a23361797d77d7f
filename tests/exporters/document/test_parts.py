from datetime import date

import pytest

from ictanalysis.exporters.document.mimebundles import Place
from ictanalysis.exporters.document.parts import Cards, Heading, Masthead, Sources, read_part
from ictanalysis.language.errors import RenderingError


def test_a_heading_has_a_title_in_one_line_and_a_day(build):
    heading = read_part(build.HEADING, Place("report", 1))
    assert isinstance(heading, Heading)
    assert heading.title == (
        "Báo cáo: Công tác thông tin và truyền thông tháng 5 và kế hoạch tháng 6 năm 2021"
    )
    assert heading.issued == date(2021, 5, 20)


def test_a_document_that_states_no_day_still_has_a_fixed_one(build):
    undated = {name: value for name, value in build.HEADING.items() if name != "issued"}
    heading = read_part(undated, Place("report", 1))
    assert isinstance(heading, Heading)
    assert heading.issued == date(2000, 1, 1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"subject": "một dòng"}, "subject"),
        ({"draft": "no"}, "draft"),
        ({"language": "xx"}, "lang"),
        ({"form": "letter"}, "form"),
        ({"issued": "2021-02-31"}, "issued"),
        ({"issued": 20210531}, "issued"),
    ],
)
def test_a_wrong_field_is_named_with_its_cell(build, change, field):
    with pytest.raises(RenderingError, match=rf"report, cell 4: .*'heading'.*{field}"):
        read_part({**build.HEADING, **change}, Place("report", 4))


@pytest.mark.parametrize(
    ("title", "subtitle", "about"),
    [
        ("Báo chí", "Ký số tăng", "Ký số tăng · tháng 5 năm 2021"),
        ("Báo chí tháng 5 năm 2021", "Ký số tăng", "Ký số tăng"),
        ("Báo chí", "", "tháng 5 năm 2021"),
        ("Báo chí tháng 5 năm 2021", "", ""),
    ],
)
def test_a_masthead_says_the_month_once(build, title, subtitle, about):
    stated = {**build.MASTHEAD, "title": title, "subtitle": subtitle}
    assert read_part(stated, Place("media", 1)).about == about


def test_a_missing_field_and_an_unknown_part_are_named(build):
    with pytest.raises(RenderingError, match=r"'signature'.*'name'"):
        read_part({**build.SIGNATURE, "name": None}, Place("report", 9))
    with pytest.raises(RenderingError, match=r"report, cell 2: .*'cover'"):
        read_part({"part": "cover"}, Place("report", 2))


CARD = {
    "label": "Ký số",
    "value": "79,37%",
    "unit": "",
    "change": "Tăng",
    "target": "",
    "signal": "",
}


def test_cards_hold_each_card_and_what_they_cannot_say():
    part = read_part({"part": "cards", "cards": [CARD], "note": "Ghi"}, Place("r", 1))
    assert isinstance(part, Cards)
    assert [(card.label, card.value, card.change) for card in part.cards] == [
        ("Ký số", "79,37%", "Tăng")
    ]
    assert part.note == "Ghi"
    silent = read_part({"part": "cards", "cards": []}, Place("r", 1))
    assert isinstance(silent, Cards)
    assert (silent.cards, silent.note) == ([], "")


@pytest.mark.parametrize("field", list(CARD))
def test_a_card_without_a_field_or_with_a_wrong_one_is_refused(field):
    lacking = {name: text for name, text in CARD.items() if name != field}
    for card in (lacking, {**CARD, field: 79.37}, {**CARD, field: None}):
        with pytest.raises(
            RenderingError, match=rf"report, cell 2: .*'cards'.*'cards\.0\.{field}'"
        ):
            read_part({"part": "cards", "cards": [card]}, Place("report", 2))


def test_the_place_of_the_sources_says_nothing_else():
    assert isinstance(read_part({"part": "sources"}, Place("report", 3)), Sources)


def test_blank_lines_are_none(build):
    stated = {**build.HEADING, "subject": ["", "Một"], "to": [" "]}
    heading = read_part(stated, Place("report", 1))
    assert isinstance(heading, Heading)
    assert (heading.title, heading.to) == ("Báo cáo: Một", [])


def test_a_heading_without_a_subject_is_titled_by_its_kind(build):
    heading = read_part({**build.HEADING, "subject": []}, Place("report", 1))
    assert isinstance(heading, Heading)
    assert heading.title == "Báo cáo"


def test_what_a_model_writes_is_read_back_as_it_was(build):
    for content in (build.HEADING, build.MASTHEAD, build.SIGNATURE):
        part = read_part(content, Place("report", 1))
        assert read_part(part.model_dump(mode="json"), Place("report", 1)) == part
        assert content.items() <= part.model_dump(mode="json").items()


def test_a_plain_heading_says_under_its_title_what_it_covers_and_when_it_was_written(build):
    stated = {**build.HEADING, "form": "plain", "place": "Exampleton", "date": "May 2021"}
    heading = read_part(stated | {"period": "1 – 31 May"}, Place("report", 1))
    assert isinstance(heading, Heading)
    assert heading.about == "1 – 31 May · Exampleton, May 2021"


@pytest.mark.parametrize(
    ("stated", "owner"),
    [
        ({}, "Sở Thông tin và Truyền thông tỉnh Trà Vinh"),
        ({"department": ""}, "tỉnh Trà Vinh"),
        ({"department": "Records", "province": "Ex", "language": "en"}, "Records, Ex"),
        ({"department": "Records", "province": "", "language": "en"}, "Records"),
    ],
)
def test_a_masthead_names_department_and_province_as_the_language_joins_them(build, stated, owner):
    part = read_part({**build.MASTHEAD, **stated}, Place("media", 1))
    assert isinstance(part, Masthead)
    assert part.owner == owner
