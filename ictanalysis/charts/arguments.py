"""What a chart is asked for: each mistake in calling is one sentence that says what to write."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from typing import ParamSpec, TypeVar

import pandas as pd

from ictanalysis.analysis import Dataset, Month
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import Message, _

__all__ = ["checked"]

P = ParamSpec("P")
R = TypeVar("R")


def checked(chart: Callable[P, R]) -> Callable[P, R]:
    """Return a chart's function that looks at what it is called with before it draws.

    A mistake is a `UsageError`. What an argument must be goes by its name, which means the same
    in all charts.
    """
    signature = inspect.signature(chart)

    @wraps(chart)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        for name, value in signature.bind(*args, **kwargs).arguments.items():
            if value is not signature.parameters[name].default and name in _WANTED:
                message = _WANTED[name](name, value)
                if message is not None:
                    raise UsageError(message)
        return chart(*args, **kwargs)

    return call


def _month(name: str, value: object) -> Message | None:
    if isinstance(value, Month):
        return None
    if isinstance(value, Dataset):
        return _('this chart shows one month of a data set: write data.month("2021-05")')
    return _(
        '“{value}” is not a month of a data set: write data.month("2021-05")', value=_short(value)
    )


def _data(name: str, value: object) -> Message | None:
    if isinstance(value, Dataset | Month):
        return None
    return _(
        '“{value}” is neither a data set nor a month of one: write ict.load("data")',
        value=_short(value),
    )


def _text(name: str, value: object) -> Message | None:
    if isinstance(value, str):
        return None
    return _('{name} is one text, not “{value}”: write {name}="…"', name=name, value=_short(value))


def _keys(name: str, value: object) -> Message | None:
    if isinstance(value, str):
        return _('{name} is a list: write ["{value}"]', name=name, value=value)
    if isinstance(value, Sequence) and all(isinstance(each, str) for each in value):
        return None
    return _(
        '{name} is a list of keys, not “{value}”: write ["…", "…"]',
        name=name,
        value=_short(value),
    )


def _count(name: str, value: object) -> Message | None:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return None
    return _("“{count}” is not a number of months to draw: 1 or more", count=_short(value))


def _period(name: str, value: object) -> Message | None:
    if isinstance(value, str | pd.Period):
        return None
    return _('“{value}” is not a month: write {name}="2021-05"', name=name, value=_short(value))


def _short(value: object) -> str:
    """Return a value as it was written; of a longer one, what it is."""
    text = repr(value)
    return text if len(text) <= _LONGEST and "\n" not in text else f"<{type(value).__name__}>"


_LONGEST = 60
_WANTED: dict[str, Callable[[str, object], Message | None]] = {
    "month": _month,
    "data": _data,
    "key": _text,
    "by": _text,
    "across": _text,
    "earlier": _text,
    "title": _text,
    "emphasis": _text,
    "keys": _keys,
    "months": _count,
    "until": _period,
}
"""Name of a parameter → what is wrong with its value; None where it is right."""
