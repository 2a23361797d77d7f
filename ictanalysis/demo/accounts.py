"""Certificates and mailboxes of the province's staff."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from ictanalysis.demo.dice import Dice, apportioned
from ictanalysis.demo.planted import CORRECTION, RESTATED
from ictanalysis.demo.rows import Row, Rows, broken_down
from ictanalysis.demo.timeline import MONTHS
from ictanalysis.demo.units import UNITS
from ictanalysis.language.locales import VIETNAMESE

SIM_PKI = pd.Period("2020-09", "M")
"""The first month in which keys are kept on SIM cards."""

CERTIFICATES = {"organization": 301, "usb": 779, "sim_pki": 0}
"""Kind → how many there were before the first month."""

MAILBOXES = 5600
TWICE = 14
TWICE_UNIT = "mo-phong"
"""The unit in which mailboxes were given twice."""

PROVISIONAL = "Số tạm tính: đang rà soát hộp thư trùng"


def certificates(dice: Dice) -> Iterator[Rows]:
    """Yield the table `certificates`: what was there, plus the new ones, less the revoked ones."""
    active = dict(CERTIFICATES)
    for month in MONTHS:
        opening = sum(active.values())
        new = {
            "organization": 2 + dice.up_to(6),
            "usb": 16 + dice.up_to(24),
            "sim_pki": 1 + dice.up_to(6) if month >= SIM_PKI else 0,
        }
        revoked = {"organization": dice.up_to(1), "usb": dice.up_to(5)}
        active = {kind: active[kind] + new[kind] - revoked.get(kind, 0) for kind in active}
        yield [
            *_active(active),
            Row("new", sum(new.values())),
            Row("revoked", sum(revoked.values())),
            Row("opening", opening),
        ]


def _active(active: Mapping[str, int]) -> Iterator[Row]:
    personal = {"holder": "personal"}
    yield Row("active", sum(active.values()))
    yield Row("active", active["organization"], {"holder": "organization"})
    yield Row("active", active["usb"] + active["sim_pki"], personal)
    for carrier in ("usb", "sim_pki"):
        yield Row("active", active[carrier], {**personal, "carrier": carrier})


def email(dice: Dice) -> Iterator[Rows]:
    """Yield the table `email`, with the month that is restated and the one that corrects it."""
    boxes = apportioned(MAILBOXES, UNITS)
    for month in MONTHS:
        closed = sum(boxes.values())
        opening = Row("opening", closed)
        if month == CORRECTION.month:
            boxes[TWICE_UNIT] -= TWICE
            opening = _corrected(closed, closed - TWICE)
        new = {unit: dice.up_to(round(110 * share)) for unit, share in UNITS.items()}
        if month == RESTATED.month:
            new[TWICE_UNIT] += TWICE
        boxes = {unit: boxes[unit] + new[unit] for unit in boxes}
        provisional = ("P", PROVISIONAL) if month == RESTATED.month else ("", "")
        yield [
            *broken_down("mailboxes", "unit", boxes, *provisional),
            Row("new", sum(new.values())),
            opening,
        ]


def _corrected(closed: int, count: int) -> Row:
    note = (
        f"Đính chính số cuối tháng {RESTATED.month.month}/{RESTATED.month.year}: "
        f"{VIETNAMESE.number(count)} thay cho {VIETNAMESE.number(closed)} đã báo cáo, "
        f"do bỏ {TWICE} hộp thư cấp trùng"
    )
    return Row("opening", count, status="B", note=note)
