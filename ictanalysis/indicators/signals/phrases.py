"""What a report says of the latest month, in Vietnamese."""

from __future__ import annotations

import pandas as pd

from ictanalysis.indicators.signals.behaviour import ProcessBehaviour
from ictanalysis.indicators.signals.limits import FEWEST_VALUES
from ictanalysis.indicators.signals.rules import DetectionRule
from ictanalysis.language.locales import VIETNAMESE

__all__ = ["phrase"]

RECENT = 3

_WORDS = {
    DetectionRule.ABOVE_LIMIT: "cao bất thường",
    DetectionRule.BELOW_LIMIT: "thấp bất thường",
    DetectionRule.RISING: "xu hướng tăng {trend} tháng liên tiếp",
    DetectionRule.FALLING: "xu hướng giảm {trend} tháng liên tiếp",
    DetectionRule.NEAR_UPPER: "{near} tháng gần đây sát giới hạn trên",
    DetectionRule.NEAR_LOWER: "{near} tháng gần đây sát giới hạn dưới",
    DetectionRule.ABOVE_MEAN: "{run} tháng liên tiếp cao hơn mức trung bình",
    DetectionRule.BELOW_MEAN: "{run} tháng liên tiếp thấp hơn mức trung bình",
}


def phrase(behaviour: ProcessBehaviour) -> str:
    """Return what the latest month is a sign of, to stand after its figure.

    Months are counted up to the latest: `8 tháng liên tiếp` are the months of the run so far, and
    a trend counts the month that it starts from. Numbers of months bear no leading zero: they
    measure time, not things. Only the rule that takes precedence is told.

    Examples
    --------
    >>> from ictanalysis.indicators.signals import process_behaviour
    >>> months = pd.period_range("2020-01", periods=12, freq="M")
    >>> rising = pd.Series([9, 1, 9, 1, 9, 1, 2, 3, 4, 5, 6, 7], index=months)
    >>> phrase(process_behaviour(rising))
    'xu hướng tăng 7 tháng liên tiếp'
    >>> phrase(process_behaviour(rising.iloc[:5]))
    'chưa đủ số liệu để nhận định (cần ít nhất 12 tháng)'
    """
    latest = behaviour.frame.iloc[-1]
    if pd.isna(latest["value"]):
        return "chưa có số liệu"
    if behaviour.limits is None:
        return _too_few(behaviour)
    if not latest["rules"]:
        return "trong dao động thường"
    leading = latest["rules"][0]
    return _WORDS[leading].format(
        trend=VIETNAMESE.number(abs(latest["trend"])),
        run=VIETNAMESE.number(abs(latest["run"])),
        near=_near(behaviour.frame, leading),
    )


def _too_few(behaviour: ProcessBehaviour) -> str:
    phase = behaviour.frame.loc[behaviour.phases[-1].first :, "value"]
    fewest = VIETNAMESE.number(FEWEST_VALUES)
    if phase.count() < FEWEST_VALUES:
        return f"chưa đủ số liệu để nhận định (cần ít nhất {fewest} tháng)"
    return "số liệu ngắt quãng, chưa đủ để nhận định"


def _near(frame: pd.DataFrame, rule: DetectionRule) -> str:
    recent = frame["rules"].iloc[-RECENT:]
    count = sum(rule in rules for rules in recent)
    total = VIETNAMESE.number(RECENT)
    return f"cả {total}" if count == RECENT else f"{VIETNAMESE.number(count)} trong {total}"
