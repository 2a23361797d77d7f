from __future__ import annotations

from datetime import date

from ictanalysis.demo.rows import Row, broken_down, stated, table_text

HEADER = ["measure", "level", "unit", "value", "status", "note"]


def test_a_row_is_written_as_a_table_has_it() -> None:
    rows = [
        Row("received", 12),
        Row("received", 5, {"unit": "vi-du", "level": "3"}, "P", "một, hai"),
        Row("day", date(2021, 5, 23)),
        Row("minutes", None, status="M"),
        Row("rate", 79.37),
    ]
    assert table_text(HEADER, rows) == (
        "measure,level,unit,value,status,note\n"
        "received,,,12,,\n"
        'received,3,vi-du,5,P,"một, hai"\n'
        "day,,,2021-05-23,,\n"
        "minutes,,,,M,\n"
        "rate,,,79.37,,\n"
    )


def test_units_come_after_their_total_and_the_note_stands_with_it() -> None:
    assert list(broken_down("sent", "unit", {"a": 2, "b": 3}, "P", "tạm tính")) == [
        Row("sent", 5, {}, "P", "tạm tính"),
        Row("sent", 2, {"unit": "a"}, "P"),
        Row("sent", 3, {"unit": "b"}, "P"),
    ]


def test_a_rate_is_stated_rounded_half_up() -> None:
    assert stated("signed_rate", 13018, 16401).value == 79.37  # 79,3732…
    assert stated("signed_rate", 1, 800).value == 0.13  # 0,125
    assert stated("online_rate", 1, 3, {"level": "3"}) == Row(
        "online_rate", 33.33, {"level": "3"}, note="Tỷ lệ nguồn công bố"
    )
