"""A finished chart: a drawing in two widths and the words that belong to it."""

from __future__ import annotations

import base64
import html
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from matplotlib.figure import Figure

from ictanalysis.charts.style import in_style
from ictanalysis.exporters.document.palette import INK, MUTED
from ictanalysis.exporters.document.parts import NARROW_TYPE, ChartWords

__all__ = ["Chart"]

_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))
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
    figure
        The drawing, without its words; `figure.savefig` writes it in any format.
    narrow
        The same drawing laid out for a telephone.
    title
        What the chart finds.
    subtitle
        What is drawn: indicator, unit, period, and what must be known to read it.
    source
        Where the figures come from; says so where they are made up.
    alt
        What the chart shows, every value named, for those who do not see it.
    """

    figure: Figure = field(repr=False, compare=False)
    narrow: Figure = field(repr=False, compare=False)
    title: str
    subtitle: str
    source: str
    alt: str

    @cached_property
    def svg(self) -> str:
        """Return the drawing as SVG; the same figures always give the same text."""
        return _svg(self.figure)

    @cached_property
    def svg_narrow(self) -> str:
        """Return the narrow drawing as SVG."""
        return _svg(self.narrow)

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[Mapping[str, str], Mapping[str, Mapping[str, str]]]:
        words = ChartWords(
            title=self.title, subtitle=self.subtitle, source=self.source, alt=self.alt
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
        figure.savefig(written, format="svg", metadata=_METADATA)
    text = written.getvalue()
    return _COMMENT.sub("", text[text.index("<svg") :])
