"""Services offered online, by level, and procedures published on the national portal."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ictanalysis.demo.dice import Dice
from ictanalysis.demo.dossiers import LEVEL_4
from ictanalysis.demo.rows import Row, Rows, broken_down, stated
from ictanalysis.demo.timeline import MONTHS, between, risen

NATIONAL_PORTAL = pd.Period("2019-12", "M")
"""The month in which the national public service portal was opened (9 December 2019)."""

STEP = 6
"""How many services are opened to the public at a time."""


def services(dice: Dice) -> Iterator[Rows]:
    """Yield the table `services`: level 4 begins in 2019 and grows to a third."""
    level_3 = level_4 = total = 0
    for month in MONTHS:
        total = max(total, dice.count(between(1560, 1858, month), 0.004))
        level_3 = max(level_3, _lot(dice.around(between(240, 818, month), 0.03)))
        level_4 = max(level_4, _lot(dice.around(risen(LEVEL_4, 612, month), 0.03)))
        levels = {"1-2": total - level_3 - level_4, "3": level_3, "4": level_4}
        yield [
            *broken_down("provided", "level", levels),
            *(
                stated("level_share", levels[level], total, {"level": level})
                for level in ("3", "4")
            ),
        ]


def procedures(dice: Dice) -> Iterator[Rows]:
    """Yield the table `procedures`: none before there was a portal to publish them on."""
    published = 0
    for month in MONTHS:
        if month >= NATIONAL_PORTAL:
            published = max(published, dice.count(risen(NATIONAL_PORTAL, 1416, month), 0.02))
        yield [Row("published", published)]


def _lot(count: float) -> int:
    return round(count / STEP) * STEP
