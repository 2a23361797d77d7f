"""Wrong usage, in the language of messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import Result, run
from tests.datasets import edit

WRONG = [
    (["check"], "Missing argument 'MONTH|latest'", "Thiếu tham số 'THÁNG|latest'"),
    (["check", "2021-05", "x", "y"], "unexpected extra arguments (x y)", "Thừa tham số (x y)"),
    (["check", "2021-05", "x"], "unexpected extra argument (x)", "Thừa tham số (x)"),
    (
        ["check", "2021-05", "--jsno"],
        "No such option '--jsno'. Did you mean '--json'?",
        "Không có tùy chọn '--jsno'. Có phải là '--json'?",
    ),
    (["check", "2021-05", "--zz"], "No such option '--zz'.", "Không có tùy chọn '--zz'."),
    (
        ["chekc"],
        "No such command 'chekc'. Did you mean 'check'?",
        "Không có lệnh 'chekc'. Có phải là 'check'?",
    ),
    (["zz"], "No such command 'zz'.", "Không có lệnh 'zz'."),
    (["--data", "data"], "Missing command.", "Thiếu lệnh."),
    (
        ["run", "2021-05", "--jobs", "0"],
        "Invalid value for '--jobs': 0 is not in the range x>=1.",
        "Giá trị của '--jobs' không hợp lệ: 0 không nằm trong khoảng x>=1.",
    ),
    (
        ["run", "2021-05", "--jobs", "2x"],
        "Invalid value for '--jobs': '2x' is not a valid integer.",
        "Giá trị của '--jobs' không hợp lệ: '2x' không phải là số nguyên.",
    ),
    (
        ["run", "2021-05", "--jobs"],
        "Option '--jobs' requires an argument.",
        "Tùy chọn '--jobs' cần có giá trị.",
    ),
    (
        ["check", "--json=3"],
        "Option '--json' does not take a value.",
        "Tùy chọn '--json' không nhận giá trị.",
    ),
    (
        ["check", "2021-05", "--lang", "fr"],
        "Invalid value for '--lang': 'fr' is not one of 'vi', 'en'.",
        "Giá trị của '--lang' không hợp lệ: 'fr' không phải là một trong 'vi', 'en'.",
    ),
    (["--data"], "Option '--data' requires an argument.", "Tùy chọn '--data' cần có giá trị."),
    (
        ["export", "2021-05"],
        "Missing option '--to'. Choose from:\n\txlsx,\n\tcsv",
        "Thiếu tùy chọn '--to'. Chọn một trong:\n\txlsx,\n\tcsv",
    ),
]
ENGLISH = ("Error", "Usage", "Try ", "Invalid", "No such", "Missing", "Got ", "Option", "Choose")
VIETNAMESE = ("Lỗi", "Cách dùng", "Xem", "không", "Thiếu", "THÁNG")
LONGEST = 8


def wrong(*arguments: str) -> Result:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") <= LONGEST
    return result


@pytest.mark.parametrize(("arguments", "english", "vietnamese"), WRONG)
def test_wrong_usage_is_explained_in_the_language_that_is_asked_for(
    arguments: list[str], english: str, vietnamese: str
) -> None:
    in_english = wrong("--lang", "en", *arguments).stderr
    in_vietnamese = wrong("--lang", "vi", *arguments).stderr
    assert english in in_english
    assert vietnamese in in_vietnamese
    assert not any(words in in_english for words in VIETNAMESE)
    assert not any(words in in_vietnamese for words in ENGLISH)


def test_it_is_one_sentence_after_the_usage_and_where_help_is() -> None:
    assert wrong("--lang", "en", "check", "2021-05", "--jsno").stderr.split("\n") == [
        "Usage: ictanalysis check [OPTIONS] MONTH|latest",
        "Try 'ictanalysis check --help' for help.",
        "",
        "Error: No such option '--jsno'. Did you mean '--json'?",
        "",
    ]
    assert wrong("--lang", "vi", "check", "2021-05", "--jsno").stderr.split("\n") == [
        "Cách dùng: ictanalysis check [TÙY_CHỌN] THÁNG|latest",
        "Xem 'ictanalysis check --help'.",
        "",
        "Lỗi: Không có tùy chọn '--jsno'. Có phải là '--json'?",
        "",
    ]


@pytest.mark.parametrize("language", [["--lang=en"], ["--lang", "vi", "--lang", "en"]])
def test_the_language_counts_wherever_it_stands(language: list[str]) -> None:
    assert "Missing argument" in wrong("check", *language).stderr


def test_without_it_the_data_set_decides_and_without_one_it_is_vietnamese(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert "Thiếu tham số" in wrong("check").stderr
    edit(folder / "data/dataset.yml", "language: vi", "language: en")
    assert "Missing argument" in wrong("check").stderr
    assert "Missing argument" in wrong("check", "--data", str(folder / "data")).stderr
    assert "Thiếu tham số" in wrong("check", "--data", "nowhere").stderr


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("language: en\nplace: [", "Thiếu tham số"),
        ("language: en\nplace:\n  - {}\n", "Missing argument"),
        ("- en", "Thiếu tham số"),
        ("", "Thiếu tham số"),
        ("language: [en]", "Thiếu tham số"),
        ("? {a: 1}\n: en\n", "Thiếu tham số"),
        ("[" * 20_000, "Thiếu tham số"),
        ("language: !!int en", "Missing argument"),
    ],
    ids=["not YAML", "wrong elsewhere", "a list", "empty", "a list of one", "key", "deep", "tag"],
)
def test_settings_that_are_wrong_elsewhere_still_decide(
    folder: Path, monkeypatch: pytest.MonkeyPatch, settings: str, message: str
) -> None:
    monkeypatch.chdir(folder)
    (folder / "data/dataset.yml").write_text(settings, encoding="utf-8")
    assert message in wrong("check").stderr


def test_no_command_at_all_gets_the_help() -> None:
    help_text = run("--help")
    nothing = run()
    assert (help_text.exit_code, nothing.exit_code) == (0, 2)
    assert (nothing.stdout, nothing.stderr) == ("", help_text.stdout)
    assert "Mã thoát: 0 xong" in help_text.stdout


def test_what_a_terminal_could_obey_is_not_printed() -> None:
    assert "\x1b" not in wrong("--lang", "en", "check", "2021-05", "\x1b[31m").stderr
    assert "\x1b" not in wrong("--lang", "en", "\x1b[31m").stderr


def test_a_word_without_an_end_is_cut() -> None:
    assert len(wrong("--lang", "en", "check", "2021-05", "x" * 100_000).stderr) < 1000
