"""The models of `catalog.yml`: sections, dimensions, tables, measures and ratios.

Everything that is specific to an indicator stands in that file and nowhere in code: a new indicator
is an edit there and a row in a CSV file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

WHOLE = 100
"""A whole, in percent."""

Kind = Literal["stock", "flow", "average", "date"]
Better = Literal["higher", "lower", "neither"]
TaskStatus = Literal["planned", "done", "under_way", "not_begun", "dropped"]
"""The status of a task: still to be done, or its outcome."""

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Member = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
_HIDDEN = r"\p{Cc}\p{Co}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}"
_LABEL = rf"[^{_HIDDEN}=+@-][^{_HIDDEN}]*"
Label = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=500, pattern=rf"^{_LABEL}$")
]
"""A text for people: no control characters, none that turn the direction of writing, and nothing
that a spreadsheet takes for a formula."""
OptionalLabel = Annotated[
    str,
    BeforeValidator(lambda value: "" if value is None else value),
    StringConstraints(strip_whitespace=True, max_length=500, pattern=rf"^(?:{_LABEL})?$"),
]
"""A label, or nothing, as YAML has it where nothing follows the key."""
Decimals = Annotated[int, Field(ge=0, le=6)]


class Strict(BaseModel):
    """A part of a YAML file: it has the keys of the model and no others, each of its very type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Section(Strict):
    """A section of the report.

    Attributes
    ----------
    title
        As the report prints it, without its number.
    """

    title: Label


class Dimension(Strict):
    """A way in which measures are broken down.

    Attributes
    ----------
    label
        Name of the dimension.
    members
        Member → its label, in the order in which tables and charts show them.
    within
        Members of other dimensions outside which this one does not apply: `carrier` within
        `{holder: personal}` says that only personal certificates have a carrier.
    reported
        False where the table of figures of the report leaves the members out, since they are many.
    """

    label: Label
    members: Annotated[dict[Member, Label], Field(min_length=1)]
    within: dict[Key, Member] = {}
    reported: bool = True


class StockTie(Strict):
    """How a stock grows: closing = opening + added − removed.

    Attributes
    ----------
    opening
        Measure with the stock at the start of the period; without one, last month's value.
    added, removed
        Flows of the same table.
    """

    opening: Key | None = None
    added: Annotated[list[Key], Field(min_length=1)]
    removed: list[Key] = []


class Measure(Strict):
    """A quantity that an office reports each month.

    Attributes
    ----------
    label, unit
        Name and unit, as tables and sentences print them.
    kind
        `flow` adds up over months, `stock` and `average` do not; `date` is a day, written
        YYYY-MM-DD.
    decimals
        How many it is printed with; 0 makes it a count, which cannot have a fraction.
    breakdowns
        The combinations of dimensions by which it is expected, beside its total.
    total
        False where the source gives no total over the breakdown.
    expected
        False for a measure that some offices do not report: its absence is no finding.
    reported
        False for a number that serves the data alone, as a count of what a list has or the rest of
        a sum: the table of figures of the report leaves it out.
    part_of
        Measures of the table that it cannot exceed.
    sum_of
        Measures of the table that add up to it.
    tie
        For a stock, the flows that change it.
    rows_with
        In a table with `rows_of`, the statuses of the tasks that it counts. Without `planned` among
        them it counts outcomes of earlier tasks, and a month without such tasks has no figure.
    better
        The direction that is an improvement.
    """

    label: Label
    unit: Label
    kind: Kind
    decimals: Decimals = 0
    breakdowns: list[Annotated[list[Key], Field(min_length=1)]] = []
    total: bool = True
    expected: bool = True
    reported: bool = True
    part_of: list[Key] = []
    sum_of: list[Key] = []
    tie: StockTie | None = None
    rows_with: list[TaskStatus] = []
    better: Better = "neither"


class Term(Strict):
    """One side of a ratio: a measure of the table, summed over chosen members.

    Attributes
    ----------
    measure
        The measure.
    where
        Dimension → the members to sum over; an empty list means the total over the dimension.
    """

    measure: Key
    where: dict[Key, list[Member]] = {}


class Ratio(Strict):
    """A quotient that is always computed from its parts.

    Attributes
    ----------
    label, unit, decimals, better
        As for a measure; `%` multiplies by a hundred.
    numerator, denominator
        The two sides.
    by
        Dimensions for each of whose members the ratio is also computed.
    total
        False where the ratio has no meaning over all members (a share of the total).
    """

    label: Label
    unit: Label
    decimals: Decimals
    numerator: Term
    denominator: Term
    by: list[Key] = []
    total: bool = True
    better: Better = "neither"

    @property
    def kind(self) -> Literal["ratio"]:
        """Return what it is, where a measure says whether it is a stock or a flow."""
        return "ratio"

    @property
    def breakdowns(self) -> list[list[Key]]:
        """Return the combinations of dimensions by which it is computed, one dimension each."""
        return [[name] for name in self.by]

    @property
    def scale(self) -> int:
        """Return what the quotient is multiplied by."""
        return WHOLE if self.unit == "%" else 1


class Table(Strict):
    """The measures that come together from one source, in one CSV file a month.

    Attributes
    ----------
    label
        Name.
    section
        Section of the report.
    source
        The system or office that the figures come from.
    dimensions
        The dimension columns of the file.
    measures, ratios
        What is reported and what is computed from it.
    rows_of
        `plan` for a table without a CSV file of its own: its measures count the rows of the
        month's `plan.csv`, each those that its `rows_with` says.
    """

    label: Label
    section: str
    source: Label
    dimensions: list[Key] = []
    measures: Annotated[dict[Key, Measure], Field(min_length=1)]
    ratios: dict[Key, Ratio] = {}
    rows_of: Literal["plan"] | None = None

    @cached_property
    def indicators(self) -> Mapping[str, Measure | Ratio]:
        """Return name → measure or ratio."""
        return {**self.measures, **self.ratios}

    @cached_property
    def openings(self) -> frozenset[str]:
        """Return the measures that are the opening of a stock."""
        ties = (each.tie for each in self.measures.values())
        return frozenset(tie.opening for tie in ties if tie and tie.opening)
