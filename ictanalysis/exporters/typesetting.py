"""Typst: a folder with a main file and its pictures to pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import typst

from ictanalysis.language.errors import RenderingError
from ictanalysis.language.messages import Message

__all__ = ["typeset"]


def typeset(
    folder: Path, *, fonts: typst.Fonts, failed: Callable[[str], Message], **options: Any
) -> Any:
    """Return what Typst makes of `main.typ`: one file, or a file a page.

    Parameters
    ----------
    failed
        The message about what Typst says where it fails.
    **options
        The format and its settings, as ``typst.compile`` takes them.

    Raises
    ------
    RenderingError
        If Typst fails.
    """
    try:
        return typst.compile(folder / "main.typ", root=folder, font_paths=fonts, **options)
    except typst.TypstError as error:
        raise RenderingError(failed(" ".join([error.message, *error.hints]))) from error
    except BaseException as error:
        # A defect of the compiler arrives as a panic, which is not an Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise RenderingError(failed(str(error))) from error
