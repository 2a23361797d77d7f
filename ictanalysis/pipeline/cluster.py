"""Months made by the workers of a Dask cluster, which is asked over the network.

Everything goes there as bytes: the sources as they were at one moment, and each report back. Which
worker makes a month, and that another does where one dies, is Dask's business. What is sent over
the network is pickled, so that whoever reaches the scheduler may run any code on the workers and
on this machine: it belongs on a closed network, or behind TLS.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pandas as pd

from ictanalysis.language.errors import DeadlineError, IctError, NotebookError, UsageError
from ictanalysis.language.messages import Language, _
from ictanalysis.pipeline.connections import ANSWERS, connected, wait_for_worker
from ictanalysis.pipeline.deliveries import put_delivery
from ictanalysis.pipeline.errand import Answer, Errand, hold, run_errand
from ictanalysis.pipeline.outcomes import Outcome
from ictanalysis.pipeline.parcels import pack
from ictanalysis.pipeline.run import Runner
from ictanalysis.pipeline.sameness import about, refuse_others

if TYPE_CHECKING:
    from distributed import Client, Future

RETURNS = 60.0
"""Seconds that a run waits for another worker where every one is gone."""

_LOOK, _ASK = 0.05, 5.0
"""Seconds between two looks at what has ended, and between two questions for the workers."""


@dataclass(frozen=True)
class Order:
    """A month that a cluster is to make."""

    runner: Runner
    period: pd.Period

    def errand(self, jobs: int, language: Language) -> Errand:
        """Return what a worker is told."""
        copy = self.runner.sources.copy
        return Errand(
            str(self.period),
            copy.data.name,
            copy.notebooks.name,
            jobs,
            self.runner.cell_timeout,
            language,
        )


def refuse_without_library() -> None:
    """Refuse to go on where the extra is not installed.

    Raises
    ------
    UsageError
        If it is not.
    """
    if find_spec("distributed") is None:
        raise UsageError(_("a cluster needs a library: pip install 'ictanalysis[scheduler]'"))


class Cluster:
    """A cluster whose workers are as this machine.

    Parameters
    ----------
    client
        Who is connected to its scheduler.
    address
        That of the scheduler.
    language
        The language of messages.
    """

    def __init__(self, client: Client, address: str, language: Language) -> None:
        self._client, self._address, self._language = client, address, language
        self._held: dict[int, Future[bytes]] = {}

    @classmethod
    @contextmanager
    def at(cls, address: str, language: Language) -> Iterator[Cluster]:
        """Yield the cluster whose scheduler has an address.

        Raises
        ------
        UsageError
            If there is none, it has no worker, or one of them is not as this machine.
        """
        refuse_without_library()
        client = connected(address)
        try:
            wait_for_worker(client, address)
            refuse_others(about(), client.run(about, on_error="return"))
            yield cls(client, address, language)
        finally:
            with suppress(Exception):
                client.close(timeout=ANSWERS)

    def each(self, orders: Sequence[Order]) -> Iterator[tuple[int, Outcome | IctError]]:
        """Yield which order has ended, and what became of it; one that fails stops no other.

        Raises
        ------
        NotebookError
            If all workers are gone and none comes back.
        """
        futures: dict[Future[Answer], int] = {}
        jobs = max(1, sum(self._client.nthreads().values()) // len(orders))
        try:
            for index, order in enumerate(orders):
                try:
                    futures[self._sent(order, jobs)] = index
                except DeadlineError:
                    raise
                except IctError as error:
                    yield index, error
            while futures:
                future = self._ended(list(futures))
                order = orders[index := futures.pop(future)]
                yield index, self._put(order, future)
        finally:
            with suppress(Exception):
                self._client.cancel([*futures, *self._held.values()], force=True)

    def _sent(self, order: Order, jobs: int) -> Future[Answer]:
        """Return what will be the answer to an order."""
        number = id(order.runner)
        if number not in self._held:
            copy = order.runner.sources.copy
            folders = {"data": copy.data, "notebooks": copy.notebooks}
            sources = pack({f"{name}/{path.name}": path for name, path in folders.items()})
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
                self._held[number] = self._client.submit(hold, sources, **_named("sources"))
        errand = order.errand(jobs, self._language)
        return self._client.submit(run_errand, self._held[number], errand, **_named("month"))

    def _ended(self, futures: Sequence[Future[Answer]]) -> Future[Answer]:
        """Return one that has ended, once there is one."""
        asked = seen = time.monotonic()
        while True:
            for future in futures:
                if future.done():
                    return future
            now = time.monotonic()
            if now - asked > _ASK:
                asked = now
                with suppress(OSError):
                    seen = now if self._client.nthreads() else seen
            if now - seen > RETURNS:
                message = _(
                    "{address}: all workers of this scheduler are gone: start some, and run again "
                    "what is missing",
                    address=self._address,
                )
                raise NotebookError(message)
            time.sleep(_LOOK)

    def _put(self, order: Order, future: Future[Answer]) -> Outcome | IctError:
        """Return what became of an order, once its report is in place."""
        try:
            return put_delivery(order.runner, order.period, self._answer(order, future))
        except DeadlineError:
            raise
        except IctError as error:
            return error

    def _answer(self, order: Order, future: Future[Answer]) -> Answer:
        from distributed import KilledWorker

        try:
            return future.result()
        except IctError:
            raise
        except KilledWorker as error:
            message = _(
                "{month}: every worker that made it died, as when memory runs out: give them "
                "more of it, or fewer threads",
                month=str(order.period),
            )
            raise NotebookError(message) from error
        except CancelledError as error:
            message = _(
                "{month}: the scheduler {address} is gone: start it, and run the month again",
                month=str(order.period),
                address=self._address,
            )
            raise NotebookError(message) from error
        except Exception as error:
            message = _(
                "{month}: the cluster could not make it: {problem}",
                month=str(order.period),
                problem=f"{type(error).__name__}: {error}",
            )
            raise NotebookError(message) from error


def _named(kind: str) -> dict[str, Any]:
    """Return the options of a task of this run alone.

    Dask learns how long tasks take by the beginning of their keys, and shares them out by that.
    """
    return {"key": f"ictanalysis_{kind}-{uuid4().hex}", "pure": False}
