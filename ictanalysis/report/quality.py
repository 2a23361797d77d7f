"""What the checks say of the data of a month, in sentences with their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ictanalysis.analysis import Month
from ictanalysis.checks.sums import sums
from ictanalysis.dataset.statuses import STATUSES
from ictanalysis.language.locales import Locale


def quality(month: Month) -> Iterator[str]:
    """Yield what the checks have found, what they have compared, and which figures are not final.

    Of nothing there is no sentence.
    """
    locale, counts = month.locale, Counter(each.severity for each in month.findings)
    accepted = [each for each in month.findings if each.severity == "error" and each.acknowledged]
    if counts:
        yield locale.say(
            "The checks have found {errors} (accepted: {accepted}), {warnings} and {remarks}.",
            errors=locale.say_many("{count} error", "{count} errors", counts["error"]),
            accepted=locale.number(len(accepted)),
            warnings=locale.say_many("{count} warning", "{count} warnings", counts["warning"]),
            remarks=locale.say_many("{count} remark", "{count} remarks", counts["info"]),
        )
    yield from compared(month)
    statuses = Counter(each.status for each in month)
    told = [
        f"{locale.render(STATUSES[status].name)} {locale.number(statuses[status])}"
        for status in STATUSES
        if status != "A" and statuses[status]
    ]
    if told:
        yield locale.say(
            "Not normal among {figures} figures: {parts}.",
            figures=locale.number(statuses.total()),
            parts="; ".join(told),
        )


def compared(month: Month) -> Iterator[str]:
    """Yield a sentence each on the totals and on the stated rates, and whether they agree."""
    catalog, cells, locale = month.data.catalog, month.cells, month.locale
    totals = [each for table in catalog.tables for each in sums(catalog, cells, table)]
    rates = sum(
        cell.value is not None and key.name in catalog.tables[key.table].ratios
        for key, cell in cells.items()
    )
    if totals:
        wrong = sum(not each.agrees for each in totals)
        yield locale.say(
            "Totals checked against their parts: {totals}; {outcome}.",
            totals=locale.number(len(totals)),
            outcome=_agreement(wrong, locale),
        )
    if rates:
        wrong = sum(each.rule == "ratio" for each in month.findings)
        yield locale.say(
            "Rates of the source computed again: {rates}; {outcome}.",
            rates=locale.number(rates),
            outcome=_agreement(wrong, locale),
        )


def _agreement(wrong: int, locale: Locale) -> str:
    if not wrong:
        return locale.say("all agree")
    return locale.say("not in agreement: {count}", count=locale.number(wrong))
