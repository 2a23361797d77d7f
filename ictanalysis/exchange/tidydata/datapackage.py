"""Tidy tables as a Frictionless Data Package: CSV files and a description of them.

References
----------
https://specs.frictionlessdata.io/data-package/ and /table-schema/, version 1.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import pandas as pd

from ictanalysis.dataset import Settings
from ictanalysis.exchange.tidydata.csvtext import harmless_csv
from ictanalysis.exchange.tidydata.dictionarytable import DICTIONARY, SIMULATED
from ictanalysis.exchange.tidydata.observations import OBSERVATIONS
from ictanalysis.exchange.tidydata.tidytable import Column, TidyTable

DESCRIPTION = "datapackage.json"
DIALECT = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True}

REFERENCES = {
    OBSERVATIONS: [{"fields": "indicator", "reference": {"resource": DICTIONARY, "fields": "key"}}]
}
"""Table → its columns whose values stand in another table."""


def data_package(
    tables: Sequence[TidyTable], settings: Settings, months: Sequence[pd.Period]
) -> Mapping[str, bytes]:
    """Return name → content of the files of a package.

    It names no licence: that is for the office that publishes it to say.
    """
    files = {f"{table.name}.csv": harmless_csv(table).encode() for table in tables}
    description = {
        "profile": "tabular-data-package",
        "name": "-".join(dict.fromkeys(["ictanalysis", str(months[0]), str(months[-1])])),
        "title": _title(settings, months),
        "synthetic": settings.synthetic,
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in tables],
    }
    if settings.synthetic:
        description["description"] = settings.locale.render(SIMULATED)
    text = json.dumps(description, ensure_ascii=False, indent=2) + "\n"
    return {DESCRIPTION: text.encode(), **files}


def _title(settings: Settings, months: Sequence[pd.Period]) -> str:
    locale = settings.locale
    period = locale.month(months[0])
    if len(months) > 1:
        period = locale.say("{first} to {last}", first=period, last=locale.month(months[-1]))
    return locale.say(
        "Figures on information and communications of {province}, {period}",
        province=settings.province,
        period=period,
    )


def _resource(table: TidyTable, content: bytes) -> Mapping[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, required=column.name in table.key) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.name in REFERENCES:
        schema["foreignKeys"] = REFERENCES[table.name]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "dialect": DIALECT,
        "schema": schema,
    }


def _field(column: Column, *, required: bool) -> Mapping[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.kind,
        "title": column.title,
        "description": column.description,
    }
    constraints: dict[str, Any] = {"required": True} if required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    return {**field, "constraints": constraints} if constraints else field
