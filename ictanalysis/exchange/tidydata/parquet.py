"""A tidy table as Parquet, with the types of its columns; polars is needed for it alone."""

from __future__ import annotations

import io

from ictanalysis.exchange.tidydata.tidytable import TidyTable
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _


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
    kinds = {"number": polars.Float64, "integer": polars.Int64, "date": polars.Date}
    schema = {column.name: kinds.get(column.kind, polars.String) for column in table.columns}
    rows = [[None if content == "" else content for content in row] for row in table.rows]
    content = io.BytesIO()
    polars.DataFrame(rows, schema=schema, orient="row").write_parquet(content)
    return content.getvalue()
