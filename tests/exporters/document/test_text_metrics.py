import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ictanalysis.exporters.document.text_metrics import balanced, balanced_lines, length


@pytest.mark.parametrize(
    ("text", "points", "size"),
    [
        # In Times New Roman bold, as a word processor sets them.
        ("Độc lập - Tự do - Hạnh phúc", 158.6, 13),
        ("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", 209.7, 12),
    ],
)
def test_lengths_are_right_within_a_tenth(text, points, size):
    assert length(text) * size == pytest.approx(points, rel=0.12)


def test_lines_are_few_and_of_about_one_length():
    issuer = "SỞ THÔNG\xa0TIN VÀ\xa0TRUYỀN\xa0THÔNG TRÀ VINH"
    assert balanced_lines(issuer, 17) == ["SỞ THÔNG\xa0TIN", "VÀ\xa0TRUYỀN\xa0THÔNG TRÀ VINH"]
    assert balanced_lines(issuer, 100) == [issuer]
    assert balanced_lines("", 17) == [""]


def test_a_word_longer_than_a_line_is_not_broken():
    assert balanced_lines("AAAAAAAAAA A", 3) == ["AAAAAAAAAA", "A"]


def test_all_words_stay():
    text = "một hai ba bốn năm sáu bảy tám chín mười"
    for width in range(1, 25):
        assert " ".join(balanced_lines(text, width)) == text


@settings(deadline=None)
@given(st.lists(st.text("aA", min_size=1, max_size=9), max_size=12), st.integers(1, 60))
def test_no_width_is_narrower_of_those_with_as_few_lines(words: list[str], most: int) -> None:
    def broken(width: int) -> list[str]:
        lines: list[str] = []
        for word in words:
            if lines and len(f"{lines[-1]} {word}") <= width:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    every = [broken(width) for width in range(1, most + 1)]
    fewest = min(map(len, every))
    first = next(lines for lines in every if len(lines) == fewest)
    assert balanced(words, range(1, most + 1), len) == first
