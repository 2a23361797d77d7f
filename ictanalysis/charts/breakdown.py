"""A figure and the parts that it is broken down into, and what their shares are shares of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from ictanalysis.analysis import Month
from ictanalysis.charts.words import (
    by_dimensions,
    on_label,
    percentage,
    reservations,
    titled_keys,
)
from ictanalysis.indicators.figures import Figure
from ictanalysis.language.errors import UnknownKeyError, UsageError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _
from ictanalysis.language.placeholders import unknown_member


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
    by, dimension
        The dimension and its label.
    every
        All parts, in the order of the catalog.
    """

    whole: Figure
    by: str
    dimension: str
    every: Sequence[Part]

    @property
    def locale(self) -> Locale:
        """Return the language of the data set."""
        return self.whole.locale

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
        """Return what is broken down, and how: `Documents posted by type of document`."""
        return by_dimensions(self.whole, [self.dimension])

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
    def about_shares(self) -> str:
        """Return what the shares are of, in words; blank where it is the total."""
        stated, say = self.whole.value, self.locale.say
        total, added = self.whole.hedged, self.locale.number(self.sum, self.whole.decimals)
        if stated == self.sum:
            return ""
        if self._is_of_stated:
            return say("Shares are of the published total ({total})", total=total)
        if self.is_complete:
            base = say("Shares are of the sum of the parts ({sum})", sum=added)
        else:
            base = say("Shares are of the sum of the parts that are available ({sum})", sum=added)
        if stated is None:
            return base
        return say(
            "{base}, which differs from the published total ({total})", base=base, total=total
        )

    @property
    def about_sum(self) -> str:
        """Return that the parts do not add up to the stated total; blank where they do."""
        stated = self.whole.value
        adds_up = self.whole.kind in {"stock", "flow"} and self.is_complete
        if not adds_up or stated is None or stated == self.sum:
            return ""
        return self.locale.say(
            "The parts add up to {sum}, the published total is {total}",
            sum=self.locale.number(self.sum, self.whole.decimals),
            total=self.whole.hedged,
        )

    @property
    def reservations(self) -> list[str]:
        """Return what must be known of parts that are missing, provisional or estimated."""
        stated = [(self.whole.label, self.whole)] if self._is_of_stated else []
        parts = [(part.label, part.figure) for part in self.every]
        return reservations([*parts, *stated], self.locale)

    @property
    def largest(self) -> list[Part]:
        """Return the part with the largest value; several where they are equal."""
        most = max(part.value for part in self.parts)
        return [part for part in self.parts if part.value == most]

    @property
    def _is_estimated(self) -> bool:
        """Return whether any figure that the shares depend on is an estimate."""
        figures = [each.figure for each in self.parts] + [self.whole] * self._is_of_stated
        return any(figure.status == "E" for figure in figures)

    def _percentage(self, part: Part) -> str:
        return percentage(part.value / self.base if self.base else 0.0, self.locale)

    def share(self, part: Part) -> str:
        """Return the share of a part in words: `44.03%`, `about 44.03%`."""
        share = self._percentage(part)
        return self.locale.say("about {number}", number=share) if self._is_estimated else share

    def on_label(self, part: Part) -> str:
        """Return a part's value and share as they stand at its mark: `818 (44.03%)`."""
        about = "≈ " if self._is_estimated else ""
        return f"{on_label(part.figure)} ({about}{self._percentage(part)})"

    def describe(self, part: Part) -> str:
        """Return a part's value and share in words: `818 services (44.03%)`."""
        return f"{part.figure.quantity} ({self.share(part)})"

    def emphasised(
        self,
        emphasis: str | None,
        title: str | None,
        *,
        drawn: Collection[str] | None = None,
        largest: Sequence[Part] | None = None,
    ) -> frozenset[str]:
        """Return the members to emphasise: as asked, else named in the title, else the largest.

        A member that is not drawn cannot be emphasised, and the largest is instead.

        Parameters
        ----------
        drawn, largest
            The members that are drawn and the parts that are the largest, where these are not
            those that have a value and the largest of them.

        Raises
        ------
        UsageError
            If there is no such member.
        """
        members = [part.member for part in self.every]
        if emphasis is not None and emphasis not in members:
            raise UnknownKeyError(unknown_member(emphasis, members), self.locale.code)
        titled = {key.where.get(self.by, "") for key in titled_keys(title)} & set(members)
        asked = {emphasis} if emphasis is not None else titled
        shown = asked.intersection([part.member for part in self.parts] if drawn is None else drawn)
        return frozenset(shown or {part.member for part in largest or self.largest})


def in_order(parts: Sequence[Part]) -> list[Part]:
    """Return parts from the largest down; equal ones in the order of the catalog."""
    return sorted(parts, key=lambda part: -part.value)


def broken_down(
    month: Month, key: str, by: str, *, additive: bool = True, ended: bool = False
) -> Breakdown:
    """Return an indicator of a month by the members of a dimension.

    Parameters
    ----------
    additive
        Whether the parts must add up to something, so that they can be stacked and have shares.
    ended
        Whether members are among them whose series have ended.

    Raises
    ------
    UsageError
        If the catalog has no such indicator or dimension, or it cannot be drawn so.
    """
    catalog = month.catalog
    figures = month.breakdown(key, by, ended=ended)
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
        within = catalog.dimensions[by].within.items()
        raise UsageError(
            _(
                "“{key}” has “{dimension}” only at [{outer}]: add that to the key",
                key=key,
                dimension=by,
                outer=",".join(f"{name}={member}" for name, member in within),
            )
        )
    return Breakdown(whole, by, catalog.dimensions[by].label, parts)
