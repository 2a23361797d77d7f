"""Rule `ratio`: a rate that the source states is the one that its parts give."""

from __future__ import annotations

from collections.abc import Iterator

from ictanalysis.catalog import Catalog
from ictanalysis.checks.violations import Violation
from ictanalysis.dataset import Cells
from ictanalysis.indicators.ratios import quotient
from ictanalysis.language.locales import rounded
from ictanalysis.language.messages import _


def violations(catalog: Catalog, cells: Cells, table: str) -> Iterator[Violation]:
    """Yield the stated ratios of a table that differ from their parts by more than rounding."""
    ratios = catalog.tables[table].ratios
    for key, cell in cells.items():
        if key.table != table or key.name not in ratios or cell.value is None:
            continue
        computed = quotient(catalog, cells, key)
        if computed.value is None:
            message = _("“{label}” is stated, but cannot be computed", label=catalog.label(key))
            yield Violation("ratio", "warning", cell, None, message, (cell,))
            continue
        decimals = ratios[key.name].decimals
        if abs(cell.value - computed.value) > 0.5 * 10.0**-decimals * (1 + 1e-9):
            message = _(
                "“{label}” is stated as {found}, but {numerator} of {denominator} is {expected}",
                label=catalog.label(key),
                found=cell.value,
                numerator=computed.numerator,
                denominator=computed.denominator,
                expected=float(rounded(computed.value, decimals + 2)),
            )
            suspects = (cell, *computed.cells)
            expected = float(rounded(computed.value, decimals))
            yield Violation("ratio", "error", cell, expected, message, suspects)
