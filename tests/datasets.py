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

# The months of a small data set are as short as can be: they repeat each other, and plan nothing.
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
severities: {plan_empty: ignore, tables_repeated: ignore, figures_missing: ignore}
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
ENDING = """\
received,,,60,B,
received,low,,60,,
received,high,,,B,Đã giải thể
received,,paper,50,,
received,,online,10,,
received,low,paper,50,,
received,low,online,10,,
received,high,paper,,B,
received,high,online,,B,
"""
"""The month with which all that is high ends, and the months after it."""
ENDED = "".join(
    line.replace(",B,", ",,") for line in ENDING.splitlines(True) if ",high," not in line
)
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
    """Return the folder of a June with the figures of May, all of whose tasks are under way.

    The data set does not mind that the two months are the same.
    """
    june = Path(shutil.copytree(path / "2021-05", path / "2021-06"))
    plan = (june / "plan.csv").read_text(encoding="utf-8")
    told = plan.replace("\n,", "\n2021-05,").replace(",planned,\n", ",under_way,\n")
    write(june / "plan.csv", told)
    settings = path / "dataset.yml"
    repeats = (
        "severities: {tables_repeated: ignore, day_outside: ignore, narrative_repeated: ignore}\n"
    )
    if repeats not in (text := settings.read_text(encoding="utf-8")):
        write(settings, text + repeats)
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


ENGLISH_SETTINGS = """\
synthetic: true
language: en
reporting_window: calendar
province: Example Province
department: Department of Information
superior: Government of Example Province
symbol: DOI
place: Exampleton
addressees: [Government of Example Province]
recipients: [Records Office]
literals: [Level 3]
signature: {title: DIRECTOR, name: Full Name}
"""

ENGLISH_CATALOG = """\
sections:
  I: {title: Results}
  I.1: {title: Documents}
  I.2: {title: Cases and accounts}
  II: {title: Next month}
  A.I: {title: Notes on the data}
  A.II: {title: All figures}
dimensions:
  level:
    label: Level
    members: {low: Low, high: High}
  channel:
    label: Channel
    members: {paper: On paper, online: Online}
tables:
  documents:
    label: Documents
    section: I.1
    source: Document system
    measures:
      sent:
        label: Documents sent
        unit: documents
        kind: flow
        sum_of: [signed, unsigned]
      signed: {label: Documents signed, unit: documents, kind: flow, part_of: [sent]}
      unsigned: {label: Documents not signed, unit: documents, kind: flow}
    ratios:
      signed_rate:
        label: Share of documents signed
        unit: "%"
        decimals: 1
        numerator: {measure: signed}
        denominator: {measure: sent}
        better: higher
  cases:
    label: Cases
    section: I.2
    source: Case system
    dimensions: [level, channel]
    measures:
      received:
        label: Cases received
        unit: cases
        kind: flow
        breakdowns: [[level], [channel], [level, channel]]
    ratios:
      online_rate:
        label: Share of cases filed online
        unit: "%"
        decimals: 1
        numerator: {measure: received, where: {channel: [online]}}
        denominator: {measure: received}
        by: [level]
        better: higher
  accounts:
    label: Accounts
    section: I.2
    source: Account system
    measures:
      active:
        label: Active accounts
        unit: accounts
        kind: stock
        tie: {added: [opened], removed: [closed]}
      opened: {label: Accounts opened, unit: accounts, kind: flow}
      closed: {label: Accounts closed, unit: accounts, kind: flow}
      sites: {label: Sites, unit: sites, kind: stock}
      incidents: {label: Incidents, unit: incidents, kind: flow, better: lower}
      uptime: {label: Mean time without a fault, unit: hours, kind: average, decimals: 1}
      inspected: {label: Day of the inspection, unit: day, kind: date}
  work_plan:
    label: Plan of work
    section: II
    source: Plan of the month
    rows_of: plan
    measures:
      tasks:
        label: Tasks of the plan
        unit: tasks
        kind: flow
        rows_with: [planned, under_way, not_begun]
      done: {label: Tasks done, unit: tasks, kind: flow, expected: false, rows_with: [done]}
"""

