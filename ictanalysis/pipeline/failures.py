"""What is said of a notebook that did not run to its end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ictanalysis.language.errors import IctError, NotebookError
from ictanalysis.language.messages import Message, _, in_lines

_CONTROL_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_LINE_IN_CELL = re.compile(r"In ?\[\d+\],? line:? ?(\d+)")
_COMPILED_CELL = re.compile(r"\(\d+\.py, ")
_LINES_OF_A_VALUE = 5


class CellError(NotebookError):
    """A cell failed, took too long, or lost its kernel.

    Parameters
    ----------
    message
        Which notebook and cell, what happened, and in which line.
    cell
        The number of the cell in the notebook, from 1, cells of prose included.
    traceback
        The traceback as IPython wrote it, in colours; empty if there is none.
    """

    def __init__(self, message: Message, *, cell: int, traceback: str = "") -> None:
        super().__init__(message)
        self.cell = cell
        self.traceback = traceback


class NotebooksError(NotebookError):
    """Several notebooks failed.

    Parameters
    ----------
    failures
        What happened to each, in the order of the notebooks.
    """

    def __init__(self, failures: Sequence[NotebookError]) -> None:
        super().__init__(in_lines(failure.message for failure in failures))
        self.failures = tuple(failures)


class MonthsError(IctError):
    """The reports of several months failed.

    Parameters
    ----------
    failures
        What happened to each.
    """

    def __init__(self, failures: Sequence[IctError]) -> None:
        super().__init__(in_lines(failure.message for failure in failures))
        self.exit_code = max(failure.exit_code for failure in failures)  # type: ignore[misc]


@dataclass(frozen=True)
class FailedCell:
    """A cell that did not come to its end.

    Parameters
    ----------
    notebook
        The notebook's file.
    number
        The number of the cell in that file, from 1.
    source
        The code that ran.
    """

    notebook: Path
    number: int
    source: str

    def raised(self, reply: Mapping[str, Any]) -> CellError:
        """Return the error for an exception, as the kernel replied it."""
        traceback = "\n".join(reply.get("traceback", []))
        return self._error(
            _(
                "{error} (in the line “{line}”)",
                error=_exception(str(reply.get("ename", "")), str(reply.get("evalue", ""))),
                line=self._line(traceback),
            ),
            traceback,
        )

    def stopped(self, seconds: int) -> CellError:
        """Return the error for a cell that ran longer than it may."""
        return self._error(
            _(
                "stopped after {seconds} seconds, the longest that a cell may take "
                "(it begins with “{line}”)",
                seconds=seconds,
                line=self._line(""),
            )
        )

    def died(self) -> CellError:
        """Return the error for a cell whose kernel ended under it."""
        return self._error(
            _(
                "its kernel died, as when memory runs out (the cell begins with “{line}”)",
                line=self._line(""),
            )
        )

    def _error(self, problem: Message, traceback: str = "") -> CellError:
        message = _(
            "{notebook}, cell {cell}: {problem}",
            notebook=self.notebook,
            cell=self.number,
            problem=problem,
        )
        return CellError(message, cell=self.number, traceback=traceback)

    def _line(self, traceback: str) -> str:
        """Return the line that the traceback points at, else the first that is not blank."""
        lines = self.source.splitlines()
        found = _LINE_IN_CELL.search(_CONTROL_SEQUENCE.sub("", traceback))
        if found and 0 < int(found[1]) <= len(lines):
            return lines[int(found[1]) - 1].strip()
        return next((line.strip() for line in lines if line.strip()), "")


def _exception(name: str, value: str) -> str:
    """Return class and value in one line, without what a terminal could obey."""
    value = _COMPILED_CELL.sub("(", _CONTROL_SEQUENCE.sub("", value))
    lines = [line for line in value.splitlines() if line.strip()][:_LINES_OF_A_VALUE]
    text = " ".join("".join(filter(str.isprintable, line.strip())) for line in lines)
    return f"{name}: {text}" if text else name
