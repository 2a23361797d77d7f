"""How far a run is, on a terminal and elsewhere."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from ictanalysis.cli.progress import _Moving, progress_display
from ictanalysis.language.locales import ENGLISH

RUN = [3, ("2021-04", "report"), ("2021-05", "[red]report"), "2021-04"]


def test_elsewhere_each_notebook_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_display(ENGLISH, silent=False) as tell:
        for what in RUN:
            tell(what)
    assert capsys.readouterr().err == "2021-04: report\n2021-05: [red]report\n"


def test_nothing_is_said_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_display(ENGLISH, silent=True) as tell:
        for what in RUN:
            tell(what)
    assert capsys.readouterr() == ("", "")


def shown(*told: object) -> list[str]:
    """Return the lines that a terminal has shown, one after the other."""
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=100, legacy_windows=False)
    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=console, auto_refresh=False, transient=True) as display:
        moving = _Moving(display, "running")
        for what in told:
            moving(what)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen.getvalue())
    return [" ".join(line.split()) for line in re.split(r"[\r\n]+", plain) if line.strip()]


def test_several_months_say_how_many_are_done_and_how_long_the_others_take() -> None:
    lines = shown(*RUN)
    assert any("2021-05: [red]report" in line for line in lines)
    assert any(re.search(r"1/3 (-:--:--|\d:\d\d:\d\d) ", line) for line in lines)


def test_one_month_says_what_is_done_alone() -> None:
    lines = shown(1, ("2021-05", "report"), "2021-05")
    assert any("2021-05: report" in line for line in lines)
    assert not any("/1" in line for line in lines)
