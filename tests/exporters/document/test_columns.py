import pytest

from ictanalysis.exporters.document.blocks import Prose
from ictanalysis.exporters.document.body import Body
from ictanalysis.exporters.document.columns import Need, column_shares, set_columns
from ictanalysis.exporters.document.paper import paper
from ictanalysis.exporters.document.parts import Masthead


def tables(html, width=40.0):
    """Return the tables of HTML on paper, with the columns of a text so many em wide."""
    root = paper(Body(Masthead(title="a"), "a", (Prose(html),), ()))
    found = list(root.iter("table"))
    for table in found:
        set_columns(table, width)
    return found


def widths(html, width=40.0):
    """Return the widths that each table of HTML states, in percent."""
    return [
        [100 * float(share) for share in table.get("columns").split()]
        for table in tables(html, width)
    ]


def grid(html):
    """Return the cells of each row of a table: its text, and over how many others it reaches."""
    [table] = tables(html)
    return [
        [("".join(td.itertext()), int(td.get("colspan")), int(td.get("rowspan"))) for td in row]
        for row in table.iter("tr")
    ]


def test_columns_get_the_room_for_their_longest_word_and_share_the_rest():
    # (2 + 1.2 + 4 + 1.2) em of 10 leave 1.6 em, three parts to one.
    assert column_shares([Need(2, 5), Need(4, 5)], 10) == pytest.approx([0.44, 0.56])
    assert column_shares([Need(2, 2), Need(5.2, 5.2)], 10) == pytest.approx([3.2 / 9.6, 6.4 / 9.6])
    assert column_shares([Need(40, 40)] * 4, 38) == [0.25] * 4
    assert column_shares([], 38) == []


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


def test_each_table_has_its_own_columns():
    html = (
        "<p>&lt;table&gt;</p><table></table>"
        "<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr></table>"
    )
    assert [len(each) for each in widths(html)] == [0, 2, 1]


def test_every_place_of_the_grid_is_taken_by_one_cell():
    assert grid("<table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>") == [
        [("a", 1, 1), ("", 1, 1)],
        [("b", 1, 1), ("c", 1, 1)],
    ]
    # A cell reaches neither over another that comes from above nor out of its part of the table.
    html = (
        '<table><thead><tr><th rowspan="5">h</th></tr></thead><tbody>'
        '<tr><td>a</td><td rowspan="9">b</td><td>c</td></tr><tr><td colspan="3">d</td></tr>'
        "</tbody></table>"
    )
    assert grid(html) == [
        [("h", 1, 1), ("", 1, 1), ("", 1, 1)],
        [("a", 1, 1), ("b", 1, 2), ("c", 1, 1)],
        [("d", 1, 1), ("", 1, 1)],
    ]


@pytest.mark.parametrize("html", ["<table></table>", "<table><caption>a</caption></table>"])
def test_a_table_without_cells_has_no_columns(html):
    assert widths(html) == [[]]
