"""A figure and the parts that it is broken down into, and what their shares are shares of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ictanalysis.analysis import Month
from ictanalysis.charts.words import (
    called,
    on_label,
    percentage,
    quantity,
    reservations,
    titled_keys,
)
from ictanalysis.indicators.figures import Figure
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import VIETNAMESE
from ictanalysis.language.messages import _

__all__ = ["Breakdown", "Part", "broken_down", "chosen"]


@dataclass(frozen=True)
class Part:
    """One member of a dimension and its figure."""

    member: str
    label: str
    figure: Figure

    @property
    def value(self) -> float:
        """Return the value; only asked of a part that has one."""
        return self.figure.value or 0.0


@dataclass(frozen=True)
class Breakdown:
    """A figure by the members of a dimension.

    Attributes
    ----------
    whole
        The figure that the source states over all members; often missing.
    dimension
        Label of the dimension.
    every
        All parts, in the order of the catalog.
    """

    whole: Figure
    dimension: str
    every: Sequence[Part]

    @cached_property
    def parts(self) -> Sequence[Part]:
        """Return the parts that have a value."""
        return [part for part in self.every if part.figure.value is not None]

    @cached_property
    def sum(self) -> float:
        """Return what the parts that have a value add up to."""
        return sum(part.value for part in self.parts)

    @property
    def name(self) -> str:
        """Return what is broken down, and how: `Văn bản đăng theo loại văn bản`."""
        return called(self.whole, [self.dimension])

    @property
    def is_complete(self) -> bool:
        """Return whether every part has a value."""
        return len(self.parts) == len(self.every)

    @cached_property
    def base(self) -> float:
        """Return what shares are of: the stated total where the parts fit it, else their sum."""
        stated = self.whole.value
        if stated is None or self.sum > stated or (self.is_complete and self.sum != stated):
            return self.sum
        return stated

    @property
    def _is_of_stated(self) -> bool:
        """Return whether shares depend on the stated total and not only on the parts."""
        return self.base == self.whole.value != self.sum

    @property
    def about_shares(self) -> list[str]:
        """Return what must be said of the base of the shares; nothing where it is the total."""
        stated, total = self.whole.value, self._number(self.sum)
        if stated == self.sum:
            return []
        if self._is_of_stated:
            return [f"Tỷ trọng tính trên tổng số công bố ({self.whole.hedged})"]
        parts = "các phần cộng lại" if self.is_complete else "các phần có số liệu cộng lại"
        differs = "" if stated is None else f", khác tổng số công bố ({self.whole.hedged})"
        return [f"Tỷ trọng tính trên {parts} ({total}){differs}"]

    @property
    def about_sum(self) -> list[str]:
        """Return that the parts do not add up to the stated total, where they do not."""
        stated = self.whole.value
        if self.whole.kind not in {"stock", "flow"} or stated is None or not self.is_complete:
            return []
        if stated == self.sum:
            return []
        sums = f"{self._number(self.sum)}, tổng số công bố là {self.whole.hedged}"
        return [f"Các phần cộng lại là {sums}"]

    @property
    def reservations(self) -> list[str]:
        """Return what must be said of parts that are missing, provisional or estimated."""
        stated = [(self.whole.label, self.whole)] if self._is_of_stated else []
        return reservations([*((part.label, part.figure) for part in self.every), *stated])

    @property
    def drawn(self) -> list[str]:
        """Return the members that have a value."""
        return [part.member for part in self.parts]

    @property
    def largest(self) -> list[Part]:
        """Return the part with the largest value; several where they are equal."""
        most = max(part.value for part in self.parts)
        return [part for part in self.parts if part.value == most]

    def share(self, part: Part) -> str:
        """Return the share of a part, hedged where any figure that it depends on is an estimate."""
        figures = [each.figure for each in self.parts] + [self.whole] * self._is_of_stated
        estimated = any(figure.status == "E" for figure in figures)
        share = part.value / self.base if self.base else 0.0
        return ("≈ " if estimated else "") + percentage(share)

    def labelled(self, part: Part) -> str:
        """Return a part's value and share as they stand at its mark: `818 (44,03%)`."""
        return f"{on_label(part.figure)} ({self.share(part)})"

    def worded(self, part: Part) -> str:
        """Return a part's value and share in words: `818 dịch vụ (44,03%)`."""
        return f"{quantity(part.figure)} ({self.share(part).replace('≈', 'khoảng')})"

    def _number(self, value: float) -> str:
        return VIETNAMESE.number(value, self.whole.decimals)


def broken_down(month: Month, key: str, by: str, *, additive: bool = True) -> Breakdown:
    """Return an indicator of a month by the members of a dimension.

    Parameters
    ----------
    additive
        Whether the parts must add up to something, so that they can be stacked and have shares.

    Raises
    ------
    UsageError
        If the catalog has no such indicator or dimension, or it cannot be drawn so.
    """
    catalog = month.data.catalog
    figures = month.breakdown(key, by)
    whole = month.figure(catalog.resolve(key).at({**figures[0].key.where, by: ""}))
    if whole.kind == "date":
        raise UsageError(_("“{key}” is a day, which a bar cannot show", key=key))
    if additive and whole.kind not in {"stock", "flow"}:
        raise UsageError(_("“{key}” does not add up, so its parts have no shares", key=key))
    members = catalog.dimensions[by].members
    parts = [
        Part(figure.key.where[by], members[figure.key.where[by]], figure)
        for figure in figures
        if catalog.applies(figure.key.where)
    ]
    if not parts:
        raise _elsewhere(key, by, catalog.dimensions[by].within)
    return Breakdown(whole, catalog.dimensions[by].label, parts)


def _elsewhere(key: str, by: str, within: Mapping[str, str]) -> UsageError:
    outer = ",".join(f"{name}={member}" for name, member in within.items())
    return UsageError(
        _(
            "“{key}” has “{dimension}” only at [{outer}]: add that to the key",
            key=key,
            dimension=by,
            outer=outer,
        )
    )


def chosen(
    parts: Sequence[Part],
    by: str,
    emphasis: str | None,
    title: str | None,
    *,
    drawn: Collection[str],
    largest: Sequence[Part],
) -> frozenset[str]:
    """Return the members to emphasise: as asked, else those that the title names, else the largest.

    A member that is not drawn cannot be emphasised, and the largest is instead.

    Raises
    ------
    UsageError
        If there is no such member.
    """
    members = [part.member for part in parts]
    if emphasis is not None and emphasis not in members:
        raise UsageError(
            _(
                "there is no “{member}” to emphasise (there are: {known})",
                member=emphasis,
                known=", ".join(members),
            )
        )
    titled = {key.where.get(by, "") for key in titled_keys(title)} & set(members)
    asked = {emphasis} if emphasis is not None else titled
    return frozenset(asked & set(drawn) or {part.member for part in largest})
