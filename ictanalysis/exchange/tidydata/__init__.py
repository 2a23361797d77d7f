"""Observations as tidy data for other programs, with a dictionary that says what they mean."""

from ictanalysis.exchange.tidydata.formats import FORMATS, Format, export

__all__ = ["FORMATS", "Format", "export"]
