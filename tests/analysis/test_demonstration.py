"""The demonstration held in memory."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

import ictanalysis as ict
from ictanalysis.demo import dataset_texts
from ictanalysis.files.publication import make_dataset


def test_it_is_what_the_command_writes(tmp_path: Path) -> None:
    make_dataset(tmp_path / "demo", dataset_texts())
    held, written = ict.demonstration(), ict.load(tmp_path / "demo")
    assert [each.period for each in held] == [each.period for each in written]
    for period in ("2018-06", "2020-06"):
        here, there = held[period], written[period]
        pd.testing.assert_frame_equal(
            here.indicators().drop(columns="source"), there.indicators().drop(columns="source")
        )
        assert [str(each.message) for each in here.findings] == [
            str(each.message) for each in there.findings
        ]


def test_nothing_of_it_needs_the_folder_that_it_was_read_from() -> None:
    month = ict.demonstration()["2020-10"]
    assert month["portal.posts"].sources == ["demo/2020-10/portal.csv:2"]
    masthead = ict.masthead(month, "{period.month}", "{portal.posts}")
    assert "tháng 10 năm 2020" in masthead.markdown
