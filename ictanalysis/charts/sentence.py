"""What stands where a chart would be empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ictanalysis.report.prose import escape

__all__ = ["Sentence"]


@dataclass(frozen=True)
class Sentence:
    """A sentence in place of a chart that has nothing to show yet.

    Attributes
    ----------
    text
        The sentence, as plain text.
    """

    text: str

    def __str__(self) -> str:
        return self.text

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> Mapping[str, str]:
        return {"text/markdown": escape(self.text), "text/plain": self.text}
