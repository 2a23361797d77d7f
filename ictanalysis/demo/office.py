"""The small counts of an office: letters, meetings, visits, letters of complaint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
import pandas as pd

from ictanalysis.demo.dice import Dice
from ictanalysis.demo.rows import Row, Rows, broken_down
from ictanalysis.demo.timeline import MONTHS, days_off

COUNTS: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "directives": {
        "orientation_letters": (1, 6),
        "submitted_ppc": (1, 5),
        "submitted_steering_committee": (0, 3),
        "decisions_issued": (1, 6),
        "plans_issued": (0, 4),
    },
    "postal": {"draft_decisions": (0, 2)},
    "telecom": {
        "documents_sent": (1, 6),
        "rural_communes_confirmed": (0, 4),
        "rural_appraisal_visits": (0, 3),
        "frequency_inspections_joined": (0, 2),
    },
    "it_guidance": {"documents": (3, 9)},
    "security": {"incidents": (0, 4)},
    "leadership": {"events": (8, 18)},
    "office": {"resignations": (0, 1), "submissions_planning": (0, 3)},
    "petitions": {"denunciations": (0, 1), "complaints": (0, 2), "feedback": (0, 3)},
    "party": {"degradation_signs": (0, 0)},
}
"""Table → measure → the fewest and the most of a month."""

COURSES = {"theory_advanced": 3, "theory_intermediate": 2, "principal_inspector": 1}
TERM = 6
"""A course lasts so many months, with the same people until its end."""

RECEPTION_DAY = 5
COVID19 = pd.Period("2020-02", "M")
"""The first month with directives and documents about it."""

ELECTION_DAY = date(2021, 5, 23)


def counts(table: str, dice: Dice) -> Iterator[Rows]:
    """Yield a table of small counts."""
    for _month in MONTHS:
        yield [
            Row(measure, fewest + dice.up_to(most - fewest))
            for measure, (fewest, most) in COUNTS[table].items()
        ]


def reception(dice: Dice) -> Iterator[Rows]:
    """Yield the table `reception`: one day a month, the fifth or the next working day."""
    for month in MONTHS:
        fifth = date(month.year, month.month, RECEPTION_DAY)
        day = np.busday_offset(fifth, 0, roll="forward", holidays=days_off(month.year)).item()
        yield [
            Row("periodic_days", 1),
            Row("periodic_date", day),
            Row("periodic_citizens", dice.up_to(4)),
            Row("regular_citizens", dice.up_to(3)),
            Row("dialogues", dice.up_to(1)),
        ]


def courses(dice: Dice) -> Iterator[Rows]:
    """Yield the table `training`."""
    people: Mapping[str, int] = {}
    for position, _month in enumerate(MONTHS):
        if position % TERM == 0:
            people = {course: count + dice.up_to(2) for course, count in COURSES.items()}
        yield [*broken_down("people", "course", people)]


def inspections(dice: Dice) -> Iterator[Rows]:
    """Yield the table `inspections`."""
    for _month in MONTHS:
        kinds = {"periodic": dice.up_to(2), "unscheduled": dice.up_to(2)}
        yield [*broken_down("conducted", "inspection_type", kinds)]


def assessment(dice: Dice) -> Iterator[Rows]:
    """Yield the table `assessment`, which is empty in most months."""
    for month in MONTHS:
        rows = []
        if month >= COVID19:
            rows.append(Row("covid_directives", 1 + dice.up_to(4)))
        if month == pd.Period(ELECTION_DAY, "M"):
            rows.append(Row("election_day", ELECTION_DAY))
        yield rows
