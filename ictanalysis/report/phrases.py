"""Figures as a sentence gives them, each number with the cells that it comes from."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ictanalysis.analysis import Month
from ictanalysis.catalog import IndicatorKey
from ictanalysis.indicators.figures import MISSING, Figure
from ictanalysis.language.placeholders import PARTS, Placeholder
from ictanalysis.report.markdown import escape, quoted
from ictanalysis.report.notes import notes_on
from ictanalysis.report.wording import COMPARISONS, describe, describe_change, with_unit
from ictanalysis.report.yearly import on_year, since_january, year_to_date


def cited(figure: Figure, notes: Sequence[str] = ()) -> str:
    """Return a figure as a table prints it, in Markdown that has its source and its notes."""
    return _bound(figure, figure.hedged, notes=notes).markdown


def changed(figure: Figure, style: str = "compared") -> str:
    """Return how a figure differs from an earlier one, as `cited`; blank without a history.

    Parameters
    ----------
    style
        One of `COMPARISONS`: what its `previous` is.
    """
    found = _change(figure, style)
    return found.markdown if found else ""


def added_up(summed: Figure | None) -> str:
    """Return what a figure adds up to since January, as `cited`; blank where it does not."""
    return _added_up(summed).markdown if summed else ""


class Phrase(NamedTuple):
    """Words around a number, where that number comes from, and what its reader must know.

    The value is the number with its unit and its sign, as a list of sources prints it.
    """

    words: str
    number: str
    key: IndicatorKey
    label: str
    formula: str
    sources: Sequence[str]
    notes: Sequence[str] = ()
    value: str = ""

    @property
    def markdown(self) -> str:
        """Return the words, the number marked with where it comes from and with its notes."""
        before, number, after = self.words.partition(self.number)
        source, note = " · ".join(self.sources), " ".join(self.notes)
        about = " = ".join(each for each in (self.label, self.formula) if each)
        title = "; ".join(each for each in (about, source, note) if each)
        data = {"label": self.label, "formula": self.formula, "source": source}
        data |= {"note": note} if note else {}
        data |= {"value": self.value} if self.value != self.number else {}
        attributes = "".join(f' data-{name}="{quoted(value)}"' for name, value in data.items())
        return (
            f'{escape(before)}<span class="figure" data-key="{html.escape(str(self.key))}"'
            f'{attributes} title="{quoted(title)}">{escape(number)}</span>{escape(after)}'
        )


def _bound(figure: Figure, number: str, words: str = "", notes: Sequence[str] = ()) -> Phrase:
    """Return a number that is read or computed from the cells of a figure."""
    words, sources = words or number, figure.sources
    value = with_unit(figure) if figure.value else figure.quantity
    return Phrase(words, number, figure.key, figure.label, figure.formula, sources, notes, value)


def _added_up(summed: Figure) -> Phrase:
    number, say = with_unit(summed), summed.locale.say
    if summed.kind == "ratio":
        return _bound(summed, number, say("{number} for the year so far", number=number))
    return _bound(summed, number, say("{number} since January", number=number))


def _change(figure: Figure, style: str) -> Phrase | None:
    """Return how a figure differs from an earlier one; None without a history."""
    found = describe_change(figure, style)
    if found is None:
        return None
    label = f"{figure.label}, {figure.locale.render(COMPARISONS[style].against)}"
    sources = [cell.place for cell in (*figure.cells, *figure.previous_cells)]
    number = found.amount or found.words
    value = found.signed or number
    return Phrase(found.words, number, figure.key, label, found.formula, sources, value=value)


def said(month: Month, part: Placeholder, shown: Callable[[Phrase], str]) -> str:
    """Return a figure as a placeholder asks for it; several remarks on it stand in brackets.

    Parameters
    ----------
    shown
        How a phrase is written.
    """
    if part.style in PARTS:
        parts = _parts(month, part)
        short = part.style == "named_parts" and not any("," in each.words for each in parts)
        return (", " if short else "; ").join(map(shown, parts))
    figure = month[part.key]
    told = shown(_bound(figure, describe(figure, part), notes=notes_on(month, figure)))
    if part.style != "compared":
        return ", ".join([told, *map(shown, _remarks(month, figure, part.style))])
    summed = since_january(month, figure.key)
    remarks = [*_changes(month, figure, shown), *([shown(_added_up(summed))] if summed else [])]
    if remarks[1:]:
        return f"{told} ({'; '.join(remarks)})"
    return ", ".join([told, *remarks])


def _changes(month: Month, figure: Figure, shown: Callable[[Phrase], str]) -> list[str]:
    """Return one clause on how a figure differs from last month's and last year's; none without."""
    last_year = on_year(month, figure.key)
    first, second = _change(figure, "compared"), _change(last_year, "year_on_year")
    if not (first and second):
        return [shown(each) for each in (first, second) if each]
    if first.number == first.words and second.number == second.words:
        words = month.locale.say("the same month last year")
        second = second._replace(words=words, number=words)
    values = {"first": shown(first), "second": shown(second)}
    if (figure.change or 0) * (last_year.change or 0) < 0:
        return [month.locale.say("{first} but {second}", **values)]
    return [month.locale.say("{first} and {second}", **values)]


def _remarks(month: Month, figure: Figure, style: str) -> Iterator[Phrase]:
    """Yield what a figure adds up to and its change, as far as one of the other styles asks."""
    compared = on_year(month, figure.key) if style == "year_on_year" else None
    if style == "year_to_date" and (compared := year_to_date(month, figure.key)):
        yield _added_up(compared)
    if compared and (found := _change(compared, style)):
        yield found


def _parts(month: Month, part: Placeholder) -> list[Phrase]:
    """Return the parts of a figure that are stated and not zero, as a placeholder names them.

    A name that ends with a digit stands behind the number.
    """
    parts = month.data.catalog.parts(part.key).items()
    named = {month.locale.inside(label): month[key] for label, key in parts if month[key].stated}
    if not named:
        return [_bound(month[part.key], month.locale.render(MISSING))]
    units = part.style == "named_parts"
    names_first = units and not any(name[-1:].isdigit() for name in named)
    phrases = []
    for name, figure in named.items():
        number = with_unit(figure) if units else figure.prose
        words = f"{name} {number}" if names_first else f"{number} {name}"
        phrases.append(_bound(figure, number, words, notes_on(month, figure)))
    return phrases
