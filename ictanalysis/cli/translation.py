"""What Click prints, in the language of messages: its own sentences, and the help of our commands.

Click looks up its sentences by their English with the functions of ``gettext``, which every module
of Click imports by name. They are replaced by those of a translation that reads our catalogue.
"""

from __future__ import annotations

import gettext
from copy import copy
from typing import TypeVar

import click
from click import core, decorators, exceptions, formatting, parser, types

from ictanalysis.language.messages import N_, Language, translate

Part = TypeVar("Part", click.Command, click.Parameter)

MODULES = (core, decorators, exceptions, formatting, parser, types)
"""The modules of Click that say something to the users of our commands."""

SENTENCES = frozenset(
    {
        N_("Usage:"),
        N_("Commands"),
        N_("Options"),
        N_("Positional arguments"),
        N_("Show this message and exit."),
        N_("default: {default}"),
        N_("required"),
        N_("Error: {message}"),
        N_("Try '{command} {option}' for help."),
        N_("Missing command."),
        N_("Missing argument"),
        N_("Missing option"),
        N_("Choose from:\n\t{choices}"),
        N_("No such command {name!r}."),
        N_("No such option {name!r}."),
        N_("Did you mean {possibility}?"),
        N_("Got unexpected extra argument ({args})"),
        N_("Option {name!r} does not take a value."),
        N_("Option {name!r} requires an argument."),
        N_("Invalid value for {param_hint}: {message}"),
        N_("{value!r} is not {choice}."),
        N_("{value!r} is not a valid {number_type}."),
        N_("{value} is not in the range {range}."),
    }
)
"""What Click says to the users of our commands; of two forms, that for one thing."""

TEXTS = ("help", "epilog", "metavar", "show_default", "options_metavar", "subcommand_metavar")
"""What we say in the help of a command or a parameter, by Click's names."""

DEFAULTS = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))
"""What Click puts there, unless we do."""


class _Translations(gettext.NullTranslations):
    """Click's sentences in a language that, unlike English, has no plural."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._sentences = {text: translate(text, language) for text in SENTENCES}

    def gettext(self, message: str) -> str:
        return self._sentences.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1)


def translate_click(language: Language) -> None:
    """Make Click speak a language from now on."""
    translations = gettext.NullTranslations() if language == "en" else _Translations(language)
    for module in MODULES:
        vars(module).update(_=translations.gettext, ngettext=translations.ngettext)


def translate_help(command: click.Command, language: Language) -> click.Command:
    """Return a command with help in a language, of its parameters and its own commands as well."""
    twin = _with_texts(command, language)
    twin.params = [_parameter(each, language) for each in command.params]
    if isinstance(twin, click.Group):
        twin.commands = {
            name: translate_help(each, language) for name, each in twin.commands.items()
        }
    return twin


def _parameter(parameter: click.Parameter, language: Language) -> click.Parameter:
    twin = _with_texts(parameter, language)
    if isinstance(twin.type, types.IntParamType):
        twin.type = copy(twin.type)
        twin.type.name = translate(N_("integer"), language)
    return twin


def _with_texts(part: Part, language: Language) -> Part:
    twin = copy(part)
    for name in TEXTS:
        text = getattr(twin, name, None)
        if isinstance(text, str):
            setattr(twin, name, translate(text, language))
    return twin
