"""What the command `map` prints and writes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from ictanalysis.analysis import Dataset
from ictanalysis.exchange.sources.mapping import FOLDER, mapping_text
from ictanalysis.exchange.sources.page import number_text, page
from ictanalysis.exchange.sources.proposal import Taken
from ictanalysis.exchange.sources.proposing import Proposal
from ictanalysis.exchange.sources.sheets import coordinates
from ictanalysis.files.publication import ensure_folder, write_new
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Message, _

_NAME = re.compile(r"\w[\w .-]{0,80}")
WIDEST = 40
"""Characters of a label in a column."""


def describe_proposal(made: Proposal, data: Dataset, locale: Locale) -> Iterator[Message]:
    """Yield a line for each table and each number that was taken, and what was not."""
    for block in {id(each.block): each.block for each in made.taken}.values():
        taken = [each for each in made.taken if each.block is block]
        yield _(
            "{file}, sheet “{sheet}”, {title}",
            file=made.file(block).name,
            sheet=block.sheet.name,
            title=block.title[-1] if block.title else "-",
        )
        rows = [_cells(each, locale) for each in taken]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for cell, value, key, texts in rows:
            yield _(
                "{value}",
                value=f"  {cell:<{widths[0]}}  {value:>{widths[1]}}  {key:<{widths[2]}}  {texts}",
            )
    for cell in made.unsaved:
        yield _(
            "{cell}: the formula has no saved value: open the file, let it be calculated, save it",
            cell=cell,
        )
    month, count = str(made.month), made.numbers()
    if len(made.taken) == count:
        yield _(
            "{month}: {taken} of {count} numbers are taken", month=month, taken=count, count=count
        )
    else:
        yield _(
            "{month}: {taken} of {count} numbers are taken; the others fit no figure, have another "
            "unit, or are of another period",
            month=month,
            taken=len(made.taken),
            count=count,
        )


def _cells(taken: Taken, locale: Locale) -> tuple[str, str, str, str]:
    number = taken.number
    texts = " | ".join(" / ".join(path) for path in (number.row, number.column) if path)
    mark = f" (×{locale.number(taken.scale)})" if taken.scale > 1 else ""
    mark += " ƒ" if number.formula else ""
    return coordinates(number.address), number_text(taken, locale) + mark, str(taken.key), texts


def write_proposal(
    made: Proposal, data: Dataset, locale: Locale, name: str | None, html: Path | None
) -> Iterator[Message]:
    """Write the mapping and the page that are asked for, and yield what was made.

    Parameters
    ----------
    name
        The name of the mapping; None for none.

    Raises
    ------
    UsageError
        If the name of the mapping is none of a file, or something is there already.
    """
    if name is not None and not _NAME.fullmatch(name):
        message = _(
            "“{name}” cannot be the name of a mapping: give it another with --name", name=name
        )
        raise UsageError(message)
    mapping = data.files.path / FOLDER / f"{name}.yml" if name is not None else None
    for path, option in ((mapping, "--name"), (html, "--html")):
        if path is not None and os.path.lexists(path):
            message = _(
                "{path} is there already: move it away, or name another with {option}",
                path=path,
                option=option,
            )
            raise UsageError(message)
    if html is not None:
        write_new(html, page(made, data.catalog, locale))
        yield _("{path} is made: look at the painted cells", path=html)
    if mapping is None:
        yield _("if all are right, run the command again with --accept")
        return
    ensure_folder(mapping.parent, mapping.parent)
    head = locale.say(
        "Which cell is which figure, by the texts before and above it. What is wrong is mended or "
        "removed here."
    )
    write_new(mapping, f"# {head}\n{mapping_text(made.mapping)}".encode())
    yield _(
        "{path} is made: then run: ictanalysis import {month} {files}",
        path=mapping,
        month=str(made.month),
        files=" ".join(file.name for file in made.files),
    )
