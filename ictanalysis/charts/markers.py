"""The markers of months and of legends, which differ by shape and filling: grey print shows them.

Each function returns the corners of a polygon around its middle; a half is half its height.
"""

from __future__ import annotations

from collections.abc import Sequence

from ictanalysis.charts.canvas import Spot

Outline = Sequence[Spot]

OCTAGON = ((1, 0.41), (0.41, 1), (-0.41, 1), (-1, 0.41), (-1, -0.41), (-0.41, -1), (0.41, -1))


def triangle(x: float, y: float, half: float, *, up: bool) -> Outline:
    """Return a triangle that points up or down."""
    tip = -half if up else half
    return [(x, y + tip), (x + half * 1.15, y - tip), (x - half * 1.15, y - tip)]


def diamond(x: float, y: float, half: float) -> Outline:
    """Return a square that stands on a corner."""
    return [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]


def dot(x: float, y: float, half: float) -> Outline:
    """Return a dot, as round as one of its size needs to be."""
    return [(x + dx * half, y + dy * half) for dx, dy in (*OCTAGON, (1, -0.41))]


def box(x: float, y: float, width: float, height: float) -> Outline:
    """Return a rectangle from its upper left corner."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def cross(x: float, y: float, width: float, height: float) -> Sequence[Outline]:
    """Return the two lines that cross out a rectangle in which nothing can be shown."""
    return [[(x, y), (x + width, y + height)], [(x, y + height), (x + width, y)]]
