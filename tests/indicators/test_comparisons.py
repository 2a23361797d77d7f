from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ictanalysis as ict
from ictanalysis.catalog import IndicatorKey, Target, read_catalog, read_targets
from ictanalysis.dataset import Cell, Cells
from ictanalysis.dataset.periods import ReportingWindow
from ictanalysis.indicators.comparisons import COMPARED, Comparisons
from ictanalysis.indicators.series import TimeSeriesSet
from ictanalysis.language.errors import UsageError
from tests.datasets import CASES, LETTERS, REAL, loaded, small

CATALOG = read_catalog(REAL / "catalog.yml", "catalog.yml")
TARGETS = read_targets(REAL / "targets.yml", "targets.yml", CATALOG)
NAN = np.nan

Figure = float | None | str | tuple[float, str]
"""A value, None for a row that says missing, `absent` for no row, or a value and its status."""


def held(
    figures: Mapping[str, Sequence[Figure]],
    first: str = "2020-01",
    reporting_window: ReportingWindow = "calendar",
    targets: Sequence[Target] = (),
) -> Comparisons:
    """Return the comparisons of indicators of the real catalog, from made-up figures."""
    longest = max(map(len, figures.values()))
    months = pd.period_range(first, periods=longest, freq="M")
    gathered: dict[pd.Period, Cells] = {}
    for place, month in enumerate(months):
        cells = {}
        for text, values in figures.items():
            if values[place] != "absent":
                key = CATALOG.resolve(text)
                cells[key] = cell(key, values[place])
        gathered[month] = cells
    series = TimeSeriesSet(CATALOG, gathered, months)
    return Comparisons(CATALOG, series, targets, reporting_window)


def cell(key: IndicatorKey, figure: Figure) -> Cell:
    value, status = figure if isinstance(figure, tuple) else (figure, "A")
    if value is None:
        return Cell(key, None, "M", "", "t.csv", 2)
    return Cell(key, float(value), status, "", "t.csv", 2)


def framed(key: str, values: Sequence[Figure], first: str = "2020-01") -> pd.DataFrame:
    """Return the comparisons of one indicator."""
    return held({key: values}, first).frame(CATALOG.resolve(key))


def numbers(frame: pd.DataFrame, column: str) -> list[float | None]:
    return [None if pd.isna(each) else float(each) for each in frame[column]]


FLOW, STOCK = "it_guidance.documents", "procedures.published"
TWO_YEARS = list(range(1, 25))
"""1, 2, 3 … 24, so that every sum can be done in the head."""


def test_a_flow_beside_the_month_before_and_the_same_month_of_last_year() -> None:
    may = framed(FLOW, TWO_YEARS).loc["2021-05"]
    assert (may["value"], may["previous"], may["last_year"]) == (17, 16, 5)
    assert (may["change"], may["change_percent"]) == (1, 6.25)
    assert (may["change_on_year"], may["change_on_year_percent"]) == (12, 240)


def test_a_flow_added_up() -> None:
    may = framed(FLOW, TWO_YEARS).loc["2021-05"]
    assert may["year_to_date"] == 13 + 14 + 15 + 16 + 17
    assert may["year_to_date_last_year"] == 1 + 2 + 3 + 4 + 5
    assert (may["year_to_date_change"], may["year_to_date_change_percent"]) == (60, 400)
    # 6 + 7 + … + 17: six pairs of 23.
    assert may["twelve_months"] == 138


def test_the_first_months_have_what_they_can_have() -> None:
    frame = framed(FLOW, TWO_YEARS, "2020-03")
    assert numbers(frame, "previous")[:3] == [None, 1, 2]
    assert numbers(frame, "last_year")[10:14] == [None, None, 1, 2]
    assert numbers(frame, "twelve_months")[10:13] == [None, 78, 90]
    # January and February 2020 are not there, so that 2020 never adds up; 2021 does.
    assert numbers(frame, "year_to_date")[:12] == [None] * 10 + [11, 11 + 12]
    assert numbers(frame, "year_to_date_last_year") == [None] * 22 + [11, 11 + 12]


def test_a_stock_is_never_added_up_nor_told_per_day() -> None:
    may = framed(STOCK, TWO_YEARS).loc["2021-05"]
    assert (may["previous"], may["last_year"], may["change_on_year"]) == (16, 5, 12)
    silent = may[[name for name in COMPARED if "year_to" in name or "day" in name]]
    assert set(silent.dropna()) == {""}
    assert pd.isna(may["twelve_months"])
    assert may["twelve_months_status"] == ""


