"""A finished chart: a drawing in two widths and the words that belong to it."""

from __future__ import annotations

import base64
import html
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from matplotlib.figure import Figure

from ictanalysis.analysis.arguments import check_argument
from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.style import NARROW, WIDE, in_style
from ictanalysis.charts.text_metrics import wrap
from ictanalysis.exporters.document.palette import INK, MUTED, PAPER
from ictanalysis.exporters.document.parts import NARROW_TYPE, ChartWords
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _
from ictanalysis.report.markdown import escape

_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_UNDATED: Mapping[str, Mapping[str, None]] = {
    ".svg": dict.fromkeys(("Creator", "Date", "Format", "Type")),
    ".png": {"Software": None},
    ".pdf": dict.fromkeys(("Creator", "Producer", "CreationDate")),
}
"""Suffix → what a file of it would say of the program and the day that it was written."""

_DOTS_PER_INCH = 200
_MARGIN = 12.0
_GAP = 8.0
_FIGURE = """\
<figure style="margin: 1em 0; padding: 0.5em; max-width: 46em; background: #FFFFFF; color: {ink}">
<figcaption><strong>{title}</strong><br>
<span style="color: {muted}">{subtitle}</span></figcaption>
<img style="display: block; width: 100%; margin: 0.4em 0" alt="{alt}"
 src="data:image/svg+xml;base64,{picture}">
<p style="margin: 0; color: {muted}">{source}</p>
</figure>"""


@dataclass(frozen=True)
class Chart:
    """A chart as a notebook displays it and the exporters print it.

    Attributes
    ----------
    draw
        Draws it on a canvas of any width and returns the bottom.
    title
        What the chart finds.
    subtitle
        What is drawn: indicator, unit, period, and what must be known to read it.
    source
        Where the figures come from; says so where they are simulated.
    alt
        What the chart shows, every value named, for those who do not see it.
    name
        By which sentences refer to it; blank where none does.
    """

    draw: Callable[[Canvas], float] = field(repr=False, compare=False)
    title: str
    subtitle: str
    source: str
    alt: str
    name: str = ""

    def named(self, name: str) -> Chart:
        """Return the chart with a name, by which sentences refer to it: `{chart.filing}`.

        Parameters
        ----------
        name
            Small letters of English, digits and `_`; another name cannot be referred to.
        """
        return replace(self, name=name)

    @cached_property
    def figure(self) -> Figure:
        """Return the drawing, without its words."""
        return self._drawn(WIDE)

    @cached_property
    def narrow(self) -> Figure:
        """Return the same drawing laid out for a telephone."""
        return self._drawn(NARROW)

    def _drawn(self, width: float) -> Figure:
        with in_style():
            canvas = Canvas(width)
            return canvas.figure(self.draw(canvas))

    @cached_property
    def svg(self) -> str:
        """Return the drawing as SVG; the same figures always give the same text."""
        return _svg(self.figure)

    @cached_property
    def svg_narrow(self) -> str:
        """Return the narrow drawing as SVG."""
        return _svg(self.narrow)

    def save(self, path: str | Path) -> None:
        """Write the chart with its title, subtitle and source to a file.

        Parameters
        ----------
        path
            Where to; its suffix, `.png`, `.svg` or `.pdf`, says in which format.

        Raises
        ------
        UsageError
            If the suffix is another, or the file cannot be written.
        """
        check_argument("path", path)
        suffix = Path(path).suffix.lower()
        if suffix not in _UNDATED:
            raise UsageError(_("“{path}”: a chart is saved as .png, .svg or .pdf", path=str(path)))
        with in_style():
            drawing = self.with_words()
            try:
                drawing.savefig(
                    path,
                    format=suffix[1:],
                    dpi=_DOTS_PER_INCH,
                    facecolor=PAPER,
                    metadata=_UNDATED[suffix],
                )
            except (OSError, ValueError) as error:
                reason = getattr(error, "strerror", None) or str(error)
                raise UsageError(_("{file}: {reason}", file=str(path), reason=reason)) from error

    def with_words(self) -> Figure:
        """Return the drawing between its title and subtitle and its source, on paper."""
        canvas = Canvas(WIDE, _MARGIN)
        top = canvas.lines(0, 0, wrap(self.title, WIDE, bold=True), bold=True)
        top = canvas.lines(0, top, wrap(self.subtitle, WIDE), colour=MUTED)
        bottom = canvas.draw_below(top + _GAP, self.draw)
        bottom = canvas.lines(0, bottom + _GAP, wrap(self.source, WIDE), colour=MUTED)
        return canvas.figure(bottom)

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[Mapping[str, str], Mapping[str, Mapping[str, str]]]:
        words = ChartWords(
            name=self.name,
            title=self.title,
            subtitle=self.subtitle,
            source=self.source,
            alt=self.alt,
        )
        data = {
            "image/svg+xml": self.svg,
            NARROW_TYPE: self.svg_narrow,
            "text/plain": self.alt,
            "text/html": self._html(words),
        }
        return data, {"ictanalysis": words.model_dump()}

    def _html(self, words: ChartWords) -> str:
        escaped = {name: html.escape(text) for name, text in words.model_dump().items()}
        picture = base64.b64encode(self.svg.encode()).decode()
        return _FIGURE.format(**escaped, picture=picture, ink=INK, muted=MUTED)


def _svg(figure: Figure) -> str:
    written = io.StringIO()
    with in_style():
        figure.savefig(written, format="svg", metadata=_UNDATED[".svg"])
    text = written.getvalue()
    return _COMMENT.sub("", text[text.index("<svg") :])


@dataclass(frozen=True)
class Sentence:
    """A sentence in place of a chart that has nothing to show yet.

    Attributes
    ----------
    text
        The sentence, as plain text.
    known
        What it says besides that more months are needed, which may be nothing; None where none are.
    """

    text: str
    known: str | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return self.text

    def named(self, name: str) -> Sentence:
        """Return the sentence: where there is no chart, there is none to refer to."""
        return self

    def save(self, path: str | Path) -> None:
        """Refuse to write a chart that there is not.

        Raises
        ------
        UsageError
            Always: it says why there is nothing to draw.
        """
        message = _("“{path}”: there is no chart to save. {text}", path=str(path), text=self.text)
        raise UsageError(message)

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> Mapping[str, str]:
        return {"text/markdown": escape(self.text), "text/plain": self.text}
