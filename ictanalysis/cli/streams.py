"""Standard output and standard error: their encoding, and what happens when they are closed."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress

from ictanalysis.files.reading import NO_ROOM
from ictanalysis.language.messages import Message, _

CLOSED = 141
"""Exit code where nobody reads on, as shells have it for a tool that SIGPIPE ends."""


def print_utf8() -> None:
    """Print in UTF-8 whatever the terminal claims: few other encodings have Vietnamese letters.

    A byte of a file's name that is not UTF-8 is printed as JSON would write it.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def discard_output() -> None:
    """Discard what a standard stream still holds and cannot write.

    Otherwise the interpreter would try once more at its end, and complain.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            with suppress(OSError):
                nothing = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nothing, stream.fileno())
                os.close(nothing)


def explain_os_error(error: OSError) -> Message:
    """Return what to say of a file, or a stream, that cannot be read or written."""
    reason = error.strerror or str(error)
    if isinstance(error.filename, str):
        return _("{file}: {reason}", file=error.filename, reason=reason)
    discard_output()
    if error.errno in NO_ROOM:
        return _(
            "a file, or what is printed, cannot be written: {reason}: make room where it goes",
            reason=reason,
        )
    return _("the system refuses to go on: {reason}", reason=reason)
