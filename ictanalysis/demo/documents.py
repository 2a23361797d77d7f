"""Documents sent, signed and unsigned, by unit."""

from __future__ import annotations

from collections.abc import Iterator

from ictanalysis.demo.dice import Dice
from ictanalysis.demo.rows import Row, Rows, broken_down, stated
from ictanalysis.demo.timeline import MONTHS, between, workload
from ictanalysis.demo.units import UNITS


def documents(dice: Dice) -> Iterator[Rows]:
    """Yield the table `documents`: twice as many in three years, and ever more of them signed."""
    for month in MONTHS:
        volume = between(8200, 16400, month) * workload(month)
        rate = between(0.42, 0.80, month)
        outgoing = {unit: dice.count(volume * share, 0.09) for unit, share in UNITS.items()}
        signed = {unit: round(sent * dice.around(rate, 0.05)) for unit, sent in outgoing.items()}
        unsigned = {unit: sent - signed[unit] for unit, sent in outgoing.items()}
        yield [
            Row("users", round(between(4100, 7254, month))),
            *broken_down("outgoing", "unit", outgoing),
            *broken_down("signed", "unit", signed),
            *broken_down("unsigned", "unit", unsigned),
            stated("signed_rate", sum(signed.values()), sum(outgoing.values())),
        ]
