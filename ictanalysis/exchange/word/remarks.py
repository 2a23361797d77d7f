"""What editors of a document have left beside its text: comments and tracked changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from ictanalysis.exchange.word.package import parsed
from ictanalysis.exporters.wordprocessing import W, text_of

_COMMENTS = "word/comments.xml"


@dataclass(frozen=True)
class Remark:
    """A comment, or words that a tracked change adds or removes.

    Attributes
    ----------
    kind, author
        Which of them it is, and who has made it; blank where the document does not say it.
    text
        The words.
    about
        The paragraph in which it stands.
    """

    kind: Literal["comment", "added", "removed"]
    author: str
    text: str
    about: str


def remarks(parts: Mapping[str, bytes], document: Element, name: str) -> Iterator[Remark]:
    """Yield the comments and the tracked changes of a document, paragraph after paragraph.

    Raises
    ------
    InputError
        If the comments cannot be read; `name` is what messages call the file.
    """
    comments: dict[str, Element] = {}
    if _COMMENTS in parts:
        root = parsed(parts[_COMMENTS], name)
        comments = {each.get(f"{W}id", ""): each for each in root.iter(f"{W}comment")}
    for paragraph in document.iter(f"{W}p"):
        about = " ".join(text_of(paragraph).split())
        for each in paragraph.iter():
            author = each.get(f"{W}author", "")
            if each.tag == f"{W}commentReference" and each.get(f"{W}id", "") in comments:
                comment = comments[each.get(f"{W}id", "")]
                text = " ".join(text_of(comment).split())
                yield Remark("comment", comment.get(f"{W}author", ""), text, about)
            elif each.tag == f"{W}ins" and (text := text_of(each)):
                yield Remark("added", author, text, about)
            elif each.tag == f"{W}del" and (text := _deleted(each)):
                yield Remark("removed", author, text, about)


def _deleted(change: Element) -> str:
    return "".join(each.text or "" for each in change.iter(f"{W}delText"))
