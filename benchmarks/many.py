"""How long many months take, and many provinces, beside the stock commands on one of them.

Run it as ``python benchmarks/many.py [--months N] [--provinces N]``. The months are the last of the
demonstration, with every notebook that fits it: pages, PDF and DOCX of each. The stock commands
make the pages of the last of them alone, before and after, and the ratio is that of a month. Then
the same months are asked for again, which are current, and a country is rolled up: once anew, and
once with nothing changed. Nothing is kept warm between the commands.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measuring import ROOT, SILENT, machine
from month import COMMANDS, monthly

LAST = 2021 * 12 + 4
"""The last month of the demonstration, May 2021, as months since the year 0."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=36)
    parser.add_argument("--provinces", type=int, default=34)
    options = parser.parse_args()
    print(machine())
    os.environ["ICTANALYSIS_WARM"] = "0"
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        place = Path(scratch)
        months(place, options.months)
        provinces(place / "country", options.provinces)


def months(place: Path, count: int) -> None:
    """Print what so many months take, and the stock commands one of them."""
    program("demo", "data", folder=place)
    (place / "notebooks").symlink_to(ROOT / "notebooks")
    first, last = (f"{each // 12}-{each % 12 + 1:02}" for each in (LAST - count + 1, LAST))
    before = stock(place, last)
    every = program("run", f"{first}:{last}", folder=place)
    stock_month = (before + stock(place, last)) / 2
    print(f"{count} months, {every / count:.2f} s each: {every:.1f} s")
    print(f"the stock commands, one of them: {stock_month:.1f} s")
    print(f"ratio of a month: {stock_month * count / every:.1f}")
    print(f"unchanged: {program('run', f'{first}:{last}', folder=place):.2f} s")
    print(f"status: {program('status', folder=place):.2f} s")


def stock(place: Path, month: str) -> float:
    """Return what the stock commands take for the pages of a month."""
    pages = place / "pages"
    pages.mkdir(exist_ok=True)
    names = monthly(place / "notebooks", place / "data")
    arguments = [str(place / "notebooks"), str(pages), month, str(place / "data"), *names]
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", COMMANDS, *arguments], check=True, **SILENT)
    return time.perf_counter() - start


def provinces(country: Path, count: int) -> None:
    """Print what a country of so many provinces takes."""
    made = program("demo", country.name, "--reporters", str(count), folder=country.parent)
    print(f"a country of {count} provinces is written: {made:.1f} s")
    for state in ("anew", "nothing changed"):
        rolled = program("rollup", "provinces", "2021-05", folder=country)
        print(f"rolled up, {state}: {rolled:.1f} s")


def program(*words: str, folder: Path) -> float:
    """Return what a command of ours takes; drafts among the months are no failure."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "ictanalysis", "--lang", "en", *words]
    done = subprocess.run(command, cwd=folder, **SILENT, check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(words)}: exit code {done.returncode}")
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
