"""Figures: every measure and ratio of a month, with last month's value and its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ictanalysis.catalog import Catalog, IndicatorKey, Measure, Ratio
from ictanalysis.dataset import Cell, Cells
from ictanalysis.dataset.statuses import STATUSES
from ictanalysis.indicators.htmltext import html_summary
from ictanalysis.indicators.ratios import NOTHING, quotient
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _

MISSING = _("not available")
"""What a reader sees where a figure is missing, which is not zero."""

ENDED = _("no longer reported")
"""What a reader sees of a series that has ended."""

SEVERITY = "MBPEI"
"""Statuses from the most severe on: a ratio has the most severe status of its parts."""


@dataclass(frozen=True, repr=False)
class Figure:
    """One number of a month, with its unit, its status and the cells that it came from.

    Attributes
    ----------
    key, label, unit, kind, decimals
        What it is; `kind` is a measure's kind or `ratio`.
    value
        None where it is missing. A date is its ordinal.
    status
        SDMX code: `A` normal, `I` derived, `E` estimated, `P` provisional, `M` missing, `B` break
        in series.
    cells
        The cells that it was read or computed from.
    locale
        The language that it is printed in.
    formula
        How a ratio was computed, with its numbers; blank for a measure.
    previous
        Value of the month before; None where there is none or a break lies between.
    previous_cells
        The cells that `previous` was read or computed from.

    Examples
    --------
    >>> import ictanalysis as ict
    >>> rate = ict.load("data")["2021-05"]["documents.signed_rate"]
    >>> rate
    <Figure documents.signed_rate: 79,37%, status A>
    >>> rate.formula, rate.sources
    ('13.018 / 16.401 × 100', ['data/2021-05/documents.csv:4', 'data/2021-05/documents.csv:3'])
    >>> round(float(rate), 2)
    79.37
    """

    key: IndicatorKey
    label: str
    unit: str
    kind: str
    decimals: int
    value: float | None
    status: str
    cells: tuple[Cell, ...]
    locale: Locale
    formula: str = ""
    previous: float | None = None
    previous_cells: tuple[Cell, ...] = ()

    @property
    def day(self) -> date | None:
        """Return the day that a date stands for; None where it is missing or no date."""
        known = self.kind == "date" and self.value is not None
        return date.fromordinal(int(self.value or 1)) if known else None

    @property
    def text(self) -> str:
        """Return it as a table prints it: `13.018`, `79,37%`, `05/5/2021`, or as not available."""
        if self.value is None:
            return self.locale.render(ENDED if self.ended else MISSING)
        if self.day is not None:
            return self.locale.short_day(self.day)
        number = self.locale.number(self.value, self.decimals)
        return f"{number}%" if self.unit == "%" else number

    @property
    def ended(self) -> bool:
        """Return whether its series has ended, so that it is not missing."""
        return self.value is None and any(cell.ends for cell in self.cells)

    @property
    def number(self) -> str:
        """Return it as a table with a column of units prints it: `79,37`, `about 472`."""
        return self._hedged(self.text.removesuffix("%"))

    @property
    def prose(self) -> str:
        """Return it as a sentence prints it: `02` for 2 in Vietnamese, a day with its month."""
        if self.day is not None:
            return self._hedged(self.locale.day(self.day))
        if self.value is not None and self.decimals == 0 and self.kind in {"stock", "flow"}:
            return self._hedged(self.locale.count(self.value))
        return self.hedged

    @property
    def stated(self) -> float | None:
        """Return the value as the source states it; None for one that is missing or derived."""
        return None if self.status == "I" else self.value

    @property
    def change(self) -> float | None:
        """Return value less the month before's; None where one of them is missing."""
        if self.value is None or self.previous is None or self.kind == "date":
            return None
        return self.value - self.previous

    @property
    def sources(self) -> list[str]:
        """Return the places that it came from, as `file:line`."""
        return [cell.place for cell in self.cells]

    @property
    def hedged(self) -> str:
        """Return it as a table prints it, an estimate marked as one: `about 472`."""
        return self._hedged(self.text)

    def _hedged(self, text: str) -> str:
        return self.locale.say("about {number}", number=text) if self.status == "E" else text

    @property
    def quantity(self) -> str:
        """Return it with its unit: `818 services`, `about 472 articles`, `79.37%`, a day."""
        has_unit = self.value is not None and self.unit != "%" and self.kind != "date"
        return f"{self.hedged} {self.unit}" if has_unit else self.hedged

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<Figure {self.key}: {self.quantity}, status {self.status}>"

    def _repr_html_(self) -> str:
        say, status = self.locale.say, STATUSES[self.status].name
        rows = {
            say("Value"): self.quantity,
            say("Status"): f"{self.status} – {self.locale.render(status)}",
            say("Key"): str(self.key),
            say("Formula"): self.formula,
            say("Source"): ", ".join(self.sources),
        }
        return html_summary(self.label, {name: text for name, text in rows.items() if text})

    def __float__(self) -> float:
        """Return the value as a number.

        Raises
        ------
        UsageError
            If it is missing, which is not zero, or a day.
        """
        if self.value is None:
            raise UsageError(
                _(
                    "{key} is missing, so it is no number: look at its value, None",
                    key=str(self.key),
                )
            )
        if self.day is not None:
            raise UsageError(_("{key} is a day, not a number: take its day", key=str(self.key)))
        return self.value


