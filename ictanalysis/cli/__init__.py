"""The command line: parse, call, print."""

from ictanalysis.cli.program import heed_signals, main

__all__ = ["heed_signals", "main"]
