"""Findings that point at a cell."""

from __future__ import annotations

from typing import Unpack

import pandas as pd

from ictanalysis.dataset import Cell
from ictanalysis.dataset.findings import Facts, Finding, Rule, Severity
from ictanalysis.language.messages import Message


def finding_at(
    cell: Cell,
    month: pd.Period,
    rule: Rule,
    severity: Severity,
    message: Message,
    **facts: Unpack[Facts],
) -> Finding:
    """Return a finding that points at a cell."""
    key, place = cell.key, (cell.file, cell.line)
    return Finding(month, rule, severity, message, key.table, key.name, key.where, *place, **facts)
