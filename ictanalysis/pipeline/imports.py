"""What the children of a run find imported already, because its process has done so once."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from unittest import mock

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
    "pypdf",
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


ADDED: dict[str, str] = {}
"""The variables that libraries have added to the environment as they were imported."""


def import_all() -> None:
    """Import what kernels, pages and prints need; the memory that it takes is shared from then on.

    Papermill comes first: see `import_papermill`.
    """
    from ictanalysis.pipeline.execution import import_papermill

    import_papermill()
    # The debugger of kernels warns of modules that are frozen, which nobody debugs here.
    with mock.patch.dict(os.environ, {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}):
        before = set(os.environ)
        for module in MODULES:
            if module not in sys.modules:
                importlib.import_module(module)
        ADDED.update({name: os.environ[name] for name in os.environ if name not in before})
    share()


def share() -> None:
    """Have the memory that is taken by now stay shared with forks: no collector writes to it."""
    gc.collect()
    gc.freeze()
