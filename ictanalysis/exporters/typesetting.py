"""Typst: a main file and what it names to pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from ictanalysis.files.forking import in_fork
from ictanalysis.language.errors import RenderingError
from ictanalysis.language.messages import _


def typeset(
    document: str, files: Mapping[str, bytes], *, fonts: typst.Fonts, **options: Any
) -> Any:
    """Return what Typst makes of `main.typ`: one file, or a file a page.

    Parameters
    ----------
    document
        What it is for, PDF or DOCX, as a message names it.
    files
        Name → content of the main file, and of all that it reads.
    **options
        The format and its settings, as ``typst.compile`` takes them.

    Raises
    ------
    RenderingError
        If Typst fails.
    """
    with TemporaryDirectory(prefix="ictanalysis-") as name:
        folder = Path(name)
        for file, content in files.items():
            (folder / file).write_bytes(content)
        # The compiler has threads, which are not there in a later fork of this process.
        return in_fork(lambda: _compiled(document, folder, fonts, options))


def _compiled(document: str, folder: Path, fonts: typst.Fonts, options: Mapping[str, Any]) -> Any:
    try:
        return typst.compile(folder / "main.typ", root=folder, font_paths=fonts, **options)
    except typst.TypstError as error:
        raise _failure(document, " ".join([error.message, *error.hints])) from error
    except BaseException as error:
        # A defect of the compiler arrives as a panic, which is not an Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise _failure(document, str(error)) from error


def _failure(document: str, problem: str) -> RenderingError:
    message = _(
        "Typst could not make the {document} ({problem}); "
        "look for an unusual character or picture in the notebook",
        document=document,
        problem=problem,
    )
    return RenderingError(message)
