from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pytest
from matplotlib.text import Text

from ictanalysis import charts
from ictanalysis.analysis import Dataset, Month
from ictanalysis.charts import (
    Chart,
    Sentence,
    against_targets,
    composition,
    ranking,
    stacked,
    trend,
)
from ictanalysis.charts.style import NARROW, SIZE, WIDE
from ictanalysis.exporters.document import palette
from ictanalysis.exporters.document.parts import NARROW_TYPE
from ictanalysis.language.errors import UsageError
from tests.charts.drawings import PALETTE, chart_of, colours, misplaced, misplaced_on, wording
from tests.datasets import REAL, loaded

RATES = ["documents.signed_rate", "services.level_share[level=4]", "services.level_share[level=3]"]
OF_MAY: dict[str, Callable[[Month], Chart | Sentence]] = {
    "one bar": lambda may: composition(may, "services.provided", by="level"),
    "one bar of two": lambda may: composition(may, "portal.posts", by="language"),
    "one bar of one device": lambda may: composition(
        may, "certificates.active[holder=personal]", by="carrier"
    ),
    "many bars": lambda may: composition(may, "portal.documents", by="category"),
    "stacked": lambda may: stacked(may, "dossiers.received", by="level", across="channel"),
    "ranking": lambda may: ranking(may, "portal.documents", by="category"),
    "ranking of rates": lambda may: ranking(may, "dossiers.online_rate", by="level"),
    "against targets": lambda may: against_targets(may, RATES),
}
EVERY = pytest.mark.parametrize("draw", OF_MAY.values(), ids=OF_MAY)


@pytest.fixture
def history(made: Callable[..., Dataset]) -> Chart:
    rows = {f"2021-{n:02d}": {"letters": f"sent,20,,\nsigned,{n},,\n"} for n in range(1, 13)}
    return chart_of(trend(made(rows), "letters.signed_rate"))