def test_an_average_is_compared_and_nothing_else() -> None:
    may = framed("radio.minutes_per_day", TWO_YEARS).loc["2021-05"]
    told = may.dropna()
    assert set(told[told != ""].index) == {
        "value", "status", "previous", "change", "change_percent",
        "last_year", "change_on_year", "change_on_year_percent",
    }  # fmt: skip


def test_a_day_has_its_value_and_nothing_else() -> None:
    may = framed("reception.periodic_date", [737900.0 + each for each in TWO_YEARS]).loc["2021-05"]
    told = may.dropna()
    assert set(told[told != ""].index) == {"value", "status"}


RATE = "documents.signed_rate"


def rate(signed: Sequence[Figure], outgoing: Sequence[Figure]) -> pd.DataFrame:
    comparisons = held({"documents.signed": signed, "documents.outgoing": outgoing})
    return comparisons.frame(CATALOG.resolve(RATE))


def test_a_rate_of_a_year_is_that_of_its_sums_and_no_average_of_rates() -> None:
    # January: 1 of 2, February: 90 of 100. The average of 50% and 90% would be 70%.
    february = rate([1, 90], [2, 100]).loc["2020-02"]
    assert february["year_to_date"] == pytest.approx(91 * 100 / 102)
    assert (february["change"], pd.isna(february["change_percent"])) == (40, True)


def test_a_rate_of_twelve_months_is_that_of_their_sums() -> None:
    frame = rate([10] * 11 + [90], [20] * 11 + [100])
    assert frame["twelve_months"].iloc[-1] == 200 * 100 / 320


def test_a_rate_of_stocks_is_not_added_up() -> None:
    comparisons = held({"services.provided": [100] * 13, "services.provided[level=4]": [30] * 13})
    frame = comparisons.frame(CATALOG.resolve("services.level_share[level=4]"))
    assert numbers(frame, "change") == [None] + [0] * 12
    assert frame["year_to_date"].isna().all()


def test_a_flow_over_a_stock_is_not_added_up() -> None:
    comparisons = held({"component_sites.posts": [472] * 13, "component_sites.sites": [40] * 13})
    frame = comparisons.frame(CATALOG.resolve("component_sites.posts_per_site"))
    assert frame["twelve_months"].isna().all()
    # It is no percentage, so that it changes in percent as well.
    assert frame["change_on_year_percent"].iloc[-1] == 0


@pytest.mark.parametrize("gap", [None, "absent"])
def test_a_sum_with_a_missing_month_in_it_is_missing_and_no_smaller_sum(gap: Figure) -> None:
    frame = framed(FLOW, [1, 2, gap, 4, *[5] * 20])
    assert numbers(frame, "year_to_date")[:5] == [1, 3, None, None, None]
    assert numbers(frame, "year_to_date")[12:15] == [5, 10, 15]
    assert numbers(frame, "year_to_date_last_year")[12:15] == [1, 3, None]
    assert numbers(frame, "twelve_months")[13:16] == [None, 5 * 11 + 4, 60]
    assert numbers(frame, "previous")[2:5] == [2, None, 4]
    assert numbers(frame, "last_year")[13:16] == [2, None, 4]
    assert frame["year_to_date_status"].iloc[2] == "M"


def test_nothing_is_compared_or_added_up_over_a_break() -> None:
    values: list[Figure] = list(TWO_YEARS)
    values[9] = (10, "B")  # October 2020
    frame = framed(FLOW, values)
    assert numbers(frame, "previous")[8:11] == [8, None, 10]
    # A year before lies before the break until September 2021. October 2020 has 22 weekdays.
    assert numbers(frame, "last_year")[11:] == [None] * 10 + [10, 11, 12]
    assert numbers(frame, "per_working_day_last_year")[19:22] == [None, None, 10 / 22]
    assert numbers(frame, "year_to_date")[8:13] == [45, None, None, None, 13]
    assert frame["year_to_date_last_year"].isna().all()
    # October 2020 to September 2021 begins at the break and does not cross it.
    assert numbers(frame, "twelve_months")[19:22] == [None, 186, 198]
    assert frame["twelve_months_status"].iloc[20] == "A"


