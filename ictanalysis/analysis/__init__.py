"""The library as a notebook sees it: data sets, their months and their series."""

from ictanalysis.analysis.dataset import Dataset, load
from ictanalysis.analysis.month import Month

__all__ = ["Dataset", "Month", "load"]
