"""Audit of any report: what its own sentences and tables say against each other."""
