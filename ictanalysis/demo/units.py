"""The nine district units of the province that does not exist."""

from __future__ import annotations

from collections.abc import Mapping

UNITS: Mapping[str, float] = {
    "mo-phong": 0.24,
    "vi-du": 0.11,
    "gia-dinh": 0.13,
    "thu-nghiem": 0.11,
    "minh-hoa": 0.10,
    "hinh-mau": 0.09,
    "tuong-trung": 0.09,
    "gia-lap": 0.07,
    "uoc-le": 0.06,
}
"""Unit → its share of the province's work; the shares add up to one."""
