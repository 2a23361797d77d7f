"""A few facts as a small HTML table, as a notebook shows an object."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape


def html_summary(title: str, rows: Mapping[str, str]) -> str:
    """Return a title and named facts as HTML; every text is escaped.

    Examples
    --------
    >>> html_summary("A & B", {"C": "<b>"})
    '<table><caption>A &amp; B</caption><tr><th scope="row">C</th><td>&lt;b&gt;</td></tr></table>'
    """
    cells = (
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(text)}</td></tr>'
        for name, text in rows.items()
    )
    return f"<table><caption>{escape(title)}</caption>{''.join(cells)}</table>"
