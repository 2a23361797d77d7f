"""Figures of a month and series over months: values, ratios, comparisons and signals."""
