"""How a reader gets from page to page: the index, the pages of a month, its neighbours.

A page is fixed once it is published, and its bytes depend on what it was made from alone. So it
does not link to the pages of other months, which may come, go or never be made, but to their places
in the index, which every run writes anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ictanalysis.analysis import Month
from ictanalysis.exporters.links import Link
from ictanalysis.language.messages import Message, _

INDEX = "index.html"

REPORT = "report"
"""Name of the notebook whose pages are the narrative report."""

ANNEX = "annex.pdf"
"""The annexes of a report that are signed separately."""

FORMS: Mapping[str, Message] = {
    f"{REPORT}.html": _("Report"),
    f"{REPORT}.pdf": _("PDF"),
    f"{REPORT}.docx": _("DOCX"),
    ANNEX: _("Further annexes"),
}
"""The files of a report, and how links call them."""


def anchor(month: pd.Period) -> str:
    """Return the place of a month in the index."""
    return f"thang-{month}"


def short_title(title: str, month: str) -> str:
    """Return the title of a page as it stands under the name of its month."""
    return title.replace(month, "").strip(" ,–-") or title


def navigation(
    month: Month, own: str, titles: Mapping[str, str], printed: Sequence[str]
) -> Sequence[Sequence[Link]]:
    """Return the links of a page: the index, the neighbours of its month, the month's pages.

    Parameters
    ----------
    own
        The page that they stand on.
    titles
        Page → title, of all pages of the month.
    printed
        The files that are no pages.
    """
    say, name = month.locale.say, month.locale.month(month.period)
    index = f"../{INDEX}"
    months = [Link(say("All reports"), f"{index}#{anchor(month.period)}")]
    if month.period - 1 in month.data.months:
        months.append(Link(say("Previous month"), f"{index}#{anchor(month.period - 1)}"))
    months.append(Link(say("Next month"), f"{index}#{anchor(month.period + 1)}"))
    names = {
        **{
            file: month.locale.render(form)
            for file, form in FORMS.items()
            if file in titles or file in printed
        },
        **{file: short_title(text, name) for file, text in titles.items() if file not in FORMS},
    }
    return months, [Link(text, "" if file == own else file) for file, text in names.items()]
