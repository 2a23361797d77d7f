"""Observations as tidy data for other programs, with a dictionary that says what they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

import pandas as pd

from ictanalysis.analysis import Dataset
from ictanalysis.exchange.tidydata.csvtext import excel_csv, harmless_csv
from ictanalysis.exchange.tidydata.datapackage import data_package
from ictanalysis.exchange.tidydata.dictionarytable import dictionary
from ictanalysis.exchange.tidydata.observations import observations
from ictanalysis.exchange.tidydata.parquet import parquet
from ictanalysis.exchange.tidydata.sheets import workbook
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

Format = Literal["xlsx", "csv", "parquet", "datapackage"]
FORMATS: Sequence[Format] = get_args(Format)
"""The forms in which it is exported, each as files of bytes."""


def export(
    data: Dataset, months: Sequence[pd.Period], form: Format, *, excel: bool = False
) -> bytes | Mapping[str, bytes]:
    """Return the observations of some months and their dictionary.

    Parameters
    ----------
    excel
        Whether CSV is written as `excel_csv` does.

    Returns
    -------
    bytes or mapping
        The one file of a workbook; for the other forms, name → content of the files of a folder.

    Raises
    ------
    InputError
        If a file of a month cannot be read as a whole.
    UsageError
        If Parquet is asked for and polars is not installed, or `excel` for another form than CSV.
    """
    if excel and form != "csv":
        raise UsageError(_("--excel is for --to csv: leave one of them out"))
    table = observations(data, months)
    tables = [table, dictionary(data, table)]
    if form == "xlsx":
        return workbook(tables)
    if form == "parquet":
        return {f"{each.name}.parquet": parquet(each) for each in tables}
    if excel:
        return {f"{each.name}.csv": excel_csv(each, data.locale) for each in tables}
    if form == "csv":
        return {f"{each.name}.csv": harmless_csv(each).encode() for each in tables}
    return data_package(tables, data.settings, months)
