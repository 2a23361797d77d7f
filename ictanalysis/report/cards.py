"""The month at a glance: a few figures, each with its change and its target."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ictanalysis.analysis import Month
from ictanalysis.exporters.document.parts import Card, Cards
from ictanalysis.indicators import signals
from ictanalysis.indicators.figures import Figure
from ictanalysis.report.markdown import escape
from ictanalysis.report.notes import notes_on
from ictanalysis.report.official import Part
from ictanalysis.report.phrases import added_up, changed, cited
from ictanalysis.report.wording import describe_target
from ictanalysis.report.yearly import on_year, since_january

_BEGINNING = re.compile(r"\A((?:<[^>]*>)?)(\w)")


def cards(month: Month, keys: Sequence[str]) -> Part:
    """Return the part that a page shows first; paper leaves it out.

    Parameters
    ----------
    keys
        Indicators, the most important first.

    Raises
    ------
    UsageError
        If the catalog has no such indicator.
    """
    # A rate of nothing, 0 / 0, is not missing: there is nothing to tell.
    chosen = [each for key in keys if (each := month[key]).value is not None or not each.formula]
    filled = [_card(month, figure) for figure in chosen]
    note = _note(month, filled)
    lines = [_line(card) for card in filled] + ([f"\n{note}"] if note else [])
    return Part(Cards(cards=filled, note=note), "\n".join(lines))


def _card(month: Month, figure: Figure) -> Card:
    notes = notes_on(month, figure)
    return Card(
        key=str(figure.key),
        label=figure.label,
        value=cited(figure, notes),
        unit="" if figure.unit == "%" or figure.value is None else figure.unit,
        change=_capital(changed(figure)),
        on_year=_capital(changed(on_year(month, figure.key), "year_on_year")),
        since_january=_capital(added_up(since_january(month, figure.key))),
        target=escape(_capital(_targets(month, figure))),
        signal=_capital(_signal(month, figure)),
        notes=notes,
    )


def _line(card: Card) -> str:
    label, unit, signal, *notes = map(escape, (card.label, card.unit, card.signal, *card.notes))
    about = filter(
        None, (card.change, card.on_year, card.since_january, card.target, signal, *notes)
    )
    return "; ".join([f"- {label}: {card.value} {unit}".rstrip(), *about])


def _capital(text: str) -> str:
    """Return a text, which may stand in a `<span>`, with a capital at its beginning."""
    return _BEGINNING.sub(lambda match: match[1] + match[2].upper(), text)


def _targets(month: Month, figure: Figure) -> str:
    """Return the targets in force; one that is measured over something else is no yardstick."""
    say = month.locale.say
    own = [each for each in month.targets if each.indicator == str(figure.key)]
    words = {each: describe_target(each, figure) for each in own}
    kept = [words[each] for each in own if each.denominators_agree]
    if other := ", ".join(words[each] for each in own if not each.denominators_agree):
        kept.append(say("for reference, as it is measured differently: {targets}", targets=other))
    return "; ".join(kept)


def _signal(month: Month, figure: Figure) -> str:
    """Return what the month is a sign of; blank where it is none, or too few months are known.

    A stock is not asked: one that grows every month is always higher than it was.
    """
    if figure.value is None or figure.kind not in {"flow", "ratio", "average"}:
        return ""
    behaviour = month.data.behaviour(str(figure.key), until=month.period)
    if behaviour.limits is None or not behaviour.frame["rules"].iloc[-1]:
        return ""
    return signals.phrase(behaviour)


def _note(month: Month, filled: Sequence[Card]) -> str:
    """Return what the cards cannot say for want of history."""
    alone = sum(month[each.key].value is not None and not each.change for each in filled)
    if not alone:
        return ""
    count = month.locale.count(alone)
    return month.locale.say(
        "The figure of last month is not available for {count} of these.", count=count
    )
