"""Figures in and out: workbooks to fill in, tidy data, the files with which a month begins."""
