"""Magics of IPython, so that a notebook holds the sentences of a report and no strings of Python.

`%load_ext ictanalysis` makes them known. `%%section I.2` stands above the sentences of a section,
`%section I` alone where there is only a title. They act on the variable `report` of the notebook,
and are what its methods of the same name are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _
from ictanalysis.language.paragraphs import paragraphs
from ictanalysis.report.report import Report

REPORT = "report"
"""The variable that the magics act on."""

Call = Callable[[Report, str, str], object]
"""What a magic does with the report, the words on its line, and the text under it."""


def _template(line: str, text: str) -> str:
    """Return a text that may begin on the line of the magic."""
    return f"{line}\n{text}".strip("\n")


def _highlights(report: Report, line: str, text: str) -> object:
    return report.highlights([each.text for each in paragraphs(_template(line, text))])


MAGICS: Mapping[str, Call] = {
    "text": lambda report, line, text: report.text(_template(line, text)),
    "highlights": _highlights,
    "section": lambda report, line, text: report.section(line, text),
    "plan": lambda report, line, text: report.plan(line, text),
    "annex": lambda report, line, text: report.annex(line, text),
    "follow_up": lambda report, line, text: report.follow_up(_template(line, text)),
    "figures": lambda report, line, text: report.figures(_template(line, text)),
}
"""Name → what it does."""


def register(shell: Any) -> None:
    """Make the magics known to a shell of IPython, each for a line and for a whole cell."""
    for name, call in MAGICS.items():
        shell.register_magic_function(_magic(shell, name, call), "line_cell", name)


def _magic(shell: Any, name: str, call: Call) -> Callable[..., object]:
    def magic(line: str, cell: str = "") -> object:
        report = shell.user_ns.get(REPORT)
        if not isinstance(report, Report):
            raise UsageError(
                _(
                    "%{magic} needs the variable report: write report = "
                    "ict.Report(dataset.month(month)) in a cell above",
                    magic=name,
                )
            )
        return call(report, line.strip(), cell)

    magic.__doc__ = getattr(Report, name).__doc__
    # IPython would evaluate what stands in braces on the line.
    magic._ipython_magic_no_var_expand = True  # type: ignore[attr-defined]
    return magic
