"""What a notebook holds of a chart beside the picture that it shows."""

from __future__ import annotations

__all__ = ["NARROW_TYPE"]

NARROW_TYPE = "application/vnd.ictanalysis.narrow+svg"
"""Media type of the narrow drawing: one that no notebook shows, so that it shows one picture."""
