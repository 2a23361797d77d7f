"""Rows as the text of a CSV file, with the line ends of a data set."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable


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