ENGLISH_TARGETS = """\
targets:
  - {indicator: documents.signed_rate, value: 80, direction: at_least, decision: Order 12,
     issued: 2018-01-01, valid_from: 2018-01-01, label: Sign documents, denominators_agree: true}
  - {indicator: cases.online_rate, value: 50, direction: at_least, decision: Order 14,
     issued: 2018-01-01, valid_from: 2018-01-01, label: File online, denominators_agree: false,
     remark: the order counts only cases that can be filed online}
"""

ENGLISH_NARRATIVE = """\
## I.1
The rules of 11 April 2019 and of May 2021 apply; Level 3 stays open until 2025.
### documents.signed
which is {documents.signed_rate} of all
## I.2
- A new counter was opened in 2021.
"""

ENGLISH_PLAN = """\
,1,Open a second counter,2021-06-11,planned,
,2,Write the yearly summary,,planned,
"""

ENGLISH_FOLLOW_UP = """\
2021-04,1,Train the clerks,,done,all of them
2021-04,2,Renew the servers,2021-06-30,under_way,
2021-04,3,Move the archive,,not_begun,
2021-04,4,Print the manual,,dropped,it is read online
"""

ENGLISH_ACKNOWLEDGED = """\
sum,documents,sent,,2167550,2167548,Head of Records,the source counts two documents twice
"""


def english_dataset(folder: Path, months: int = 2) -> Path:
    """Return the path of a small data set in English, whose last month is May 2021.

    That month has an estimate, a provisional, a missing and a zero figure, a break in series, a
    day, an error that is accepted, and, with a month before it, tasks of every state.

    Parameters
    ----------
    months
        How many months it has.
    """
    path = folder / "english"
    path.mkdir()
    for name, text in (
        ("catalog.yml", ENGLISH_CATALOG),
        ("dataset.yml", ENGLISH_SETTINGS),
        ("targets.yml", ENGLISH_TARGETS),
    ):
        write(path / name, text)
    for back in range(months):
        month = path / str(MAY - back)
        month.mkdir()
        for name, text in _english_month(back).items():
            write(month / name, text)
    if months > 1:
        april = "".join(f",{number},A task of April,,planned,\n" for number in range(1, 5))
        write(path / "2021-04" / "plan.csv", HEADERS["plan"] + april)
        write(path / "2021-05" / "plan.csv", HEADERS["plan"] + ENGLISH_PLAN + ENGLISH_FOLLOW_UP)
    return path


def _english_month(back: int) -> Mapping[str, str]:
    """Return file → text of the month so many months before May 2021."""
    signed, wave = 1_877_098 - 4_000 * back, back * 37 % 11
    sent = 2_167_550 if back == 0 else signed + 290_450 + wave
    low, high = 300 + 10 * wave, 100 + 5 * wave
    cases = [
        f"received,,,{2 * (low + high)},,", f"received,low,,{2 * low},,",
        f"received,high,,{2 * high},,", f"received,,paper,{low + high + wave},,",
        f"received,,online,{low + high - wave},,", f"received,low,paper,{low + wave},,",
        f"received,low,online,{low - wave},,", f"received,high,paper,{high},,",
        f"received,high,online,{high},,",
    ]  # fmt: skip
    accounts = [
        f"active,{7254 - 11 * back},,", "opened,14,P,", "closed,3,E,",
        f"sites,9,{'' if back else 'B'},", f"incidents,{wave},,",
        f"uptime,{20.5 + wave},," if back else "uptime,,M,",
        f"inspected,{MAY - back}-05,,",
    ]  # fmt: skip
    documents = [
        f"sent,{sent},,", f"signed,{signed},,", f"unsigned,{290_450 + wave},,",
        *([] if back else ["signed_rate,86.6,,"]),
    ]  # fmt: skip
    files = {
        "documents.csv": HEADERS["letters"] + "\n".join(documents) + "\n",
        "cases.csv": HEADERS["cases"] + "\n".join(cases) + "\n",
        "accounts.csv": HEADERS["letters"] + "\n".join(accounts) + "\n",
        "narrative.md": "" if back else ENGLISH_NARRATIVE,
        "plan.csv": HEADERS["plan"] + ("" if back else ENGLISH_PLAN),
    }
    if not back:
        files["acknowledged.csv"] = ACKNOWLEDGED_HEADER + ENGLISH_ACKNOWLEDGED
    return files
