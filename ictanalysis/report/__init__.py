"""The report as a notebook writes it: prose, sections, tables, cards and the official parts."""

from ictanalysis.report import tables

__all__ = ["tables"]
