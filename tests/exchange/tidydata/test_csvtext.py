from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ictanalysis.exchange.tidydata.csvtext import excel_csv, harmless_csv
from ictanalysis.exchange.tidydata.tidytable import Column, TidyTable
from ictanalysis.files.csvtext import harmless
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Language

SIGNS = "=+-@＝＋－＠"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+84 294", "'+84 294"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\tghi chú", "'\tghi chú"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ("  =1", "'  =1"),
        ("＝1+1", "'＝1+1"),
        ("'=1", "''=1"),
        ("'trích'", "'trích'"),
        ("1 - 1", "1 - 1"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_a_text_that_could_run_gets_an_apostrophe(text: str, written: str) -> None:
    assert harmless(text) == written


@given(st.text())
@example("''=1")
@example(" '=1")
def test_no_text_runs_and_each_can_be_had_again(text: str) -> None:
    written = harmless(text)
    assert written.lstrip()[:1] not in set(SIGNS) - {""} or not written
    assert written[:1] not in {"\t", "\r", "\n"}
    again = written[1:] if written.startswith("'") and harmless(written[1:]) == written else written
    assert again == text


def test_each_kind_of_content_has_one_form() -> None:
    columns = [Column(name, "", "") for name in "abcde"]
    rows = [(16401.0, 79.37, None, date(2021, 5, 3), 'có "dấu", phẩy'), (0.0, 1e-6, "", 7, "=1")]
    text = harmless_csv(TidyTable("t", "T", columns, rows, ()))
    assert text == ('a,b,c,d,e\n16401,79.37,,2021-05-03,"có ""dấu"", phẩy"\n0,0.000001,,7,\'=1\n')


def test_every_number_is_digits() -> None:
    numbers = [0.1, 1e15 - 1, 123456789012345.5, 2.675, 1000.0]
    table = TidyTable("t", "T", [Column("a", "", "", "number")], [(each,) for each in numbers], ())
    read = [row[0] for row in csv.reader(io.StringIO(harmless_csv(table)))][1:]
    assert read == ["0.1", "999999999999999", "123456789012345.5", "2.675", "1000"]
    assert all(re.fullmatch(r"[0-9]+(\.[0-9]+)?", each) for each in read)


@pytest.mark.parametrize(
    ("language", "text"),
    [("vi", 'a;b\n26,5;\'=1\n;"x;y"\n'), ("en", "a,b\n26.5,'=1\n,x;y\n")],
)
def test_excel_opens_a_file_as_it_is(language: Language, text: str) -> None:
    columns = [Column("a", "A", "", "number"), Column("b", "B", "")]
    table = TidyTable("t", "T", columns, [[26.5, "=1"], [None, "x;y"]], ["b"])
    assert excel_csv(table, Locale(language)) == b"\xef\xbb\xbf" + text.encode()
