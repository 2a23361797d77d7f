"""What is wrong on purpose in the demonstration data: breaks, corrections, anomalies and a slip.

The generator plants them, the guide lists them, and the tests look for them, all from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd


@dataclass(frozen=True)
class Planted:
    """One irregularity, planted in one month.

    Attributes
    ----------
    kind
        What it is.
    month, key
        Where it is to be found.
    description
        What was done there, for the guide.
    """

    kind: Literal["break", "restated", "correction", "missing", "anomaly", "slip"]
    month: pd.Period
    key: str
    description: str

    def __str__(self) -> str:
        return f"{self.month}  {self.kind:10}  {self.key}"


MISSING = Planted(
    "missing",
    pd.Period("2019-04", "M"),
    "radio.minutes_per_day",
    "Not known (status `M`); the months before and after are.",
)
BREAK = Planted(
    "break",
    pd.Period("2019-09", "M"),
    "portal.posts",
    "From here on, posts taken over from the component sites count too (status `B`, also for each "
    "language), and the level is higher.",
)
RESTATED = Planted(
    "restated",
    pd.Period("2019-10", "M"),
    "email.mailboxes",
    "Provisional (status `P`): mailboxes that were given twice are in it, as the next month finds.",
)
CORRECTION = Planted(
    "correction",
    pd.Period("2019-11", "M"),
    "email.opening",
    "The correction: this month's opening stock differs from what last month closed with "
    "(status `B`), and its note says by how much and why.",
)
SLIP = Planted(
    "slip",
    pd.Period("2020-06", "M"),
    "portal.documents",
    "The total differs from the sum of its categories, and nobody has accepted it: the month's "
    "report is a draft.",
)
SURGE = Planted(
    "anomaly",
    pd.Period("2020-10", "M"),
    "portal.posts",
    "More than twice as many as usual, unexplained.",
)
CROWD = Planted(
    "anomaly",
    pd.Period("2021-03", "M"),
    "dossiers.received[unit=vi-du]",
    "One unit reports almost three times its usual number, unexplained.",
)

PLANTED = (MISSING, BREAK, RESTATED, CORRECTION, SLIP, SURGE, CROWD)
"""Every irregularity of the data, in the order of time."""

FIRST_LOOK = SURGE.month
"""The month to begin with: its report shows a signal, a break behind it and a plan followed up."""
