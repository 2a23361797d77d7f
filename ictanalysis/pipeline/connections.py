"""The way to the scheduler of a Dask cluster: who is there, and who is not, told soon."""

from __future__ import annotations

import logging
import warnings
from typing import TYPE_CHECKING

from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

if TYPE_CHECKING:
    from distributed import Client

ANSWERS = 8
"""Seconds that a scheduler has to answer, and then a first worker to be there."""


def connected(address: str) -> Client:
    """Return who is connected to the scheduler of an address.

    Raises
    ------
    UsageError
        If none answers there.
    """
    from distributed import Client
    from distributed.security import Security

    if address.startswith("tls:") and not Security().get_connection_args("client")["ssl_context"]:
        message = _(
            "{address}: TLS needs certificates: name them in Dask's settings", address=address
        )
        raise UsageError(message)
    # What it says of connections is said here, and once.
    for name in [
        each for each in logging.root.manager.loggerDict if each.startswith("distributed")
    ]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Client(address, timeout=ANSWERS, set_as_default=False)
    except Exception as error:
        message = _(
            "{address}: no scheduler answers there ({reason}): start one with dask scheduler, or "
            "name another with --scheduler",
            address=address,
            reason=str(error).partition("\n")[0] or type(error).__name__,
        )
        raise UsageError(message) from error


def wait_for_worker(client: Client, address: str) -> None:
    """Wait for the first worker of a scheduler.

    Raises
    ------
    UsageError
        If none comes.
    """
    try:
        client.wait_for_workers(1, timeout=ANSWERS)
    except TimeoutError as error:
        message = _(
            "{address}: this scheduler has no worker: start one with dask worker {address}",
            address=address,
        )
        raise UsageError(message) from error
