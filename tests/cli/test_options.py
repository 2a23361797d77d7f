from __future__ import annotations

import pytest

from ictanalysis import __version__
from tests.cli.conftest import Command
from tests.commandline import run
from tests.datasets import REAL

DATA = ["--data", str(REAL)]


@pytest.mark.parametrize(
    "arguments",
    [
        [*DATA, "--lang", "en", "check", "2021-05"],
        ["check", "2021-05", *DATA, "--lang", "en"],
        ["check", *DATA, "--lang", "en", "2021-05"],
        [*DATA, "--lang", "vi", "check", "2021-05", "--lang", "en"],
        ["--data", "nowhere", "--lang", "en", "check", "2021-05", *DATA],
    ],
)
def test_an_option_stands_before_or_after_the_command_and_the_later_one_holds(
    arguments: list[str],
) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert "1 error (1 accepted), 0 warnings, 1 remark" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check"], "THÁNG"),
        (["check", "2021-05", "--lang", "fr"], "fr"),
        (["check", "2021-05", "2021-06"], "2021-06"),
        (["check", "2021-05", "--jsno"], "--jsno"),
        (["chekc", "2021-05"], "chekc"),
        (["run", "2021-05", "--jobs", "0"], "--jobs"),
        (["run", "2021-05", "--jobs", "two"], "--jobs"),
    ],
)
def test_wrong_usage_exits_with_2_and_names_what_is_wrong(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert told in result.stderr


def test_the_version_is_told(command: Command) -> None:
    process = command("--version")
    assert (process.returncode, process.stdout) == (0, f"ictanalysis {__version__}\n")


def test_help_names_commands_and_exit_codes() -> None:
    result = run("--help", "--lang", "en")
    assert result.exit_code == 0
    assert all(
        name in result.stdout for name in ("new", "check", "run", "status", "Exit codes: 0 done")
    )
