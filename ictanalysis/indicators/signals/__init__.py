"""Process behaviour charts (XmR): whether a change of a monthly indicator means anything.

Only the calculation and its words: nothing here draws, and nothing knows a data set.

Examples
--------
>>> import pandas as pd
>>> months = pd.period_range("2020-01", periods=14, freq="M")
>>> dossiers = pd.Series([40, 42, 41, 43, 40, 42, 41, 43, 40, 42, 41, 43, 41, 60], index=months)
>>> behaviour = process_behaviour(dossiers, better="higher")
>>> phrase(behaviour), behaviour.frame["kind"].iloc[-1]
('improving (unusually high)', 'improvement')
>>> limits = behaviour.limits
>>> round(limits.mean, 2), round(limits.lower, 2), round(limits.upper, 2)
(42.79, 37.69, 47.88)

References
----------
D. J. Wheeler, Making Sense of Data, SPC Press, 2003. NHS England, Making Data Count. The R
package NHSRplotthedots 0.2.2 (nhs-r-community), whose rules these are; where they differ, the
function that differs says so and why.
"""

from __future__ import annotations

from ictanalysis.indicators.signals.behaviour import (
    Kind,
    Phase,
    ProcessBehaviour,
    process_behaviour,
)
from ictanalysis.indicators.signals.limits import Limits, process_limits
from ictanalysis.indicators.signals.monthly import Better
from ictanalysis.indicators.signals.phrases import phrase
from ictanalysis.indicators.signals.rules import DetectionRule

__all__ = [
    "Better",
    "DetectionRule",
    "Kind",
    "Limits",
    "Phase",
    "ProcessBehaviour",
    "phrase",
    "process_behaviour",
    "process_limits",
]
