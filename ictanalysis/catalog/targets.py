"""Targets that the Government and the ministries have set, with the decisions that set them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import pandas as pd
from pydantic import Field, ValidationInfo, field_validator

from ictanalysis.catalog.catalog import Catalog
from ictanalysis.catalog.keys import IndicatorKey
from ictanalysis.catalog.models import Label, Strict
from ictanalysis.catalog.yamlfile import Problem, read_model, refuse
from ictanalysis.language.errors import UsageError


class Target(Strict, strict=False):
    """What an indicator is expected to reach.

    Attributes
    ----------
    indicator
        Key of a measure or a ratio: `services.level_share[level=4]`.
    value
        In the unit of the indicator.
    direction
        `at_least` or `at_most`.
    decision, issued
        Number and date of the decision: a number alone can be that of two decisions.
    valid_from, valid_to
        First and last day on which it is in force; no last day means that it has none yet.
    label
        The target in words.
    denominators_agree
        Whether the indicator is measured over what the decision means. Where not, the target is
        shown beside the figure and never judged.
    remark
        How the denominators differ.
    """

    indicator: str
    value: float = Field(allow_inf_nan=False)
    direction: Literal["at_least", "at_most"]
    decision: Label
    issued: date
    valid_from: date
    valid_to: date | None = None
    label: Label
    denominators_agree: bool
    remark: str = ""

    @field_validator("valid_to")
    @classmethod
    def _ends_after_it_begins(cls, last: date | None, info: ValidationInfo) -> date | None:
        first = info.data.get("valid_from")
        if last is not None and first is not None and last < first:
            raise ValueError(f"it is before valid_from, {first}")
        return last

    def in_force(self, month: pd.Period) -> bool:
        """Return whether it counts for a month: the whole month must lie inside its dates."""
        first, last = month.start_time.date(), month.end_time.date()
        return self.valid_from <= first and (self.valid_to is None or last <= self.valid_to)


def better(
    catalog: Catalog, targets: Iterable[Target], key: IndicatorKey
) -> Literal["higher", "lower"] | None:
    """Return which direction of an indicator is an improvement; None where nothing says it.

    Where the catalog does not, as it cannot for one member alone, it is the direction of the
    indicator's targets, in force or not, if they have one direction.
    """
    own = {each.direction for each in targets if catalog.resolve(each.indicator) == key}
    if len(own) != 1:
        return catalog.better(key)
    return catalog.better(key) or ("higher" if own == {"at_least"} else "lower")


class _Targets(Strict, strict=False):
    targets: list[Target] = Field(default_factory=list)


def read_targets(path: Path, name: str, catalog: Catalog) -> Sequence[Target]:
    """Return the targets that a file holds, in its order.

    Raises
    ------
    InputError
        If the file does not fit or names an indicator that the catalog does not have.
    """
    content, located = read_model(path, name, _Targets)
    found = list(_unknown_indicators(content.targets, catalog))
    if found:
        raise refuse(located, found)
    return tuple(content.targets)


def _unknown_indicators(targets: Sequence[Target], catalog: Catalog) -> Iterator[Problem]:
    for position, target in enumerate(targets):
        try:
            catalog.resolve(target.indicator)
        except UsageError as error:
            yield Problem(("targets", position, "indicator"), error.message)
