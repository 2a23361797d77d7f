"""Formulas that work out the totals, rates and stocks of a sheet beside what is typed there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from ictanalysis.catalog import IndicatorKey, Measure
from ictanalysis.checks.sums import Sum, sums
from ictanalysis.dataset import Cell
from ictanalysis.exchange.workbooks.layout import FIRST_ROW, Layout
from ictanalysis.indicators.ratios import terms

MOST_ARGUMENTS, LONGEST_FORMULA = 255, 8192
"""What Excel allows in a formula."""

EXACT = 1e-9


@dataclass(frozen=True)
class Calculation:
    """One way to work out a value, in the words of a formula.

    Attributes
    ----------
    known
        Whether all that it needs has been filled in.
    value
        The value.
    rounding
        By how much what is typed may differ.
    """

    known: str
    value: str
    rounding: float


@dataclass(frozen=True)
class WorkedOut:
    """A cell, as an address, and all ways to work it out."""

    typed: str
    calculations: Sequence[Calculation]

    @property
    def formula(self) -> str:
        """Return the formula of its value: one that differs from what is typed before others."""
        formula = '""'
        for each in reversed(self.calculations):
            formula = f"IF({each.known},{each.value},{formula})"
        if len(self.calculations) > 1:
            for each in reversed(self.calculations):
                formula = f"IF({self._differs(each)},{each.value},{formula})"
        return f"={formula}"

    @property
    def wrong(self) -> str:
        """Return the formula of whether what is typed differs from any of them."""
        return f"=OR({','.join(map(self._differs, self.calculations))})"

    @property
    def right(self) -> str:
        """Return the formula of whether what is typed is what it can be worked out as."""
        known = ",".join(each.known for each in self.calculations)
        return f"=AND(ISNUMBER({self.typed}),OR({known}),NOT({self.wrong.removeprefix('=')}))"

    @property
    def fits(self) -> bool:
        """Return whether there is a formula, and Excel can take it."""
        texts = self.formula, self.wrong, self.right
        return bool(self.calculations) and max(map(len, texts)) <= LONGEST_FORMULA

    def _differs(self, each: Calculation) -> str:
        difference = f"ABS(N({self.typed})-{each.value})>{each.rounding + EXACT:.10f}"
        return f"AND(ISNUMBER({self.typed}),{each.known},{difference})"


def worked_out(
    layout: Layout, ready: Mapping[IndicatorKey, Cell | None]
) -> Mapping[IndicatorKey, WorkedOut]:
    """Return key → how it is worked out, for each row of a sheet that can be.

    Parameters
    ----------
    ready
        The rows of the sheet in their order.
    """
    rows = {key: row for row, key in enumerate(ready, start=FIRST_ROW)}
    blank = {key: cell or Cell(key, None, "A", "", "", 0) for key, cell in ready.items()}
    totals: dict[IndicatorKey, list[Sum]] = {}
    for each in sums(layout.catalog, blank, layout.table):
        if each.complete:
            totals.setdefault(each.total.key, []).append(each)
    found = {}
    for key, row in rows.items():
        ways = [*_sums(layout, rows, totals.get(key, ())), *_ratio(layout, rows, key)]
        ways += _stock(layout, rows, key)
        cell = WorkedOut(xl_rowcol_to_cell(row, layout.value, col_abs=True), ways)
        if cell.fits:
            found[key] = cell
    return found


def _sums(
    layout: Layout, rows: Mapping[IndicatorKey, int], totals: Sequence[Sum]
) -> Iterator[Calculation]:
    for each in totals:
        parts = [rows[part.key] for part in each.parts]
        cells = _ranges(layout.value, parts)
        if cells.count(",") < MOST_ARGUMENTS:
            known = f"COUNT({cells})={len(parts)}"
            yield Calculation(known, f"SUM({cells})", each.constraint.rounding)


def _ratio(
    layout: Layout, rows: Mapping[IndicatorKey, int], key: IndicatorKey
) -> Iterator[Calculation]:
    ratio = layout.catalog.tables[layout.table].ratios.get(key.name)
    if ratio is None:
        return
    above, below = terms(layout.catalog, key)
    if all(each in rows for each in (*above, *below)):
        over, under = (
            _ranges(layout.value, [rows[each] for each in side]) for side in (above, below)
        )
        whole = f"SUM({under})"
        counted = f"COUNT({over})+COUNT({under})={len(above) + len(below)}"
        value = f"{ratio.scale}*SUM({over})/IF({whole}=0,1,{whole})"
        yield Calculation(f"AND({counted},{whole}<>0)", value, 0.5 * 10.0**-ratio.decimals)


def _stock(
    layout: Layout, rows: Mapping[IndicatorKey, int], key: IndicatorKey
) -> Iterator[Calculation]:
    spec = layout.catalog.spec(key)
    if not isinstance(spec, Measure) or spec.tie is None or key.members:
        return
    table, tie = layout.table, spec.tie
    gains = [IndicatorKey(table, name) for name in tie.added]
    losses = [IndicatorKey(table, name) for name in tie.removed]
    opening = IndicatorKey(table, tie.opening) if tie.opening else None
    flows = [each for each in (*gains, *losses) if each in rows]
    if len(flows) < len(gains) + len(losses) or (opening is not None and opening not in rows):
        return
    start = (
        xl_rowcol_to_cell(rows[key], layout.last, col_abs=True)
        if opening is None
        else xl_rowcol_to_cell(rows[opening], layout.value, row_abs=True, col_abs=True)
    )
    came, went = (_ranges(layout.value, [rows[each] for each in side]) for side in (gains, losses))
    cells = ",".join(each for each in (start, came, went) if each)
    value = f"({start}+SUM({came}){f'-SUM({went})' if went else ''})"
    yield Calculation(f"COUNT({cells})={1 + len(flows)}", value, 0.0)


def _ranges(column: int, rows: Sequence[int]) -> str:
    """Return the cells of some rows as the arguments of a function, neighbours as one range."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ",".join(xl_range_abs(run[0], column, run[-1], column) for run in runs)
