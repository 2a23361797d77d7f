"""Figures of a month and series over months: values, ratios, comparisons and signals."""

from ictanalysis.indicators import signals

__all__ = ["signals"]