def test_a_break_in_january_begins_the_year_and_parts_it_from_the_last() -> None:
    values: list[Figure] = list(TWO_YEARS)
    values[12] = (13, "B")
    frame = framed(FLOW, values)
    assert frame.loc["2021-03", "year_to_date"] == 13 + 14 + 15
    assert pd.isna(frame.loc["2021-03", "year_to_date_last_year"])


def test_a_break_of_a_part_breaks_the_rate_even_where_the_rate_is_missing() -> None:
    frame = rate([1, 2, None, 4], [10, 10, (20, "B"), 20])
    assert numbers(frame, "value") == [10, 20, None, 20]
    assert numbers(frame, "year_to_date") == [10, 15, None, None]


@pytest.mark.parametrize(
    ("statuses", "sums"),
    [("AAA", "AAA"), ("AEA", "AEE"), ("PAA", "PPP"), ("PEA", "PEE"), ("AMA", "AMM")],
)
def test_a_sum_is_estimated_where_one_of_its_months_is(statuses: str, sums: str) -> None:
    values: list[Figure] = [None if each == "M" else (5, each) for each in statuses]
    frame = framed(FLOW, values)
    assert list(frame["status"]) == list(statuses)
    assert list(frame["year_to_date_status"]) == list(sums)


def test_a_flow_is_told_per_working_day() -> None:
    # February 2020 has 20 working days, February 2021 has 15: Tết fell on 10 to 16 February.
    february = framed(FLOW, [200] * 13 + [165]).loc["2021-02"]
    assert (february["working_days"], february["per_working_day"]) == (15, 11)
    assert february["per_working_day_last_year"] == 10
    assert february["per_working_day_change_percent"] == pytest.approx(10)
    assert february["change_on_year_percent"] == -17.5


def test_the_days_are_those_of_the_reporting_window() -> None:
    frame = held({FLOW: [190] * 17}, reporting_window="15-14").frame(CATALOG.resolve(FLOW))
    # 15 April to 14 May 2021: 22 weekdays without 21 and 30 April and 3 May.
    assert frame.loc["2021-05", ["working_days", "per_working_day"]].tolist() == [19, 10]


MAILBOXES, OPENING = "email.mailboxes", "email.opening"


def test_a_stock_is_held_against_its_opening_where_last_month_said_nothing() -> None:
    comparisons = held({MAILBOXES: [30, None, 40], OPENING: [28, 30, 35]})
    frame = comparisons.frame(CATALOG.resolve(MAILBOXES))
    assert numbers(frame, "previous") == [28, 30, None]


def test_a_corrected_opening_takes_the_place_of_last_month_and_parts_the_years() -> None:
    openings: list[Figure] = [None, *range(1, 24)]
    openings[13] = (9, "B")
    frame = held({MAILBOXES: TWO_YEARS, OPENING: openings}).frame(CATALOG.resolve(MAILBOXES))
    assert numbers(frame, "previous")[12:15] == [12, 9, 14]
    assert numbers(frame, "last_year")[12:14] == [1, None]


def test_nothing_is_told_in_percent_of_nothing() -> None:
    frame = framed(FLOW, [0] * 12 + [5])
    assert (frame["change"].iloc[-1], pd.isna(frame["change_percent"].iloc[-1])) == (5, True)
    assert pd.isna(frame["year_to_date_change_percent"].iloc[-1])


def test_a_target_counts_while_it_is_in_force_and_where_it_measures_the_same() -> None:
    comparisons = held(
        {"services.provided": [200] * 30, "services.provided[level=4]": [50] * 30},
        "2019-03",
        targets=TARGETS,
    )
    frame = comparisons.frame(CATALOG.resolve("services.level_share[level=4]"))
    # 17/NQ-CP: 30% from 7 March 2019 to the end of 2020; what came after is measured otherwise.
    assert pd.isna(frame.loc["2019-03", "target"])
    assert frame.loc["2019-04", ["target", "distance"]].tolist() == [30, -5]
    assert frame.loc["2020-12", "decision"] == "17/NQ-CP"
    assert pd.isna(frame.loc["2021-01", "target"])
    assert frame.loc["2021-01", "decision"] == ""


def test_of_two_targets_the_later_decision_counts() -> None:
    common = {"indicator": FLOW, "direction": "at_least", "label": "x", "denominators_agree": True}
    targets = [
        Target(**common, value=9, decision="Hai", issued="2020-02-01", valid_from="2020-02-01"),  # type: ignore[arg-type]
        Target(**common, value=5, decision="Một", issued="2020-01-01", valid_from="2020-01-01"),  # type: ignore[arg-type]
    ]
    frame = held({FLOW: [7, 7]}, targets=targets).frame(CATALOG.resolve(FLOW))
    assert list(frame["decision"]) == ["Một", "Hai"]
    assert numbers(frame, "distance") == [2, -2]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=40), st.integers(1, 12))
