from datetime import UTC, datetime

import pytest

from ictanalysis.errors import RenderingError
from ictanalysis.exporters.parts import Heading, read_part


def test_a_heading_has_a_title_in_one_line_and_a_day(build):
    heading = read_part(build.HEADING, notebook="report", cell=1)
    assert isinstance(heading, Heading)
    assert heading.title == (
        "Báo cáo: Công tác thông tin và truyền thông tháng 5 và kế hoạch tháng 6 năm 2021"
    )
    assert heading.issued == datetime(2021, 5, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("ngày      tháng 5 năm 2021", datetime(2021, 5, 1, tzinfo=UTC)),
        ("ngày 31 tháng 2 năm 2021", datetime(2021, 1, 1, tzinfo=UTC)),
        ("", datetime(2000, 1, 1, tzinfo=UTC)),
    ],
)
def test_an_incomplete_date_still_gives_a_fixed_day(build, date, day):
    heading = read_part({**build.HEADING, "date": date}, notebook="report", cell=1)
    assert heading.issued == day


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"subject": "một dòng"}, "subject"),
        ({"draft": "no"}, "draft"),
        ({"language": "xx"}, "lang"),
    ],
)
def test_a_wrong_field_is_named_with_its_cell(build, change, field):
    with pytest.raises(RenderingError, match=rf"report, cell 4: .*'heading'.*{field}"):
        read_part({**build.HEADING, **change}, notebook="report", cell=4)


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
    assert read_part(stated, notebook="media", cell=1).about == about


def test_a_missing_field_and_an_unknown_part_are_named(build):
    with pytest.raises(RenderingError, match=r"'signature'.*'name'"):
        read_part({**build.SIGNATURE, "name": None}, notebook="report", cell=9)
    with pytest.raises(RenderingError, match=r"report, cell 2: .*'cover'"):
        read_part({"part": "cover"}, notebook="report", cell=2)
