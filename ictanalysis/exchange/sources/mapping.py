"""Which cell of an office's files is which figure, as `sources/<name>.yml` of a data set says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import pandas as pd
import yaml
from pydantic import Field, StringConstraints

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.catalog.models import Strict
from ictanalysis.catalog.yamlfile import Located, Problem, read_model, refuse
from ictanalysis.exchange.sources.anchors import anchor, title_anchor
from ictanalysis.exchange.sources.proposal import Taken
from ictanalysis.exchange.sources.rowlabels import plain_label
from ictanalysis.language.errors import UnknownKeyError
from ictanalysis.language.messages import _

FOLDER = "sources"
"""The folder of a data set that holds the mappings."""

LONGEST = 32_767
"""Characters of a cell, at the most."""

Text = Annotated[str, StringConstraints(max_length=LONGEST)]


class Labels(Strict):
    """The texts that a number is found by.

    Attributes
    ----------
    row, column
        What stands before and above it, the outermost first.
    scale
        What its unit multiplies by: 1000 where it is written in thousands.
    """

    row: list[Text]
    column: list[Text] = Field(default_factory=list)
    scale: Annotated[int, Field(ge=1)] = 1


class MappedTable(Strict):
    """A table of an office's file.

    Attributes
    ----------
    sheet, title
        The name of its sheet, and a line above it; blank where there is none that stays.
    figures
        Key → where it stands.
    """

    sheet: Text
    title: Text = ""
    figures: Annotated[dict[str, Labels], Field(min_length=1)]


class SourceMapping(Strict):
    """The tables of an office's files."""

    tables: Annotated[list[MappedTable], Field(min_length=1)]

    @property
    def rows(self) -> frozenset[str]:
        """Return the labels of the rows that have figures and head no others."""
        paths = [labels.row for table in self.tables for labels in table.figures.values()]
        outer = {plain_label(text) for path in paths for text in path[:-1]}
        return frozenset(plain_label(path[-1]) for path in paths if path) - outer


def mapping_of(taken: Sequence[Taken], month: pd.Period) -> SourceMapping:
    """Return the mapping that finds again what was taken of a month."""
    tables: dict[int, list[Taken]] = {}
    for each in taken:
        tables.setdefault(id(each.block), []).append(each)
    return SourceMapping(tables=[_table(each, month) for each in tables.values()])


def _table(taken: Sequence[Taken], month: pd.Period) -> MappedTable:
    block = taken[0].block
    figures = {
        str(each.key): Labels(
            row=[anchor(text, month) for text in each.number.row],
            column=[anchor(text, month) for text in each.number.column],
            scale=each.scale,
        )
        for each in taken
    }
    sheet = anchor(block.sheet.name, month)
    return MappedTable(sheet=sheet, title=title_anchor(block.title, month), figures=figures)


def mapping_text(mapping: SourceMapping) -> str:
    """Return a mapping as its file has it; what is as usual is left out."""
    content = mapping.model_dump(exclude_defaults=True)
    return yaml.safe_dump(
        content, allow_unicode=True, sort_keys=False, default_flow_style=None, width=100
    )


def read_mappings(data: Path, catalog: Catalog) -> Mapping[str, SourceMapping]:
    """Return name → mapping of a data set, in the order of their names.

    Raises
    ------
    InputError
        If one cannot be read, or names a figure that the catalog does not have or has twice; all
        problems of a file at once, each with its line.
    """
    found = {}
    for path in sorted((data / FOLDER).glob("*.yml")):
        mapping, located = read_model(path, path.as_posix(), SourceMapping)
        if problems := list(_problems(mapping, located, catalog)):
            raise refuse(located, problems)
        found[path.stem] = mapping
    return found


def _problems(mapping: SourceMapping, located: Located, catalog: Catalog) -> Iterator[Problem]:
    seen: dict[IndicatorKey, int] = {}
    for number, table in enumerate(mapping.tables):
        for text in table.figures:
            place = ("tables", number, "figures", text)
            try:
                key = catalog.resolve(text)
            except UnknownKeyError as error:
                yield Problem(place, error.message)
                continue
            if key in seen:
                message = _("“{key}” stands in line {line} already", key=text, line=seen[key])
                yield Problem(place, message)
            elif catalog.tables[key.table].rows_of or catalog.is_day(key):
                message = _("“{key}” is no number that a cell holds: remove it", key=text)
                yield Problem(place, message)
            seen.setdefault(key, located.line(place))
