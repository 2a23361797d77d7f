from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ictanalysis.catalog import IndicatorKey, Target, better, read_catalog, read_targets
from ictanalysis.language.errors import InputError
from tests.datasets import REAL, write

TARGET = """\
targets:
  - indicator: documents.signed_rate
    value: 100
    direction: at_least
    decision: 942/QĐ-TTg
    issued: 2021-06-15
    valid_from: 2021-06-15
    valid_to: 2021-12-31
    label: Nhãn
    denominators_agree: false
"""


def read(folder: Path, text: str) -> list[Target]:
    write(folder / "targets.yml", text)
    catalog = read_catalog(REAL / "catalog.yml", "catalog.yml")
    return list(read_targets(folder / "targets.yml", "data/targets.yml", catalog))


@pytest.mark.parametrize(
    ("month", "counts"),
    [
        ("2021-05", False),
        ("2021-06", False),
        ("2021-07", True),
        ("2021-12", True),
        ("2022-01", False),
    ],
)
def test_a_target_counts_for_whole_months_inside_its_dates(
    tmp_path: Path, month: str, counts: bool
) -> None:
    (target,) = read(tmp_path, TARGET)
    assert target.in_force(pd.Period(month, "M")) is counts


def test_a_target_without_a_last_day_stays_in_force(tmp_path: Path) -> None:
    (target,) = read(tmp_path, TARGET.replace("    valid_to: 2021-12-31\n", ""))
    assert target.in_force(pd.Period("2099-01", "M"))


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("documents.signed_rate", "documents.sined_rate", 2),
        ("documents.signed_rate", "văn bản", 2),
        ("value: 100", "value: nhiều", 3),
        ("value: 100", "value: .nan", 3),
        ("at_least", "exactly", 4),
        ("issued: 2021-06-15", "issued: 15/6/2021", 6),
        ("issued: 2021-06-15", "issued: 2021-06-31", 6),
        ("valid_to: 2021-12-31", "valid_to: 2020-12-31", 8),
        ("denominators_agree: false", "denominators_agree: đôi khi", 10),
    ],
)
def test_a_wrong_target_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, line: int
) -> None:
    with pytest.raises(InputError, match=rf"^data/targets.yml, line {line}: "):
        read(tmp_path, TARGET.replace(old, new))


def test_an_empty_list_of_targets_is_one(tmp_path: Path) -> None:
    assert read(tmp_path, "targets: []\n") == []


LEVEL_4 = TARGET.replace("documents.signed_rate", "services.level_share[level=4]")
SECOND = LEVEL_4.removeprefix("targets:\n")


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("targets: []\n", None),
        (LEVEL_4, "higher"),
        (LEVEL_4.replace("at_least", "at_most"), "lower"),
        (LEVEL_4 + SECOND, "higher"),
        (LEVEL_4 + SECOND.replace("at_least", "at_most"), None),
        # That of another member, and of another indicator.
        (LEVEL_4.replace("level=4", "level=3"), None),
        (TARGET, None),
    ],
)
def test_what_is_better_is_what_the_targets_of_the_indicator_ask_for(
    tmp_path: Path, text: str, direction: str | None
) -> None:
    targets = read(tmp_path, text)
    catalog = read_catalog(REAL / "catalog.yml", "catalog.yml")
    key = IndicatorKey("services", "level_share", (("level", "4"),))
    assert catalog.better(key) is None
    assert better(catalog, targets, key) == direction


def test_the_catalog_says_what_is_better_before_any_target(tmp_path: Path) -> None:
    targets = read(tmp_path, TARGET.replace("at_least", "at_most"))
    catalog = read_catalog(REAL / "catalog.yml", "catalog.yml")
    assert better(catalog, targets, IndicatorKey("documents", "signed_rate")) == "higher"
