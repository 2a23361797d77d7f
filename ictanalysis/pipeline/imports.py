"""What the children of a run find imported already, because its process has done so once."""

from __future__ import annotations

import ctypes
import gc
import importlib
import logging
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType

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


_LEFT_OUT = {
    "bs4": ("charset_normalizer", "chardet", "lxml", "soupsieve"),
    "ipykernel.debugger": ("debugpy",),
    "jsonschema": ("isoduration", "rfc3986_validator", "rfc3987_syntax"),
    "pypdf": ("cryptography",),
    "requests": ("charset_normalizer", "chardet"),
}
"""Library → what it imports if it is there, and does without if it is not.

A parser and selectors that no page is read with, the debugger of kernels, what checks formats that
no notebook has, ciphers that no document is in, and a guess at the letters of answers that nobody
asks for. They take a sixth of the time and of the memory.
"""

_WHOLE = ("bs4", "jsonschema", "pypdf", "requests")
"""Those of them that cells and commands may import, and then find whole."""


def import_all() -> None:
    """Import what kernels, pages and prints need.

    It comes before any other import of them, for the sake of what it leaves out.
    """
    import_papermill()
    with _lightly():
        for module in MODULES:
            if module not in sys.modules:
                importlib.import_module(module)


@cache
def import_papermill() -> None:
    """Import papermill, silent and without what makes it slow."""
    with _lightly():
        importlib.import_module("papermill")
    # Whatever it logs about a failure is said by the error raised for it.
    logging.getLogger("papermill").addHandler(logging.NullHandler())


@contextmanager
def _lightly() -> Iterator[None]:
    """Have libraries that are imported meanwhile do without what they can do without.

    What is there already stays. The collector of garbage waits, as there is none.
    """
    absent = {
        name
        for library, names in _LEFT_OUT.items()
        if library not in sys.modules
        for name in names
        if name not in sys.modules
    }
    collects = gc.isenabled()
    gc.disable()
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    try:
        with warnings.catch_warnings():
            # Two of them say what they do without.
            warnings.simplefilter("ignore")
            yield
    finally:
        for name in absent:
            del sys.modules[name]
        if collects:
            gc.enable()


def forget_light() -> list[ModuleType]:
    """Have who imports a library from here on find it whole; return what must outlive its users."""
    light = [name for name in sys.modules if name.partition(".")[0] in _WHOLE]
    return [sys.modules.pop(name) for name in light]


def share() -> None:
    """Have the memory that is taken by now stay shared with forks, and give back what is free.

    No collector of garbage writes to it any more. What was freed among it would be written to by
    each fork in turn; where the C library has no such call, it stays.
    """
    gc.collect()
    gc.freeze()
    if CAN_FORK and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
