"""The command line: parse, call, print."""

from ictanalysis.cli import exchange  # noqa: F401 - its commands join the others
from ictanalysis.cli.commands import main

__all__ = ["main"]
