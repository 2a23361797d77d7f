"""`python -m ictanalysis` is the command line, and so is the program `ictanalysis`."""

from __future__ import annotations

import os
import signal
from typing import NoReturn

INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line; who interrupts it while it is being imported gets no traceback."""
    signal.signal(signal.SIGINT, lambda _number, _frame: os._exit(INTERRUPTED))
    from ictanalysis.cli import allow, heed_signals
    from ictanalysis.cli import main as program

    heed_signals()
    allow()
    try:
        program()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    main()
