"""Text of notebooks as clean HTML: nothing that acts, loads or reaches outside.

Markup in prose that is not on the list comes out as the characters it is written with: a reader
sees it and a browser does not obey it.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import Any

import nh3
from bs4 import BeautifulSoup
from bs4.dammit import EntitySubstitution
from bs4.element import NavigableString, PageElement, Tag
from bs4.formatter import HTMLFormatter
from mistune import BlockParser, InlineParser
from mistune.plugins import import_plugin
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TAGS = _words(
    """
    a abbr b blockquote br caption code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i li ol
    p pre s section span strong sub summary sup table tbody td tfoot th thead tr u ul
    """
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CELL = {"colspan", "rowspan", "scope", "headers"}
_SCREEN_ATTRIBUTES = {
    "*": {"class", "id", "lang", "tabindex", "title"},
    "a": {"href"},
    "ol": {"start"},
    "td": _CELL,
    "th": _CELL,
}
_PRINT_ATTRIBUTES = {
    **{tag: {"id", "class"} for tag in HEADINGS},
    "a": {"href"},
    "ol": {"start"},
    "table": {"class"},
    "tr": {"class"},
    "td": {*_CELL, "class"},
    "th": {*_CELL, "class"},
}
_SCHEMES = {"http", "https", "mailto"}
_REACH = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_PASSED_OVER = _words("center figcaption figure font img picture")
"""Tags that go without a trace, for nothing but a picture or its place is lost with them."""

_FOREIGN_TAG = re.compile(
    rf"<(?!/?(?:{'|'.join(sorted(_TAGS | _PASSED_OVER))})[\s/>])", re.IGNORECASE
)
_PICTURE = re.compile("<(?=img)", re.IGNORECASE)
_PLUGINS = ("strikethrough", "table", "url", "def_list", "task_lists", "footnotes")
_OPEN, _DONE = "\N{WHITE SQUARE}", "\N{BALLOT BOX WITH CHECK}"
"""Before a task that is open, and one that is done: signs that the fonts of a PDF have."""
_SPANS = ("colspan", "rowspan")
_WIDEST_SPAN = 100
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class _TextRenderer(IPythonRenderer):
    """nbconvert's renderer, with foreign markup and code taken as text."""

    def __init__(self) -> None:
        # Harmful links are taken off when the whole is cleaned.
        super().__init__(escape=False, allow_harmful_protocols=True, exclude_anchor_links=True)

    def inline_html(self, html: str) -> str:
        return _foreign_as_text(html)

    def block_html(self, html: str) -> str:
        return _foreign_as_text(html)

    def block_code(self, code: str, info: str | None = None) -> str:
        return f"<pre><code>{escape(code)}</code></pre>\n"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        name = f' title="{escape(title)}"' if title else ""
        return f'<img src="{escape(url)}" alt="{escape(_plain(text))}"{name}>'

    def task_list_item(self, text: str, checked: bool = False) -> str:
        return f"<li>{_DONE if checked else _OPEN} {text}</li>\n"

    def footnote_item(self, text: str, key: str, index: int) -> str:
        return f'<li id="fn-{index}">{text.rstrip()}</li>\n'

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        tag = "th" if head else "td"
        scope = ' scope="col"' if head else ""
        number = ' class="number"' if align == "right" else ""
        return f"<{tag}{scope}{number}>{text}</{tag}>\n"


def markdown_to_html(source: str) -> str:
    """Return Markdown as clean HTML, in which a picture is the characters it is written with."""
    return clean(_PICTURE.sub("&lt;", rendered(source)))


def rendered(source: str) -> str:
    """Return Markdown as HTML that is to be cleaned; ``$`` is a dollar sign, not mathematics."""
    return _parser().render(source)


@cache
def _parser() -> MarkdownWithMath:
    return MarkdownWithMath(
        renderer=_TextRenderer(),
        block=BlockParser(),
        inline=InlineParser(hard_wrap=False),
        plugins=[import_plugin(name) for name in _PLUGINS],
    )


def _plain(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text() if "<" in html or "&" in html else html


def clean(html: str) -> str:
    """Return HTML with only what the page's list allows."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_SCREEN_ATTRIBUTES,
        attribute_filter=_screen_value,
        generic_attribute_prefixes={"data-"},
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    )


def clean_for_print(html: str) -> str:
    """Return HTML with only what paper can show, so that no text poses as what a writer adds."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_PRINT_ATTRIBUTES,
        attribute_filter=_print_value,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def _foreign_as_text(html: str) -> str:
    return _FOREIGN_TAG.sub("&lt;", _COMMENT.sub("", html))


def _screen_value(tag: str, attribute: str, value: str) -> Any:
    if attribute == "href":
        return value if _REACH.match(value) else None
    if attribute == "tabindex":
        return value if value in {"0", "-1"} else None
    if attribute == "lang":
        return value if _LANGUAGE.fullmatch(value) else None
    return _print_value(tag, attribute, value)


def _print_value(_tag: str, attribute: str, value: str) -> Any:
    """Return a value; nothing for a cell that claims to reach over no cell, or over hundreds."""
    if attribute not in _SPANS:
        return value
    whole = re.fullmatch(r"[0-9]{1,3}", value)
    return value if whole and 1 <= int(value) <= _WIDEST_SPAN else None


_HTML = HTMLFormatter(
    entity_substitution=EntitySubstitution.substitute_xml, void_element_close_prefix=""
)


def under(tag: Tag, part: str, name: str) -> list[Tag]:
    """Return the tags of a name in each part of a tag, such as the rows in the body of a table."""
    return [each for inner in tag.find_all(part) for each in inner.find_all(name)]


def serialize(node: PageElement) -> str:
    """Return parsed HTML as text, in which no void element is closed: `<br>`, as HTML has it."""
    if isinstance(node, Tag):
        return node.decode(formatter=_HTML)
    return node.output_ready(_HTML) if isinstance(node, NavigableString) else ""
