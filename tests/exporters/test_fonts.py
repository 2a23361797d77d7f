import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph

from ictanalysis.exporters.fonts import VIETNAMESE_LETTERS, available, choose
from ictanalysis.language.errors import RenderingError


def write_font(folder, family, letters):
    folder.mkdir(exist_ok=True)
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", *(f"u{ord(letter):04X}" for letter in letters)]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"u{ord(letter):04X}" for letter in letters})
    builder.setupGlyf({name: Glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family})
    builder.setupOS2()
    builder.setupPost()
    builder.save(folder / f"{family}.ttf")


def test_the_letters_are_those_of_vietnamese():
    # 12 vowels of 6 tones and đ, in both cases.
    assert len(VIETNAMESE_LETTERS) == 146
    assert set("ĐđỆệỮữỶỵẰẫ") <= VIETNAMESE_LETTERS


def test_the_font_of_the_wheel_is_always_there():
    assert choose("Libertinus Serif", available()) == "Libertinus Serif"


def test_some_whole_font_is_found_without_being_named():
    assert choose("", available()) in {
        "Times New Roman",
        "Liberation Serif",
        "Tinos",
        "Libertinus Serif",
    }


def test_an_unknown_font_is_refused_with_those_that_are_there():
    with pytest.raises(RenderingError, match=r"'Comic' is not on this machine.*Libertinus Serif"):
        choose("Comic", available())


def test_a_font_without_vietnamese_letters_is_refused(tmp_path):
    write_font(tmp_path, "Thieu", sorted(VIETNAMESE_LETTERS - set("ệữ")))
    with pytest.raises(RenderingError, match=r"'Thieu' lacks 2 Vietnamese letters \(ệ ữ\)"):
        choose("Thieu", available((str(tmp_path),)))


def test_a_whole_font_of_another_folder_is_taken(tmp_path):
    write_font(tmp_path, "Du", sorted(VIETNAMESE_LETTERS))
    assert choose("Du", available((str(tmp_path),))) == "Du"


def test_of_two_versions_of_a_font_the_whole_one_is_taken(tmp_path):
    others = set(available().families())
    write_font(tmp_path / "1", "Tinos", sorted(VIETNAMESE_LETTERS - set("ệữ")))
    write_font(tmp_path / "2", "Tinos", sorted(VIETNAMESE_LETTERS))
    fonts = available((str(tmp_path / "1"), str(tmp_path / "2")))
    files = [font.path for font in fonts.fonts() if font.family == "Tinos"]
    assert files == [str(tmp_path / "2" / "Tinos.ttf")]
    assert choose("Tinos", fonts) == "Tinos"
    assert others <= set(fonts.families())


def test_a_font_that_is_nowhere_whole_stays_as_it_is(tmp_path):
    write_font(tmp_path / "1", "Tinos", sorted(VIETNAMESE_LETTERS - set("ệữ")))
    with pytest.raises(RenderingError, match="lacks 2 Vietnamese letters"):
        choose("Tinos", available((str(tmp_path / "1"),)))
