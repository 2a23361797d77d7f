"""Options that hold for every command, before its name or after it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import Language

__all__ = ["Data", "Debug", "Lang", "Notebooks", "Options", "Reports", "with_options"]


class LangChoice(StrEnum):
    """Languages of messages."""

    VI = "vi"
    EN = "en"


Data = Annotated[Path | None, typer.Option(help="Folder of the data set. [default: data]")]
Reports = Annotated[Path | None, typer.Option(help="Folder of the reports. [default: reports]")]
Notebooks = Annotated[
    Path | None, typer.Option(help="Folder of the notebooks. [default: notebooks]")
]
Lang = Annotated[
    LangChoice | None, typer.Option(help="Language of messages. [default: the data set's]")
]
Debug = Annotated[bool | None, typer.Option("--debug", help="Show the traceback of an error.")]


@dataclass(frozen=True)
class Options:
    """The options as they were given; what was not given has its default."""

    data: Path = Path("data")
    reports: Path = Path("reports")
    notebooks: Path = Path("notebooks")
    lang: LangChoice | None = None
    debug: bool = False

    def but(self, **later: Any) -> Options:
        """Return the options with those that were given after the command's name."""
        return replace(self, **{name: value for name, value in later.items() if value is not None})

    @property
    def language(self) -> Language:
        """Return the language asked for, else the data set's, else Vietnamese."""
        if self.lang is not None:
            return self.lang.value
        from ictanalysis.dataset.settings import read_settings

        try:
            return read_settings(self.data / "dataset.yml", "dataset.yml").language
        except InputError:
            return "vi"


SHARED = {"data": Data, "reports": Reports, "notebooks": Notebooks, "lang": Lang, "debug": Debug}


def with_options(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that lets a command take some of the options that hold for all.

    The command gets them as one `Options`, its first argument: those that stand before its name,
    then those after it. Typer reads the signature that the decorator writes.
    """

    def decorated(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def called(context: typer.Context, **arguments: Any) -> None:
            before = context.obj if isinstance(context.obj, Options) else Options()
            later = {name: arguments.pop(name) for name in names}
            command(before.but(**later), **arguments)

        keyword = inspect.Parameter.KEYWORD_ONLY
        _options, *own = inspect.signature(command, eval_str=True).parameters.values()
        context = inspect.Parameter("context", keyword, annotation=typer.Context)
        shared = [
            inspect.Parameter(name, keyword, default=None, annotation=SHARED[name])
            for name in names
        ]
        parameters = [context, *(each.replace(kind=keyword) for each in own), *shared]
        called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        return called

    return decorated
