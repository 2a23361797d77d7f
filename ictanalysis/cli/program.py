"""The program: it runs a command line, prints an error as a message, and exits with a code."""

from __future__ import annotations

import io
import signal
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from ictanalysis.cli import commands, publishing, reporting, rollup  # noqa: F401 - they join the group
from ictanalysis.cli.group import app
from ictanalysis.cli.speech import requested_speech
from ictanalysis.cli.streams import CLOSED, discard_output, explain_os_error, print_utf8
from ictanalysis.cli.translation import translate_click, translate_help
from ictanalysis.language.errors import IctError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Language, Message, _, harmless

UNREADABLE = 2
"""Exit code where a file or folder cannot be read or written."""

FAILED = 3
"""Exit code where a notebook or a rendering failed."""

SIGNALLED = 128
"""The exit code after a signal, less its number, as shells have it: 130 after Ctrl-C."""


class _Stop(KeyboardInterrupt):
    """A signal by which the program was told to end."""

    received: int | None = None
    """The signal that came; what a library makes of the exception may be another one."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command line, by default that of this process, and exit with its code."""
    print_utf8()
    sys.exit(_run(sys.argv[1:] if arguments is None else list(arguments)))


def heed_signals() -> None:
    """Have Ctrl-C and SIGTERM end the program in order, with what is being made cleared away."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, _stop)


def _stop(number: int, _frame: object) -> NoReturn:
    # What is being made is cleared away on the way out; a second signal does not disturb that.
    signal.signal(number, signal.SIG_IGN)
    _Stop.received = number
    raise _Stop


def _run(arguments: list[str]) -> int:
    """Run a command line and return its exit code; an error is printed, never raised."""
    language: Language = "vi"
    debug = False
    try:
        language, debug = requested_speech(arguments)
        translate_click(language)
        program = translate_help(app, language)
        with program.make_context("ictanalysis", arguments, obj=Locale(language)) as context:
            return program.invoke(context) or 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        click.echo(_usage_text(error), err=True, nl=False)
        return error.exit_code
    except BrokenPipeError:
        discard_output()
        return CLOSED
    except (Exception, KeyboardInterrupt) as error:
        if _Stop.received is not None:
            message = _("stopped: what was being made is cleared away, all else is as it was")
            code = SIGNALLED + _Stop.received
        else:
            if debug:
                traceback.print_exc()
            message, code = _explain(error)
    click.echo(message.render(language), err=True)
    return code


_NO_THREAD = "can't start new thread"
"""How Python says that the system gives it no room for another thread."""


def _usage_text(error: click.UsageError) -> str:
    """Return what Click prints of wrong usage, without what a terminal could obey."""
    text = io.StringIO()
    error.show(text)
    return "\n".join(map(harmless, text.getvalue().split("\n")))


def _explain(error: BaseException) -> tuple[Message, int]:
    """Return what to say of an error, and the exit code."""
    if isinstance(error, IctError):
        return error.message, error.exit_code
    if isinstance(error, OSError):
        return explain_os_error(error), UNREADABLE
    if isinstance(error, MemoryError) or str(error) == _NO_THREAD:
        message = _("the system gives no more memory: end other programs, or raise the limit")
        return message, FAILED
    message = _(
        "a defect of ictanalysis: {kind}: {value}; run the command again with --debug and report "
        "what it shows",
        kind=type(error).__name__,
        value=str(error),
    )
    return message, FAILED