def test_the_year_to_date_is_the_sum_since_january(values: list[int], begins: int) -> None:
    frame = framed(FLOW, values, f"2019-{begins:02d}")
    expected: list[float | None] = []
    for place, month in enumerate(frame.index):
        january = place - month.month + 1
        expected.append(None if january < 0 else sum(values[january : place + 1]))
    assert numbers(frame, "year_to_date") == expected


@given(st.integers(0, 10_000), st.integers(12, 40))
def test_twelve_months_of_a_constant_are_twelve_times_it(value: int, months: int) -> None:
    frame = framed(FLOW, [value] * months)
    assert numbers(frame, "twelve_months") == [None] * 11 + [12 * value] * (months - 11)


@given(
    st.lists(
        st.one_of(st.none(), st.tuples(st.integers(0, 999), st.sampled_from("AEPB"))),
        min_size=1,
        max_size=30,
    )
)
def test_no_comparison_reaches_over_a_break_or_a_gap(values: list[Figure]) -> None:
    frame = framed(FLOW, values)
    broken = [isinstance(each, tuple) and each[1] == "B" for each in values]
    for place in range(len(values)):
        year = range(max(place - 11, 0), place + 1)
        if any(broken[each] for each in year):
            assert pd.isna(frame["last_year"].iloc[place])
        if any(broken[each] for each in year[1:]) or any(values[each] is None for each in year):
            assert pd.isna(frame["twelve_months"].iloc[place])
        elif len(year) == 12:
            assert frame["twelve_months"].iloc[place] == sum(values[each][0] for each in year)  # type: ignore[index]


def test_what_was_never_reported_has_nothing_to_compare() -> None:
    frame = held({FLOW: [1, 2]}).frame(CATALOG.resolve("petitions.complaints"))
    assert frame["value"].isna().all()
    assert list(frame["status"]) == ["M", "M"]
    assert list(frame.columns) == list(COMPARED)


@pytest.fixture
def data(tmp_path: Path) -> ict.Dataset:
    """Return January and March 2021 of a small data set."""
    march = {"letters": LETTERS.replace("20", "40")}
    return loaded(small(tmp_path, {"2021-01": {"cases": CASES}, "2021-03": march}))


def test_a_data_set_compares_every_month_there_is_and_is_not(data: ict.Dataset) -> None:
    frame = data.compare("letters.sent")
    assert isinstance(frame.index, pd.PeriodIndex)
    assert [str(month) for month in frame.index] == ["2021-01", "2021-02", "2021-03"]
    assert numbers(frame, "value") == [20, None, 40]
    assert numbers(frame, "previous") == [None, 20, None]
    assert list(frame["status"]) == ["A", "M", "A"]


def test_a_breakdown_is_compared_member_by_member(data: ict.Dataset) -> None:
    frame = data.compare("cases.received[level=low]", by="channel")
    assert frame.index.names == ["channel", "month"]
    # Of 60 cases of level low, 50 on paper and 10 online.
    shares = frame["share_of_total"].xs(pd.Period("2021-01", "M"), level="month")
    assert dict(shares) == {"paper": pytest.approx(500 / 6), "online": pytest.approx(100 / 6)}


def test_without_a_dimension_the_share_is_one_of_everything(data: ict.Dataset) -> None:
    frame = data.compare("cases.received[level=low,channel=paper]")
    assert frame["share_of_total"].iloc[0] == 50
    assert data.compare("cases.received")["share_of_total"].isna().all()
    assert data.compare("cases.online_rate[level=low]")["share_of_total"].isna().all()


def test_a_data_set_without_months_has_nothing_to_compare(tmp_path: Path) -> None:
    frame = loaded(small(tmp_path, {})).compare("letters.sent")
    assert frame.shape == (0, len(COMPARED))


@pytest.mark.parametrize(("key", "by"), [("letters.sgned", None), ("letters.sent", "level")])
def test_what_the_catalog_does_not_have_is_refused(
    data: ict.Dataset, key: str, by: str | None
) -> None:
    with pytest.raises(UsageError):
        data.compare(key, by)
