from __future__ import annotations

from collections.abc import Callable

import pytest

from ictanalysis.analysis import Dataset, Month
from ictanalysis.charts import Sentence, small_multiples
from ictanalysis.charts.style import WIDE
from ictanalysis.exporters.document.palette import NAVY, REST
from ictanalysis.language.errors import UsageError
from tests.charts.drawings import (
    LONG,
    UNBROKEN,
    chart_of,
    middles,
    misplaced,
    outlines,
    texts,
    wording,
)
from tests.charts.monthly import RECEIVED, cases
from tests.datasets import CATALOG

Made = Callable[..., Dataset]

pytestmark = pytest.mark.usefixtures("few")

NINE = CATALOG.replace(
    "{low: Thấp, high: Cao}", "{" + ", ".join(f"m{n}: Huyện {n}" for n in range(1, 10)) + "}"
)


def joined(figure: object) -> list[list[tuple[float, float]]]:
    return outlines(figure, NAVY, filled=False)  # type: ignore[arg-type]


def test_its_words_are_the_highest_and_the_lowest(made: Made) -> None:
    chart = chart_of(
        small_multiples(made(cases("2021-04", low=[10, 15], high=[30, 45])), RECEIVED, "level")
    )
    assert chart.title == "Cao cao nhất tháng 5 năm 2021: 45 hồ sơ; Thấp thấp nhất: 15 hồ sơ"
    assert chart.subtitle == (
        "Tiếp nhận theo mức độ; đơn vị: hồ sơ; từ tháng 4 năm 2021 đến tháng 5 năm 2021. "
        "Mọi ô cùng thang đo; đường xám là mức bình quân."
    )
    assert (
        "Thấp (4/2021: 10 hồ sơ; 5/2021: 15 hồ sơ); Cao (4/2021: 30 hồ sơ; 5/2021: 45 hồ sơ)"
        in (chart.alt)
    )
    assert chart.alt.endswith("Đây là số liệu mô phỏng.")


def test_each_member_has_its_name_value_and_line_to_one_scale(made: Made) -> None:
    figure = chart_of(
        small_multiples(made(cases("2021-04", low=[10, 15], high=[30, 50])), RECEIVED, "level")
    ).figure
    assert wording(figure) == [
        *("Thấp", "15", "Cao", "50", "0", "60", "5/2021", "4/2021", "5/2021", "4/2021")
    ]
    low, high = joined(figure)
    rise = {round(line[1][1] - line[0][1], 3) for line in (low, high)}
    # 5 and 20 of the same scale
    assert max(rise) == pytest.approx(4 * min(rise), rel=0.001)
    # the mean, 20 and 32,5, behind both
    grey = outlines(figure, REST, filled=False)
    assert len(grey) == 2
    for line in grey:
        assert line[0][1] == pytest.approx((low[0][1] + high[0][1]) / 2)
        assert line[1][1] == pytest.approx((low[1][1] + high[1][1]) / 2)


def test_nine_members_are_three_rows_of_three_and_two_columns_on_a_telephone(made: Made) -> None:
    levels = {f"m{n}": [n, n + 1, n + 2] for n in range(1, 10)}
    chart = chart_of(small_multiples(made(cases("2021-03", **levels), NINE), RECEIVED, "level"))
    for figure, columns, rows in ((chart.figure, 3, 3), (chart.narrow, 2, 5)):
        names = [box for text, box in texts(figure) if text.startswith("Huyện")]
        assert len({round(box.x0) for box in names}) == columns
        assert len({round(box.y0) for box in names}) == rows
        # under the lowest drawing of each column
        assert wording(figure).count("5/2021") == columns
    assert misplaced(chart) == []


def test_ratios_are_not_averaged(made: Made) -> None:
    rows = (
        "received,low,,{a},,\nreceived,high,,{b},,\nreceived,low,online,{c},,\n"
        "received,high,online,{d},,\nreceived,,,{e},,\nreceived,,online,{f},,\n"
    )
    months = {
        "2021-04": {"cases": rows.format(a=10, b=90, c=5, d=9, e=100, f=14)},
        "2021-05": {"cases": rows.format(a=10, b=90, c=10, d=0, e=100, f=10)},
    }
    chart = chart_of(small_multiples(made(months), "cases.online_rate", "level"))
    assert "đường xám là mức chung" in chart.subtitle
    grey, lines = outlines(chart.figure, REST, filled=False)[0], joined(chart.figure)
    # low 50 and 100 %, all together 14 and 10 %
    unit = (lines[0][1][1] - lines[0][0][1]) / 50
    assert grey[0][1] - grey[1][1] == pytest.approx(4 * unit)
    assert chart.title == "Thấp cao nhất tháng 5 năm 2021: 100,00%; Cao thấp nhất: 0,00%"


