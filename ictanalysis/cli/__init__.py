"""The command line: parse, call, print."""

from ictanalysis.cli.commands import main

__all__ = ["main"]
