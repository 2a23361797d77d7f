from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ictanalysis.exchange.sources.anchors import anchor, canonical, title_anchor
from ictanalysis.exchange.sources.mapping import mapping_text, read_mappings
from ictanalysis.exchange.sources.proposing import proposal
from ictanalysis.language.errors import InputError
from tests.datasets import MAY, loaded, write
from tests.exchange.sources.offices import two_tables

MAPPING = """\
tables:
- sheet: T{month}
  title: Biểu 2b. Thư điện tử công vụ
  figures:
    email.mailboxes:
      row: [Hộp thư đã cấp]
      column: ['Tháng {month}']
"""


def test_a_mapping_holds_texts_and_no_addresses(tmp_path: Path, data: Path) -> None:
    file = two_tables(MAY, moved=False)
    (tmp_path / file.name).write_bytes(file.content)
    text = mapping_text(proposal([tmp_path / file.name], loaded(data), MAY).mapping)
    assert (
        text
        == """\
tables:
- sheet: T{month}
  title: Biểu 2a. Văn bản điện tử
  figures:
    documents.outgoing:
      row: [Văn bản đi]
      column: ['Tháng {month}']
    documents.signed:
      row: [Văn bản đi, Ký số]
      column: ['Tháng {month}']
    documents.unsigned:
      row: [Văn bản đi, Chưa ký số]
      column: ['Tháng {month}']
- sheet: T{month}
  title: Biểu 2b. Thư điện tử công vụ
  figures:
    email.mailboxes:
      row: ['Hộp thư đã cấp cho cán bộ, công chức']
      column: ['Tháng {month}']
    email.new:
      row: [Hộp thư đề nghị cấp trong tháng]
      column: ['Tháng {month}']
"""
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("email.mailboxes", "email.mailbox", "sources/thu.yml, line 5: “email.mailbox” is not an"),
        (
            "email.mailboxes",
            "work_plan.tasks",
            "line 5: “work_plan.tasks” is no number that a cell",
        ),
        ("    email.mailboxes:", "    email.mailboxes: {}\n    email.mailboxes:", "stands twice"),
        (
            "row:",
            "rows:",
            "sources/thu.yml, line 6: “tables.0.figures.email.mailboxes.rows” is not a",
        ),
        ("tables:", "- tables:", "does not have the expected form"),
    ],
)
def test_a_mapping_that_says_nothing_is_refused_with_its_line(
    data: Path, old: str, new: str, told: str
) -> None:
    (data / "sources").mkdir()
    write(data / "sources/thu.yml", MAPPING.replace(old, new, 1))
    with pytest.raises(InputError) as error:
        read_mappings(data, loaded(data).catalog)
    assert told in str(error.value)


def test_a_months_name_is_the_same_anchor_next_month() -> None:
    june = pd.Period("2021-06", "M")
    for may, next_month in (
        ("Tháng 5", "THÁNG 06"),
        ("Biểu tháng 5/2021", "Biểu tháng 6 năm 2021"),
        ("05.2021", "6/2021"),
        ("2021-05", "2021-06"),
        ("Năm 2021:", "Năm 2021"),
    ):
        assert canonical(anchor(may, MAY), june) == canonical(next_month, june)
    for may in ("15/5/2021", "Tháng 15", "Mức độ 5", "Tháng 5/2020", "T50"):
        assert "{month}" not in anchor(may, MAY)


def test_an_anchor_is_a_line_that_stays() -> None:
    lines = ["UBND TỈNH", "Biểu 1: Hồ sơ tháng 5 năm 2021", "(Kèm theo Công văn số 5/CV)"]
    assert title_anchor([*lines, "Đơn vị tính: hồ sơ", "Ngày 15/5/2021"], MAY) == (
        "Biểu 1: Hồ sơ tháng {month}"
    )
    assert title_anchor(["(từ ngày 15)"], MAY) == ""
