"""Figures from the files of other offices: which cell is which figure, month after month."""