class Page(HTMLParser):
    """Gathers elements with their attributes, and all text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@EVERY
def test_all_text_of_may_2021_is_on_the_sheet_and_apart(
    may: Month, draw: Callable[[Month], Chart | Sentence]
) -> None:
    assert misplaced(chart_of(draw(may))) == []


@EVERY
def test_a_chart_is_drawn_in_two_widths_with_type_of_one_size(
    may: Month, draw: Callable[[Month], Chart | Sentence]
) -> None:
    chart = chart_of(draw(may))
    assert (chart.figure.bbox.width, chart.narrow.bbox.width) == pytest.approx((WIDE, NARROW))
    for figure in (chart.figure, chart.narrow):
        assert {text.get_fontsize() for text in figure.findobj(Text)} == {SIZE}
    # a value behind a name is set off by a colon, a value under it is not
    wide, narrow = (
        Counter("".join(wording(figure)).replace(":", "").replace(" ", ""))
        for figure in (chart.figure, chart.narrow)
    )
    assert wide == narrow


def test_type_on_the_smallest_telephone_is_twelve_pixels_high() -> None:
    # a window of 320 pixels less 16 on either side
    assert pytest.approx(12) == 288 / NARROW * SIZE


@EVERY
def test_only_colours_of_the_palette_are_used(
    may: Month, draw: Callable[[Month], Chart | Sentence]
) -> None:
    used = colours(chart_of(draw(may)).svg)
    assert "#12436d" in used
    assert used - PALETTE == set()


@EVERY
def test_the_same_figures_give_the_same_bytes(
    may: Month, draw: Callable[[Month], Chart | Sentence]
) -> None:
    first, again = chart_of(draw(may)), chart_of(draw(loaded(REAL).month(may.period)))
    assert first.svg.encode() == again.svg.encode()
    assert first.svg_narrow.encode() == again.svg_narrow.encode()
    assert first == again


@EVERY
def test_what_a_picture_shows_is_in_its_alternative_text(
    may: Month, draw: Callable[[Month], Chart | Sentence]
) -> None:
    chart = chart_of(draw(may))
    words = wording(chart.figure) + wording(chart.narrow)
    shown = set(re.findall(r"\d[\d.,]*%?", " ".join(words)))
    assert shown - set(re.findall(r"\d[\d.,]*\d%?|\d%?", chart.alt)) == set()


def test_a_history_keeps_to_the_palette_and_to_its_bytes(history: Chart) -> None:
    assert colours(history.svg) - PALETTE == set()
    assert history.svg == replace(history).svg
    assert misplaced(history) == []


def test_the_palette_has_the_colours_of_the_analysis_function() -> None:
    assert {
        name: getattr(palette, name) for name in ("NAVY", "TEAL", "PLUM", "ORANGE", "INK", "LILAC")
    } == {
        "NAVY": "#12436D",
        "TEAL": "#28A197",
        "PLUM": "#801650",
        "ORANGE": "#F46A25",
        "INK": "#3D3D3D",
        "LILAC": "#A285D1",
    }
    assert set(palette.__all__) >= {"GRID", "MUTED", "REST"}


def test_the_settings_of_the_caller_change_nothing_and_are_kept(may: Month) -> None:
    drawn = OF_MAY["one bar"]
    expected = chart_of(drawn(may)).svg
    with matplotlib.rc_context({"font.size": 40, "svg.hashsalt": "x", "text.color": "red"}):
        assert chart_of(drawn(may)).svg == expected
        assert matplotlib.rcParams["font.size"] == 40


def test_a_history_is_drawn_whatever_the_settings_are_when_it_is_saved(history: Chart) -> None:
    expected = history.svg
    with matplotlib.rc_context({"font.size": 40, "text.color": "red", "axes.grid": False}):
        assert replace(history).svg == expected


def test_the_picture_is_svg_without_a_date_a_comment_or_a_reference(may: Month) -> None:
    svg = chart_of(OF_MAY["one bar"](may)).svg
    assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"
    assert svg.startswith("<svg")
    assert "<!--" not in svg
    assert "<metadata" not in svg
    assert not re.findall(r'href="(?!#)', svg)


@EVERY
def test_a_notebook_gets_picture_words_and_metadata(
    may: Month, draw: Callable[[Month], Chart | Sentence]
) -> None:
    chart = chart_of(draw(may))
    data, metadata = chart._repr_mimebundle_()
    assert set(data) == {"image/svg+xml", NARROW_TYPE, "text/plain", "text/html"}
    assert data["image/svg+xml"] == chart.svg
    assert data[NARROW_TYPE] == chart.svg_narrow
    assert data["text/plain"] == chart.alt
    assert metadata == {
        "ictanalysis": {
            "kind": "chart",
            "name": "",
            "title": chart.title,
            "subtitle": chart.subtitle,
            "source": chart.source,
            "alt": chart.alt,
        }
    }


def test_a_chart_can_have_a_name_and_a_sentence_in_its_place_has_none(may: Month) -> None:
    chart = stacked(may, "dossiers.received", by="level", across="channel")
    assert isinstance(chart, Chart)
    bundle, metadata = chart.named("filing")._repr_mimebundle_()
    assert metadata["ictanalysis"]["name"] == "filing"
    assert bundle == chart._repr_mimebundle_()[0]
    assert Sentence("Chưa có.").named("filing") == Sentence("Chưa có.")


def test_html_holds_the_picture_and_all_words(may: Month) -> None:
    chart = chart_of(OF_MAY["one bar"](may))
    page = Page(chart._repr_mimebundle_()[0]["text/html"])
    (image,) = (attributes for tag, attributes in page.elements if tag == "img")
    assert image["alt"] == chart.alt
    header, _comma, picture = str(image["src"]).partition(",")
    assert header == "data:image/svg+xml;base64"
    assert base64.b64decode(picture).decode() == chart.svg
    for words in (chart.title, chart.subtitle, chart.source):
        assert words in page.text


def test_a_sentence_is_markdown_that_shows_itself() -> None:
    sentence = Sentence("Biểu đồ <b> $x$ *")
    assert str(sentence) == "Biểu đồ <b> $x$ *"
    assert sentence._repr_mimebundle_() == {
        "text/markdown": "Biểu đồ &lt;b&gt; &#36;x&#36; \\*",
        "text/plain": "Biểu đồ <b> $x$ *",
    }


HOSTILE = r'"$x_1^2$ <script>alert(1)</script> & \\alpha {x} %s"'
SHOWN = r"$x_1^2$ <script>alert(1)</script> & \alpha {x} %s"


@pytest.fixture
def hostile(edited: Callable[..., Month]) -> Month:
    return edited(
        {
            "catalog.yml": {
                '"3": Mức độ 3': f'"3": {HOSTILE}',
                "in_person: Trực tiếp": f"in_person: {HOSTILE}",
                'label: "Dịch vụ công trực tuyến cung cấp"': f"label: {HOSTILE}",
                "label: Tỷ lệ văn bản đi được ký số": f"label: {HOSTILE}",
                "notice: Thông báo": f"notice: {HOSTILE}",
            },
        }
    )


@EVERY
def test_markup_in_labels_is_drawn_as_it_is_and_escaped(
    hostile: Month, draw: Callable[[Month], Chart | Sentence]
) -> None:
    chart = chart_of(draw(hostile))
    page = Page(chart._repr_mimebundle_()[0]["text/html"])
    assert {tag for tag, _attributes in page.elements} == {
        *("figure", "figcaption", "strong", "br", "span", "img", "p")
    }
    assert {tag.tag.partition("}")[2] for tag in ElementTree.fromstring(chart.svg).iter()} <= {
        *("svg", "defs", "style", "g", "path", "use", "clipPath", "rect")
    }
    assert misplaced(chart) == []
    # every letter is drawn, the dollars too
    assert chart.svg.count("<use ") == sum(map(len, wording(chart.figure)))


def test_markup_in_labels_is_neither_mathematics_nor_lost(hostile: Month) -> None:
    chart = chart_of(OF_MAY["one bar"](hostile))
    assert chart.title == f"{SHOWN} chiếm tỷ trọng lớn nhất: 44,03%"
    assert f"{SHOWN}: 818 dịch vụ (44,03%)" in chart.alt
    # laid out over several lines, with nothing left out
    assert SHOWN.replace(" ", "") in "".join(wording(chart.figure)).replace(" ", "")


def test_made_up_figures_say_so(history: Chart) -> None:
    assert history.source.startswith("Đây là số liệu mô phỏng. Nguồn: ")
    assert history.alt.endswith(" Đây là số liệu mô phỏng.")


def test_made_up_figures_of_a_month_say_so(made: Callable[..., Dataset]) -> None:
    month = made({"2021-05": {}}).month("2021-05")
    for drawn in (
        composition(month, "cases.received", by="level"),
        ranking(month, "cases.received", by="level"),
        stacked(month, "cases.received", by="level", across="channel"),
        against_targets(month, ["letters.signed_rate"]),
    ):
        chart = chart_of(drawn)
        assert chart.source == "Đây là số liệu mô phỏng. Nguồn: Nguồn, tháng 5 năm 2021"
        assert chart.alt.endswith(" Đây là số liệu mô phỏng.")


def test_real_figures_do_not_say_that_they_are_made_up(may: Month) -> None:
    chart = chart_of(OF_MAY["one bar"](may))
    assert "mô phỏng" not in chart.source + chart.alt


def test_names_are_there_when_asked_for_and_others_are_not() -> None:
    assert {getattr(charts, name).__name__ for name in charts.__all__} == set(charts.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        charts.nothing  # noqa: B018


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_a_saved_chart_begins_as_its_format_does(may: Month, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"chart.{suffix}"
    chart_of(OF_MAY["one bar"](may)).save(path)
    begins = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[suffix]
    assert path.read_bytes().startswith(begins)
    again = tmp_path / f"again.{suffix.upper()}"
    chart_of(OF_MAY["one bar"](may)).save(str(again))
    assert again.read_bytes() == path.read_bytes()


@EVERY
def test_a_saved_chart_keeps_title_subtitle_notes_and_source(
    may: Month, draw: Callable[[Month], Chart | Sentence]
) -> None:
    chart = chart_of(draw(may))
    figure = chart.with_words()
    words = wording(figure)
    written = " ".join(words).replace(" ", "")
    for text in (chart.title, chart.subtitle, chart.source):
        assert text.replace(" ", "") in written
    assert [text for text in words if text in wording(chart.figure)] == wording(chart.figure)
    assert misplaced_on(figure) == []


def test_saving_leaves_the_drawing_as_it_is(may: Month, tmp_path: Path) -> None:
    chart = chart_of(OF_MAY["one bar"](may))
    before = chart.svg
    chart.save(tmp_path / "chart.svg")
    assert chart.svg == before == chart_of(OF_MAY["one bar"](may)).svg


@pytest.mark.parametrize("name", ["chart.jpg", "chart", "chart.png.gz"])
def test_an_unknown_suffix_is_refused(may: Month, tmp_path: Path, name: str) -> None:
    told = r"chart.*”: a chart is saved as \.png, \.svg or \.pdf"
    with pytest.raises(UsageError, match=told):
        chart_of(OF_MAY["one bar"](may)).save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_chart_that_cannot_be_written_says_where_and_why(may: Month, tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "chart.png"
    with pytest.raises(UsageError, match=r"nowhere.chart\.png: No such file or directory"):
        chart_of(OF_MAY["one bar"](may)).save(path)
