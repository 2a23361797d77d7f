"""Data frames in the language of the document; the values are worked out by hand."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from ictanalysis.exporters.document.body import read_body
from ictanalysis.exporters.document.dataframes import with_frames
from ictanalysis.language.locales import ENGLISH, VIETNAMESE


def columns(html):
    rows = BeautifulSoup(html, "html.parser").select("tbody tr")
    return [
        list(each) for each in zip(*([td.text for td in row("td")] for row in rows), strict=True)
    ]


@pytest.mark.parametrize(
    ("values", "vietnamese", "english"),
    [
        ([7254.0, 55.0], ["7254", "55"], ["7254", "55"]),
        ([2020, 2021], ["2020", "2021"], ["2020", "2021"]),
        ([2020.0, None], ["2020", "–"], ["2020", "–"]),
        ([98.5, 0.25], ["98,50", "0,25"], ["98.50", "0.25"]),
        ([1234567.25, -5.5], ["1.234.567,25", "-5,50"], ["1,234,567.25", "-5.50"]),
        ([29242, 29243], ["29242", "29243"], ["29242", "29243"]),
        (["01-A", "1.5"], ["01-A", "1.5"], ["01-A", "1.5"]),
        (["1.5", "1.10"], ["1.5", "1.10"], ["1.5", "1.10"]),
        (["007", "0.5"], ["007", "0.5"], ["007", "0.5"]),
        ([True, False], ["có", "không"], ["yes", "no"]),
        (["Càng Long", None], ["Càng Long", "–"], ["Càng Long", "–"]),
        (
            [pd.Timestamp(2021, 5, 1), pd.NaT],
            ["01/5/2021", "–"],
            ["1 May 2021", "–"],
        ),
        (
            [pd.Timestamp(2021, 5, 1, 7, 30), pd.Timestamp(2021, 12, 31)],
            ["01/5/2021 07:30", "31/12/2021"],
            ["1 May 2021 07:30", "31 Dec 2021"],
        ),
        ([1e-7, 0.5], ["1,000000e-07", "5,000000e-01"], ["1.000000e-07", "5.000000e-01"]),
        (["2021-13-45", "x"], ["2021-13-45", "x"], ["2021-13-45", "x"]),
    ],
)
def test_a_column_is_written_as_the_language_does(values, vietnamese, english):
    html = pd.DataFrame({"a": values})._repr_html_()
    assert columns(with_frames(html, VIETNAMESE)) == [vietnamese]
    assert columns(with_frames(html, ENGLISH)) == [english]


def test_a_styled_frame_is_written_in_the_language_too():
    frame = pd.DataFrame({"a": [1234.5, 2.25], "b": ["x", "y"]})
    html = frame.style.format({"a": "{:,.2f}"})._repr_html_()
    assert columns(with_frames(html, VIETNAMESE)) == [["1.234,50", "2,25"], ["x", "y"]]


def test_the_size_of_a_long_frame_is_told_in_the_language():
    html = pd.DataFrame({"a": range(1200)})._repr_html_()
    assert "<p>1.200 dòng × 1 cột</p>" in with_frames(html, VIETNAMESE)
    assert "1200 rows" not in with_frames(html, VIETNAMESE)


def test_numbers_stand_on_the_right_with_their_head():
    html = pd.DataFrame({"a": [0.5, 1.5], "b": ["x", "y"]})._repr_html_()
    soup = BeautifulSoup(with_frames(html, VIETNAMESE), "html.parser")
    assert [th.get("class") for th in soup.select("thead th")] == [None, ["number"], None]
    assert [td.get("class") for td in soup.select("tbody td")] == [["number"], None] * 2


def test_row_labels_of_several_levels_move_no_column():
    index = pd.MultiIndex.from_product([["A", "B"], [1, 2]])
    html = pd.DataFrame({"a": [0.5, 1.5, 2.5, 3.5], "b": list("wxyz")}, index=index)._repr_html_()
    assert columns(with_frames(html, VIETNAMESE)) == [["0,5", "1,5", "2,5", "3,5"], list("wxyz")]


def test_other_tables_stay_as_they_are():
    html = "<table><tbody><tr><td>7254.5</td><td>True</td></tr></tbody></table>"
    assert with_frames(html, VIETNAMESE) == html


def test_a_frame_of_a_notebook_is_in_the_language_of_its_document(build):
    html = pd.DataFrame({"a": [98.5]})._repr_html_()
    notebook = build.notebook(build.displayed({"text/html": html}))
    [block] = read_body(notebook, name="a").blocks
    assert "98,5" in block.html
    assert "scoped" not in block.html
