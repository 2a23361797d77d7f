"""What the children of a run find imported already, because its process has done so once."""

from __future__ import annotations

import ctypes
import gc
import importlib
import logging
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
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

_SAID_OF_IT = "The soupsieve package is not installed|Unable to find acceptable character detection"
"""What two of the libraries warn of then."""

_WHOLE = ("bs4", "jsonschema", "pypdf", "requests")
"""Those of them that cells and other commands may import, and then find whole."""

_forgotten: dict[str, ModuleType] = {}
"""What they are without it, kept for who has imported that before."""


def import_all() -> None:
    """Import what kernels, pages and prints need, in a process that is the program's own.

    It comes before any other import of them, for the sake of what it leaves out. The collector of
    garbage waits meanwhile, as there is none.
    """
    sys.modules.update(_forgotten)
    _forgotten.clear()
    warnings.filterwarnings("ignore", _SAID_OF_IT)
    gc.disable()
    with _without(name for library in _LEFT_OUT for name in _left_out(library)):
        import_papermill()
        for module in MODULES:
            if module not in sys.modules:
                importlib.import_module(module)
    gc.enable()


def forget_light() -> None:
    """Have who imports a library from here on find it whole, until `import_all` is called again."""
    light = [name for name in sys.modules if name.partition(".")[0] in _WHOLE]
    _forgotten.update({name: sys.modules.pop(name) for name in light})


@cache
def import_papermill() -> None:
    """Import papermill, silent and without what makes it slow.

    Three quarters of its second are spent in `rfc3987_syntax`, which builds the parser for a
    format that no notebook has, on behalf of `jsonschema`, which does without if it is not there.
    """
    with _without(name for name in _left_out("jsonschema") if name == "rfc3987_syntax"):
        importlib.import_module("papermill")
    # Whatever it logs about a failure is said by the error raised for it.
    logging.getLogger("papermill").addHandler(logging.NullHandler())


def _left_out(library: str) -> Sequence[str]:
    """Return what is left out of a library, which is whole if it is there already."""
    return () if library in sys.modules else _LEFT_OUT[library]


@contextmanager
def _without(names: Iterable[str]) -> Iterator[None]:
    """Have what is imported meanwhile not find some modules, unless they are there already."""
    absent = {name for name in names if name not in sys.modules}
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in absent:
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
