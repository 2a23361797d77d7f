"""An executed notebook as one document, before it takes the form of a page or of paper.

Every writer starts from the same `Body`, so that a page and a print cannot say different things.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from html import escape
from typing import Any

from ictanalysis.exporters.document.blocks import Block, Chart, LeftOut, Picture, Prose
from ictanalysis.exporters.document.citations import Citations
from ictanalysis.exporters.document.dataframes import with_frames
from ictanalysis.exporters.document.markup import markdown_to_html
from ictanalysis.exporters.document.outline import Entry, outline, without_ids
from ictanalysis.exporters.document.outputs import read_outputs
from ictanalysis.exporters.document.parts import (
    Card,
    Cards,
    Heading,
    Highlights,
    Masthead,
    Separation,
    Signature,
    Sources,
)
from ictanalysis.exporters.document.text_metrics import balanced_lines
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Message

_REFERENCE = re.compile(r'<span class="chart" data-chart="(\w+)">[^<]*</span>')

RESERVED_IDS = ("noi-dung", "muc-luc", "dau-trang")
_TEXT_WIDTH = 160 / 25.4 * 72
"""Of the text on paper, in points."""


@dataclass(frozen=True)
class Body:
    """A document: its opening, its blocks in the order of the notebook, its table of contents.

    Parameters
    ----------
    opening
        The official heading of a report, or the masthead of an analytical notebook, blank where
        the notebook displays none.
    title
        The title in one line; never empty.
    cards
        The month at a glance; the values are clean HTML.
    note
        What the cards cannot say.
    highlights
        The main points, as clean HTML.
    separate_from
        Where among the blocks the annexes begin that are signed separately; None without any.
    annexed
        Whether it holds nothing but annexes of the document that the opening is of.
    left_out
        What to tell whoever renders it: what the notebook displays and no document can show. In
        its place a line says so.
    """

    opening: Heading | Masthead
    title: str
    blocks: tuple[Block, ...]
    contents: tuple[Entry, ...]
    cards: tuple[Card, ...] = ()
    note: str = ""
    highlights: tuple[str, ...] = ()
    separate_from: int | None = None
    annexed: bool = False
    left_out: tuple[Message, ...] = ()

    @property
    def official(self) -> bool:
        """Whether the document takes the form of an administrative report, that of the decree."""
        return isinstance(self.opening, Heading) and self.opening.form == "decree"

    @property
    def issued(self) -> datetime:
        """The start of the day that the document states for itself."""
        return datetime.combine(self.opening.issued, time(), UTC)

    @property
    def title_lines(self) -> list[str]:
        """The title, broken well, as a document in plain form prints it."""
        return balanced_lines(self.title, _TEXT_WIDTH / 20)

    @property
    def table_width(self) -> float:
        """The width of the text on paper, in em of the size in which tables are set."""
        return _TEXT_WIDTH / (12 if self.official else 10.5)

    @property
    def signed(self) -> Body:
        """The document without the annexes that are signed separately."""
        return replace(self, blocks=self.blocks[: self.separate_from])

    @property
    def annexes(self) -> Body | None:
        """The annexes that are signed separately, as a document of their own; None without any."""
        if self.separate_from is None or not self.blocks[self.separate_from :]:
            return None
        title = self.opening.locale.say("Annexes to: {title}", title=self.title)
        return replace(self, title=title, blocks=self.blocks[self.separate_from :], annexed=True)

    @property
    def pictures(self) -> list[Chart | Picture]:
        """Its charts and other pictures."""
        return [block for block in self.blocks if isinstance(block, Chart | Picture)]

    @property
    def signature(self) -> Signature | None:
        """The signature, if the document has one."""
        return next((each for each in self.blocks if isinstance(each, Signature)), None)


def read_body(notebook: Mapping[str, Any], *, name: str) -> Body:
    """Return the document that an executed notebook holds.

    Code is left out. A notebook that has not been executed yields its text.

    Parameters
    ----------
    notebook
        A notebook of nbformat 4.
    name
        Its name, for messages, and for the title if the notebook has none.

    Raises
    ------
    RenderingError
        If an output is an error, or a picture or an official part cannot be read.
    """
    read = list(read_outputs(notebook, name))
    openings = (part for part in read if isinstance(part, Heading | Masthead))
    opening = next(openings, Masthead(title=""))
    left_out = tuple(part.message for part in read if isinstance(part, LeftOut))
    found = [_noted(part, opening.locale) if isinstance(part, LeftOut) else part for part in read]
    glances = [part for part in found if isinstance(part, Cards)]
    points = [point for part in found if isinstance(part, Highlights) for point in part.points]
    placed = [
        part for part in found if not isinstance(part, Heading | Masthead | Highlights | Cards)
    ]
    separations = (at for at, part in enumerate(placed) if isinstance(part, Separation))
    blocks = [part for part in placed if not isinstance(part, Separation)]
    pictures = [each.key for each in blocks if isinstance(each, Chart | Picture)]
    fragments, contents, title = outline(
        [with_frames(block.html, opening.locale) for block in blocks if isinstance(block, Prose)],
        title=opening.title,
        reserved=[*RESERVED_IDS, *pictures],
    )
    body = Body(
        opening=opening,
        title=title or name,
        blocks=tuple(_captioned(list(_with_outline(blocks, fragments)), opening)),
        contents=tuple(contents),
        cards=tuple(_card(card, _aside) for part in glances for card in part.cards),
        note=" ".join(part.note for part in glances if part.note),
        highlights=tuple(_aside(point) for point in points),
        separate_from=next(separations, None),
        left_out=left_out,
    )
    return _with_sources(_with_references(body))


def _noted(part: LeftOut, locale: Locale) -> Prose:
    """Return a line that says what is left out in its place."""
    note = locale.say("[An output of the kind {kind} is not shown here]", kind=part.kind)
    return Prose(f'<p class="left-out">{escape(note)}</p>')


def _with_outline(blocks: Iterable[Block], fragments: Iterable[str]) -> Iterator[Block]:
    settled = iter(fragments)
    for block in blocks:
        yield replace(block, html=next(settled)) if isinstance(block, Prose) else block


def _captioned(blocks: Sequence[Block], opening: Heading | Masthead) -> Iterator[Block]:
    """Yield every picture with an alternative text, and the charts with a number.

    Outside of a report they have one where the text refers to charts.
    """
    say, charts = opening.locale.say, 0
    referred = any(isinstance(block, Chart) and block.name for block in blocks)
    for block in blocks:
        if isinstance(block, Chart) and (referred or isinstance(opening, Heading)):
            charts += 1
            title = say("Chart {number}. {title}", number=charts, title=block.title)
            yield replace(block, title=title)
        elif isinstance(block, Picture) and not block.alt:
            yield replace(block, alt=say("Illustration"))
        else:
            yield block


def _aside(markdown: str) -> str:
    return without_ids(markdown_to_html(markdown))


def _card(card: Card, change: Callable[[str], str]) -> Card:
    names = ("value", "change", "on_year", "since_january", "target")
    texts = {name: change(getattr(card, name)) for name in names}
    return card.model_copy(update=texts)


def _with_references(body: Body) -> Body:
    """Return a document in which each name of a chart is its number, and a link to it."""
    say = body.opening.locale.say
    charts = (block for block in body.blocks if isinstance(block, Chart))
    links = {
        chart.name: f'<a href="#{chart.key}">{say("Chart {number}", number=number)}</a>'
        for number, chart in enumerate(charts, start=1)
    }

    def link(found: re.Match[str]) -> str:
        written = f"{{chart.{found[1]}}}"
        return links.get(found[1]) or escape(say("[not filled in: {text}]", text=written))

    blocks = [
        replace(block, html=_REFERENCE.sub(link, block.html)) if isinstance(block, Prose) else block
        for block in body.blocks
    ]
    highlights = tuple(_REFERENCE.sub(link, point) for point in body.highlights)
    return replace(body, blocks=tuple(blocks), highlights=highlights)


def _with_sources(body: Body) -> Body:
    """Return a document that asks for its sources with each figure linked to its own."""
    place = next((block for block in body.blocks if isinstance(block, Sources)), None)
    if place is None:
        return body
    citations = Citations(body.opening.locale, place.titles)
    blocks = [
        replace(block, html=citations.mark(block.html)) if isinstance(block, Prose) else block
        for block in body.blocks
    ]
    citations.leave()
    cards = tuple(_card(card, citations.mark) for card in body.cards)
    highlights = tuple(citations.mark(point) for point in body.highlights)
    table = Prose(citations.table())
    placed = (table if isinstance(block, Sources) else block for block in blocks)
    return replace(body, cards=cards, highlights=highlights, blocks=tuple(placed))
