"""Arguments of charts and tables: a mistake in one is a sentence that says what to write."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, ParamSpec, TypeVar

import pandas as pd

from ictanalysis.analysis import Dataset, Month
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import Message, _

P = ParamSpec("P")
R = TypeVar("R")
LONGEST = 60


class _Wanted(NamedTuple):
    """What a parameter is, how that is written, and whether a value is it."""

    what: Message
    example: str
    is_right: Callable[[object], bool]


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function that looks at what it is called with before it begins.

    A mistake is a `UsageError`. A parameter means the same in all charts and tables, so what it
    must be goes by its name.
    """
    signature = inspect.signature(function)

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        for name, value in inspect.getcallargs(function, *args, **kwargs).items():
            if name in _WANTED and value is not signature.parameters[name].default:
                check_argument(name, value)
        return function(*args, **kwargs)

    return call


def check_argument(name: str, value: object) -> None:
    """Refuse a value that a parameter of this name cannot have.

    Raises
    ------
    UsageError
        If it cannot; the message says what to write.
    """
    wanted = _WANTED[name]
    if not wanted.is_right(value):
        raise UsageError(
            _(
                "{name} must be {what}, not {value}: write {example}",
                name=name,
                what=wanted.what,
                value=_short(value),
                example=wanted.example,
            )
        )


def _short(value: object) -> str:
    """Return a value as it was written; of a long one, what it is."""
    text = repr(value)
    return text if len(text) <= LONGEST and "\n" not in text else f"<{type(value).__name__}>"


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_texts(value: object) -> bool:
    return isinstance(value, Sequence) and not _is_text(value) and all(map(_is_text, value))


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


_WANTED: Mapping[str, _Wanted] = MappingProxyType(
    {
        "month": _Wanted(
            _("a month of a data set"),
            'data.month("2021-05")',
            lambda value: isinstance(value, Month),
        ),
        "data": _Wanted(
            _("a data set or a month of one"),
            'ict.load("data")',
            lambda value: isinstance(value, Dataset | Month),
        ),
        "key": _Wanted(_("one key"), 'key="documents.signed"', _is_text),
        "keys": _Wanted(_("a list of keys"), '["documents.signed"]', _is_texts),
        "by": _Wanted(_("the name of one dimension"), 'by="level"', _is_text),
        "across": _Wanted(_("the name of one dimension"), 'across="channel"', _is_text),
        "rows": _Wanted(_("the name of one dimension"), 'rows="level"', _is_text),
        "columns": _Wanted(_("the name of one dimension"), 'columns="channel"', _is_text),
        "caption": _Wanted(_("a text"), 'caption="…"', _is_text),
        "tables": _Wanted(_("a list of keys of tables"), '["documents"]', _is_texts),
        "emphasis": _Wanted(_("the name of one member"), 'emphasis="online"', _is_text),
        "title": _Wanted(_("a text"), 'title="…"', _is_text),
        "template": _Wanted(_("a text"), 'report.text("…")', _is_text),
        "points": _Wanted(_("a list of texts"), '["…"]', _is_texts),
        "kind": _Wanted(_("a text"), 'kind="…"', _is_text),
        "subject": _Wanted(_("a list of texts"), '["…"]', _is_texts),
        "number": _Wanted(_("the number of a section"), 'report.section("I.1")', _is_text),
        "path": _Wanted(
            _("the path of a file"), '"chart.png"', lambda value: isinstance(value, str | Path)
        ),
        "months": _Wanted(_("a number of months, 1 or more"), "months=12", _is_count),
        "until": _Wanted(
            _("a month"), 'until="2021-05"', lambda value: isinstance(value, str | pd.Period)
        ),
    }
)
