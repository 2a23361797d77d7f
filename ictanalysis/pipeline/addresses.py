"""The address of a scheduler, which is looked at before anything else is done."""

from __future__ import annotations

import re

from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

_ADDRESS = re.compile(r"(?:tcp|tls)://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):(?P<port>[0-9]{1,5})")
_LAST_PORT = 65535


def refuse_address(address: str) -> None:
    """Refuse what is no address of a Dask scheduler; blank stands for none.

    Raises
    ------
    UsageError
        If it is not of the form `tcp://host:port`, or `tls://host:port`.

    Examples
    --------
    >>> refuse_address("tcp://10.0.0.1:8786")
    >>> refuse_address("host:8786")
    Traceback (most recent call last):
    ictanalysis.language.errors.UsageError: --scheduler host:8786: write it as tcp://host:8786
    """
    match = _ADDRESS.fullmatch(address)
    if address and (match is None or not 0 < int(match["port"]) <= _LAST_PORT):
        message = _("--scheduler {address}: write it as tcp://host:8786", address=address)
        raise UsageError(message)
