"""Who has reported, who is late, and how much is still open: a table like any other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ictanalysis.catalog.models import Measure, Ratio, Table, Term
from ictanalysis.exchange.rollup.gathering import Standing
from ictanalysis.language.locales import Locale

COVERAGE = "coverage"
MEASURES = (
    "units", "reported", "late", "sound", "drafts", "figures_expected", "figures_known", "errors",
)  # fmt: skip
_OF_REPORTED = frozenset({"sound", "drafts", "figures_known", "errors"})
"""What is not said of a unit that has not reported."""
COLUMNS = ("figures_expected", "figures_known", "known_rate", "errors")
"""What a table shows of each unit."""


def coverage_table(locale: Locale, section: str) -> Table:
    """Return what is measured of the reports themselves.

    Parameters
    ----------
    locale
        The language of the catalog.
    section
        The section of the report that tells it.
    """
    say, dimension = locale.say, "reporter"
    unit, figure, error = say("reporting units"), say("figures"), say("errors")

    def counted(label: str, unit: str, **more: object) -> Measure:
        return Measure.model_validate({"label": label, "unit": unit, "kind": "stock", **more})

    return Table(
        label=say("How the units have reported"),
        section=section,
        source=say("Data sets of the reporting units"),
        dimensions=[dimension],
        measures={
            "units": counted(say("Units that are to report"), unit, reported=False),
            "reported": counted(
                say("Units that have reported"), unit, part_of=["units"], better="higher",
                sum_of=["sound", "drafts"],
            ),
            "late": counted(say("Units that have not reported yet"), unit, better="lower"),
            "sound": counted(say("Units whose report is without errors"), unit, better="higher"),
            "drafts": counted(
                say("Units whose report still has errors"), unit, better="lower"
            ),
            "figures_expected": counted(
                say("Figures that are to be reported"), figure, reported=False
            ),
            "figures_known": counted(
                say("Figures that were reported"), figure, part_of=["figures_expected"],
                better="higher",
            ),
            "errors": counted(
                say("Errors that are still to be mended"), error, better="lower"
            ),
        },
        ratios={
            "reported_rate": Ratio(
                label=say("Share of the units that have reported"),
                unit="%",
                decimals=1,
                numerator=Term(measure="reported"),
                denominator=Term(measure="units"),
                better="higher",
            ),
            "known_rate": Ratio(
                label=say("Share of the figures that were reported"),
                unit="%",
                decimals=1,
                numerator=Term(measure="figures_known"),
                denominator=Term(measure="figures_expected"),
                by=[dimension],
                better="higher",
            ),
        },
    )  # fmt: skip


def coverage(
    standings: Mapping[str, Sequence[Standing | None]], expected: int
) -> Iterator[tuple[str, str, int | None]]:
    """Yield measure, unit and value of the reports of a month; the unit is blank for the total.

    Parameters
    ----------
    standings
        Unit → how those stand that were to report then and are a part of it now, None for one that
        is late.
    expected
        How many figures a unit is to report, where it has not.
    """
    counts = {
        unit: [_counts(each, expected) for each in found] for unit, found in standings.items()
    }
    for measure in MEASURES:
        values = {unit: _sum([each[measure] for each in own]) for unit, own in counts.items()}
        yield measure, "", _sum(list(values.values()))
        for unit, value in values.items():
            if measure not in _OF_REPORTED or any(each["reported"] for each in counts[unit]):
                yield measure, unit, value


def _sum(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _counts(found: Standing | None, expected: int) -> Mapping[str, int | None]:
    has = found is not None and found.known > 0
    errors = found.errors if found is not None else 0
    return {
        "units": 1,
        "reported": int(has),
        "late": int(not has),
        "sound": None if errors is None else int(has and not errors),
        "drafts": None if errors is None else int(has and errors > 0),
        "figures_expected": expected if found is None else found.expected,
        "figures_known": 0 if found is None else found.known,
        "errors": errors,
    }
