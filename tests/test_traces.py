"""What each number of a sentence carries: its key, its label, its formula, its places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given

from ictanalysis.analysis import Month
from ictanalysis.catalog import IndicatorKey
from ictanalysis.dataset import Cell
from ictanalysis.exporters.document.markup import markdown_to_html
from ictanalysis.indicators.figures import Figure
from ictanalysis.language.locales import VIETNAMESE
from ictanalysis.report.phrases import changed, cited
from ictanalysis.report.prose import fill
from tests.datasets import MAY, REAL, copy_of_real, edit, loaded, small
from tests.pages import HOSTILE, LINES, assert_only_figures, figures, shown


@pytest.fixture(scope="module")
def may() -> Month:
    return loaded(REAL).month(MAY)


def test_a_figure_carries_its_key_its_label_its_formula_and_its_places(may: Month) -> None:
    (tag,) = figures(fill(may, "Đạt {documents.signed_rate}.").markdown)
    places = "data/2021-05/documents.csv:4 · data/2021-05/documents.csv:3"
    label, formula = "Tỷ lệ văn bản đi được ký số", "13.018 / 16.401 × 100"
    assert tag.attrs == {
        "class": ["figure"],
        "data-key": "documents.signed_rate",
        "data-label": label,
        "data-formula": formula,
        "data-source": places,
        "title": f"{label} = {formula}; {places}",
    }


def test_a_change_is_a_figure_of_its_own_read_from_both_months(tmp_path: Path) -> None:
    rows = "sent,1032,,\nsigned,1032,,\nunsigned,0,,\n"
    before = "sent,1000,,\nsigned,1000,,\nunsigned,0,,\n"
    path = small(tmp_path, {"2021-04": {"letters": before}, "2021-05": {"letters": rows}})
    prose = fill(loaded(path).month(MAY), "Gửi {letters.sent:compared}.").markdown
    assert shown(prose).text == "Gửi 1.032 văn bản, tăng 3,2% so với tháng trước.\n"
    now, change = figures(markdown_to_html(prose))
    assert (now.get_text(), change.get_text()) == ("1.032 văn bản", "3,2%")
    assert now["data-source"] == "data/2021-05/letters.csv:2"
    assert change.attrs == {
        "class": ["figure"],
        "data-key": "letters.sent",
        "data-label": "Gửi đi, so với tháng trước",
        "data-formula": "(1.032 − 1.000) / 1.000 × 100",
        "data-source": "data/2021-05/letters.csv:2 · data/2021-04/letters.csv:2",
        "data-value": "+3,2%",
        "title": (
            "Gửi đi, so với tháng trước = (1.032 − 1.000) / 1.000 × 100; "
            "data/2021-05/letters.csv:2 · data/2021-04/letters.csv:2"
        ),
    }


def test_what_has_not_changed_is_bound_as_a_whole(tmp_path: Path) -> None:
    month = loaded(small(tmp_path, {"2021-04": {}, "2021-05": {}})).month(MAY)
    (tag,) = figures(changed(month["letters.sent"]))
    assert tag.get_text() == "không đổi so với tháng trước"
    assert tag["data-formula"] == "20 − 20"


def test_without_a_month_before_no_change_is_described(may: Month) -> None:
    assert changed(may["documents.signed"]) == ""
    assert len(figures(fill(may, "{documents.signed:compared}").markdown)) == 1


KEY = IndicatorKey("letters", "sent")


def labelled(text: str) -> Figure:
    """Return a figure whose label, unit, formula and file are a text."""
    cell = Cell(KEY, 20.0, "A", "", text, 2)
    return Figure(
        KEY,
        text,
        text,
        "stock",
        0,
        20.0,
        "A",
        (cell,),
        VIETNAMESE,
        text,
        previous=19.0,
        previous_cells=(cell,),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_figure_carries_is_the_text_that_was_written(text: str) -> None:
    for page in (markdown_to_html(cited(labelled(text))), cited(labelled(text))):
        (tag,) = figures(page)
        assert (tag["data-label"], tag["data-formula"]) == (text, text)
        assert tag["data-source"] == f"{text}:2"
    assert_only_figures(markdown_to_html(f"Có {cited(labelled(text))} và hết."))
    assert_only_figures(markdown_to_html(changed(labelled(text))))


@given(LINES)
def test_any_label_arrives_as_it_is_and_makes_no_tag(text: str) -> None:
    html_ = markdown_to_html(cited(labelled(text)))
    (tag,) = figures(html_)
    assert tag["data-label"] == text
    assert_only_figures(html_)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_of_the_catalog_with_markup_is_only_text(tmp_path: Path, text: str) -> None:
    path = copy_of_real(tmp_path)
    edit(path / "catalog.yml", '"Văn bản đi được ký số"', json.dumps(text))
    page = markdown_to_html(fill(loaded(path).month(MAY), "{documents.signed}").markdown)
    (tag,) = figures(page)
    assert tag["data-label"] == text
    assert BeautifulSoup(page, "html.parser").get_text() == "13.018\n"
    assert_only_figures(page)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_unit_of_the_catalog_with_markup_is_only_text(tmp_path: Path, text: str) -> None:
    path = copy_of_real(tmp_path)
    old = 'label: "Người dùng trên hệ thống", unit: người dùng'
    edit(path / "catalog.yml", old, f'label: "Người dùng trên hệ thống", unit: {json.dumps(text)}')
    page = markdown_to_html(fill(loaded(path).month(MAY), "{documents.users:unit}").markdown)
    assert BeautifulSoup(page, "html.parser").get_text() == f"7.254 {text}\n"
    assert_only_figures(page)


def test_the_same_month_always_has_the_same_bytes() -> None:
    template = "{certificates.active:compared}; {documents.signed_rate}."
    one, other = (fill(loaded(REAL).month(MAY), template).markdown for _ in range(2))
    assert one == other
