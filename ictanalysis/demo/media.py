"""The portal, the component sites, the press and the radio stations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from ictanalysis.demo.dice import Dice, apportioned
from ictanalysis.demo.office import COVID19
from ictanalysis.demo.planted import BREAK, MISSING, SLIP, SURGE
from ictanalysis.demo.rows import Row, Rows, broken_down
from ictanalysis.demo.timeline import MONTHS, between, workload
from ictanalysis.demo.units import UNITS

BEFORE, AFTER = 38, 62
"""Posts a month on the portal, before and after the break."""

SURGE_FACTOR = 2.4
SLIP_SIZE = 9
"""The error of two swapped digits: a multiple of nine."""

CHANGED = "Từ tháng này tính cả tin, bài dẫn lại từ trang thành phần; không so được với tháng trước"

CATEGORIES = {
    "leader_schedule": (4, 4),
    "reception_schedule": (1, 1),
    "legal_normative": (5, 9),
    "notice": (3, 7),
    "directive": (5, 10),
    "admin_reform": (0, 3),
    "legal_dissemination": (1, 4),
    "procurement": (1, 4),
    "new_rural": (0, 5),
    "covid19": (4, 9),
    "election": (2, 6),
    "plan": (1, 4),
    "draft_for_comment": (4, 10),
}
"""Category → the fewest and the most documents of a month in which there are any."""

OCCASIONS = {"covid19": COVID19, "election": pd.Period("2021-02", "M")}
"""Category → the first month with documents of it."""

FIRST_STATIONS, LAST_STATIONS = 52, 82
ALL_ONLINE = pd.Period("2020-01", "M")
"""The first month in which every dossier for a licence is filed online."""


def portal(dice: Dice) -> Iterator[Rows]:
    """Yield the table `portal`, with its break in series, its surge and its slip."""
    for month in MONTHS:
        level = AFTER if month >= BREAK.month else BEFORE
        surge = SURGE_FACTOR if month == SURGE.month else 1
        posts = dice.count(level * workload(month) * surge, 0.12)
        languages = apportioned(posts, {"vi": dice.around(0.72, 0.08), "km": 0.28})
        mark = ("B", CHANGED) if month == BREAK.month else ("", "")
        documents = {name: _documents(dice, name, month) for name in CATEGORIES}
        slip = SLIP_SIZE if month == SLIP.month else 0
        yield [
            Row("posts", posts, {}, *mark),
            *(Row("posts", count, {"language": name}, *mark) for name, count in languages.items()),
            Row("documents", sum(documents.values()) + slip),
            *(Row("documents", count, {"category": name}) for name, count in documents.items()),
        ]


def _documents(dice: Dice, category: str, month: pd.Period) -> int:
    fewest, most = CATEGORIES[category]
    count = fewest + dice.up_to(most - fewest)
    return count if month >= OCCASIONS.get(category, month) else 0


def component_sites(dice: Dice) -> Iterator[Rows]:
    """Yield the table `component_sites`."""
    for month in MONTHS:
        posts = dice.count(between(310, 470, month) * workload(month), 0.10)
        yield [Row("sites", round(between(34, 40, month))), Row("posts", posts)]


def press(dice: Dice) -> Iterator[Rows]:
    """Yield the table `press`."""
    for month in MONTHS:
        licences = 8 + dice.up_to(12)
        online = licences if month >= ALL_ONLINE else round(licences * dice.around(0.6, 0.3))
        yield [
            Row("documents_sent", dice.up_to(4)),
            Row("licences", licences),
            Row("licence_dossiers_online", online),
        ]


def radio(dice: Dice) -> Iterator[Rows]:
    """Yield the table `radio`, with the figure that is missing."""
    stations = dict.fromkeys(UNITS, 0)
    for month in MONTHS:
        stations = _grown(stations, round(between(FIRST_STATIONS, LAST_STATIONS, month)))
        minutes = Row("minutes_per_day", dice.count(between(22, 27, month), 0.06))
        if month == MISSING.month:
            minutes = Row("minutes_per_day", None, status="M", note="Chưa tổng hợp được")
        yield [
            *broken_down("stations", "unit", stations),
            minutes,
            Row("directives", dice.up_to(5)),
        ]


def _grown(stations: Mapping[str, int], total: int) -> dict[str, int]:
    """Return the stations of each unit once there are so many; no unit ever loses one.

    Each new one goes to the unit whose turn it is by the method of Sainte-Laguë.
    """
    grown = dict(stations)
    for _new in range(total - sum(grown.values())):
        turn = max(UNITS, key=lambda unit: UNITS[unit] / (2 * grown[unit] + 1))
        grown[turn] += 1
    return grown
