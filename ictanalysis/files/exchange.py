"""Two names of the file system exchanged in one step, where the system can.

References
----------
renameat2(2) of the Linux man-pages: with ``RENAME_EXCHANGE``, there is no moment in which either
name is without its file or folder.
"""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

_HERE = -100
"""``AT_FDCWD``: paths are those of the working directory."""

_EXCHANGE = 2
"""``RENAME_EXCHANGE``."""


def exchange(one: Path, other: Path) -> bool:
    """Exchange what two names stand for, both of which must be there; return whether it was done.

    It is not where the system, or the file system, has no such step.
    """
    rename = _rename()
    if rename is None:
        return False
    done: int = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return done == 0


@cache
def _rename() -> Any:
    """Return the function of the C library; None where there is none."""
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
