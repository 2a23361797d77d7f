import re

import pytest

from ictanalysis.exporters.document.columns import Need, column_shares, with_column_widths

CAPTION = "<caption>Hồ sơ</caption>"
HEAD = '<thead><tr><th scope="col">Mức</th><th scope="col" class="number">Số</th></tr></thead>'
ROW = '<tr><td>Một</td><td class="number">1.467</td></tr>'


def widths(html, width=40.0):
    """Return the widths that each table of HTML states, in percent."""
    groups = re.findall("<colgroup>(.*?)</colgroup>", with_column_widths(html, width))
    return [[float(each) for each in re.findall(r"width: ([0-9.]+)%", group)] for group in groups]


def test_columns_get_the_room_for_their_longest_word_and_share_the_rest():
    # (2 + 1.2 + 4 + 1.2) em of 10 leave 1.6 em, three parts to one.
    assert column_shares([Need(2, 5), Need(4, 5)], 10) == pytest.approx([0.44, 0.56])
    assert column_shares([Need(2, 2), Need(5.2, 5.2)], 10) == pytest.approx([3.2 / 9.6, 6.4 / 9.6])
    assert column_shares([Need(40, 40)] * 4, 38) == [0.25] * 4
    assert column_shares([], 38) == []


@pytest.mark.parametrize(
    "before", ["<table>", f"<table>{CAPTION}", f'<table class="a">\n{CAPTION}']
)
def test_the_widths_stand_before_the_rows_and_all_else_stays(before):
    html = f"<p>Trước\n</p>{before}\n{HEAD}<tbody>{ROW}</tbody></table><p>Sau</p>"
    written = with_column_widths(html, 40)
    group = re.search("<colgroup>.*</colgroup>", written)[0]
    assert written.index(group) == len(f"<p>Trước\n</p>{before}")
    assert written.replace(group, "") == html
    [shares] = widths(html)
    assert sum(shares) == pytest.approx(100, abs=0.01)


def test_a_figure_is_not_broken_but_words_are():
    # "1.467" is 5 × 0.48 em, as the least and as the whole; "aaaa aaaa" 8 × 0.48 + 0.25, the least
    # 4 × 0.48.
    [shares] = widths("<table><tr><td>aaaa aaaa</td><td>1.467</td></tr></table>", 10)
    least = [1.92 + 1.2, 2.4 + 1.2]
    assert shares == pytest.approx([100 - least[1] * 10, least[1] * 10], abs=0.01)
    [shares] = widths('<table><tr><td class="number">aaaa aaaa</td><td>b b b</td></tr></table>', 6)
    # 4.09 + 1.2 and 0.48 + 1.2 are more than 6 em, so all is drawn in.
    assert shares == pytest.approx([100 * 5.29 / 6.97, 100 * 1.68 / 6.97], abs=0.01)


def test_a_heading_takes_one_line_of_few_columns_and_two_of_many():
    head = "<th>aaaaaaaa aa</th>"  # 10 letters and a space: 5.05 em.
    rest = "<th>a</th>"

    def table(count):
        return f"<table><thead><tr>{head}{rest * count}</tr></thead></table>"

    # One letter is 0.48 em; two words over two lines take the longer of 3.84 and 0.6 × 5.05.
    [few], [many] = widths(table(1)), widths(table(4))
    assert few[0] / few[1] == pytest.approx((5.05 + 1.2) / (0.48 + 1.2), abs=0.001)
    assert many[0] / many[1] == pytest.approx((3.84 + 1.2) / (0.48 + 1.2), abs=0.001)


def test_a_cell_that_reaches_over_others_moves_those_beside_it():
    html = (
        '<table><tr><td colspan="2">rất dài rất dài</td><td rowspan="2">aaaaaaaa</td></tr>'
        "<tr><td>a</td><td>a</td></tr><tr><td>a</td><td>a</td><td>a</td></tr></table>"
    )
    [shares] = widths(html)
    assert shares == pytest.approx([100 * 1.68 / 8.4, 100 * 1.68 / 8.4, 100 * 5.04 / 8.4], abs=0.01)


def test_tables_are_told_from_words_like_them_and_from_each_other():
    html = (
        '<p><a href="https://a.vn/?<table>">&lt;table&gt;</a></p><table></table>'
        "<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr></table>"
    )
    assert [len(each) for each in widths(html)] == [2, 1]
    assert with_column_widths("<p>a</p>", 40) == "<p>a</p>"
