"""The data dictionary of a data set: its entries, and the page that is written from them.

``python -m ictanalysis.exchange.dictionary data docs/data-dictionary.md`` writes the page.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ictanalysis.catalog import Catalog, Measure, Ratio, Target
from ictanalysis.catalog.models import Term
from ictanalysis.dataset import read_dataset
from ictanalysis.dataset.statuses import STATUSES
from ictanalysis.language.errors import IctError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _

INTRODUCTION = (
    _("Written from `catalog.yml` and `targets.yml` by `make docs`; do not edit it here."),
    _(
        "Each table is one CSV file a month, `data/YYYY-MM/<table>.csv`, with the header "
        "`measure,<dimensions…>,value,status,note`. A blank dimension means the total over it."
    ),
    _(
        "A `stock` is a state at the end of the period, a `flow` adds up over months, an `average` "
        "does neither, a `date` is written YYYY-MM-DD. A `ratio` is always computed; a row with "
        "its key holds the rate that the source states, and is only compared."
    ),
)


@dataclass(frozen=True)
class Entry:
    """What a code of the data means.

    Attributes
    ----------
    item
        What has the code: a status, table, measure, ratio, dimension or member.
    key, code
        What tells it from all other entries (`documents.signed`, `level=3`), and the code as the
        data has it.
    label, unit, kind, decimals
        How the catalog describes it; `decimals` is None where there are none to print.
    breakdowns
        The dimensions that it is broken down by, as `level; level × channel`.
    description
        What it consists of, or where it comes from.
    """

    item: str
    key: str
    code: str
    label: str
    description: str = ""
    unit: str = ""
    kind: str = ""
    decimals: int | None = None
    breakdowns: str = ""


def entries(catalog: Catalog) -> Iterator[Entry]:
    """Yield the statuses, then the tables with their measures and ratios, then the dimensions."""
    yield from _statuses(catalog.locale)
    for table in catalog.tables:
        yield from _table(catalog, table)
    for dimension in catalog.dimensions:
        yield from _dimension(catalog, dimension)


def _statuses(locale: Locale) -> Iterator[Entry]:
    for code, (name, meaning) in STATUSES.items():
        yield Entry("status", f"status:{code}", code, locale.render(name), locale.render(meaning))


def _table(catalog: Catalog, key: str) -> Iterator[Entry]:
    """Yield a table, then its measures and ratios."""
    table, say = catalog.tables[key], catalog.locale.say
    place = say("Section {section}. Source: {source}.", section=table.section, source=table.source)
    yield Entry("table", f"table:{key}", key, table.label, place)
    for name, spec in table.indicators.items():
        yield _indicator(catalog.locale, f"{key}.{name}", name, spec)


def _dimension(catalog: Catalog, key: str) -> Iterator[Entry]:
    """Yield a dimension, then its members."""
    dimension = catalog.dimensions[key]
    within = ", ".join(f"{outer} = {member}" for outer, member in dimension.within.items())
    only = catalog.locale.say("Only where {condition}.", condition=within) if within else ""
    yield Entry("dimension", f"dimension:{key}", key, dimension.label, only)
    for member, label in dimension.members.items():
        yield Entry("member", f"{key}={member}", member, label)


def _indicator(locale: Locale, key: str, name: str, spec: Measure | Ratio) -> Entry:
    if isinstance(spec, Ratio):
        item, kind, breakdowns = "ratio", "ratio", [[each] for each in spec.by]
        scaled = f" × {spec.scale}" if spec.scale != 1 else ""
        terms = f"{_term(spec.numerator)} / {_term(spec.denominator)}{scaled}"
        description = _equals(locale, terms)
    else:
        item, kind, breakdowns = "measure", spec.kind, spec.breakdowns
        description = ". ".join(_ties(locale, spec))
    joined = "; ".join(" × ".join(each) for each in breakdowns)
    return Entry(item, key, name, spec.label, description, spec.unit, kind, spec.decimals, joined)


def _ties(locale: Locale, spec: Measure) -> Iterator[str]:
    """Yield what ties a measure to others, a phrase each."""
    if spec.sum_of:
        yield _equals(locale, " + ".join(spec.sum_of))
    if spec.part_of:
        yield locale.say("At most {terms}", terms=", ".join(spec.part_of))
    if spec.tie:
        removed = "".join(f" − {name}" for name in spec.tie.removed)
        opening = spec.tie.opening or locale.say("last month")
        yield _equals(locale, f"{opening} + {' + '.join(spec.tie.added)}{removed}")
    if spec.rows_with:
        yield locale.say("Rows with status {statuses}", statuses=", ".join(spec.rows_with))
    if not spec.expected:
        yield locale.say("May be absent")


def _equals(locale: Locale, terms: str) -> str:
    return locale.say("Equals {terms}", terms=terms)


def _term(term: Term) -> str:
    where = "; ".join(f"{key} = {' + '.join(names) or '*'}" for key, names in term.where.items())
    return f"{term.measure}[{where}]" if where else term.measure


def page(catalog: Catalog, targets: Sequence[Target]) -> str:
    """Return the data dictionary as Markdown: statuses, tables, dimensions and targets."""
    say = catalog.locale.say
    names = say("Code"), say("Name")
    statuses = _statuses(catalog.locale)
    meanings = [[f"`{each.code}`", each.label, each.description] for each in statuses]
    parts = [
        "# " + say("Data dictionary"),
        *map(catalog.locale.render, INTRODUCTION),
        "## " + say("Data status"),
        _grid([*names, say("Means")], meanings),
    ]
    for table in catalog.tables:
        parts += _section(catalog, table)
    parts.append("## " + say("Dimensions"))
    for key in catalog.dimensions:
        dimension, *members = _dimension(catalog, key)
        grid = _grid(names, ([f"`{each.code}`", each.label] for each in members))
        parts += [f"### {key}: {dimension.label}", grid]
        parts += [dimension.description] if dimension.description else []
    parts += ["## " + say("Targets"), _targets(catalog.locale, targets)]
    return "\n\n".join(parts) + "\n"


def _section(catalog: Catalog, key: str) -> Sequence[str]:
    """Return heading, place and indicators of a table."""
    say = catalog.locale.say
    table, *indicators = _table(catalog, key)
    place = (
        say("File `{file}`.", file=f"{key}.csv")
        if catalog.tables[key].rows_of is None
        else say("File `plan.csv`, whose rows are counted.")
    )
    head = [say("Key"), say("Name"), say("Unit of measure"), say("Kind"), say("Broken down by")]
    rows = [
        [f"`{each.key}`", each.label, each.unit, each.kind, each.breakdowns, each.description]
        for each in indicators
    ]
    grid = _grid([*head, say("Explanation")], rows)
    return [f"## {key}: {table.label}", f"{table.description} {place}", grid]


def _targets(locale: Locale, targets: Sequence[Target]) -> str:
    say = locale.say
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
    head = [say("Key"), say("Target"), say("Decision"), say("In force"), say("Name")]
    return _grid([*head, say("Notes")], rows)


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(text.replace("|", "\\|") for text in line) + " |" for line in lines
    )


def main(data: Path, destination: Path) -> None:
    """Write the dictionary of a data set to a file, in the language of the data set."""
    files = read_dataset(data)
    destination.write_text(page(files.catalog, files.targets), encoding="utf-8")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    except IctError as error:
        sys.exit(str(error))
