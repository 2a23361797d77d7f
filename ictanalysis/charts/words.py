"""The words around a chart: title, subtitle, source, alternative text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ictanalysis.analysis import Month
from ictanalysis.catalog import WHOLE, IndicatorKey, Target
from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.chart import Chart, Sentence
from ictanalysis.indicators.figures import Figure
from ictanalysis.language.locales import Locale, rounded
from ictanalysis.language.messages import Message, _
from ictanalysis.language.placeholders import NAMES, Placeholder, parse
from ictanalysis.report.prose import refuse_typed, words

SHARE_DECIMALS = 2
SYNTHETIC = _("These figures are simulated.")
NOT_FROM_ZERO = _("The vertical axis does not start at 0")


@dataclass(frozen=True)
class Caption:
    """The words of a chart.

    Attributes
    ----------
    finding
        The title, where none is asked for.
    kind, name, unit
        How it is drawn, what is drawn, in which unit.
    values
        Every value that is drawn, with its name.
    notes
        What must be known to read it; sentences without their stop, or blank.
    tables
        The tables that the figures come from.
    period
        The months that are drawn; the month itself if it is empty.
    details
        What is known besides; the alternative text alone has room for it.
    """

    finding: str
    kind: Message
    name: str
    unit: str
    values: Sequence[str]
    notes: Sequence[str]
    tables: Iterable[str]
    period: str = ""
    details: Sequence[str] = ()


def captioned(
    month: Month, draw: Callable[[Canvas], float], caption: Caption, title: str | None
) -> Chart:
    """Return a chart: what `draw` draws on a canvas, and the words around it.

    Parameters
    ----------
    title
        Template that is filled from the month in place of the finding; not if a figure of it is
        missing.

    Raises
    ------
    UsageError
        If a placeholder of the title leads nowhere, or a number of it was typed by hand.
    """
    refuse_typed(month, title or "")
    locale = month.locale
    this_month = locale.month(month.period)
    period = caption.period or this_month
    sources = dict.fromkeys(month.catalog.tables[table].source for table in caption.tables)
    synthetic = [locale.render(SYNTHETIC)] if month.data.settings.synthetic else []
    subtitle = locale.say(
        "{name}; unit: {unit}; {period}", name=caption.name, unit=caption.unit, period=period
    )
    source = locale.say("Source: {sources}, {month}", sources="; ".join(sources), month=this_month)
    lacks = any(month[str(key)].value is None for key in titled_keys(title))
    kind = f"{locale.render(caption.kind)}: {caption.name}, {period}"
    known = [kind, "; ".join(caption.values), *caption.notes, *caption.details, *synthetic]
    return Chart(
        draw,
        caption.finding if title is None or lacks else words(month, title),
        sentences([subtitle, *caption.notes]),
        " ".join([*synthetic, source]),
        sentences(known),
    )


def empty(month: Month, name: str, values: Sequence[float]) -> Sentence | None:
    """Return what stands where there is nothing to draw: no value, or nothing but zeros."""
    if any(values):
        return None
    say, period = month.locale.say, month.locale.month(month.period)
    if values:
        return Sentence(say("{name}: none in {period}.", name=name, period=period))
    return Sentence(say("{name}: not available for {period}.", name=name, period=period))


def titled_keys(template: str | None) -> Iterator[IndicatorKey]:
    """Yield the keys of the figures that a title names."""
    for part in parse(template or ""):
        if isinstance(part, Placeholder) and part.key not in NAMES:
            yield IndicatorKey.parse(part.key)


def sentences(parts: Iterable[str]) -> str:
    """Return texts as sentences: each with a stop at its end, empty ones left out."""
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def on_label(figure: Figure) -> str:
    """Return a figure as it stands at its mark: `818`, `≈ 472`."""
    return f"≈ {figure.text}" if figure.status == "E" else figure.text


def percentage(share: float, locale: Locale) -> str:
    """Return a share (0 to 1) in per cent: only nothing is 0% and only the whole is 100%.

    Examples
    --------
    >>> from ictanalysis.language.locales import ENGLISH
    >>> [percentage(share, ENGLISH) for share in (0.44026, 0.0, 0.00001, 0.99999)]
    ['44.03%', '0%', 'less than 0.01%', 'more than 99.99%']
    """
    least = 10**-SHARE_DECIMALS
    percent = rounded(share * WHOLE, SHARE_DECIMALS)
    if percent == 0 and share > 0:
        return locale.say("less than {number}%", number=locale.number(least, SHARE_DECIMALS))
    if percent == WHOLE and share < 1:
        most = locale.number(WHOLE - least, SHARE_DECIMALS)
        return locale.say("more than {number}%", number=most)
    return f"{locale.number(share * WHOLE, 0 if share in {0, 1} else SHARE_DECIMALS)}%"


def reservations(named: Sequence[tuple[str, Figure]], locale: Locale) -> list[str]:
    """Return what must be known of figures that are missing, provisional or estimated."""
    missing = [name for name, figure in named if figure.value is None]
    known = [(name, figure) for name, figure in named if figure.value is not None]
    provisional = [name for name, figure in known if figure.status == "P"]
    estimated = [name for name, figure in known if figure.status == "E"]
    notes = [
        (missing, locale.say("Not available: {names}", names=", ".join(missing))),
        (provisional, locale.say("Provisional: {names}", names=", ".join(provisional))),
        (estimated, locale.say("The sign ≈ marks an estimate")),
    ]
    return [note for names, note in notes if names]


def for_comparison(targets: Iterable[Target], locale: Locale) -> list[str]:
    """Return which decisions measure something else than the figures beside them."""
    others = dict.fromkeys(target.decision for target in targets if not target.denominators_agree)
    if not others:
        return []
    decisions = locale.listed(list(others))
    return [
        locale.say(
            "Measured on another base, for comparison only: {decisions}", decisions=decisions
        )
    ]


def by_dimensions(figure: Figure, dimensions: Sequence[str]) -> str:
    """Return what is broken down, and how: `Documents posted by type of document`."""
    inside = [figure.locale.inside(each) for each in dimensions]
    by = figure.locale.listed(inside)
    return figure.locale.say("{label} by {dimensions}", label=figure.label, dimensions=by)
