"""The blocks of a document: what stands in it, in the order of the notebook."""

from __future__ import annotations

from dataclasses import dataclass

from ictanalysis.exporters.document.parts import Signature, Sources

__all__ = ["Block", "Chart", "Picture", "Prose"]


@dataclass(frozen=True)
class Prose:
    """Clean HTML: text, lists, tables."""

    html: str


@dataclass(frozen=True)
class Chart:
    """A chart of this package: a clean drawing and the words around it.

    Parameters
    ----------
    narrow
        The drawing laid out for a telephone; empty where the notebook has none.
    """

    key: str
    svg: str
    title: str
    subtitle: str
    source: str
    alt: str
    narrow: str = ""


@dataclass(frozen=True)
class Picture:
    """Any other picture of a notebook.

    Parameters
    ----------
    content
        The file: PNG, JPEG or clean SVG, as its media type says.
    """

    key: str
    media_type: str
    content: bytes
    alt: str


Block = Prose | Chart | Picture | Signature | Sources
