import pypandoc
import pytest

from ictanalysis.exporters import pandoc
from ictanalysis.exporters.document.body import read_body
from ictanalysis.language.errors import RenderingError


def test_text_is_escaped_for_the_writer():
    assert (
        pandoc.convert("<p>#import @a $x$</p>", to="typst-smart").decode()
        == "\\#import \\@a \\$x\\$\n"
    )


def test_a_missing_program_is_named(monkeypatch, tmp_path):
    def missing():
        raise OSError("No pandoc was found")

    monkeypatch.setattr(pypandoc, "get_pandoc_path", missing)
    pandoc._program.cache_clear()
    with pytest.raises(RenderingError, match=r"No pandoc was found.*pypandoc-binary"):
        pandoc.convert("<p>a</p>", to="typst")
    monkeypatch.setattr(pypandoc, "get_pandoc_path", lambda: str(tmp_path / "none"))
    with pytest.raises(RenderingError, match=r"pandoc could not convert"):
        pandoc.convert("<p>a</p>", to="typst")
    pandoc._program.cache_clear()


def test_a_failure_says_what_pandoc_says():
    with pytest.raises(RenderingError, match=r"typst\+nonsense|nonsense"):
        pandoc.convert("<p>a</p>", to="typst+nonsense")


def test_print_keeps_links_to_headings_only(build):
    text = "# A\n\n# B\n\n[tới](#muc-a) [mất](#bieu-do)"
    html = pandoc.print_html(read_body(build.notebook(build.prose(text)), name="a"))
    assert '<a href="#muc-a">tới</a> mất' in html


def test_text_cannot_pose_as_a_chart(build):
    cell = build.displayed({"text/html": '<div class="chart" id="hinh-9-9"></div>'})
    html = pandoc.print_html(read_body(build.notebook(cell), name="a"))
    assert "hinh-9-9" not in html


def test_main_points_are_not_part_of_the_official_text(build, report):
    points = {"application/vnd.ictanalysis+json": {"part": "highlights", "points": ["Điểm một"]}}
    plain = build.notebook(build.displayed(points))
    assert "Điểm một" in pandoc.print_html(read_body(plain, name="a"))
    assert "Ký số đạt" not in pandoc.print_html(read_body(report, name="a"))


def test_a_text_that_takes_too_long_is_told_so(monkeypatch):
    monkeypatch.setattr(pandoc, "_SECONDS", 0)
    with pytest.raises(RenderingError, match=r"^the text is too long .* in 0 s; shorten"):
        pandoc.convert("<p>a</p>", to="typst")
