"""What cells put out: joined, and no longer than it may be."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_output

from ictanalysis.language.locales import ENGLISH, VIETNAMESE, Locale
from ictanalysis.pipeline.client import LONGEST, joined
from ictanalysis.pipeline.execution import Execution, execute
from ictanalysis.pipeline.workers import Slots, Workers

CUT = "\n[… cut short: a cell may print 1 million characters at most]\n"
CUT_IN_VIETNAMESE = "\n[… đã cắt bớt: một ô chỉ được in ra nhiều nhất 1 triệu ký tự]\n"
COMPLETE = Path(__file__).parent / "notebooks/prints_in_pieces.ipynb"


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with closing(Slots(1)) as slots:
        yield Workers(slots)


def outputs(
    workers: Workers, folder: Path, source: str, locale: Locale = ENGLISH
) -> list[dict[str, Any]]:
    """Return the outputs of one cell, which must not take long."""
    content = json.loads(COMPLETE.read_text(encoding="utf-8"))
    content["cells"][1]["source"] = source
    notebook, executed = folder / "prints.ipynb", folder / "executed.ipynb"
    notebook.write_text(json.dumps(content), encoding="utf-8")
    start = time.monotonic()
    execution = Execution(notebook, executed, {"month": "2021-05"}, locale=locale)
    execute([execution], workers=workers, folder=folder)
    assert time.monotonic() - start < 30
    return list(json.loads(executed.read_text(encoding="utf-8"))["cells"][2]["outputs"])


def text(output: dict[str, Any]) -> str:
    return "".join(output["text"])


@pytest.mark.parametrize(
    "source",
    ["print('x' * 20_000_000)", "for _ in range(250_000): print('x' * 79)"],
    ids=["one line of 20 MB", "250,000 lines of 80 bytes"],
)
def test_a_cell_that_prints_without_end_is_cut_with_a_note(
    workers: Workers, tmp_path: Path, source: str
) -> None:
    (output,) = outputs(workers, tmp_path, source)
    assert text(output).endswith("x" + CUT) or text(output).endswith("x\n" + CUT)
    assert len(text(output)) == LONGEST + len(CUT)
    assert text(output).count(CUT) == 1
    assert (tmp_path / "executed.ipynb").stat().st_size < 1_500_000


def test_each_stream_has_its_own_room(workers: Workers, tmp_path: Path) -> None:
    source = "import sys\nprint('x' * 2_000_000)\nprint('short', file=sys.stderr)"
    out, err = outputs(workers, tmp_path, source)
    assert (out["name"], text(out)[-len(CUT) :]) == ("stdout", CUT)
    assert (err["name"], text(err)) == ("stderr", "short\n")


def test_what_just_fits_is_kept_whole(workers: Workers, tmp_path: Path) -> None:
    (output,) = outputs(workers, tmp_path, f"print('x' * {LONGEST - 1})")
    assert text(output) == "x" * (LONGEST - 1) + "\n"


def test_what_a_cell_clears_takes_no_room(workers: Workers, tmp_path: Path) -> None:
    source = (
        "from IPython.display import clear_output\n"
        "for number in range(4):\n"
        "    clear_output()\n"
        "    print('x' * 600_000, number)"
    )
    (output,) = outputs(workers, tmp_path, source)
    assert text(output) == "x" * 600_000 + " 3\n"


def test_the_text_of_a_value_is_cut_too(workers: Workers, tmp_path: Path) -> None:
    (output,) = outputs(workers, tmp_path, "'x' * 20_000_000", VIETNAMESE)
    assert output["output_type"] == "execute_result"
    assert "".join(output["data"]["text/plain"]) == "'" + "x" * (LONGEST - 1) + CUT_IN_VIETNAMESE


def stream(name: str, text: str) -> Any:
    return new_output("stream", name=name, text=text)


def test_streams_are_joined_where_they_first_stood_and_stderr_follows_stdout() -> None:
    value = new_output("display_data", {"text/plain": "value"})
    found = joined(
        [
            stream("stderr", "e1\n"),
            stream("stdout", "o1\n"),
            value,
            stream("stdout", "o2\n"),
            stream("stderr", "e2\n"),
        ]
    )
    assert found == [stream("stdout", "o1\no2\n"), stream("stderr", "e1\ne2\n"), value]
    apart = [stream("stderr", "e"), value, stream("stdout", "o")]
    assert joined(apart) == apart
    assert joined([]) == []


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("10%\r20%\r30%", "30%"),
        ("10%\r20%\n1%\r2%\n", "20%\n2%\n"),
        ("10%\r", "10%\r"),
        ("Windows\r\nline\r\n", "Windows\r\nline\r\n"),
        ("a\rb\r\n", "b\r\n"),
        ("", ""),
    ],
)
def test_a_line_that_goes_back_to_its_beginning_shows_its_end(printed: str, shown: str) -> None:
    pieces = [stream("stdout", letter) for letter in printed] or [stream("stdout", "")]
    assert joined(pieces) == [stream("stdout", shown)]


def test_joining_takes_no_square_of_the_length_of_a_line() -> None:
    start = time.monotonic()
    joined([stream("stdout", "x" * LONGEST)])
    assert time.monotonic() - start < 5
