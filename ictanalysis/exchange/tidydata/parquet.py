"""A tidy table as Parquet, with the types of its columns; polars is needed for it alone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from ictanalysis.exchange.tidydata.tidytable import TidyTable
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

if TYPE_CHECKING:
    import polars


def parquet(table: TidyTable) -> bytes:
    """Return a table as the bytes of a Parquet file; a blank text is null.

    Raises
    ------
    UsageError
        If polars is not installed.
    """
    try:
        import polars
    except ImportError as error:
        message = _("Parquet needs polars: pip install ictanalysis[parquet], or export --to csv")
        raise UsageError(message) from error
    content = io.BytesIO()
    _frame(polars, table).write_parquet(content)
    return content.getvalue()


def _frame(library: Any, table: TidyTable) -> polars.DataFrame:
    kinds = {
        "string": library.String,
        "yearmonth": library.String,
        "number": library.Float64,
        "integer": library.Int64,
        "date": library.Date,
    }
    schema = {column.name: kinds[column.kind] for column in table.columns}
    rows = [[None if content == "" else content for content in row] for row in table.rows]
    frame: polars.DataFrame = library.DataFrame(rows, schema=schema, orient="row")
    return frame
