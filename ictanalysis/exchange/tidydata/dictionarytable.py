"""The data dictionary as a table: what each code of the observations means."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from ictanalysis.analysis import Dataset
from ictanalysis.dataset import Settings
from ictanalysis.exchange.dictionary import Entry, entries
from ictanalysis.exchange.tidydata.tidytable import Column, TidyTable
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _

DICTIONARY = "dictionary"
SIMULATED = _("These figures are simulated; they are not real.")

ITEMS = ("dataset", "column", "status", "table", "measure", "ratio", "dimension", "member")

_contents = attrgetter("key", "item", "code", "label", "unit", "kind", "decimals", "description")
"""What stands in the columns, of an entry."""


def dictionary(data: Dataset, observations: TidyTable) -> TidyTable:
    """Return what the columns, statuses, tables, measures and members of the data mean.

    Parameters
    ----------
    observations
        The table whose columns are explained.
    """
    locale = data.settings.locale
    columns = (
        Entry(
            "column", f"column:{each.name}", each.name, each.title, each.description, kind=each.kind
        )
        for each in observations.columns
    )
    rows = [_contents(each) for each in (_dataset(data.settings), *columns, *entries(data.catalog))]
    return TidyTable(DICTIONARY, locale.say("Dictionary"), _columns(locale), rows, ("key",))


def _columns(locale: Locale) -> Sequence[Column]:
    say = locale.say
    return (
        Column("key", say("Key"), say("Unique in the dictionary.")),
        Column("item", say("Item"), say("What this entry explains."), values=ITEMS),
        Column("code", say("Code"), say("The code as in the table of figures.")),
        Column("label", say("Name"), say("Name in the language of the data set.")),
        Column("unit_of_measure", say("Unit of measure"), say("Unit of a measure or ratio.")),
        Column("kind", say("Kind"), say("Kind of a measure, or type of a column.")),
        Column("decimals", say("Decimals"), say("How many decimals are printed."), "integer"),
        Column("description", say("Explanation"), say("Explanation, source, formula.")),
    )


def _dataset(settings: Settings) -> Entry:
    locale = settings.locale
    description = (
        locale.render(SIMULATED)
        if settings.synthetic
        else locale.say("Figures of the reporting body.")
    )
    label = f"{settings.department}, {settings.province}"
    return Entry("dataset", "dataset", "", label, description)
