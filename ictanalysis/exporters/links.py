"""Links between the pages that a run makes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """Where a reader can go.

    Parameters
    ----------
    href
        Relative to the page that the link stands on; blank for that page itself.
    about
        The text in full, for those who hear it by itself; blank if it is so already.
    """

    text: str
    href: str = ""
    about: str = ""
