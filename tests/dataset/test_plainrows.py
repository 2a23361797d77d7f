"""A table is read at once where it is written as it should be, and closely where it may not be."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictanalysis.catalog import read_catalog
from ictanalysis.dataset.datafile import DataFile, clean_text, is_clean
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.plainrows import plain_cells
from ictanalysis.dataset.tables import TableReader
from ictanalysis.language.invisible import odd, plain
from ictanalysis.language.unprintable import UNPRINTABLE
from tests.datasets import MAY, REAL

CATALOG = read_catalog(REAL / "catalog.yml", "data/catalog.yml")
NAME = "data/2021-05/table.csv"

PLAIN = {
    "documents": "outgoing,16401,,\nsigned,13018,,",
    "dossiers": "received,,,4943,,\nreceived,,online,1347,,",
    "reception": "periodic_days,1,I,\nperiodic_date,2021-05-05,,",
}


def file(table: str, rows: str) -> DataFile:
    header = ",".join(TableReader(CATALOG, table).header)
    return DataFile(MAY, table, NAME, f"{header}\n{rows}\n")


def reader(table: str) -> TableReader:
    """Return a reader of a table that has looked up some names, as of a month before."""
    made = TableReader(CATALOG, table)
    made.read(file(table, PLAIN[table]))
    return made


def is_plain(made: TableReader, given: DataFile) -> bool:
    return plain_cells(given, made.header, made._known) is not None


def assert_same(made: TableReader, given: DataFile) -> None:
    """Hold what is read at once, or closely if need be, against what is read closely."""
    cells, findings = made.read(given)
    closely, found = TableReader(CATALOG, given.table)._closely(given)
    assert list(cells.items()) == list(closely.items())
    assert [*map(said, findings)] == [*map(said, found)]


def said(finding: Finding) -> tuple[object, ...]:
    return finding.as_json("vi"), finding.hint, finding.stranger


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        *PLAIN.items(),
        ("documents", "outgoing,0,,\n\n\nsigned,1,P,"),
        ("documents", "outgoing,,M,Chưa có số liệu"),
        ("documents", "outgoing,,B,\nsigned,5,B,Cách tính mới"),
        ("documents", 'outgoing,5,E,"một, hai"\nsigned,4,,'),
        ("documents", 'outgoing,5,,"hai\ndòng"\nsigned,4,,'),
        ("documents", '"outgoing","5","",""'),
        ("documents", "outgoing,999999999999999,,"),
        ("documents", "outgoing,5,, ghi chú "),
        ("documents", "outgoing,007,,"),
        ("dossiers", "received,,,4943,A,"),
        ("reception", "periodic_date,2020-02-29,,"),
    ],
)
def test_what_is_as_it_should_be_is_read_at_once(table: str, rows: str) -> None:
    made = reader(table)
    assert is_plain(made, file(table, rows))
    assert_same(made, file(table, rows))
    assert not made.read(file(table, rows))[1]


ODD = [
    # Numbers.
    *(
        f"outgoing,{value},,"
        for value in (
            "1e5", "nan", "+5", "-5", "5.0", "5.5", "16.401", '"16,401"', "\uff15\uff15", "\u0665",
            " 5", "5 ", "\u00a05", "5\u200b", "\u22125", "1_000", "0x10", "inf", "5%",
            "1000000000000000", "9" * 40, "'5", "2021-05-05", "5\t",
        )
    ),
    # Statuses, with a value and without one.
    "outgoing,5,M,", "outgoing,,,", "outgoing,,E,", "outgoing,5,X,", "outgoing,5,a,",
    "outgoing,5, E,", "outgoing,5,E ,", "outgoing,,MB,", "outgoing, ,M,", "outgoing,\u3000,M,",
    "outgoing,5,\uff25,",
    # Rows.
    "outgoing,5,,\noutgoing,6,,", "outgoing,5,,\noutgoing ,6,,", "outgoing,5", "outgoing,5,,,",
    "outgoing,5,,một, hai", "outgoing,5,,x,,", ",,,", "   ", "outgoing", ",5,,", "OUTGOING,5,,",
    "outgoinG,5,,", "sold,5,,", "outgoing,5,,\nsold,6,,",
    # Quotes.
    'outgoing,5,,"', 'outgoing,"5"x,,', 'outgoing,5,,"a"b', 'out"going,5,,', 'outgoing,5,,"a""b"',
    # Characters that no page can show, or that are written otherwise.
    "outgoing,5,,e\u0301", "outgoing,5,,\x07", "outgoing,5,,\ufeff", "outgoing,5,,\ue000",
    "outgoing,5,,\U0001f600", "outgoing,5,,\U000e0100", "outgoing,5,,\u2028", "outgoing,5,,\x85",
    "outgoing,5,,\x0c", "outgoing,5,,\ud800", "outgoing,5,,\u202e", f"outgoing,5,,{'x' * 500}",
    "outgoing,5,,\r\nsigned,4,,", "outgoing,5,,\rsigned,4,,",
]  # fmt: skip


@pytest.mark.parametrize("rows", ODD)
def test_what_is_unusual_says_what_it_says_when_it_is_read_closely(rows: str) -> None:
    assert_same(reader("documents"), file("documents", rows))


@pytest.mark.parametrize(
    "rows",
    [
        "received,,online,5.0,,", "received,online,,5,,", "received,,Online,5,,",
        "received,,,5,,\nreceived,,,5,,", "received,,5,,", "received,,,,5,,",
        "received, ,online,5,,",
        "received,3,online,5,,", "received,2,,5,,", '"received,,",online,5,,',
    ],
)  # fmt: skip
def test_members_are_held_against_the_catalog_either_way(rows: str) -> None:
    assert_same(reader("dossiers"), file("dossiers", rows))


@pytest.mark.parametrize(
    "value", ["2021-02-29", "05/5/2021", "2021-5-5", "44321", "2021-05-05T00:00", "0000-01-01", "5"]
)
def test_days_are_read_closely_where_they_are_no_plain_days(value: str) -> None:
    assert_same(reader("reception"), file("reception", f"periodic_date,{value},,"))


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "measure,value,status,note", "\nmeasure,value,status,note\noutgoing,5,,\n",
        "measure,value,status,note\n", "measure;value;status;note\noutgoing;5;;\n",
        "\ufeffmeasure,value,status,note\noutgoing,5,,\n", "sep=,\nmeasure,value,status,note\n",
        "measure,value,status,note,\noutgoing,5,,,\n", "measure,status,value,note\noutgoing,,5,\n",
        "measure,value,status,note,\noutgoing,5,,\n", "measure,value,status,note \noutgoing,5,,\n",
        "measure,value,status,note\r\noutgoing,5,,\r\n", "measure,value,status\noutgoing,5,\n",
        ",measure,value,status,note\n0,outgoing,5,,\n", "measure,value,status,note\noutgoing,5,,",
    ],
)  # fmt: skip
def test_a_file_may_be_laid_out_in_any_way(text: str) -> None:
    assert_same(reader("documents"), DataFile(MAY, "documents", NAME, text))


TOKENS = st.sampled_from(
    ["outgoing", "signed", "users", "5", "1e5", "16.401", "2021-05-05", "A", "E", "M", "B", "X",
     ",", ",", ",", ",", "\n", "\n", '"', '""', " ", "\r", "\t", "\u200b", "\uff15", "é", "e\u0301"]
)  # fmt: skip


@given(st.lists(TOKENS, max_size=40).map("".join))
def test_both_ways_of_reading_say_the_same_of_any_text(rows: str) -> None:
    assert_same(reader("documents"), file("documents", rows))


@given(
    st.lists(st.tuples(st.sampled_from(["outgoing", "signed", "users"]), TOKENS, TOKENS, TOKENS))
)
def test_both_ways_of_reading_say_the_same_of_any_rows(rows: list[tuple[str, ...]]) -> None:
    assert_same(reader("documents"), file("documents", "\n".join(map(",".join, rows))))


@given(st.text())
def test_a_clean_text_is_one_of_which_nothing_is_told(text: str) -> None:
    given = DataFile(MAY, "", NAME, text)
    if is_clean(text):
        assert clean_text(given) == (text, [])
        assert UNPRINTABLE.search(text) is None


def test_no_character_that_a_page_cannot_show_is_clean() -> None:
    letters = map(chr, range(sys.maxunicode + 1))
    assert not [each for each in letters if UNPRINTABLE.match(each) and is_clean(each)]


@given(st.text(st.characters(max_codepoint=127)))
def test_what_nobody_sees_in_ascii_is_around_it(text: str) -> None:
    assert plain(text) == text.strip()
    assert (odd(text) is None) == (text == text.strip())
