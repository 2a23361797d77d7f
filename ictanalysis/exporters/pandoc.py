"""pandoc: clean HTML to the markup of another writer."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pypandoc

from ictanalysis.exporters.document.blocks import Block, Chart, Picture, Prose
from ictanalysis.exporters.document.body import Body
from ictanalysis.exporters.document.columns import with_column_widths
from ictanalysis.exporters.document.markup import clean_for_print
from ictanalysis.language.errors import RenderingError
from ictanalysis.language.messages import _

_SECONDS = 60
_MEMORY = ("+RTS", "-H1m", "-A16m", "-RTS")
"""Options of the program's own runtime, which would else begin with 60 MB."""
_HEADING_ID = re.compile(r'<h[1-6]\b[^>]*? id="([^"]+)"')
_INNER_LINK = re.compile(r'<a href="#([^"]*)">(.*?)</a>', re.DOTALL)


def print_html(body: Body, cited: Callable[[str], str] | None = None) -> str:
    """Return a document as one run of HTML for paper.

    Pictures and the signature are empty ``div`` elements with a class and, for a picture, its key
    as id: the writer's filter puts them in. Nothing in the text can pose as one, because cleaning
    for print takes every attribute off a ``div``. A link inside the document that leads to
    nothing on paper is left as its text. Tables state the widths of their columns. The main points
    are not part of an official document.

    Parameters
    ----------
    cited
        Marks the links to the sources of figures, where the writer has a use for them.
    """
    points = "".join(f"<li>{clean_for_print(each)}</li>" for each in body.highlights)
    opening = f"<ul>{points}</ul>" if points and not body.official else ""
    html = "\n".join([opening, *(_placed(block, body.table_width) for block in body.blocks)])
    html = cited(html) if cited else html
    targets = set(_HEADING_ID.findall(html))
    return _INNER_LINK.sub(lambda found: found[0] if found[1] in targets else found[2], html)


def convert(
    html: str, *, to: str, options: Sequence[str] = (), folder: Path | None = None
) -> bytes:
    """Return HTML in another form, which may be a file that is not text.

    Parameters
    ----------
    to
        pandoc's name of the writer, with its extensions.
    options
        Further arguments of pandoc, as the program takes them.
    folder
        The folder in which pandoc runs, where options and filters name files without a path.

    Raises
    ------
    RenderingError
        If pandoc is missing, fails or takes too long.
    """
    command = [_program(), *_MEMORY, "--from=html", f"--to={to}", "--wrap=none", "--sandbox"]
    try:
        done = subprocess.run(
            [*command, "--output=-", *options],
            input=html.encode(),
            capture_output=True,
            check=True,
            timeout=_SECONDS,
            cwd=folder,
        )
    except OSError as error:
        raise _failure(str(error)) from error
    except subprocess.TimeoutExpired as error:
        message = _(
            "the text is too long or too deeply nested: pandoc was not done with it in "
            "{seconds} s; shorten the notebook's texts and tables",
            seconds=_SECONDS,
        )
        raise RenderingError(message) from error
    except subprocess.CalledProcessError as error:
        raise _failure(error.stderr.decode(errors="replace").strip()) from error
    return done.stdout


@cache
def _program() -> str:
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as error:
        raise _failure(" ".join(str(error).split())[:120]) from error


def _failure(problem: str) -> RenderingError:
    message = _(
        "pandoc could not convert the text ({problem}); "
        "check that the package pypandoc-binary is installed whole",
        problem=problem,
    )
    return RenderingError(message)


def _placed(block: Block, table_width: float) -> str:
    if isinstance(block, Prose):
        return with_column_widths(clean_for_print(block.html), table_width)
    if isinstance(block, Chart | Picture):
        kind = "chart" if isinstance(block, Chart) else "picture"
        return f'<div class="{kind}" id="{block.key}"></div>'
    return '<div class="signature"></div>'
