"""What the children of a run find imported already, because its process has done so once."""

from __future__ import annotations

import ctypes
import gc
import importlib
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from ictanalysis.files.forking import CAN_FORK

MODULES = (
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.debugger_backport",
    "IPython.core.logger",
    "IPython.core.magics.extension",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "IPython.utils.wildcard",
    "faulthandler",
    "sqlite3",
    "tornado.platform.asyncio",
    "pandas.io.formats.csvs",
    "pandas.io.formats.style",
    "pandas.io.formats.string",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "babel.dates",
    "babel.numbers",
    "encodings.utf_8_sig",
    "holidays",
    "ipykernel.kernelspec",
    "ictanalysis.charts",
    "ictanalysis.exporters.docx",
    "ictanalysis.exporters.html",
    "ictanalysis.exporters.pdf",
    "ictanalysis.pipeline.cell_kernel",
    "ictanalysis.pipeline.client",
    "ictanalysis.pipeline.run",
    "ictanalysis.report.magics",
    "ictanalysis.report.official",
    "ictanalysis.report.report",
    "ictanalysis.report.tables",
)


def import_all() -> None:
    """Import what kernels, pages and prints need, in a process that is the program's own.

    It comes before any other import of them. The debugger of kernels is left out, as nobody debugs
    here, and the collector of garbage waits, as there is none.
    """
    gc.disable()
    import_papermill()
    with _without("debugpy", of="ipykernel.debugger"):
        for module in MODULES:
            if module not in sys.modules:
                importlib.import_module(module)
    gc.enable()


@cache
def import_papermill() -> None:
    """Import papermill, silent and without what makes it slow.

    Three quarters of its second are spent in `rfc3987_syntax`, which builds the parser for a
    format that no notebook has, on behalf of `jsonschema`, which does without if it is not there.
    """
    with _without("rfc3987_syntax", of="jsonschema"):
        importlib.import_module("papermill")
    # Whatever it logs about a failure is said by the error raised for it.
    logging.getLogger("papermill").addHandler(logging.NullHandler())


@contextmanager
def _without(name: str, *, of: str) -> Iterator[None]:
    """Have a library that is imported meanwhile do without a module, unless either is there."""
    if {name, of} & sys.modules.keys():
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]


def share() -> None:
    """Have the memory that is taken by now stay shared with forks, and give back what is free.

    No collector of garbage writes to it any more. What was freed among it would be written to by
    each fork in turn; where the C library has no such call, it stays.
    """
    gc.collect()
    gc.freeze()
    if CAN_FORK and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
