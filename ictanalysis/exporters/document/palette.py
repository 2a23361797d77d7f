"""The colours of charts and pages.

The six colours are those of the UK Government Analysis Function: readable by the colour-blind and
in grey. The greys are for what must not draw the eye; PAPER is what a drawing lies on.
"""

from __future__ import annotations

__all__ = ["GRID", "INK", "LILAC", "MUTED", "NAVY", "ORANGE", "PAPER", "PLUM", "REST", "TEAL"]

NAVY = "#12436D"
TEAL = "#28A197"
PLUM = "#801650"
ORANGE = "#F46A25"
INK = "#3D3D3D"
LILAC = "#A285D1"
MUTED = "#6B6B6B"
GRID = "#D9D9D9"
REST = "#BFBFBF"
PAPER = "#FFFFFF"
