"""The data dictionary of a data set, written from its catalog.

``python -m ictanalysis.exchange.dictionary data docs/data-dictionary.md`` writes it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ictanalysis.catalog.catalog import Catalog, read_catalog
from ictanalysis.catalog.models import Measure, Ratio, Table, Term
from ictanalysis.catalog.targets import Target, read_targets
from ictanalysis.language.errors import IctError

__all__ = ["dictionary", "main"]

HEAD = """\
# Data dictionary

Written from `catalog.yml` and `targets.yml` by `make docs`; do not edit it here.

Each table is one CSV file a month, `data/YYYY-MM/<table>.csv`, with the header
`measure,<dimensions…>,value,status,note`. A blank dimension means the total over it. Status:
`A` normal (or blank), `E` estimated, `P` provisional, `M` missing (no value, which is not zero),
`B` break in series. A *stock* is a state at the end of the period, a *flow* adds up over months,
an *average* does neither, a *date* is written YYYY-MM-DD. Ratios are always computed; a row with
the key of a ratio holds the rate that the source states, and is only compared.
"""


def dictionary(catalog: Catalog, targets: Sequence[Target]) -> str:
    """Return the data dictionary as Markdown: tables, dimensions and targets."""
    parts = [HEAD]
    parts += [_table(key, table) for key, table in catalog.tables.items()]
    parts += ["## Dimensions\n", *_dimensions(catalog), "## Targets\n", _targets(targets)]
    return "\n".join(parts)


def _table(key: str, table: Table) -> str:
    place = "`plan.csv` (rows are counted)" if table.rows_of else f"`{key}.csv`"
    rows: list[list[str]] = [
        [f"`{key}.{name}`", spec.label, spec.unit, spec.kind, _broken_down(spec), _ties(spec)]
        for name, spec in table.measures.items()
    ]
    rows += [
        [f"`{key}.{name}`", ratio.label, ratio.unit, "ratio", ", ".join(ratio.by), _formula(ratio)]
        for name, ratio in table.ratios.items()
    ]
    head = ["key", "label", "unit", "kind", "by", "ties"]
    return (
        f"## {key}: {table.label}\n\n"
        f"Section {table.section}. File {place}. Source: {table.source}.\n\n{_grid(head, rows)}"
    )


def _broken_down(spec: Measure) -> str:
    return "; ".join(" × ".join(combination) for combination in spec.breakdowns)


def _ties(spec: Measure) -> str:
    ties = []
    if spec.sum_of:
        ties.append(f"= {' + '.join(spec.sum_of)}")
    if spec.part_of:
        ties.append(f"≤ {', '.join(spec.part_of)}")
    if spec.tie:
        removed = "".join(f" − {name}" for name in spec.tie.removed)
        opening = spec.tie.opening or "last month"
        ties.append(f"= {opening} + {' + '.join(spec.tie.added)}{removed}")
    if spec.rows_with:
        ties.append(f"rows with status {', '.join(spec.rows_with)}")
    if not spec.expected:
        ties.append("may be absent")
    return "; ".join(ties)


def _formula(ratio: Ratio) -> str:
    scaled = " × 100" if ratio.unit == "%" else ""
    return f"{_term(ratio.numerator)} / {_term(ratio.denominator)}{scaled}"


def _term(term: Term) -> str:
    where = ", ".join(f"{key} = {' + '.join(names) or 'all'}" for key, names in term.where.items())
    return f"{term.measure}[{where}]" if where else term.measure


def _dimensions(catalog: Catalog) -> Iterator[str]:
    for key, dimension in catalog.dimensions.items():
        within = ", ".join(f"{outer} = {member}" for outer, member in dimension.within.items())
        only = f" Only where {within}." if within else ""
        rows = [[f"`{member}`", label] for member, label in dimension.members.items()]
        yield f"### {key}: {dimension.label}\n\n{_grid(['member', 'label'], rows)}{only}\n"


def _targets(targets: Sequence[Target]) -> str:
    rows = [
        [
            f"`{each.indicator}`",
            ("≥ " if each.direction == "at_least" else "≤ ") + f"{each.value:g}",
            f"{each.decision} ({each.issued})",
            f"{each.valid_from} – {each.valid_to or ''}",
            each.label,
            each.remark,
        ]
        for each in targets
    ]
    return _grid(["indicator", "target", "decision", "in force", "says", "remark"], rows)


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(
        "| " + " | ".join(text.replace("|", "\\|") for text in line) + " |\n" for line in lines
    )


def main(data: Path, destination: Path) -> None:
    """Write the dictionary of a data set to a file."""
    catalog = read_catalog(data / "catalog.yml", f"{data.as_posix()}/catalog.yml")
    targets = read_targets(data / "targets.yml", f"{data.as_posix()}/targets.yml", catalog)
    destination.write_text(dictionary(catalog, targets), encoding="utf-8")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    except IctError as error:
        sys.exit(str(error))