def figure(catalog: Catalog, cells: Cells, before: Cells, key: IndicatorKey) -> Figure:
    """Return the figure of a key, missing if the month has no such cell.

    Parameters
    ----------
    cells, before
        Cells of the month and of the month before it (empty where there is none).
    key
        A key that the catalog has.
    """
    spec = catalog.spec(key)
    if isinstance(spec, Ratio):
        return _ratio(catalog, cells, before, key, spec)
    return _measure(catalog, cells, before, key, spec)


def _measure(
    catalog: Catalog, cells: Cells, before: Cells, key: IndicatorKey, spec: Measure
) -> Figure:
    cell = cells.get(key)
    last = None if cell and cell.status == "B" else _last(cells, before, key, spec)
    return Figure(
        key,
        catalog.label(key),
        spec.unit,
        spec.kind,
        spec.decimals,
        cell.value if cell else None,
        cell.status if cell else "M",
        (cell,) if cell else (),
        catalog.locale,
        previous=last.value if last else None,
        previous_cells=(last,) if last else (),
    )


def _last(cells: Cells, before: Cells, key: IndicatorKey, spec: Measure) -> Cell | None:
    """Return last month's cell; this month's opening where there is none, or where it corrects it.

    An opening of status `B` says that last month closed with another figure than it published.
    """
    if spec.tie is None or spec.tie.opening is None:
        return before.get(key)
    opening = cells.get(IndicatorKey(key.table, spec.tie.opening, key.members))
    corrected = opening is not None and opening.status == "B"
    return opening if corrected or key not in before else before[key]


def _ratio(catalog: Catalog, cells: Cells, before: Cells, key: IndicatorKey, spec: Ratio) -> Figure:
    now = last = NOTHING
    if applies(spec, key):
        now, last = quotient(catalog, cells, key), quotient(catalog, before, key)
    statuses = {cell.status for cell in now.cells}
    status = next((code for code in SEVERITY if code in statuses), "A")
    return Figure(
        key,
        catalog.label(key),
        spec.unit,
        spec.kind,
        spec.decimals,
        now.value,
        "M" if now.value is None else status,
        now.cells,
        catalog.locale,
        formula(now.numerator, now.denominator, spec, catalog.locale),
        None if status == "B" else last.value,
        () if status == "B" else last.cells,
    )


def applies(spec: Ratio, key: IndicatorKey) -> bool:
    """Return whether a ratio has a meaning at the members of a key."""
    return set(key.where) <= set(spec.by) and (spec.total or bool(key.members))


def formula(numerator: float | None, denominator: float | None, spec: Ratio, locale: Locale) -> str:
    """Return how a ratio is computed, with its numbers; blank where a side is missing."""
    if numerator is None or denominator is None:
        return ""
    above, below = (locale.number(side) for side in (numerator, denominator))
    return f"{above} / {below}" + (" × 100" if spec.unit == "%" else "")


def indicator_keys(catalog: Catalog, cells: Cells) -> Iterator[IndicatorKey]:
    """Yield the key of every figure of a month, table by table: its cells, then its ratios."""
    for table, spec in catalog.tables.items():
        yield from (key for key in cells if key.table == table and key.name in spec.measures)
        for name, ratio in spec.ratios.items():
            whole = IndicatorKey(table, name)
            if ratio.total:
                yield whole
            for dimension in ratio.by:
                yield from catalog.broken_down(whole, dimension).values()
