"""Letters that the PDF of a month could not show, told before a run comes to them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ictanalysis.analysis import Month
from ictanalysis.dataset.dataset import SETTINGS
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.monthfolder import data_entries
from ictanalysis.files.reading import read_text, real
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _
from ictanalysis.language.unprintable import code

_BLOCKS = (
    range(0x20, 0x7F),
    range(0xA0, 0x1B1),  # Latin
    range(0x1EA0, 0x1EFA),  # Vietnamese
    range(0x2010, 0x2028),  # dashes, quotation marks, dots
    range(0x2030, 0x203B),
    range(0x2264, 0x2266),
)
_USUAL = frozenset(chr(each) for block in _BLOCKS for each in block) | frozenset(
    "\t\n\r\N{DONG SIGN}\N{MINUS SIGN}"
)
"""What every font has that a PDF is set in."""

_TOLD = 5
"""How many letters of a line are named."""

_NOTED = (".yml", ".csv")
"""Files in which a line that begins with `#` is for those who keep them."""


def letters_without_font(month: Month) -> list[Finding]:
    """Return a finding for each line with letters that no font of this machine has.

    The texts are those of the catalog, the settings, and the month's own files.
    """
    rare = {
        (name, number): letters for name, number, line in _lines(month) if (letters := _rare(line))
    }
    if not rare:
        return []
    from ictanalysis.exporters.glyphs import lost_letters

    lost = lost_letters("".join(sorted(set().union(*rare.values()))))
    return [
        _finding(month, name, number, found)
        for (name, number), letters in rare.items()
        if (found := sorted(letters & lost))
    ]


def _rare(line: str) -> frozenset[str]:
    return (
        frozenset(unicodedata.normalize("NFC", line)) - _USUAL
        if not line.isascii()
        else frozenset()
    )


def _lines(month: Month) -> Iterator[tuple[str, int, str]]:
    """Yield file, number and text of each line that may be printed."""
    folder = month.data.files.path
    tables = map(Path, data_entries(folder / str(month.period)))
    for path in [*tables, *(folder / name for name in SETTINGS)]:
        name = f"{real(folder).name}/{path.relative_to(folder).as_posix()}"
        try:
            text = read_text(path, name, root=real(folder))
        except InputError:  # which the checks tell
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if not (path.suffix in _NOTED and line.lstrip().startswith("#")):
                yield name, number, line


def _finding(month: Month, name: str, number: int, letters: list[str]) -> Finding:
    message = _(
        "no font on this machine has “{letters}” ({codes}), and the PDF cannot show it: install a "
        "font that has it, or write it in Latin letters",
        letters="".join(letters[:_TOLD]),
        codes=", ".join(map(code, letters[:_TOLD])),
    )
    return Finding(month.period, "letters", "error", message, file=name, line=number)
