"""The sentences with which a report begins: one for each indicator, each bound to its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.language.typed import typed_numbers

MOST_PARTS = 6
"""Of more parts than these a sentence gives none: the table of figures has them."""

_NO_BRACES = str.maketrans("{}", "()")


def reported_keys(catalog: Catalog, table: str) -> list[IndicatorKey]:
    """Return the indicators of a table that a report gives every month, measures before ratios.

    The opening of a stock and what serves the data alone are not among them.
    """
    spec = catalog.tables[table]
    if spec.rows_of:
        return []
    measures = [
        name
        for name, each in spec.measures.items()
        if each.expected and each.reported and name not in spec.openings
    ]
    return [IndicatorKey(table, name) for name in (*measures, *spec.ratios)]


def leading_keys(catalog: Catalog) -> list[IndicatorKey]:
    """Return the indicators that say most: rates, then what has a good direction, then the rest.

    What a rate tells already comes last.
    """
    keys = [key for table in catalog.tables for key in reported_keys(catalog, table)]
    whole = [key for key in keys if catalog.spec(key).total and not catalog.is_day(key)]
    return sorted(whole, key=lambda key: _rank(catalog, key))


def _rank(catalog: Catalog, key: IndicatorKey) -> int:
    ratios = catalog.tables[key.table].ratios
    if key.name in ratios:
        return 0
    if any(key.name == each.numerator.measure for each in ratios.values()):
        return 3
    return 1 if catalog.better(key) else 2


def sentences(catalog: Catalog, section: str) -> Iterator[str]:
    """Yield what a section says of each measure: its sentence, then those of its rates."""
    for name, table in catalog.tables.items():
        if table.section == section:
            items: dict[str, list[str]] = {}
            for key in reported_keys(catalog, name):
                ratio = table.ratios.get(key.name)
                about = ratio.numerator.measure if ratio else key.name
                items.setdefault(about, []).append(sentence(catalog, key))
            yield from (" ".join(filter(None, item)) for item in items.values())


def sentence(catalog: Catalog, key: IndicatorKey) -> str:
    """Return a sentence that gives an indicator, with its parts where they are few.

    It is left out where the figure is missing, and says so where there was nothing.
    """
    spec, say = catalog.spec(key), catalog.locale.say
    parts = _parts(catalog, key)
    if not spec.total:
        name = say("{name} by part", name=_label(catalog, key))
        return (
            _marked(catalog, conditional(parts, f"{_capital(name)}: {{{key}:named_parts}}."))
            if parts
            else ""
        )
    printed = f"{{{key}}}" if catalog.is_day(key) else f"{{{key}:compared}}"
    if parts:
        printed = say("{figure}, of which {parts}", figure=printed, parts=f"{{{key}:named_parts}}")
    text = conditional([key], _given(catalog, key, printed), _none(catalog, key))
    return _marked(catalog, text)


def _given(catalog: Catalog, key: IndicatorKey, printed: str) -> str:
    label, say = _label(catalog, key), catalog.locale.say
    if _is_count(catalog, key):
        return say("The number of {things} is {figure}.", things=label, figure=printed)
    return _capital(say("{name} is {figure}.", name=label, figure=printed))


def _none(catalog: Catalog, key: IndicatorKey) -> str | None:
    """Return the sentence where an indicator is zero; None where it reads like any other figure."""
    spec, label, say = catalog.spec(key), _label(catalog, key), catalog.locale.say
    if catalog.is_day(key) or spec.unit == "%":
        return None
    if _is_count(catalog, key):
        return say("There are no {things}.", things=label)
    figure = f"{{{key}:plain}} {spec.unit.translate(_NO_BRACES)}"
    return _given(catalog, key, figure)


def _is_count(catalog: Catalog, key: IndicatorKey) -> bool:
    """Return whether the label names the things that the unit counts: `documents signed`."""
    spec, label = catalog.spec(key), f" {catalog.spec(key).label.lower()} "
    totals = catalog.locale.say("number|total|share").split("|")
    if spec.kind not in {"stock", "flow"} or label.startswith(
        tuple(f" {word} " for word in totals)
    ):
        return False
    return f" {spec.unit.lower()} " in label


def _parts(catalog: Catalog, key: IndicatorKey) -> Sequence[IndicatorKey]:
    """Return the parts of an indicator; none where it has none, or too many for a sentence."""
    if not any(len(each) == 1 for each in catalog.spec(key).breakdowns):
        return []
    parts = list(catalog.parts(key).values())
    return parts if len(parts) <= MOST_PARTS else []


def conditional(keys: Iterable[IndicatorKey], known: str, zero: str | None = None) -> str:
    """Return a text that is printed where some figures are known, and another for zeros."""
    otherwise = "" if zero is None else f"{{zero}}{zero}"
    return f"{{if {', '.join(map(str, keys))}}}{known}{otherwise}{{end}}"


def _label(catalog: Catalog, key: IndicatorKey) -> str:
    return catalog.locale.inside(catalog.spec(key).label.translate(_NO_BRACES))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _marked(catalog: Catalog, text: str) -> str:
    """Return a sentence in which the numbers of names are marked as such."""
    for typed in reversed(typed_numbers(text, catalog.locale.code)):
        number = typed.text.split()[0]
        end = typed.start + len(number)
        text = f"{text[: typed.start]}{{={number}}}{text[end:]}"
    return text
