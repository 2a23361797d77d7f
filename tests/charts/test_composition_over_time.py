from __future__ import annotations

from collections.abc import Callable

import pytest

from ictanalysis.analysis import Dataset, Month
from ictanalysis.charts import Sentence, composition_over_time
from ictanalysis.exporters.document.palette import MUTED, NAVY, REST
from ictanalysis.language.errors import UsageError
from tests.charts.drawings import LONG, UNBROKEN, chart_of, middles, misplaced, outlines, wording
from tests.charts.monthly import RECEIVED, cases
from tests.datasets import CATALOG

Made = Callable[..., Dataset]

pytestmark = pytest.mark.usefixtures("few")


def height(shape: list[tuple[float, float]]) -> float:
    heights = [y for _x, y in shape]
    return max(heights) - min(heights)


def test_its_words_are_the_share_that_changed(made: Made) -> None:
    data = made(cases("2021-04", low=[10, 15], high=[30, 45]))
    chart = chart_of(composition_over_time(data, RECEIVED, by="level", emphasis="low"))
    assert chart.title == "Tỷ trọng thấp vẫn là 25,00%, từ 25,00% của tháng 4 năm 2021"
    assert chart.subtitle == (
        "Tiếp nhận theo mức độ; đơn vị: hồ sơ (tỷ trọng, %); từ tháng 4 năm 2021 đến "
        "tháng 5 năm 2021."
    )
    assert chart.source == "Đây là số liệu mô phỏng. Nguồn: Nguồn, tháng 5 năm 2021"
    assert chart.alt == (
        "Biểu đồ cột chồng theo tháng: Tiếp nhận theo mức độ, từ tháng 4 năm 2021 đến "
        "tháng 5 năm 2021. Thấp (4/2021: 10 hồ sơ; 5/2021: 15 hồ sơ); "
        "Cao (4/2021: 30 hồ sơ; 5/2021: 45 hồ sơ). Tổng 5/2021: 60 hồ sơ. "
        "Tỷ trọng 5/2021: Thấp 15 (25,00%); Cao 45 (75,00%). Đây là số liệu mô phỏng."
    )


def test_the_largest_part_is_the_finding(made: Made) -> None:
    data = made(
        cases(
            "2021-04",
            low=[10, 20],
            high=[30, 20],
        )
    )
    # equal in the last month: the first of the catalog
    chart = chart_of(composition_over_time(data, RECEIVED, by="level"))
    assert chart.title == "Tỷ trọng thấp tăng lên 50,00%, từ 25,00% của tháng 4 năm 2021"


def test_bars_are_as_high_as_their_values_and_stand_on_each_other(made: Made) -> None:
    data = made(cases("2021-04", low=[10, 20], high=[30, 60]))
    figure = chart_of(composition_over_time(data, RECEIVED, by="level")).figure
    high, low = (outlines(figure, colour, filled=True) for colour in (NAVY, REST))
    # a hair of 0,8 points is left between layers
    (first, second), (below, above) = (sorted(map(height, each)) for each in (high, low))
    assert second + 0.8 == pytest.approx(2 * (first + 0.8))
    assert below + 0.8 == pytest.approx((first + 0.8) / 3)
    assert above + 0.8 == pytest.approx((second + 0.8) / 3)
    assert [x for x, _y in middles(high)] == pytest.approx([x for x, _y in middles(low)])


def test_shares_make_all_bars_equally_high(made: Made) -> None:
    data = made(cases("2021-04", low=[10, 0], high=[30, 60]))
    chart = chart_of(composition_over_time(data, RECEIVED, by="level", shares=True))
    whole, part = sorted(map(height, outlines(chart.figure, NAVY, filled=True)), reverse=True)
    assert part + 0.8 == pytest.approx((whole + 0.8) * 0.75)
    assert "100%" in wording(chart.figure)
    assert len(outlines(chart.figure, REST, filled=True)) == 1
    assert chart.title == "Tỷ trọng cao tăng lên 100%, từ 75,00% của tháng 4 năm 2021"


def test_labels_stand_beside_the_last_bar_or_under_all(made: Made) -> None:
    chart = chart_of(
        composition_over_time(
            made(cases("2021-04", low=[10, 15], high=[30, 45])), RECEIVED, by="level"
        )
    )
    assert wording(chart.figure)[-5:] == [
        *("Tổng 5/2021: 60 hồ sơ", "Cao", "45 (75,00%)", "Thấp", "15 (25,00%)")
    ]
    assert wording(chart.narrow)[-3:] == [
        *("Tổng 5/2021: 60 hồ sơ", "Cao: 45 (75,00%)", "Thấp: 15 (25,00%)")
    ]
    assert misplaced(chart) == []


def test_a_month_that_is_not_complete_has_no_bar(made: Made) -> None:
    months = cases("2021-01", low=[1, ",M", 3, None, 5], high=[4, 4, 4, ",M", 4])
    chart = chart_of(composition_over_time(made(months), RECEIVED, by="level"))
    assert len(outlines(chart.figure, NAVY, filled=True)) - 1 + 1 == 3
    assert "Chưa có số liệu: 4/2021." in chart.subtitle
    assert "Chưa đủ số liệu các phần: 2/2021." in chart.subtitle
    # two crosses, of two lines each
    crosses = [line for line in outlines(chart.figure, MUTED, filled=False) if len(line) == 2]
    slanted = [(one, other) for one, other in crosses if one[0] != other[0] and one[1] != other[1]]
    assert len(slanted) == 4


