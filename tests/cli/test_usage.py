"""Wrong usage, in the language of messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ictanalysis.cli.commands import app
from ictanalysis.cli.usage import explained
from tests.datasets import edit

WRONG = [
    (["check"], "MONTH is missing: add it", "thiếu MONTH"),
    (["check", "2021-05", "x", "y"], "“x y” is more than the command takes", "“x y” là thừa"),
    (["check", "2021-05", "--jsno"], "“--jsno”; the nearest is “--json”", "gần nhất là “--json”"),
    (["check", "2021-05", "--zz"], "there is no option “--zz”", "không có tùy chọn “--zz”"),
    (["chekc"], "no command “chekc”; the nearest is “check”", "lệnh “chekc”; gần nhất là “check”"),
    (["zz"], "there is no command “zz”", "không có lệnh “zz”"),
    (
        ["run", "2021-05", "--jobs", "0"],
        "“--jobs” cannot have this value: it is at least 1",
        "từ 1",
    ),
    (["run", "2021-05", "--jobs", "2x"], "it is a whole number", "phải là số nguyên"),
    (["run", "2021-05", "--jobs"], "the option “--jobs” needs a value", "“--jobs” cần có giá trị"),
    (["check", "--json=3"], "the option “--json” takes no value", "“--json” không nhận giá trị"),
    (["check", "2021-05", "--lang", "fr"], "“fr” is none of 'vi', 'en'", "không phải là một trong"),
    (["--data"], "the option “--data” needs a value", "“--data” cần có giá trị"),
]
OF_TYPER = ("Error:", "Usage:", "Try ", "Invalid", "No such", "Missing", "Got ", "Option ", "Input")


def wrong(*arguments: str) -> Result:
    result = CliRunner().invoke(app, arguments, prog_name="ictanalysis")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert not any(words in result.stderr for words in OF_TYPER)
    return result


@pytest.mark.parametrize(("arguments", "english", "vietnamese"), WRONG)
def test_wrong_usage_is_told_in_the_language_that_is_asked_for(
    arguments: list[str], english: str, vietnamese: str
) -> None:
    assert english in wrong("--lang", "en", *arguments).stderr
    assert vietnamese in wrong("--lang", "vi", *arguments).stderr


def test_it_is_one_sentence_and_where_help_is() -> None:
    lines = wrong("--lang", "en", "check", "2021-05", "--jsno").stderr.split("\n")
    assert lines == [
        "there is no option “--jsno”; the nearest is “--json”",
        "see ictanalysis check --help",
        "",
    ]


@pytest.mark.parametrize("language", [["--lang=en"], ["--lang", "vi", "--lang", "en"]])
def test_the_language_counts_wherever_it_stands(language: list[str]) -> None:
    assert "MONTH is missing" in wrong("check", *language).stderr


def test_without_it_the_data_set_decides_and_without_one_it_is_vietnamese(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert "thiếu MONTH" in wrong("check").stderr
    edit(folder / "data/dataset.yml", "language: vi", "language: en")
    assert "MONTH is missing" in wrong("check").stderr
    assert "MONTH is missing" in wrong("check", "--data", str(folder / "data")).stderr
    assert "thiếu MONTH" in wrong("check", "--data", "nowhere").stderr


def test_no_command_at_all_gets_the_help() -> None:
    result = CliRunner().invoke(app, [], prog_name="ictanalysis")
    assert result.exit_code == 2
    assert "check" in result.output
    assert "Exit codes: 0 done" in result.output


def test_what_typer_says_in_other_words_is_passed_on() -> None:
    assert str(explained("Something new.")) == "wrong usage: Something new."
    assert str(explained("Invalid value for '--x': odd.")) == "“--x” cannot have this value: odd."


def test_what_a_terminal_could_obey_is_not_printed() -> None:
    assert "\x1b" not in wrong("--lang", "en", "check", "2021-05", "\x1b[31m").stderr
    assert "\x1b" not in wrong("--lang", "en", "\x1b[31m").stderr
