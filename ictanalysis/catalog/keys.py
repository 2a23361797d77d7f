"""Keys of indicators: `portal.documents[category=covid19]`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

_KEY = re.compile(r"([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)(?:\[([^\[\]]*)\])?")


@dataclass(frozen=True, order=True)
class IndicatorKey:
    """One cell of what is measured: a measure or ratio of a table, at some members.

    Attributes
    ----------
    table, name
        Table and measure (or ratio).
    members
        (dimension, member) pairs in the order in which they were written; none means the total.
    """

    table: str
    name: str
    members: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, text: str) -> IndicatorKey:
        """Return the key that a text writes.

        Raises
        ------
        UsageError
            If the text has not the form `table.measure` or `table.measure[dimension=member,…]`.

        Examples
        --------
        >>> IndicatorKey.parse("dossiers.received[level=3,channel=online]").where["channel"]
        'online'
        """
        match = _KEY.fullmatch(text) if isinstance(text, str) else None
        pairs = [part.partition("=") for part in (match[3] or "").split(",")] if match else []
        if match and match[3] is None:
            return cls(match[1], match[2])
        if match and all(equals and key and member for key, equals, member in pairs):
            where = {key.strip(): member.strip() for key, _equals, member in pairs}
            if len(where) == len(pairs):
                return cls(match[1], match[2], tuple(where.items()))
        raise UsageError(
            _(
                "“{value}” is not the key of an indicator: write table.measure or "
                "table.measure[dimension=member]",
                value=str(text),
            )
        )

    @property
    def where(self) -> Mapping[str, str]:
        """Return dimension → member."""
        return dict(self.members)

    def at(self, where: Mapping[str, str]) -> IndicatorKey:
        """Return the key of the same measure at other members; blank members mean the total."""
        members = tuple((key, member) for key, member in where.items() if member)
        return IndicatorKey(self.table, self.name, members)

    def __str__(self) -> str:
        where = ",".join(f"{key}={member}" for key, member in self.members)
        return f"{self.table}.{self.name}" + (f"[{where}]" if where else "")
