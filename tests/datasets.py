"""Data sets to test with: copies of the real one, and a small one written for the purpose."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from ictanalysis.analysis import Dataset
from ictanalysis.checks import check
from ictanalysis.dataset import read_dataset
from ictanalysis.dataset.findings import Finding

ROOT = Path(__file__).parents[1]
REAL = ROOT / "data"
MAY = pd.Period("2021-05", "M")

SETTINGS = """\
synthetic: true
language: vi
reporting_window: "15-14"
province: tỉnh Thử Nghiệm
department: Sở Thông tin và Truyền thông
superior: Ủy ban nhân dân tỉnh Thử Nghiệm
symbol: BC-STTTT
place: Thử Nghiệm
addressees: [Ủy ban nhân dân tỉnh]
recipients: ["Lưu: VT"]
literals: [COVID-19, mức độ 3]
signature: {title: GIÁM ĐỐC, name: Nguyễn Văn Chuẩn}
"""

CATALOG = """\
sections:
  I: {title: Một}
dimensions:
  level:
    label: Mức độ
    members: {low: Thấp, high: Cao}
  channel:
    label: Hình thức
    members: {paper: Giấy, online: Trực tuyến}
tables:
  cases:
    label: Hồ sơ
    section: I
    source: Nguồn
    dimensions: [level, channel]
    measures:
      received:
        label: Tiếp nhận
        unit: hồ sơ
        kind: flow
        breakdowns: [[level], [channel], [level, channel]]
      extra: {label: Thêm, unit: hồ sơ, kind: flow, expected: false}
    ratios:
      online_rate:
        label: Tỷ lệ trực tuyến
        unit: "%"
        decimals: 2
        numerator: {measure: received, where: {channel: [online]}}
        denominator: {measure: received}
        by: [level]
  letters:
    label: Văn bản
    section: I
    source: Nguồn
    measures:
      sent: {label: Gửi đi, unit: văn bản, kind: flow, sum_of: [signed, unsigned]}
      signed: {label: Ký số, unit: văn bản, kind: flow, part_of: [sent]}
      unsigned: {label: Chưa ký số, unit: văn bản, kind: flow, expected: false}
    ratios:
      signed_rate:
        label: Tỷ lệ ký số
        unit: "%"
        decimals: 2
        numerator: {measure: signed}
        denominator: {measure: sent}
  staff:
    label: Cán bộ
    section: I
    source: Nguồn
    measures:
      people:
        label: Số người
        unit: người
        kind: stock
        tie: {opening: opening, added: [joined], removed: [gone]}
      opening: {label: Đầu kỳ, unit: người, kind: stock, expected: false}
      joined: {label: Vào, unit: người, kind: flow}
      gone: {label: Ra, unit: người, kind: flow, expected: false}
"""

CASES = """\
received,,,100,,
received,low,,60,,
received,high,,40,,
received,,paper,70,,
received,,online,30,,
received,low,paper,50,,
received,low,online,10,,
received,high,paper,20,,
received,high,online,20,,
"""
LETTERS = """\
sent,20,,
signed,12,,
unsigned,8,,
"""
STAFF = """\
people,30,,
joined,1,,
gone,1,,
"""
SOUND = {"cases": CASES, "letters": LETTERS, "staff": STAFF, "plan": ""}
HEADERS = {
    "cases": "measure,level,channel,value,status,note\n",
    "letters": "measure,value,status,note\n",
    "staff": "measure,value,status,note\n",
    "plan": "since,number,task,due,status,outcome\n",
}
ACKNOWLEDGED_HEADER = "rule,table,measure,where,found,expected,by,reason\n"


def copy_of_real(folder: Path) -> Path:
    """Return the path of a copy of the real data set, inside a folder."""
    return Path(shutil.copytree(REAL, folder / "data"))


def repeat_may(path: Path) -> Path:
    """Return the folder of a June with the figures of May, all of whose tasks are under way."""
    june = Path(shutil.copytree(path / "2021-05", path / "2021-06"))
    plan = (june / "plan.csv").read_text(encoding="utf-8")
    told = plan.replace("\n,", "\n2021-05,").replace(",planned,\n", ",under_way,\n")
    write(june / "plan.csv", told)
    return june


def small(folder: Path, months: Mapping[str, Mapping[str, str]], catalog: str = CATALOG) -> Path:
    """Return the path of a small data set; a month's files stand in for those of `SOUND`."""
    path = folder / "data"
    path.mkdir()
    write(path / "catalog.yml", catalog)
    write(path / "dataset.yml", SETTINGS)
    write(path / "targets.yml", "targets: []\n")
    for month, tables in months.items():
        (path / month).mkdir()
        write(path / month / "narrative.md", "")
        for table, rows in {**SOUND, **tables}.items():
            write(path / month / f"{table}.csv", HEADERS[table] + rows)
    return path


def write(path: Path, text: str) -> None:
    """Write a text as it is, whatever the platform's line ends."""
    path.write_text(text, encoding="utf-8", newline="")


def edit(path: Path, old: str, new: str) -> None:
    """Put one text in the place of another, which must stand in the file exactly once."""
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise ValueError(f"{old!r} stands {text.count(old)} times in {path}")
    write(path, text.replace(old, new))


def found(path: Path, month: str = "2021-05") -> list[Finding]:
    """Return what the checks find in a month of a data set on disk."""
    return check(read_dataset(path), pd.Period(month, "M"))


def loaded(path: Path) -> Dataset:
    """Return the data set in a folder, which is not looked for elsewhere."""
    return Dataset(read_dataset(path))


def snapshot(folder: Path) -> dict[str, bytes | None]:
    """Return every path under a folder with its content; None for what is not a small file."""
    return {
        path.relative_to(folder).as_posix(): (
            path.read_bytes() if path.is_file() and path.stat().st_size < 2**20 else None
        )
        for path in sorted(folder.rglob("*"))
    }
