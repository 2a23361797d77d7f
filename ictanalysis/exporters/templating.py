"""The templates of page and DOCX, filled: what is put in is escaped, so that text is text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent / "templates"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(name: str, **values: object) -> str:
    """Return a template filled with values, without the characters that XML cannot hold."""
    return _environment().get_template(name).render(values)


@cache
def style() -> str:
    """Return the style sheet of every page."""
    return (TEMPLATES / "style.css").read_text(encoding="utf-8")


def in_xml(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


def _finalize(value: object) -> object:
    """Return a text as XML can hold it; what is markup stays so."""
    return in_xml(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
