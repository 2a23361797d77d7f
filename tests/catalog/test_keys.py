from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictanalysis.catalog import IndicatorKey
from ictanalysis.language.errors import UsageError
from ictanalysis.language.placeholders import KEY_PATTERN

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
MEMBERS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,8}", fullmatch=True)
WHERE = st.dictionaries(NAMES, MEMBERS, max_size=3)


@given(NAMES, NAMES, WHERE)
def test_a_key_that_is_written_is_read_back(table: str, name: str, where: dict[str, str]) -> None:
    key = IndicatorKey(table, name, tuple(where.items()))
    assert IndicatorKey.parse(str(key)) == key
    assert re.fullmatch(KEY_PATTERN, str(key))
    assert key.where == where


@pytest.mark.parametrize(
    "text",
    [
        "",
        "documents",
        "documents.",
        ".signed",
        "documents.signed.rate",
        "documents.signed[",
        "documents.signed[]",
        "documents.signed[level]",
        "documents.signed[level=]",
        "documents.signed[=3]",
        "documents.signed[level=3,level=4]",
        "documents.signed[level=3]]",
        "Documents.signed",
        "documents.signed\n",
        "{documents.signed}",
        "документы.signed",
    ],
)
def test_anything_else_is_refused_with_its_value(text: str) -> None:
    with pytest.raises(UsageError) as told:
        IndicatorKey.parse(text)
    assert f"“{text}” is not the key of an indicator" in str(told.value)


def test_blank_members_mean_the_total() -> None:
    key = IndicatorKey.parse("dossiers.received[level=3]")
    assert str(key.at({"level": "", "channel": "online"})) == "dossiers.received[channel=online]"
    assert str(key.at({"level": "", "channel": ""})) == "dossiers.received"
