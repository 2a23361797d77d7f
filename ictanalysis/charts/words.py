"""The words around a chart: title, subtitle, source, alternative text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ictanalysis.analysis import Month
from ictanalysis.catalog import IndicatorKey, Target
from ictanalysis.indicators.figures import Figure
from ictanalysis.language.locales import VIETNAMESE, rounded
from ictanalysis.language.placeholders import PERIOD_WORDS, Placeholder, parse
from ictanalysis.report.prose import words

__all__ = [
    "alternative",
    "called",
    "for_comparison",
    "listed",
    "lowered",
    "on_label",
    "percentage",
    "quantity",
    "reservations",
    "sentences",
    "source",
    "title_or",
    "titled_keys",
]

SHARE_DECIMALS = 2
WHOLE = 100
SYNTHETIC = "Đây là số liệu mô phỏng."


def title_or(template: str | None, month: Month, finding: str) -> str:
    """Return a title filled from a month; `finding` without one, or if a figure of it is missing.

    Raises
    ------
    UsageError
        If a placeholder leads nowhere.
    """
    if template is None or any(month[str(key)].value is None for key in titled_keys(template)):
        return finding
    return words(month, template)


def titled_keys(template: str | None) -> Iterator[IndicatorKey]:
    """Yield the keys of the figures that a title names."""
    for part in parse(template or ""):
        if isinstance(part, Placeholder) and part.key not in PERIOD_WORDS:
            yield IndicatorKey.parse(part.key)


def source(month: Month, tables: Iterable[str]) -> str:
    """Return where the figures of some tables come from, and of which month they are."""
    sources = dict.fromkeys(month.data.catalog.tables[table].source for table in tables)
    line = f"Nguồn: {'; '.join(sources)}, {VIETNAMESE.month(month.period)}"
    return f"{SYNTHETIC} {line}" if month.data.settings.synthetic else line


def alternative(month: Month, kind: str, values: Sequence[str], notes: Sequence[str]) -> str:
    """Return a text that says what a chart shows.

    Parameters
    ----------
    kind
        What is drawn, and how: `Biểu đồ thanh: Văn bản đăng theo loại văn bản`.
    values
        Every value that is drawn, with its name.
    notes
        Sentences that must be known to read it.
    """
    synthetic = [SYNTHETIC] if month.data.settings.synthetic else []
    return sentences([kind, "; ".join(values), *notes, *synthetic])


def sentences(parts: Iterable[str]) -> str:
    """Return texts as sentences: each with a stop at its end, empty ones left out."""
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def quantity(figure: Figure) -> str:
    """Return a figure with its unit: `818 dịch vụ`, `khoảng 472 tin, bài`, `79,37%`."""
    if figure.value is None or figure.unit == "%":
        return figure.hedged
    return f"{figure.hedged} {figure.unit}"


def on_label(figure: Figure) -> str:
    """Return a figure as it stands at its mark: `818`, `≈ 472`."""
    return f"≈ {figure.text}" if figure.status == "E" else figure.text


def percentage(share: float) -> str:
    """Return a share (0 to 1) in per cent: only nothing is 0% and only the whole is 100%.

    Examples
    --------
    >>> percentage(0.44026), percentage(0.0), percentage(0.00001), percentage(0.99999)
    ('44,03%', '0%', 'dưới 0,01%', 'trên 99,99%')
    """
    step = 10**-SHARE_DECIMALS
    shown = rounded(share * WHOLE, SHARE_DECIMALS)
    if shown == 0 and share > 0:
        return f"dưới {VIETNAMESE.number(step, SHARE_DECIMALS)}%"
    if shown == WHOLE and share < 1:
        return f"trên {VIETNAMESE.number(WHOLE - step, SHARE_DECIMALS)}%"
    decimals = 0 if share in {0, 1} else SHARE_DECIMALS
    return f"{VIETNAMESE.number(share * WHOLE, decimals)}%"


def reservations(named: Sequence[tuple[str, Figure]]) -> list[str]:
    """Return what must be said of figures that are missing, provisional or estimated."""
    missing = [name for name, figure in named if figure.value is None]
    known = [(name, figure) for name, figure in named if figure.value is not None]
    provisional = [name for name, figure in known if figure.status == "P"]
    estimated = any(figure.status == "E" for _name, figure in known)
    return [
        *([f"Chưa có số liệu: {', '.join(missing)}"] if missing else []),
        *([f"Số liệu sơ bộ: {', '.join(provisional)}"] if provisional else []),
        *(["Dấu ≈: số liệu ước tính"] if estimated else []),
    ]


def for_comparison(targets: Iterable[Target]) -> list[str]:
    """Return which decisions measure something else than the figures beside them."""
    others = dict.fromkeys(target.decision for target in targets if not target.denominators_agree)
    if not others:
        return []
    return [f"{listed(list(others))} khác cơ sở tính, chỉ để đối chiếu"]


def called(figure: Figure, dimensions: Sequence[str]) -> str:
    """Return what is broken down, and how: `Văn bản đăng theo loại văn bản`."""
    by = " và ".join(lowered(dimension) for dimension in dimensions)
    return f"{figure.label} theo {by}" if by else figure.label


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: `A, B và C`."""
    return " và ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def lowered(text: str) -> str:
    """Return a label as it stands inside a sentence; an acronym keeps its capitals.

    Examples
    --------
    >>> lowered("Loại văn bản"), lowered("SIM PKI")
    ('loại văn bản', 'SIM PKI')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
