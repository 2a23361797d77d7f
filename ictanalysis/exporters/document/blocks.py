"""The blocks of a document: what stands in it, in the order of the notebook."""

from __future__ import annotations

from dataclasses import dataclass

from ictanalysis.exporters.document.parts import Signature, Sources
from ictanalysis.language.messages import Message

EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}
"""Media types of pictures, and how the names of their files end."""


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
    name
        By which the text refers to it; blank where it does not.
    """

    key: str
    svg: str
    title: str
    subtitle: str
    source: str
    alt: str
    narrow: str = ""
    name: str = ""

    @property
    def file(self) -> str:
        """The name of its file beside a document that is being written."""
        return f"{self.key}.svg"

    @property
    def content(self) -> bytes:
        """The drawing as a file."""
        return self.svg.encode()

    @property
    def words(self) -> dict[str, str]:
        """What is printed around it, and its alternative text, by name."""
        return {name: getattr(self, name) for name in ("title", "subtitle", "source", "alt")}


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

    @property
    def file(self) -> str:
        """The name of its file beside a document that is being written."""
        return f"{self.key}.{EXTENSIONS[self.media_type]}"

    @property
    def words(self) -> dict[str, str]:
        """Its alternative text, by name."""
        return {"alt": self.alt}


@dataclass(frozen=True)
class LeftOut:
    """Something that a notebook displays and no document can show.

    Parameters
    ----------
    kind
        Its media type, or what else it is.
    message
        What to tell whoever renders the notebook, with notebook and cell.
    """

    kind: str
    message: Message


Block = Prose | Chart | Picture | Signature | Sources
