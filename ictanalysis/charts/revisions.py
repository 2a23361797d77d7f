"""How the values of an indicator were revised after they had been told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.ticker import MaxNLocator

from ictanalysis.charts.style import in_style
from ictanalysis.exporters.document.palette import INK, MUTED, NAVY
from ictanalysis.indicators.vintages import Vintage
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _

WIDTH, HEIGHT = 6.1, 2.9
"""Inches."""

_UNDATED: Mapping[str, Mapping[str, None]] = {
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
}

MOST_NAMED = 12
"""So many months are named under the axis."""


def revisions(
    history: Mapping[pd.Period, Sequence[Vintage]],
    path: Path,
    label: str,
    decimals: int,
    locale: Locale,
) -> bytes:
    """Return the chart as a file: a point for what was told last, rings for what was before.

    Parameters
    ----------
    history
        Month → what was told, as `vintages` returns it.
    path
        The file that it is for, whose suffix says in which form it is.
    label, decimals
        What is shown, and with how many decimals.
    """
    months = list(pd.period_range(min(history), max(history), freq="M"))
    with in_style():
        drawing, axes = plt.subplots(figsize=(WIDTH, HEIGHT), layout="constrained")
        for at, month in enumerate(months):
            values = [each.value for each in history.get(month, ()) if each.value is not None]
            if not values:
                continue
            if len(values) > 1:
                axes.plot([at] * len(values), values, color=MUTED, linewidth=1, zorder=1)
                axes.plot([at] * (len(values) - 1), values[:-1], "o", color=INK, mfc="white", ms=5)
            axes.plot(at, values[-1], "o", color=NAVY, ms=5, zorder=3)
        step = -(-len(months) // MOST_NAMED)
        axes.set_xticks(range(0, len(months), step))
        axes.set_xticklabels([locale.month_short(month) for month in months[::step]])
        axes.set_xlim(-0.5, len(months) - 0.5)
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=decimals == 0))
        axes.yaxis.set_major_formatter(lambda value, _at: locale.number(value, decimals))
        axes.set_title(label, loc="left", color=INK)
        axes.set_xlabel(locale.say("● told last   ○ told before"), color=MUTED, loc="left")
        content, form = BytesIO(), path.suffix.removeprefix(".").lower()
        try:
            drawing.savefig(content, format=form, metadata=_UNDATED.get(form))
        except ValueError as error:
            message = _("{path}: name a file that ends in .svg, .png or .pdf", path=path)
            raise UsageError(message) from error
        finally:
            plt.close(drawing)
    return content.getvalue()
