"""How the user is spoken to, which must be known before the command line is understood."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from ictanalysis.cli.options import DATA, FILE
from ictanalysis.files.reading import read_text
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import LANGUAGES, Language
from ictanalysis.pipeline.reporters import holds_data_sets


class Speech(NamedTuple):
    """The language of messages, and whether the traceback of an error is shown."""

    language: Language
    debug: bool


def requested_speech(arguments: Sequence[str]) -> Speech:
    """Return what a command line asks for, which may be wrong in all else.

    Examples
    --------
    >>> requested_speech(["chekc", "--jsno", "--lang", "en"])
    Speech(language='en', debug=False)
    """
    tolerant = click.Command(
        None,
        params=[
            click.Option(["--data"], type=FILE, default=DATA),
            click.Option(["--lang"], multiple=True),
            click.Option(["--language"]),
            click.Option(["--debug"], is_flag=True),
        ],
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
        add_help_option=False,
    )
    given = tolerant.make_context(None, list(arguments), resilient_parsing=True).params
    # A new project is told of in its own language.
    asked = [given["language"], *given["lang"]]
    known = [language for language in asked if language in LANGUAGES]
    return Speech(known[-1] if known else _language_of(given["data"]), given["debug"])


def _language_of(folder: Path) -> Language:
    """Return the language of a data set, or of the first in a folder of several.

    It is Vietnamese if the settings do not tell.

    They are not validated: that would import pandas, even to print the help.
    """
    import yaml

    from ictanalysis.files.yamlevents import excess

    first = next(iter(holds_data_sets(folder)), folder)
    try:
        text = read_text(first / "dataset.yml", "dataset.yml")
        settings = None if excess(text) else yaml.load(text, yaml.CBaseLoader)
    except (InputError, yaml.YAMLError, RecursionError):
        return "vi"
    return "en" if isinstance(settings, dict) and settings.get("language") == "en" else "vi"
