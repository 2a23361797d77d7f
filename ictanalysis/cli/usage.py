"""A command line that is wrong: what is said of it, in the language of messages."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from ictanalysis.cli.options import LangChoice, Options
from ictanalysis.cli.streams import unusable
from ictanalysis.language.messages import Message, _

__all__ = ["Commands", "explained"]

WRONG = 2
"""Exit code of wrong usage."""

Words = tuple[tuple[re.Pattern[str], Callable[..., Message]], ...]

_VALUES: Words = (
    (
        re.compile(r"'(?P<value>.*)' is not one of (?P<known>.+?)\.?$"),
        lambda **found: _("“{value}” is none of {known}", **found),
    ),
    (
        re.compile(r"greater than or equal to (?P<least>\S+)"),
        lambda **found: _("it is at least {least}", **found),
    ),
    (re.compile(r"valid int"), lambda: _("it is a whole number")),
)

_PROBLEMS: Words = (
    (
        re.compile(r"Missing (?:argument|option|parameter) '(?P<name>.*)'"),
        lambda **found: _("{name} is missing: add it", **found),
    ),
    (re.compile(r"Missing command"), lambda: _("the command is missing: add it")),
    (
        re.compile(r"No such command '(?P<name>.*)'\. Did you mean '(?P<near>.+)'"),
        lambda **found: _("there is no command “{name}”; the nearest is “{near}”", **found),
    ),
    (
        re.compile(r"No such command '(?P<name>.*)'"),
        lambda **found: _("there is no command “{name}”", **found),
    ),
    (
        re.compile(r"No such option: (?P<name>.*) \(Possible options: (?P<near>.+)\)"),
        lambda **found: _("there is no option “{name}”; the nearest is “{near}”", **found),
    ),
    (
        re.compile(r"No such option: (?P<name>.*)"),
        lambda **found: _("there is no option “{name}”", **found),
    ),
    (
        re.compile(r"unexpected extra argument\S* \((?P<extra>.*)\)"),
        lambda **found: _("“{extra}” is more than the command takes: remove it", **found),
    ),
    (
        re.compile(r"Option '(?P<name>.*)' requires an argument"),
        lambda **found: _("the option “{name}” needs a value: add it", **found),
    ),
    (
        re.compile(r"Option '(?P<name>.*)' does not take a value"),
        lambda **found: _("the option “{name}” takes no value: remove it", **found),
    ),
    (
        re.compile(r"Invalid value for '(?P<name>.*?)': (?P<reason>.+)"),
        lambda name, reason: _(
            "“{name}” cannot have this value: {reason}",
            name=name,
            reason=_first(_VALUES, reason) or reason,
        ),
    ),
)
"""What typer says in English → what we say. Its errors hold no more than their sentence."""


def _first(words: Words, text: str) -> Message | None:
    for pattern, said in words:
        if match := pattern.search(text):
            return said(**match.groupdict())
    return None


def explained(text: str) -> Message:
    """Return what to say of wrong usage that typer describes in English.

    Examples
    --------
    >>> str(explained("No such option: --jsno (Possible options: --json)"))
    'there is no option “--jsno”; the nearest is “--json”'
    """
    return _first(_PROBLEMS, " ".join(text.split())) or _("wrong usage: {problem}", problem=text)


class Commands(TyperGroup):
    """The commands; wrong usage of them is told in the language of messages."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> NoReturn:
        """Run the command that the arguments ask for, and exit with its code."""
        arguments = sys.argv[1:] if args is None else list(args)
        try:
            code = super().main(args, *rest, **{**extra, "standalone_mode": False})
        except typer.TyperException as error:
            _tell(error, arguments)
            code = WRONG
        except OSError as error:
            typer.echo(unusable(error).render(_options(arguments).language), err=True)
            code = WRONG
        sys.exit(code or 0)


def _tell(error: typer.TyperException, arguments: Sequence[str]) -> None:
    context = getattr(error, "ctx", None)
    text = error.format_message()
    if context is not None and text == context.get_help():
        typer.echo(text, err=True)
        return
    command = context.command_path if context is not None else "ictanalysis"
    help_line = _("see {command} --help", command=command)
    language = _options(arguments).language
    typer.echo(f"{explained(text).render(language)}\n{help_line.render(language)}", err=True)


def _options(arguments: Sequence[str]) -> Options:
    """Return the data set and the language of a command line, which may be wrong in all else."""
    options = Options()
    for word, after in zip(arguments, [*arguments[1:], ""], strict=True):
        name, equals, value = word.partition("=")
        value = value if equals else after
        if name == "--lang" and value in set(LangChoice):
            options = options.but(lang=LangChoice(value))
        if name == "--data" and value:
            options = options.but(data=Path(value))
    return options
