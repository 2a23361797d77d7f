"""The reference lists the rules and the kinds of numbers that the code has, and no others."""

import re
from collections.abc import Iterator
from typing import get_args

from ictanalysis.dataset.findings import Rule, Settable
from ictanalysis.language import kinds_en, kinds_vi
from tests.conftest import ROOT

PAGE = (ROOT / "docs/reference/rules.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def first_cells(text: str) -> Iterator[str]:
    rows = [row.split("|")[1].strip() for row in text.splitlines() if row.startswith("|")]
    return (row for row in rows[2:] if not set(row) <= {"-"})


def rules(title: str) -> set[str]:
    return {
        rule for cell in first_cells(section(title)) for rule in re.findall("`([a-z_]+)`", cell)
    }


def test_every_rule_is_told_once() -> None:
    told = [rules("Rules"), rules("Complete, or a draft")]
    assert told[0] & told[1] == set()
    assert told[0] | told[1] == set(get_args(Rule))


def test_what_keeps_a_month_a_draft_can_be_set() -> None:
    others = {"outlier", "repeated", "uncited", "flow", "restated"}
    assert rules("Complete, or a draft") | others == set(get_args(Settable))


def test_every_kind_of_number_that_is_no_figure_is_told() -> None:
    cells = first_cells(section("Numbers that are no figures"))
    kinds = [kind for cell in cells for kind in cell.split(", ")]
    assert sorted(kinds) == sorted(kinds_vi.WAYS)
    assert set(kinds_en.WAYS) <= set(kinds)
