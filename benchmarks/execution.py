"""How long the execution of a folder of notebooks takes, by stock papermill and by us.

Run it as ``python benchmarks/execution.py [FOLDER] [-p NAME VALUE]...``. Each way runs in a
process of its own, in turns; a table tells the medians.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from measuring import ROOT, compare

SAMPLE = ROOT / "tests" / "pipeline" / "notebooks" / "complete.ipynb"
SAMPLE_COPIES = 5

OURS = """
import sys
from pathlib import Path
from ictanalysis.pipeline.kernels import Kernels
with Kernels() as kernels:
    from ictanalysis.pipeline.execution import (Execution, execute)
    source, target, *words = sys.argv[1:]
    parameters = dict(zip(words[::2], words[1::2], strict=True))
    paths = sorted(Path(source).glob("*.ipynb"))
    runs = [Execution(path, Path(target) / path.name, parameters) for path in paths]
    execute(runs, kernels=kernels, folder=Path.cwd(), jobs=3)
"""

ONE_PROCESS = """
import sys
from pathlib import Path
import papermill
source, target, *words = sys.argv[1:]
parameters = dict(zip(words[::2], words[1::2], strict=True))
for path in sorted(Path(source).glob("*.ipynb")):
    papermill.execute_notebook(path, Path(target) / path.name, parameters, progress_bar=False)
"""

COMMANDS = """
import subprocess, sys
from pathlib import Path
source, target, *words = sys.argv[1:]
options = [item for pair in zip(words[::2], words[1::2], strict=True) for item in ("-p", *pair)]
for path in sorted(Path(source).glob("*.ipynb")):
    command = [sys.executable, "-m", "papermill", "--no-progress-bar", *options]
    subprocess.run([*command, path, Path(target) / path.name], check=True)
"""

WAYS = {
    "papermill, one command a notebook": COMMANDS,
    "papermill, one process": ONE_PROCESS,
    "ictanalysis": OURS,
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="notebooks; else copies of a sample")
    parser.add_argument("-p", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"))
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    words = [word for pair in options.p for word in pair]
    with tempfile.TemporaryDirectory() as scratch:
        source = options.folder or sample(Path(scratch) / "notebooks")
        words = words if options.folder else ["month", "2021-05"]
        target = Path(scratch) / "out"
        target.mkdir()
        arguments = [str(source), str(target), *words]
        ways = {way: [sys.executable, "-c", program, *arguments] for way, program in WAYS.items()}
        compare(ways, options.repeat)


def sample(folder: Path) -> Path:
    """Return a folder with copies of the sample."""
    folder.mkdir()
    for number in range(SAMPLE_COPIES):
        shutil.copy(SAMPLE, folder / f"{number}.ipynb")
    return folder


if __name__ == "__main__":
    main()