def test_one_member_has_nothing_to_be_compared_with(made: Made) -> None:
    data = made(cases("2021-04", low=[10, 15], high=[None, None]))
    chart = chart_of(small_multiples(data, RECEIVED, "level"))
    assert outlines(chart.figure, REST, filled=False) == []
    assert chart.title == "Tiếp nhận tháng 5 năm 2021: 15 hồ sơ"
    assert chart.subtitle.endswith("Chưa có số liệu: Cao.")


def test_gaps_and_breaks_are_not_crossed_and_named_once(made: Made) -> None:
    months = cases("2021-01", low=[1, 2, ",M", 4, 5], high=[1, 2, 3, "4,B", 5])
    chart = chart_of(small_multiples(made(months), RECEIVED, "level"))
    assert [len(line) for line in joined(chart.figure)] == [2, 2, 3, 2]
    assert "Chưa có số liệu: 3/2021 (Thấp)." in chart.subtitle
    assert "Chuỗi số liệu gián đoạn từ 4/2021 (Cao)." in chart.subtitle


def test_a_member_that_has_ended_has_no_drawing_and_is_not_missing(made: Made) -> None:
    months = cases("2021-02", low=[20, 30, "40,B", 50], high=[20, 10, ",B", None])
    chart = chart_of(small_multiples(made(months), RECEIVED, "level"))
    assert "Cao" not in wording(chart.figure)
    assert "Chưa" not in chart.subtitle


def test_a_member_without_the_last_month_says_which_its_value_is(made: Made) -> None:
    chart = chart_of(
        small_multiples(made(cases("2021-04", low=[10, ",M"], high=[30, 45])), RECEIVED, "level")
    )
    assert "10 (4/2021)" in wording(chart.figure)
    assert len(middles(outlines(chart.figure, NAVY, filled=True))) == 2


def test_zeros_lie_on_the_axis(made: Made) -> None:
    chart = chart_of(
        small_multiples(made(cases("2021-04", low=[0, 0], high=[0, 0])), RECEIVED, "level")
    )
    assert chart.title == "Tiếp nhận tháng 5 năm 2021: 0 hồ sơ"
    assert misplaced(chart) == []


def test_a_scale_that_does_not_begin_at_zero_says_so(made: Made) -> None:
    chart = chart_of(
        small_multiples(made(cases("2021-04", low=[90, 95], high=[99, 100])), RECEIVED, "level")
    )
    assert "Trục dọc không bắt đầu từ 0." in chart.subtitle


def test_ten_years_and_long_names_stay_on_the_sheet(made: Made) -> None:
    catalog = CATALOG.replace("{low: Thấp, high: Cao}", f'{{low: "{LONG}", high: {UNBROKEN}}}')
    months = cases("2011-01", low=[*range(1000, 1120)], high=[1] * 120)
    chart = chart_of(small_multiples(made(months, catalog), RECEIVED, "level"))
    assert misplaced(chart) == []
    assert [text for text in wording(chart.figure) if text == "12/2020"]
    assert chart.figure.bbox.width == pytest.approx(WIDE)


def test_what_cannot_be_drawn_is_refused(may: Month) -> None:
    with pytest.raises(UsageError, match="cannot be broken down by “unit”"):
        small_multiples(may, "dossiers.received", "unit")
    assert isinstance(small_multiples(may, "dossiers.received", "level"), Sentence)


def test_what_is_true_of_all_members_is_said_once(made: Made) -> None:
    months = cases("2021-01", low=[1, ",M", 3], high=[1, ",M", 3])
    chart = chart_of(small_multiples(made(months), RECEIVED, "level"))
    assert chart.subtitle.endswith("đường xám là mức bình quân. Chưa có số liệu: 2/2021.")


def test_a_mean_is_one_of_all_members(made: Made) -> None:
    months = cases("2021-01", low=[1, ",M", 3, 5], high=[3, 9, 5, 7])
    figure = chart_of(small_multiples(made(months), RECEIVED, "level")).figure
    # none in February, where it would be that of one alone
    assert [len(line) for line in outlines(figure, REST, filled=False)] == [1, 2] * 2


def test_without_a_month_in_which_all_have_a_value_there_is_no_mean(made: Made) -> None:
    months = cases("2021-01", low=[1, 2, ",M", ",M"], high=[",M", ",M", 3, 4])
    chart = chart_of(small_multiples(made(months), RECEIVED, "level"))
    assert "đường xám" not in chart.subtitle
    assert outlines(chart.figure, REST, filled=False) == []
