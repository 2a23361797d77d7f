"""Many data sets with one catalog put together: sums and ratios of sums, and who has reported."""

from ictanalysis.exchange.rollup.assembly import RolledUp, roll_up

__all__ = ["RolledUp", "roll_up"]
