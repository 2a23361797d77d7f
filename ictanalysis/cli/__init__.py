"""The command line: parse, call, print."""

from ictanalysis.cli.program import heed_signals, main
from ictanalysis.cli.warmth import allow

__all__ = ["allow", "heed_signals", "main"]
