"""What is wrong with a month's data: everything is collected, then told once."""

from __future__ import annotations

import pandas as pd

from ictanalysis.checks.acknowledgements import acknowledge
from ictanalysis.checks.arithmetic import arithmetic
from ictanalysis.checks.missing import expected_keys, missing
from ictanalysis.checks.unbound import unbound
from ictanalysis.dataset import DatasetFiles, cells_of
from ictanalysis.findings import Finding

__all__ = ["check", "expected_keys"]


def check(files: DatasetFiles, month: pd.Period) -> list[Finding]:
    """Yield the findings of a month, the gravest first.

    A cell that could not be read is told once, by the rule `structure`, and not again as absent.
    """
    own = files.months[month]
    cells, before = cells_of(files, month), cells_of(files, month - 1)
    folder = f"{files.path.as_posix()}/{month}"
    unread = {(finding.table, finding.measure) for finding in own.findings}
    absent = (
        finding
        for finding in missing(files.catalog, cells, before, month, folder)
        if not {(finding.table, ""), (finding.table, finding.measure)} & unread
    )
    literals = files.settings.literals
    found = [
        *own.findings,
        *arithmetic(files.catalog, cells, before, month),
        *absent,
        *unbound(files.catalog, own.narrative, literals, month),
    ]
    return sorted(acknowledge(found, own.acknowledgements, month), key=lambda each: each.rank)
