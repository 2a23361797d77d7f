"""The data dictionary as a table: what each code of the observations means."""

from __future__ import annotations

from collections.abc import Iterator

from ictanalysis.analysis import Dataset
from ictanalysis.catalog import Catalog, Measure, Ratio, Term
from ictanalysis.dataset import Settings
from ictanalysis.dataset.statuses import STATUSES
from ictanalysis.exchange.tidydata.tidytable import Column, Content, TidyTable

__all__ = ["NAME", "SYNTHETIC", "dictionary"]

NAME = "dictionary"
SYNTHETIC = "Đây là số liệu mô phỏng, không phải số liệu thật."

ITEMS = ("dataset", "column", "status", "table", "measure", "ratio", "dimension", "member")
COLUMNS = (
    Column("key", "string", "Khóa", "Mã duy nhất trong từ điển."),
    Column("item", "string", "Mục", "Mục này giải thích cái gì.", ITEMS),
    Column("code", "string", "Mã", "Mã như trong cột của bảng số liệu."),
    Column("label", "string", "Tên", "Tên tiếng Việt."),
    Column("unit_of_measure", "string", "Đơn vị tính", "Đơn vị tính, với chỉ tiêu và tỷ lệ."),
    Column("kind", "string", "Loại", "Loại chỉ tiêu, hoặc kiểu dữ liệu của cột."),
    Column("decimals", "integer", "Số chữ số thập phân", "Số chữ số thập phân khi in."),
    Column("description", "string", "Giải thích", "Giải thích, nguồn, công thức."),
)

Row = tuple[Content, ...]


def dictionary(data: Dataset, observations: TidyTable) -> TidyTable:
    """Return what the columns, statuses, tables, measures and members of the data mean.

    Parameters
    ----------
    observations
        The table whose columns are explained.
    """
    rows = [
        _dataset(data.settings),
        *map(_column, observations.columns),
        *(
            _plain("status", code, *map(data.settings.locale.render, status))
            for code, status in STATUSES.items()
        ),
        *_tables(data.catalog),
        *_dimensions(data.catalog),
    ]
    return TidyTable(NAME, "Từ điển", COLUMNS, rows, ("key",))


def _dataset(settings: Settings) -> Row:
    description = SYNTHETIC if settings.synthetic else "Số liệu của cơ quan báo cáo."
    return _plain("dataset", "", f"{settings.department}, {settings.province}", description)


def _column(column: Column) -> Row:
    key = f"column:{column.name}"
    return key, "column", column.name, column.title, "", column.kind, None, column.description


def _plain(item: str, code: str, label: str, description: str) -> Row:
    key = f"{item}:{code}" if code else item
    return key, item, code, label, "", "", None, description


def _tables(catalog: Catalog) -> Iterator[Row]:
    for key, table in catalog.tables.items():
        yield _plain("table", key, table.label, f"Mục {table.section}. Nguồn: {table.source}.")
        for name, measure in table.measures.items():
            yield _indicator("measure", f"{key}.{name}", measure, _sum(measure))
        for name, ratio in table.ratios.items():
            yield _indicator("ratio", f"{key}.{name}", ratio, _quotient(ratio))


def _indicator(item: str, key: str, spec: Measure | Ratio, description: str) -> Row:
    kind = spec.kind if isinstance(spec, Measure) else "ratio"
    name = key.partition(".")[2]
    return key, item, name, spec.label, spec.unit, kind, spec.decimals, description


def _sum(measure: Measure) -> str:
    return f"Bằng {' + '.join(measure.sum_of)}" if measure.sum_of else ""


def _quotient(ratio: Ratio) -> str:
    scaled = f" × {ratio.scale}" if ratio.scale != 1 else ""
    return f"Bằng {_term(ratio.numerator)} / {_term(ratio.denominator)}{scaled}"


def _term(term: Term) -> str:
    where = "; ".join(f"{key}: {' + '.join(names) or '*'}" for key, names in term.where.items())
    return f"{term.measure}[{where}]" if where else term.measure


def _dimensions(catalog: Catalog) -> Iterator[Row]:
    for key, dimension in catalog.dimensions.items():
        within = ", ".join(f"{outer} = {member}" for outer, member in dimension.within.items())
        description = f"Chỉ có khi {within}." if within else ""
        yield _plain("dimension", key, dimension.label, description)
        for member, label in dimension.members.items():
            row = _plain("member", member, label, "")
            yield (f"{key}={member}", *row[1:])
