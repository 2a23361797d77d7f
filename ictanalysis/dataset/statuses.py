"""The statuses that an observation may have: their names and what they mean.

References
----------
SDMX code list CL_OBS_STATUS.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ictanalysis.language.messages import Message, _


class Status(NamedTuple):
    """The name of a status, and what it means for the reader of a figure."""

    name: Message
    meaning: Message


STATUSES: Mapping[str, Status] = MappingProxyType(
    {
        "A": Status(_("normal"), _("Official figure.")),
        "E": Status(_("estimated"), _("Estimated figure that could not be counted exactly.")),
        "P": Status(_("provisional"), _("Provisional figure that may be revised next month.")),
        "M": Status(_("missing"), _("No value, which is not the same as 0.")),
        "B": Status(
            _("break in series"),
            _("Counted in another way from this month on; not compared with the month before."),
        ),
        "I": Status(
            _("derived"), _("Worked out from other figures or from a list; not stated itself.")
        ),
    }
)
"""Code → status; a blank code means `A`."""

VALUELESS = frozenset("MB")
"""Statuses of a row without a value: it is missing, or its series ends with this month."""
