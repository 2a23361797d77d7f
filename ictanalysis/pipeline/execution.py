"""Notebooks run by papermill: parameters in, executed notebook out, or one clear error."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ictanalysis.language.errors import NotebookError, UnknownKeyError
from ictanalysis.language.locales import ENGLISH, Locale
from ictanalysis.language.messages import _
from ictanalysis.pipeline.failures import FailedCell, NotebooksError
from ictanalysis.pipeline.imports import import_papermill
from ictanalysis.pipeline.notebooks import (
    INJECTED,
    PARAMETERS,
    check_parameters,
    read_notebook,
    write_notebook,
)
from ictanalysis.pipeline.workers import Workers

if TYPE_CHECKING:
    from nbformat import NotebookNode

T = TypeVar("T")

_STARTUP_SECONDS = 60
_OUTPUT_SECONDS = 60


@dataclass(frozen=True)
class Execution:
    """One notebook to be executed.

    Parameters
    ----------
    notebook
        The notebook, which is only read.
    destination
        The file that the executed notebook is written to, in a folder that exists.
    parameters
        Name → value; the cell tagged ``parameters`` assigns each name.
    timeout
        How many seconds one cell may take; any number by default.
    locale
        The language of the note where the output of a cell is cut short.
    environment
        Variables of the environment that its kernel has beside those of this process.
    gaps
        Whether a cell that asks for something that the catalog does not have leaves a gap, marked
        in the notebook, in place of an error.
    source
        A copy of the notebook, to be read in its place; messages name the notebook.
    """

    notebook: Path
    destination: Path
    parameters: Mapping[str, str]
    timeout: int | None = None
    locale: Locale = ENGLISH
    environment: Mapping[str, str] = field(default_factory=dict)
    gaps: bool = False
    source: Path | None = None


Then = Callable[[Path], T]
Report = Callable[[Execution, NotebookError | None, T | None], None]


def execute(
    executions: Sequence[Execution],
    *,
    folder: Path,
    workers: Workers,
    then: Then[T] = lambda destination: None,  # type: ignore[assignment,return-value]
    report: Report[T] = lambda execution, error, made: None,
) -> None:
    """Execute notebooks, several at a time, and write those that run to their end.

    All are checked before the first one runs; then all run, even if one fails.

    Parameters
    ----------
    executions
        The notebooks.
    folder
        The folder that their code runs in.
    workers
        Where the notebooks are executed.
    then
        Called where a notebook was executed, with the file that was written.
    report
        Called in this process as each notebook ends, with the error if it failed, and with what
        `then` has returned if it did not.

    Raises
    ------
    NotebookError
        If a notebook cannot be run or does not run to its end: the one failure (a `CellError`
        where a cell is the cause), or a `NotebooksError` that holds all of them.
    """
    import_papermill()
    runs = [_Run(execution) for execution in executions]
    for run in runs:
        run.prepare_or_fail()
    if not any(run.error for run in runs):
        calls = [partial(run.to_end, folder, then) for run in runs]
        with closing(workers.each(calls)) as ended:
            for done in ended:
                run = runs[done.index]
                run.error = done.error if isinstance(done.error, NotebookError) else None
                if done.error is not run.error:
                    done.result()
                report(run.execution, run.error, done.value)
    failures = [run.error for run in runs if run.error]
    if failures:
        raise failures[0] if len(failures) == 1 else NotebooksError(failures)


@contextmanager
def _event_loop() -> Iterator[None]:
    """Close the event loop that `nbclient` runs in this thread, and what is left in it."""
    from jupyter_core.utils import ensure_event_loop

    loop = ensure_event_loop()
    try:
        yield
    finally:
        loop.run_until_complete(_cancel_others())
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


async def _cancel_others() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


class _Run:
    """One notebook on its way, and where it is."""

    def __init__(self, execution: Execution) -> None:
        self.execution = execution
        self.error: NotebookError | None = None
        self._cell = FailedCell(execution.notebook, 0, "")
        self._failed: tuple[FailedCell, Mapping[str, Any]] | None = None

    @property
    def _allowed(self) -> list[str]:
        """Return the names of the errors that do not end the execution."""
        return [UnknownKeyError.__name__] if self.execution.gaps else []

    def prepare_or_fail(self) -> None:
        """Read and check the notebook, and keep its error."""
        try:
            self.prepare()
        except NotebookError as error:
            self.error = error

    def prepare(self) -> None:
        """Read and check the notebook."""
        self._notebook = read_notebook(self.execution.notebook, self.execution.source)
        check_parameters(self.execution.notebook, self._notebook, self.execution.parameters)
        self._injected_at = _place_of_injected(self._notebook, self.execution.parameters)

    def to_end(self, folder: Path, then: Then[T], _tell: object) -> T:
        """Execute the notebook, write it, and do what comes then."""
        with _event_loop():
            executed = self._execute(folder)
        if executed is None or self._failed is not None:
            cell, reply = self._failed or (self._cell, {})
            raise cell.raised(reply)
        write_notebook(executed, self.execution.destination)
        return then(self.execution.destination)

    def _execute(self, folder: Path) -> NotebookNode | None:
        """Return the executed notebook; nothing if a cell has raised."""
        from jupyter_client.kernelspec import NoSuchKernel
        from nbclient.exceptions import CellTimeoutError, DeadKernelError
        from papermill.exceptions import PapermillExecutionError

        try:
            return self._papermill(folder)
        except PapermillExecutionError:
            return None
        except CellTimeoutError as error:
            raise self._cell.stopped(self.execution.timeout or _OUTPUT_SECONDS) from error
        except DeadKernelError as error:
            raise self._cell.died() from error
        except NoSuchKernel as error:
            message = _(
                "{notebook} asks for the kernel “{kernel}”, which is not installed",
                notebook=self.execution.notebook,
                kernel=error.name,
            )
            raise NotebookError(message) from error
        except RuntimeError as error:
            message = _(
                "{notebook}: its kernel did not start: {reason}",
                notebook=self.execution.notebook,
                reason=error,
            )
            raise NotebookError(message) from error

    def _papermill(self, folder: Path) -> NotebookNode:
        import papermill

        from ictanalysis.pipeline.cells import forked_kernel
        from ictanalysis.pipeline.client import CUTTING

        executed: NotebookNode = papermill.execute_notebook(
            self._notebook,
            None,
            dict(self.execution.parameters),
            engine_name=CUTTING,
            progress_bar=False,
            request_save_on_cell_execute=False,
            autosave_cell_every=0,
            start_timeout=_STARTUP_SECONDS,
            execution_timeout=self.execution.timeout,
            iopub_timeout=_OUTPUT_SECONDS,
            environment={**os.environ, **self.execution.environment},
            kernel=forked_kernel,
            allow_error_names=self._allowed,
            resources={"metadata": {"path": str(folder)}},
            record_timing=False,
            locale=self.execution.locale,
            on_cell_start=self._at_cell,
            on_cell_error=self._at_error,
        )
        return executed

    def _at_cell(self, cell: NotebookNode, cell_index: int) -> None:
        number = cell_index + 1 - (cell_index >= self._injected_at)
        self._cell = FailedCell(self.execution.notebook, number, cell.source)

    def _at_error(
        self, cell: NotebookNode, execute_reply: Mapping[str, Any], **_where: object
    ) -> None:
        from ictanalysis.pipeline.client import may_raise

        allowed = may_raise(cell) or execute_reply["content"].get("ename") in self._allowed
        if self._failed is None and not allowed:
            self._failed = self._cell, execute_reply["content"]


def _place_of_injected(notebook: NotebookNode, parameters: Mapping[str, str]) -> int:
    """Return the index of the cell that papermill will add; beyond the end if it adds none."""
    tags = [cell.metadata.get("tags", []) for cell in notebook.cells]
    if not parameters or any(INJECTED in of_cell for of_cell in tags):
        return len(tags) + 1
    return next(index for index, of_cell in enumerate(tags) if PARAMETERS in of_cell) + 1
