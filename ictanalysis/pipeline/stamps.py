"""What a signed field of a report shows: whom the certificate names, and the day."""

from __future__ import annotations

import json
from datetime import datetime

from ictanalysis.analysis import Month
from ictanalysis.exporters.fonts import available, choose
from ictanalysis.exporters.typesetting import typeset

_STAMP = """\
#let stamp = json("stamp.json")
#set page(width: stamp.width * 1pt, height: stamp.height * 1pt, margin: 3pt, fill: none)
#set text(font: stamp.font, fill: rgb("#17375e"))
#set par(leading: 0.35em)
#let lines(size) = text(size: size, stamp.lines.join(linebreak()))
#rect(width: 100%, height: 100%, stroke: 0.5pt + rgb("#17375e"), inset: 4pt, layout(room => {
  let fits(size) = measure(block(width: room.width, lines(size))).height <= room.height
  let chosen = (9pt, 8pt, 7pt, 6pt, 5pt).find(fits)
  block(height: 100%, clip: true, align(horizon, lines(if chosen == none { 5pt } else { chosen })))
}))
"""


def stamp(month: Month, name: str, size: tuple[float, float]) -> bytes:
    """Return what the field shows, as a PDF of one page.

    Parameters
    ----------
    size
        Width and height of the field, in points.
    """
    say = month.locale.say
    fonts = available(())
    now = datetime.now().astimezone()
    content = {
        "width": size[0],
        "height": size[1],
        "font": choose("", fonts),
        "lines": [
            say("Signed by: {name}", name=name),
            say("Day: {day}", day=month.locale.short_day(now.date())),
        ],
    }
    files = {"main.typ": _STAMP.encode(), "stamp.json": json.dumps(content).encode()}
    pdf: bytes = typeset("PDF", files, fonts=fonts, format="pdf", pdf_tags=False)
    return pdf
