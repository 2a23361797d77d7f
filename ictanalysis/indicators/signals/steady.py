"""Whether an indicator rises or falls steadily, so that its latest month only goes on with it."""

from __future__ import annotations

from math import sqrt

import numpy as np

from ictanalysis.indicators.signals.monthly import Values

FEWEST = 10
SIGNIFICANT = 1.96
ON_LINE = 0.8


def steady_trend(values: Values, reach: float) -> int:
    """Return 1 if the months rise on the whole and the latest goes on with it, -1 if they fall.

    The months rise if of all pairs of them the later one is higher so often that chance explains it
    in 5% of series at most, rising and falling ones together. The latest goes on with it if it lies
    within a reach of the line whose slope is the median of those of all pairs, and so do four
    fifths of all: a step is no line. 0 is neither, and fewer than ten values are too few.

    Parameters
    ----------
    values
        One a month, in the order of time; NaN is a missing month.
    reach
        How far a month may lie from the line.

    Examples
    --------
    >>> steady_trend(np.array([1.0, 3, 2, 4, 6, 5, 7, 9, 8, 10, 12, 11]), reach=3)
    1
    >>> steady_trend(np.array([1.0, 3, 2, 4, 6, 5, 7, 9, 8, 10, 12, 19]), reach=3)
    0

    References
    ----------
    M. G. Kendall, Rank Correlation Methods, Griffin, 1975, for the test of H. B. Mann (Econometrica
    13(3), 1945), whose variance without ties makes it no less strict; P. K. Sen, Journal of the
    American Statistical Association 63, 1968, for the line; D. J. Wheeler, Making Sense of Data,
    SPC Press, 2003, for limits around one.
    """
    places = np.flatnonzero(~np.isnan(values))
    known, count = values[places], places.size
    if count < FEWEST:
        return 0
    earlier, later = np.triu_indices(count, 1)
    rises = known[later] - known[earlier]
    score = float(np.sign(rises).sum())
    spread = sqrt(count * (count - 1) * (2 * count + 5) / 18)
    slope = np.median(rises / (places[later] - places[earlier]))
    around = known - slope * places
    near = np.abs(around - np.median(around)) <= reach
    steady = near[-1] and near.mean() >= ON_LINE and abs(score) - 1 > SIGNIFICANT * spread
    return int(np.sign(score)) if steady else 0
