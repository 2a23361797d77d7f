from __future__ import annotations

import pytest

from ictanalysis.indicators.signals import Better, assurance, process_behaviour
from tests.indicators.signals.series import series

VALUES = [9.5, 10.5] * 6
"""Limits 7.34 and 12.66."""


@pytest.mark.parametrize(
    ("target", "higher", "lower"),
    [
        (7, "pass", "fail"),
        (8, "inconsistent", "inconsistent"),
        (12, "inconsistent", "inconsistent"),
        (13, "fail", "pass"),
    ],
)
def test_a_target_against_the_limits(target: float, higher: str, lower: str) -> None:
    """The three answers of NHSRplotthedots, tests/testthat/test-ptd_calculate_assurance_type.R."""
    assert assurance(process_behaviour(series(VALUES), better="higher"), target) == higher
    assert assurance(process_behaviour(series(VALUES), better="lower"), target) == lower


@pytest.mark.parametrize("better", ["higher", "lower"])
def test_a_target_that_is_a_limit_is_met_by_chance(better: Better) -> None:
    behaviour = process_behaviour(series(VALUES), better=better)
    assert behaviour.limits is not None
    assert assurance(behaviour, behaviour.limits.upper) == "inconsistent"
    assert assurance(behaviour, behaviour.limits.lower) == "inconsistent"


def test_only_the_last_phase_counts() -> None:
    values = series([*VALUES, *(each + 100 for each in VALUES)])
    behaviour = process_behaviour(values, better="higher", breaks=[values.index[12]])
    assert assurance(behaviour, 50) == "pass"


def test_nothing_is_assured_without_limits_or_direction() -> None:
    assert assurance(process_behaviour(series(VALUES)), 50) is None
    assert assurance(process_behaviour(series(VALUES[:11]), better="higher"), 50) is None
