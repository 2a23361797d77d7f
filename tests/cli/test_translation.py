"""What Click says of its own, and the help of our commands, in the language of messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir

from ictanalysis.cli.commands import app
from ictanalysis.cli.translation import MODULES, SENTENCES, translate_click, translate_help
from tests.commandline import run

UNREACHABLE = {
    # a program, a command or a parameter that is declared in a wrong way
    "(dynamic)",
    "Argument {name!r} takes {nargs} values.",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Could not determine name for option with declarations {decls!r}",
    "Invalid start character for option ({option})",
    "Name '{name}' defined twice",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument "
    "instead? Did you mean to pass '--{name}'?",
    # what we have none of: deprecations, variables of the environment, options with several values
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Takes {nargs} values but 1 was given.",
    "Value must be an iterable.",
    "deprecated",
    "env var: {var}",
    "{len_type} values are required, but {len_value} was given.",
    # types that no parameter of ours has, or whose words are ours
    "Choice({choices})",
    "directory",
    "file",
    "path",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a directory.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is not executable.",
    "{name} {filename!r} is not readable.",
    "{name} {filename!r} is not writable.",
    "{value!r} does not match the format {format}.",
    "{value!r} is not a valid UUID.",
    "{value!r} is not a valid boolean. Recognized values: {states}",
    # errors that are printed by `ictanalysis.cli.program` in words of ours, or raised by nobody
    "Aborted!",
    "Could not open file {filename!r}: {message}",
    "Invalid value: {message}",
    "Missing parameter",
    "Missing parameter: {param_name}",
    "Missing {param_type}",
    "unknown error",
    # options that Click makes with words of its own, where we have ours
    "%(prog)s, version %(version)s",
    "Confirm the action without prompting.",
    "Do you want to continue?",
    "Show the version and exit.",
}
"""What Click can say, but never to the users of our commands."""

NOT_FOUND_BY_BABEL = {"required"}
"""Said by Click through a variable."""

ENGLISH = re.compile(
    r"(?<!-)\b(the|of|and|is|not|this|exit|show|usage|options?|default|required|month)\b", re.I
)
VIETNAMESE = re.compile(
    "[ạảãàáâậầấẩẫăắằặẳẵóòọõỏôộổỗồốơờớợởỡéèẻẹẽêếềệểễúùụủũưựữửừứíìịỉĩýỳỷỵỹđ]", re.I
)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    translate_click("en")


def said_by_click() -> dict[str, str]:
    """Return every sentence of the modules of Click that speak, with its module."""
    folder = Path(click.__file__).parent
    names = {f"{module.__name__.rpartition('.')[2]}.py" for module in MODULES}
    return {
        text if isinstance(text, str) else text[0]: file
        for file, _line, text, _comments, _context in extract_from_dir(folder)
        if file in names
    }


def test_every_sentence_of_click_is_translated_or_known_to_be_out_of_reach() -> None:
    assert {*said_by_click(), *NOT_FOUND_BY_BABEL} == SENTENCES | UNREACHABLE
    assert not SENTENCES & UNREACHABLE


def test_the_other_modules_of_click_say_nothing_to_our_users() -> None:
    folder = Path(click.__file__).parent
    names = {f"{module.__name__.rpartition('.')[2]}.py" for module in MODULES}
    others = {file for file, *_rest in extract_from_dir(folder)} - names
    # progress bars, editors, prompts, completion in shells, streams as files
    assert others == {
        "_termui_impl.py",
        "_winconsole.py",
        "shell_completion.py",
        "termui.py",
        "utils.py",
    }


def commands() -> list[list[str]]:
    return [[], *([name] for name in app.commands)]


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_help_is_in_the_language_that_is_asked_for(command: list[str]) -> None:
    vietnamese = run("--lang", "vi", *command, "--help")
    english = run("--lang", "en", *command, "--help")
    assert (vietnamese.exit_code, english.exit_code) == (0, 0)
    assert ENGLISH.findall(vietnamese.stdout) == []
    assert VIETNAMESE.findall(english.stdout) == []
    assert vietnamese.stdout.startswith("Cách dùng: ictanalysis")
    assert english.stdout.startswith("Usage: ictanalysis")


def test_the_help_of_a_command_is_whole() -> None:
    assert run("--lang", "vi", "export", "--help").stdout.split("\n")[:10] == [
        "Cách dùng: ictanalysis export [TÙY_CHỌN] THÁNG|TỪ:ĐẾN|latest",
        "",
        "  Xuất số liệu các tháng thành tệp cho chương trình khác.",
        "",
        "Tham số:",
        "  THÁNG|TỪ:ĐẾN|latest  Các tháng, dạng YYYY-MM.",
        "",
        "Tùy chọn:",
        "  --to [xlsx|csv|parquet|datapackage]",
        "                                  Dạng tệp.  [bắt buộc]",
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_command_fits_its_line_of_the_help(language: str) -> None:
    assert "..." not in run("--lang", language, "--help").stdout.partition("\n")[2]


def test_options_before_the_command_are_the_defaults_that_its_help_names() -> None:
    assert "[default: elsewhere]" in run("--data", "elsewhere", "--lang", "en", "new", "--help")[1]


def test_a_translation_leaves_the_commands_as_they_are() -> None:
    before = app.commands["run"].help
    vietnamese = translate_help(app, "vi")
    assert isinstance(vietnamese, click.Group)
    assert vietnamese.commands["run"].help == (
        "Kiểm tra các tháng, chạy sổ tính và kết xuất báo cáo."
    )
    assert app.commands["run"].help == before
    assert app.help != vietnamese.help


@pytest.mark.parametrize("first", ["vi", "en"])
def test_two_languages_in_one_process_do_not_mix(first: str) -> None:
    run("--lang", first, "check", "--help")
    assert "Missing argument" in run("--lang", "en", "check").stderr
    assert "Thiếu tham số" in run("--lang", "vi", "check").stderr
