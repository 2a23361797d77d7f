"""Where the figures of a month were taken from, as `sources.csv` has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.dataset.cells import Cells
from ictanalysis.dataset.datafile import DataFile
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.numerals import Read, Refused, digits, read_value
from ictanalysis.dataset.rows import Row, read_records
from ictanalysis.language.errors import UnknownKeyError
from ictanalysis.language.messages import _

SOURCES = "sources.csv"
SOURCES_COLUMNS = ("key", "value", "file", "sheet", "cell", "formula", "sha256")

FORMULA = "yes"
"""What stands in the column `formula` where a formula gave the value; otherwise nothing."""

_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Source:
    """The cell of an office's own file that a figure was taken from.

    Attributes
    ----------
    value
        The value that was taken, in digits and in the unit of the catalog.
    file, sheet, cell
        The name of the file, without its folder, the sheet, and the cell as `C7`.
    formula
        Whether a formula gave the value.
    sha256
        The digest of the file.
    line
        The row of `sources.csv`.
    """

    value: str
    file: str
    sheet: str
    cell: str
    formula: bool
    sha256: str
    line: int = 0


Sources = Mapping[IndicatorKey, Source]


def read_sources(file: DataFile, catalog: Catalog) -> tuple[Sources, list[Finding]]:
    """Return key → source of the figures of a month, and what is wrong with the file."""
    records, findings = read_records(file, SOURCES_COLUMNS)
    sources: dict[IndicatorKey, Source] = {}
    for row, record in records:
        try:
            key = catalog.resolve(record["key"])
        except UnknownKeyError as error:
            findings.append(row.finding(error.message, found=record["key"]))
            continue
        if key in sources:
            message = _("repeats line {first}: remove one", first=sources[key].line)
            findings.append(row.finding(message, found=record["key"]))
        elif problem := _problem(row, record, catalog, key):
            findings.append(problem)
        else:
            sources[key] = Source(
                value=record["value"],
                file=record["file"],
                sheet=record["sheet"],
                cell=record["cell"],
                formula=record["formula"] == FORMULA,
                sha256=record["sha256"],
                line=row.line,
            )
    return sources, findings


def _problem(
    row: Row, record: Mapping[str, str], catalog: Catalog, key: IndicatorKey
) -> Finding | None:
    value = read_value(record["value"], catalog.spec(key))
    if isinstance(value, Read | Refused):
        return row.finding(value.message, found=record["value"])
    fit = (
        record["file"].strip()
        and _CELL.fullmatch(record["cell"])
        and record["formula"] in {"", FORMULA}
        and _DIGEST.fullmatch(record["sha256"])
    )
    if fit:
        return None
    message = _(
        "is no source of a figure (file, sheet, cell such as C7, formula “yes” or nothing, SHA-256 "
        "of the file): mend the row, or import the file again"
    )
    return row.finding(message, found=",".join(row.cells))


def changed_since(file: DataFile, sources: Sources, cells: Cells) -> Iterator[Finding]:
    """Yield a warning for each figure that is not what was taken from its source."""
    for key, source in sources.items():
        value = cells[key].value if key in cells else None
        if value is None or digits(value) == digits(float(source.value)):
            continue
        message = _(
            "{key} was {taken} in {source}, sheet “{sheet}”, cell {cell}, and is {value} now: "
            "import the file again, or remove this row",
            key=str(key),
            taken=float(source.value),
            source=source.file,
            sheet=source.sheet,
            cell=source.cell,
            value=value,
        )
        yield file.finding(
            message,
            line=source.line,
            severity="warning",
            found=digits(value),
            expected=source.value,
        )
