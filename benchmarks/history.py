"""How long ten years of a province take: loading, every indicator, every signal.

Run it as ``python benchmarks/history.py``. The data set is the demonstration's, its three years
written again and again under earlier months, until there are 120 of them with every table. All is
timed in one process, after the imports; a table tells the medians. Beside it stands what plain
pandas takes: each table read with ``read_csv``, and all of them put together. It checks nothing.
"""

from __future__ import annotations

import argparse
import re
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

import ictanalysis as ict
from ictanalysis.demo import MONTHS, dataset_texts

TEN_YEARS = 120
PLAIN = "read_csv and concat"
LOAD = "load"

_DATE = re.compile(r"\b(\d{4})-(\d{2}(?:-\d{2})?)\b")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=TEN_YEARS)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch)
        for name, text in history(options.months).items():
            (path / name).parent.mkdir(exist_ok=True)
            (path / name).write_text(text, encoding="utf-8")
        print_sizes(path)
        print_table(measure(path, options.repeat))


def history(months: int) -> dict[str, str]:
    """Return the files of so many months up to the demonstration's last: path → text."""
    years = len(MONTHS) // 12
    by_month: dict[str, dict[str, str]] = {}
    texts = dataset_texts()
    written = {name: text for name, text in texts.items() if "/" not in name}
    for name, text in texts.items():
        folder, slash, file = name.partition("/")
        if slash:
            by_month.setdefault(folder, {})[file] = text
    for number, month in enumerate(pd.period_range(end=MONTHS[-1], periods=months, freq="M")[::-1]):
        back = years * (number // len(MONTHS))
        for file, text in by_month[str(month + 12 * back)].items():
            written[f"{month}/{file}"] = earlier(text, back)
    return written


def earlier(text: str, years: int) -> str:
    """Return a text with each month and day so many years earlier; 29 February becomes the 28th."""

    def moved(match: re.Match[str]) -> str:
        rest = "02-28" if years and match[2] == "02-29" else match[2]
        return f"{int(match[1]) - years}-{rest}"

    return _DATE.sub(moved, text)


def measure(path: Path, repeat: int) -> Mapping[str, tuple[float, float]]:
    """Return what is done → its median seconds and its peak of memory in MB."""
    measured: dict[str, tuple[float, float]] = {}
    for way, prepare in ways(path).items():
        clocks = [timed(*prepare()) for _ in range(repeat)]
        measured[way] = statistics.median(clocks), peak(*prepare())
    return measured


Prepared = tuple[Callable[..., object], tuple[object, ...]]


def ways(path: Path) -> Mapping[str, Callable[[], Prepared]]:
    """Return what is done → a function that makes ready for it."""

    def loaded() -> tuple[object, ...]:
        return (ict.load(path),)

    return {
        PLAIN: lambda: (read_plainly, (path,)),
        LOAD: lambda: (ict.load, (path,)),
        "every figure of every month": lambda: (every_figure, loaded()),
        "every indicator as a series": lambda: (every_series, loaded()),
        "every signal": lambda: (every_signal, loaded()),
        "every comparison": lambda: (every_comparison, loaded()),
    }


def timed(do: Callable[..., object], arguments: tuple[object, ...]) -> float:
    """Return the seconds that something takes."""
    start = time.perf_counter()
    do(*arguments)
    return time.perf_counter() - start


def peak(do: Callable[..., object], arguments: tuple[object, ...]) -> float:
    """Return the most memory that something holds beside what was there before, in MB."""
    tracemalloc.start()
    result = do(*arguments)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    del result
    return most / 2**20


def read_plainly(path: Path) -> pd.DataFrame:
    """Return all tables in one frame, as anyone would read them."""
    frames = [
        pd.read_csv(file, dtype=str, keep_default_na=False).assign(
            month=file.parent.name, table=file.stem
        )
        for file in sorted(path.glob("*/*.csv"))
    ]
    return pd.concat(frames, ignore_index=True)


def every_figure(data: ict.Dataset) -> None:
    """Work out every figure of every month, as `indicators.csv` has them."""
    for month in data.months:
        data.month(month).indicators()


def every_series(data: ict.Dataset) -> None:
    """Work out every indicator over all months."""
    for key in keys(data):
        data.series(key)


def every_signal(data: ict.Dataset) -> None:
    """Work out the process behaviour of every indicator that can have limits."""
    for key in keys(data):
        data.behaviour(key)


def every_comparison(data: ict.Dataset) -> None:
    """Hold every indicator against its own past."""
    for key in keys(data):
        data.compare(key)


def keys(data: ict.Dataset) -> list[str]:
    """Return the key of each figure of the last month, days aside."""
    latest = data.month(data.months[-1])
    figures = latest.indicators()
    days = set(data.catalog.indicators().query("kind == 'date'")["key"])
    return [key for key in figures["key"] if key not in days]


def print_sizes(path: Path) -> None:
    """Print how much there is."""
    data = ict.load(path)
    print(
        f"{len(data.months)} months, {len(list(path.glob('*/*.csv')))} tables,"
        f" {len(data.observations)} observations, {len(keys(data))} indicators"
    )


def print_table(rows: Mapping[str, tuple[float, float]]) -> None:
    """Print what each took, with its ratio to plain pandas."""
    stock = rows[PLAIN][0]
    print(f"{'':32}{'seconds':>9}{'×':>7}{'peak MB':>9}")
    for way, (clock, memory) in rows.items():
        print(f"{way:32}{clock:9.3f}{clock / stock:7.2f}{memory:9.1f}")


if __name__ == "__main__":
    main()
