"""The guide to the demonstration data, `docs/demo.md`.

``python -m ictanalysis.demo.guide`` prints it; a test holds the stored one to what is planted.
"""

from __future__ import annotations

import sys

from ictanalysis.demo.generation import SEED
from ictanalysis.demo.planted import FIRST_LOOK, PLANTED, SLIP
from ictanalysis.demo.timeline import MONTHS
from ictanalysis.demo.units import UNITS

GUIDE = """\
# The demonstration data

Printed by `python -m ictanalysis.demo.guide`; do not edit it here.

    ictanalysis demo DIR [--seed {seed}]

writes the data set of a province that does not exist, tỉnh Mô Phỏng: {count} months, {first} to
{last}, and {units} district units. All figures are made up, no person is named, and everything made
from them is marked “số liệu mô phỏng”. The same seed writes the same bytes, on every machine. DIR
must be new or empty; it is there with all its files, or not at all.

    ictanalysis check {slip} --data DIR
    ictanalysis run {look} --data DIR --reports DIR/../reports

The tables, keys and sections are those of the real data set, so its notebooks run unchanged. One
dimension is added, `unit`: documents sent, signed and unsigned, dossiers received, resolved and
pending, mailboxes and radio stations are also told for each unit.

## What is planted

| month | what | key | how it shows |
| --- | --- | --- | --- |
{planted}

The rules find exactly these: the slip as an error of the rule `sum`, which makes that month's
report a draft, and the missing figure as a warning of the rule `missing`. The others are no
mistakes of arithmetic: a break and a correction are told by status and note, and the anomalies are
seen in the history of their series. Every other month has no finding.

What stands in a month's folder is what was published then. A later month corrects it: its opening
stock has the right figure, status `B` and a note, and the rule `stock` accepts the difference.

## What is simulated

- **Growth.** Documents and dossiers double in three years, and are about those of the real month
  in the end; ever more are signed and filed online. A series that grows like this is itself a
  signal: process behaviour charts show long runs on one side of the mean.
- **Working days.** What is counted a month follows its working days. Months are calendar months
  here, so that Tết moves: February in 2019 and 2021, January in 2020. December is busier.
- **COVID-19.** In April 2020, and less so in May, fewer dossiers are filed in person; the rule
  `outlier` remarks on it.
- **What begins.** Services at level 4 in January 2019, directives on COVID-19 in February 2020,
  keys on SIM cards in September 2020. Before, the tables say 0, or have no row that none asks for.
- **Stocks.** Certificates and mailboxes are what they were, plus the new, less the revoked ones.
- **Chance** is bounded: no month stands far out by chance alone.
- **Plans.** Each month plans three tasks for the next and says what became of those still open.
"""


def guide() -> str:
    """Return the guide, in Markdown."""
    rows = (
        f"| {each.month} | {each.kind} | `{each.key}` | {each.description} |" for each in PLANTED
    )
    return GUIDE.format(
        seed=SEED,
        count=len(MONTHS),
        first=MONTHS[0],
        last=MONTHS[-1],
        units=len(UNITS),
        slip=SLIP.month,
        look=FIRST_LOOK,
        planted="\n".join(rows),
    )


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(guide())
