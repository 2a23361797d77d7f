"""The command line: parse, call, print."""

from ictanalysis.cli.program import main

__all__ = ["main"]
