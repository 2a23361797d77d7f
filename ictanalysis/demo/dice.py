"""Random numbers that are the same for the same seed on every machine.

Only `random.Random.random` is drawn from, whose sequence Python promises not to change.
"""

from __future__ import annotations

import random
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Part = TypeVar("Part", bound=Hashable)


class Dice:
    """A stream of random numbers for one subject, independent of all others.

    Parameters
    ----------
    seed
        Chosen by the user.
    subject
        What the stream is for: the name of a table.
    """

    def __init__(self, seed: int, subject: str) -> None:
        self._random = random.Random(f"{seed}/{subject}").random

    def around(self, value: float, spread: float) -> float:
        """Return a number within a share of a value, more often near it than far.

        It is bounded, so that chance alone never puts a month far outside its own history.
        """
        return value * (1 + spread * (self._random() + self._random() - 1))

    def count(self, value: float, spread: float) -> int:
        """Return a whole number within a share of a value."""
        return round(self.around(value, spread))

    def up_to(self, most: int) -> int:
        """Return a whole number from nothing to `most`, each as often as the other."""
        return int(self._random() * (most + 1))

    def happens(self, share: float) -> bool:
        """Return whether an event of a given probability happens."""
        return self._random() < share

    def one_of(self, choices: Sequence[str]) -> str:
        """Return one of several texts at random."""
        return choices[self.up_to(len(choices) - 1)]


def apportioned(total: int, weights: Mapping[Part, float]) -> dict[Part, int]:
    """Return whole numbers in proportion to weights that add up to a total exactly.

    Parameters
    ----------
    total
        Not negative.
    weights
        Part → weight, not negative and not all nothing. A part without weight gets nothing.

    References
    ----------
    The method of largest remainders (Hamilton, Hare-Niemeyer).

    Examples
    --------
    >>> apportioned(10, {"a": 1, "b": 1, "c": 1})
    {'a': 4, 'b': 3, 'c': 3}
    """
    whole = sum(weights.values())
    shares = {part: total * weight / whole for part, weight in weights.items()}
    numbers = {part: int(share) for part, share in shares.items()}
    left = total - sum(numbers.values())
    by_remainder = sorted(shares, key=lambda part: numbers[part] - shares[part])
    for part in by_remainder[:left]:
        numbers[part] += 1
    return numbers
