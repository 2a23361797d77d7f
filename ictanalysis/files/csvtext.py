"""Rows as the text of a CSV file, with the line ends of a data set.

A text that a spreadsheet would take for a formula gets an apostrophe before it, and so does one
that has apostrophes and then such a text: to leave out one apostrophe where such a text follows
yields what was there. Only what is given out is changed; the files of the data set are not.

References
----------
OWASP, CSV Injection.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

# Excel also takes the wide forms of these four signs, U+FF1D and so on.
_FORMULA = re.compile("'*(?:[\t\r\n]|\\s*[-=+@\uff1d\uff0b\uff0d\uff20])")


def csv_text(rows: Iterable[Iterable[object]], delimiter: str = ",") -> str:
    r"""Return rows as CSV, a line each, the header as the first of them.

    Examples
    --------
    >>> csv_text([["measure", "note"], ["sent", "letters, e-mails"]])
    'measure,note\nsent,"letters, e-mails"\n'
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", delimiter=delimiter).writerows(rows)
    return text.getvalue()


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Examples
    --------
    >>> harmless("=1+1"), harmless(" @SUM(A1)"), harmless("1 - 1")
    ("'=1+1", "' @SUM(A1)", '1 - 1')
    """
    return f"'{text}" if _FORMULA.match(text) else text
