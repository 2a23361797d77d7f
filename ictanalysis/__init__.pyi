from . import charts as charts
from .analysis import Dataset as Dataset
from .analysis import Month as Month
from .analysis import load as load
from .analysis.demonstration import demonstration as demonstration
from .indicators import signals as signals
from .report import tables as tables
from .report.official import masthead as masthead
from .report.report import Report as Report

__version__: str

def load_ipython_extension(shell: object) -> None: ...
