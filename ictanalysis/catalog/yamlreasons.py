"""Why a YAML file, or a value in it, was refused, in words for the person who mends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ictanalysis.language.messages import Message, _

_QUOTE = _(
    "a text that begins with a sign, or has “: ” or “ #” in it, goes in quotes; in braces and "
    "brackets also one with a comma"
)

_SYNTAX: Mapping[str, Message] = {
    "mapping values are not allowed": _(
        "it has a second “:”: put the text in quotes, or the key at the right distance from the "
        "margin"
    ),
    "found unexpected end of stream": _("a quotation mark, brace or bracket is not closed"),
    "found character that cannot start any token": _(
        "no text begins so: put it in quotes; the margin is of spaces, not of tabs"
    ),
    "found undefined alias": _("no text begins with *: put it in quotes"),
    "did not find expected key": _(
        "the line does not go on from the one before: see the quotes and the margin"
    ),
    "did not find expected '-' indicator": _(
        "a list has only lines that begin with “- ”: see the margin"
    ),
    "did not find expected": _QUOTE,
    "could not find expected ':'": _("a key has no “:” after it"),
}
"""How the parser's reason begins → what to do."""

_KINDS: Mapping[str, Message] = {
    "string_type": _("write a text, in quotes where it is a number"),
    "list_type": _("write a list: one “- ” a line, or [one, other]"),
    "tuple_type": _("write a list: one “- ” a line, or [one, other]"),
    "dict_type": _("write names with values: name: value"),
    "model_type": _("write names with values: name: value"),
    "model_attributes_type": _("write names with values: name: value"),
    "int_type": _("write a whole number, without quotes"),
    "int_from_float": _("write a whole number, without quotes"),
    "int_parsing": _("write a whole number, without quotes"),
    "float_type": _("write a number, without quotes"),
    "float_parsing": _("write a number, without quotes"),
    "bool_type": _("write true or false"),
    "none_required": _("write nothing"),
    "too_short": _("write at least one"),
    "finite_number": _("write a number"),
}


def syntax(problem: str) -> Message | None:
    """Return what to do about a text that is not YAML; None where its reason is unknown."""
    return next((words for begins, words in _SYNTAX.items() if problem.startswith(begins)), None)


def misfit(detail: Mapping[str, Any]) -> Message | None:
    """Return what to write in the place of a value that does not fit its model.

    Parameters
    ----------
    detail
        An error as pydantic tells it; None is returned for a kind that has no words here.
    """
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "literal_error":
        return _("write one of {choices}", choices=context["expected"].replace(" or ", ", "))
    if kind == "string_too_long":
        return _("write {most} letters at most", most=context["max_length"])
    if kind in {"greater_than_equal", "greater_than"}:
        return _("write {least} or more", least=context.get("ge", context.get("gt")))
    if kind in {"less_than_equal", "less_than"}:
        return _("write {most} or less", most=context.get("le", context.get("lt")))
    return _KINDS.get(kind)