def test_a_missing_last_month_leaves_the_labels_to_the_one_before(made: Made) -> None:
    months = cases("2021-01", low=[1, 3, ",M"], high=[4, 9, ",M"])
    chart = chart_of(composition_over_time(made(months), RECEIVED, by="level"))
    assert "Tổng 2/2021: 12 hồ sơ" in wording(chart.figure)
    assert chart.title == "Tỷ trọng cao giảm còn 75,00%, từ 80,00% của tháng 1 năm 2021"


def test_nothing_is_compared_across_a_break(made: Made) -> None:
    months = cases("2021-01", low=[1, "3,B", 5], high=[9, 3, 5])
    chart = chart_of(composition_over_time(made(months), RECEIVED, by="level"))
    assert chart.title == "Tỷ trọng thấp vẫn là 50,00%, từ 50,00% của tháng 2 năm 2021"
    assert "Chuỗi số liệu gián đoạn từ 2/2021." in chart.subtitle
    assert "gián đoạn chuỗi" in wording(chart.figure)
    assert misplaced(chart) == []


def test_a_part_that_begins_with_a_break_did_not_exist_before(made: Made) -> None:
    months = cases("2021-01", low=[1, 2, "3,B", 5], high=[None, None, 3, 5])
    chart = chart_of(composition_over_time(made(months), RECEIVED, by="level"))
    assert "Chưa" not in chart.subtitle
    assert len(outlines(chart.figure, NAVY, filled=True)) == 4


def test_a_part_that_ended_with_a_break_is_nothing_after_it_and_not_missing(made: Made) -> None:
    months = cases("2021-02", low=[20, 30, "40,B", 50], high=[20, 10, ",B", None])
    chart = chart_of(composition_over_time(made(months), RECEIVED, by="level"))
    # February to May, each of them complete.
    assert len(outlines(chart.figure, NAVY, filled=True)) == 4
    assert len(outlines(chart.figure, REST, filled=True)) == 2
    assert "Chuỗi số liệu gián đoạn từ 4/2021." in chart.subtitle
    assert "Chưa" not in chart.subtitle


def test_a_part_that_never_had_a_value_is_named(made: Made) -> None:
    months = cases("2021-01", low=[1, 2], high=[None, None])
    chart = chart_of(composition_over_time(made(months), RECEIVED, by="level"))
    assert chart.subtitle.endswith("Chưa có số liệu: Cao.")
    assert chart.title == "Tỷ trọng thấp vẫn là 100%, từ 100% của tháng 1 năm 2021"


def test_nothing_but_zeros_is_a_sentence(made: Made) -> None:
    data = made(cases("2021-01", low=[0, 0], high=[0, 0]))
    assert composition_over_time(data, RECEIVED, by="level") == Sentence(
        "Tiếp nhận theo mức độ: không có từ tháng 1 năm 2021 đến tháng 2 năm 2021."
    )


def test_a_month_of_nothing_is_no_gap(made: Made) -> None:
    data = made(cases("2021-01", low=[1, 0, 1], high=[1, 0, 3]))
    chart = chart_of(composition_over_time(data, RECEIVED, by="level", shares=True))
    assert len(outlines(chart.figure, NAVY, filled=True)) == 2
    assert "Chưa" not in chart.subtitle


def test_ten_years_and_long_names_stay_on_the_sheet(made: Made) -> None:
    catalog = CATALOG.replace("{low: Thấp, high: Cao}", f'{{low: "{LONG}", high: {UNBROKEN}}}')
    months = cases("2011-01", low=[*range(1, 121)], high=[1] * 120)
    chart = chart_of(composition_over_time(made(months, catalog), RECEIVED, by="level"))
    assert len(outlines(chart.figure, NAVY, filled=True)) == 120
    assert f"{LONG} (mới nhất 12/2020: 120 hồ sơ; cao nhất 12/2020: 120 hồ sơ" in chart.alt
    assert misplaced(chart) == []


def test_estimates_and_provisional_months_are_named(made: Made) -> None:
    months = cases("2021-01", low=["1,P", "2,E"], high=[3, 4])
    chart = chart_of(composition_over_time(made(months), RECEIVED, by="level"))
    assert "Số liệu sơ bộ: 1/2021. Số liệu ước tính (≈): 2/2021." in chart.subtitle
    assert "≈ 2 (33,33%)" in wording(chart.figure)


def test_what_cannot_be_stacked_is_refused(may: Month, made: Made) -> None:
    with pytest.raises(UsageError, match="does not add up"):
        composition_over_time(may, "dossiers.online_rate", by="level")
    with pytest.raises(UsageError, match="13 members of “category” have values, more than the 5"):
        composition_over_time(may, "portal.documents", by="category")
    data = made(cases("2021-01", low=[1, 2], high=[3, 4]))
    with pytest.raises(UsageError, match="there is no “middle” to emphasise"):
        composition_over_time(data, RECEIVED, by="level", emphasis="middle")
