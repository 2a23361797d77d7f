"""What the system must give the program: libraries abort without a word where it gives less."""

from __future__ import annotations

from contextlib import suppress

from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

FILES = 128
"""How many files a run has open at a time, at the most."""

MEBIBYTES = 400
"""How much address space a process of a run takes, at the least."""


def refuse_small_limits() -> None:
    """Raise the limit of open files where that is allowed, and refuse what is too little.

    Raises
    ------
    UsageError
        If fewer files may be open, or less memory be taken, than a run needs.
    """
    try:
        import resource
    except ImportError:
        return  # Windows has no such limits.
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= soft < FILES:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, hard))
        if resource.getrlimit(resource.RLIMIT_NOFILE)[0] < FILES:
            message = _(
                "the system lets a program open {count} files, and {fewest} are needed: raise the "
                "limit (ulimit -n, or LimitNOFILE of the service)",
                count=soft,
                fewest=FILES,
            )
            raise UsageError(message)
    space, _hard = resource.getrlimit(resource.RLIMIT_AS)
    if 0 <= space < MEBIBYTES * 1024**2:
        message = _(
            "the system lets a program take {count} MiB of memory, and {fewest} are needed: raise "
            "the limit (ulimit -v, or LimitAS of the service)",
            count=space // 1024**2,
            fewest=MEBIBYTES,
        )
        raise UsageError(message)
