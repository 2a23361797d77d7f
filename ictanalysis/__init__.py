"""Monthly reports whose numbers cannot disagree with the tables they come from.

The public names stand in `__init__.pyi`. Each is imported when it is first asked for, because
pandas takes half a second.

Examples
--------
>>> import ictanalysis as ict
>>> may = ict.load("data").month("2021-05")
>>> may["documents.signed"].value
13018.0
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
__all__ += ["__version__"]

__version__ = "0.1.0"


def load_ipython_extension(shell: object) -> None:
    """Make the magics of the report known, as `%load_ext ictanalysis` asks."""
    from ictanalysis.report.magics import register

    register(shell)
