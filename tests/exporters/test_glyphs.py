import pytest
import typst

from ictanalysis.exporters import glyphs
from ictanalysis.exporters.document.body import read_body
from ictanalysis.exporters.fonts import VIETNAMESE_LETTERS, available
from ictanalysis.language.errors import RenderingError

FONT = "Libertinus Serif"


@pytest.fixture
def refuse(build):
    def refuse(*cells):
        body = read_body(build.notebook(*cells), name="a")
        glyphs.refuse_unprintable(body, font=FONT, fonts=available())
        return body

    return refuse


def test_vietnamese_costs_no_look_at_the_fonts(refuse, build, monkeypatch):
    monkeypatch.setattr(typst, "compile", None)
    text = "".join(sorted(VIETNAMESE_LETTERS)) + " 1 % ~"
    assert refuse(build.part(build.HEADING), build.prose(text)).blocks


def test_what_another_font_has_is_printed(refuse, build):
    assert refuse(build.prose("“1” – 2 … α ж ≥ ² \u00a0 \u200b e\u0323")).blocks


@pytest.mark.parametrize("letter", ["\ue000", "\U000f0000", "\x01"])
def test_a_letter_without_a_font_is_told_with_its_code_and_its_words(refuse, build, letter):
    told = rf"\(U\+{ord(letter):04X}\) of “trước . sau”"
    with pytest.raises(RenderingError, match=told):
        refuse(build.displayed({"text/html": f'<p title=">">trước {letter} sau</p>'}))


@pytest.mark.parametrize("field", ["title", "subtitle", "source"])
def test_the_words_of_a_chart_are_read(refuse, build, field):
    with pytest.raises(RenderingError, match=r"U\+E000.*Latin"):
        refuse(build.chart(**{field: "hình \ue000"}))


def test_the_alternative_of_a_chart_is_not_printed(refuse, build):
    assert refuse(build.chart(alt="hình \ue000")).blocks


def test_the_official_parts_are_read(refuse, build):
    for part in (
        build.part(build.HEADING, to=["Sở", "Sở \ue000"]),
        build.part(build.SIGNATURE, name="\ue000"),
        build.part(build.MASTHEAD, title="\ue000"),
    ):
        with pytest.raises(RenderingError, match=r"U\+E000"):
            refuse(part)


def test_one_lost_letter_is_found_among_many(refuse, build):
    many = (
        "".join(map(chr, range(0x391, 0x3A2))) + "\ue123" + "".join(map(chr, range(0x410, 0x44F)))
    )
    with pytest.raises(RenderingError, match=r"U\+E123"):
        refuse(build.prose(many))
