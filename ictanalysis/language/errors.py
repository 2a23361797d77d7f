"""The one family of errors that this package raises on purpose.

Each is made for the person who must act: its message names the file, the line and the value and
says what to do. The command line prints the message alone and exits with the class's code.
"""

from __future__ import annotations

from typing import ClassVar

from ictanalysis.language.messages import Language, Message, _, place


class IctError(Exception):
    """The base of the family.

    Parameters
    ----------
    message
        What is wrong, where, and what to do.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)

    def __reduce__(self) -> tuple[object, ...]:
        """Return how a copy in another process is made, whatever the class is made from."""
        return _copied, (type(self), self.message, self.__dict__)


def _copied(kind: type[IctError], message: Message, state: dict[str, object]) -> IctError:
    error = kind.__new__(kind, message)
    error.args = (message,)
    error.__dict__.update(state)
    return error


class UsageError(IctError):
    """The command or the call is not one that exists: a wrong month, key or option."""


class UnknownKeyError(UsageError):
    """A text or a call names something that the catalog does not have.

    Parameters
    ----------
    message
        What is wrong, and what to do.
    language
        That of the data set, in which a notebook shows it, in one line and without a traceback.
    """

    def __init__(self, message: Message, language: Language) -> None:
        super().__init__(message)
        self._language = language

    def _render_traceback_(self) -> list[str]:
        return [self.message.render(self._language)]


class InputError(IctError):
    """A file of the data set cannot be read or does not mean anything.

    Parameters
    ----------
    message
        What is wrong, where, and what to do.
    file, line
        Where, if the message does not say so itself; line 0 stands for the whole file.

    Attributes
    ----------
    problem, line
        The message without its place, and the line.
    """

    def __init__(self, message: Message, *, file: str = "", line: int = 0) -> None:
        located = _("{place}: {problem}", place=place(file, line), problem=message)
        super().__init__(located if file else message)
        self.problem = message
        self.line = line


class NotebookError(IctError):
    """A notebook did not run to its end."""

    exit_code = 3


class DeadlineError(NotebookError):
    """The command has taken longer than it may: it ends, whatever else could go on."""


class RenderingError(IctError):
    """A page could not be made from an executed notebook."""

    exit_code = 3
