"""Dossiers received and resolved, by level of service, channel and unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from ictanalysis.catalog import IndicatorKey
from ictanalysis.demo.dice import Dice, apportioned
from ictanalysis.demo.planted import CROWD
from ictanalysis.demo.rows import Row, Rows, broken_down, stated
from ictanalysis.demo.timeline import MONTHS, between, risen, workload
from ictanalysis.demo.units import UNITS

LEVEL_4 = pd.Period("2019-01", "M")
"""The first month with services at level 4."""

IN_PERSON = "in_person"
ONLINE = "online"
STAY_AT_HOME = pd.Period("2020-04", "M")
IN_PERSON_LEFT = {STAY_AT_HOME: 0.45, STAY_AT_HOME + 1: 0.85}
"""Month → the share of in-person filing that was left: social distancing from 1 April 2020."""

RESOLVED = 0.76
"""The share of dossiers that is resolved in its month, in every month."""

CROWD_UNIT = IndicatorKey.parse(CROWD.key).where["unit"]
CROWD_FACTOR = 2.8

Cell = tuple[str, str]


def dossiers(dice: Dice) -> Iterator[Rows]:
    """Yield the table `dossiers`: twice as many in three years, and ever more of them online."""
    for month in MONTHS:
        shares = _shares(dice, month)
        volume = between(2480, 4940, month) * workload(month) * sum(shares.values())
        received = {unit: dice.count(volume * share, 0.10) for unit, share in UNITS.items()}
        if month == CROWD.month:
            received[CROWD_UNIT] = round(received[CROWD_UNIT] * CROWD_FACTOR)
        cells = apportioned(sum(received.values()), shares)
        resolved = {unit: dice.count(count * RESOLVED, 0.05) for unit, count in received.items()}
        pending = {unit: count - resolved[unit] for unit, count in received.items()}
        yield [
            *_received(received, cells),
            *broken_down("resolved", "unit", resolved),
            *broken_down("pending", "unit", pending),
            *_stated(cells),
        ]


def _shares(dice: Dice, month: pd.Period) -> Mapping[Cell, float]:
    """Return level and channel → share of the dossiers of a usual month."""
    level_3 = dice.around(between(0.16, 0.30, month), 0.06)
    level_4 = dice.around(risen(LEVEL_4, 0.32, month), 0.06)
    online_3 = dice.around(between(0.05, 0.12, month), 0.15)
    online_4 = dice.around(between(0.42, 0.74, month), 0.06)
    home = IN_PERSON_LEFT.get(month, 1)
    return {
        ("1-2", IN_PERSON): (1 - level_3 - level_4) * home,
        ("1-2", ONLINE): 0,
        ("3", IN_PERSON): level_3 * (1 - online_3) * home,
        ("3", ONLINE): level_3 * online_3,
        ("4", IN_PERSON): level_4 * (1 - online_4) * home,
        ("4", ONLINE): level_4 * online_4,
    }


def _received(units: Mapping[str, int], cells: Mapping[Cell, int]) -> Iterator[Row]:
    total, *each_unit = broken_down("received", "unit", units)
    yield total
    for channel in (IN_PERSON, ONLINE):
        count = sum(cells[cell] for cell in cells if cell[1] == channel)
        yield Row("received", count, {"channel": channel})
    for level in ("1-2", "3", "4"):
        yield Row("received", cells[level, IN_PERSON] + cells[level, ONLINE], {"level": level})
        for channel in (IN_PERSON, ONLINE):
            yield Row("received", cells[level, channel], {"level": level, "channel": channel})
    yield from each_unit


def _stated(cells: Mapping[Cell, int]) -> Iterator[Row]:
    """Yield the stated online rates of the levels that have dossiers."""
    for level in ("3", "4"):
        online = cells[level, ONLINE]
        if whole := online + cells[level, IN_PERSON]:
            yield stated("online_rate", online, whole, {"level": level})
