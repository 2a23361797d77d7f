"""Several charts over the months, and one sentence for those whose figures are too few yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ictanalysis.analysis import Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.charts.chart import Chart, Sentence
from ictanalysis.charts.series import FEWEST
from ictanalysis.indicators.signals.limits import FEWEST_VALUES
from ictanalysis.report.markdown import Prose, escape


@dataclass(frozen=True)
class Charts:
    """Charts as a notebook displays them, one under the other, and what stands after them."""

    drawn: Sequence[Chart]
    told: Prose

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for each in (*self.drawn, *([self.told] if self.told.markdown else [])):
            display(each)  # type: ignore[no-untyped-call]


@checked
def over_time(month: Month, drawn: Sequence[Chart | Sentence]) -> Charts:
    """Return charts over the months, and what is known where there is none yet.

    Parameters
    ----------
    drawn
        What the functions of charts return.

    Returns
    -------
    Charts
        The charts in their order; then the values of those with figures of too few months, an item
        each, and the sentences of those with nothing to draw. One sentence says of all that wait
        how many months they need; a single one says it itself.

    Examples
    --------
    >>> import ictanalysis as ict
    >>> may = ict.load("data").month("2021-05")
    >>> keys = ["documents.signed", "documents.signed_rate"]
    >>> ict.charts.over_time(may, [ict.charts.trend(may, key) for key in keys]).drawn
    ()
    """
    sentences = [each for each in drawn if isinstance(each, Sentence)]
    waiting = [each for each in sentences if each.known is not None]
    if len(waiting) > 1:
        locale = month.locale
        text = locale.say(
            "Charts over the months come as months are added: a line takes figures of "
            "{fewest} months, limits and heat maps take {most}.",
            fewest=locale.number(FEWEST),
            most=locale.number(FEWEST_VALUES),
        )
        told = [each.text if each.known is None else each.known for each in sentences]
        items = "\n".join(f"- {escape(each)}" for each in told if each)
        prose = Prose(items) + Prose(escape(text))
    else:
        prose = Prose("\n\n".join(escape(each.text) for each in sentences))
    return Charts(tuple(each for each in drawn if isinstance(each, Chart)), prose)
