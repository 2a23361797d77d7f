from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from ictanalysis.language.messages import Message, _, catalogue, place
from tests.datasets import ROOT

PACKAGE = ROOT / "ictanalysis"
PO = PACKAGE / "locales" / "vi" / "LC_MESSAGES" / "ictanalysis.po"


def fields(pattern: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(pattern) if name}


def extracted() -> dict[str, str]:
    """Return msgid → file and line of every message in the code."""
    counting = {"say_many": (1, 2), "plural": (1, 2)}
    entries = extract_from_dir(PACKAGE, keywords={"_": None, "N_": None, "say": None} | counting)
    return {first(entry[2]): f"{entry[0]}:{entry[1]}" for entry in entries}


def first(msgid: object) -> str:
    """Return the msgid, of one that counts the one for one thing."""
    return msgid[0] if isinstance(msgid, tuple) else str(msgid)


def translated() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="vi", abort_invalid=True)


def test_the_catalogue_is_read_as_babel_reads_it() -> None:
    entries = [(each.id, each.string) for each in translated() if each.id and each.string]
    texts = {
        msgid: string if isinstance(string, str) else string[0]
        for ids, string in entries
        for msgid in ([ids] if isinstance(ids, str) else ids)
    }

    assert catalogue("vi") == texts


KEYWORDS = {"_", "say", "say_many", "plural"}


def called(node: ast.Call) -> str:
    """Return the name of the function or method that is called."""
    return str(getattr(node.func, "id", getattr(node.func, "attr", "")))


def calls() -> Iterator[tuple[str, str, set[str]]]:
    """Yield place, pattern and named values of every call that makes a message."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or called(node) not in KEYWORDS:
                continue
            pattern = ast.literal_eval(node.args[0])
            given = {keyword.arg or "**" for keyword in node.keywords}
            given |= {"count"} if called(node) in {"say_many", "plural"} else set()
            yield f"{path.relative_to(ROOT)}:{node.lineno}", pattern, given


def test_the_code_has_messages_to_translate() -> None:
    assert len(extracted()) > 80
    assert "{month}: the report is in {folder} ({seconds} s)" in extracted()


def test_every_message_has_a_vietnamese_one() -> None:
    known = {first(entry.id) for entry in translated() if entry.id and entry.string}
    untranslated = {msgid: where for msgid, where in extracted().items() if msgid not in known}
    assert untranslated == {}


def test_no_translation_is_left_over() -> None:
    catalog = translated()
    code = extracted()
    assert [entry.id for entry in catalog if entry.id and first(entry.id) not in code] == []
    assert list(catalog.obsolete) == []
    assert [entry.id for entry in catalog if entry.id and entry.fuzzy] == []


def test_every_translation_has_the_fields_of_its_message() -> None:
    different = {
        first(entry.id): str(entry.string)
        for entry in translated()
        if entry.id and entry.string and fields(first(entry.id)) != fields(first(entry.string))
    }
    assert different == {}


def test_every_message_in_the_code_is_given_what_its_fields_need() -> None:
    wrong = [
        (where, pattern)
        for where, pattern, given in calls()
        if not (given - {"**"} <= fields(pattern))
        or ("**" not in given and given != fields(pattern))
    ]
    assert wrong == []


def test_every_call_is_one_that_babel_finds() -> None:
    known = extracted()
    assert [where for where, pattern, _given in calls() if pattern not in known] == []


def test_a_translation_is_not_the_english_sentence() -> None:
    only_fields = {"{file}", "{place}: {problem}", "{problem}. {hint}", "{first}\n{second}"}
    only_fields |= {"{file}, line {line}", "{file}: {reason}"}
    only_fields |= {"{severity}: {problem}", "{month}: {findings}", "{value}", "{key}"}
    only_fields |= {"{first}; {second}", "{place}: {found} → {meant}", "{change} ({slip})"}
    only_fields |= {"{value} ({figure})", "  “{quote}”", "{file}: {faults}, {checked}"}
    only_fields |= {"{number} → {placeholders}", "{first}, {second}", "{code} ({name})"}
    same = {first(entry.id) for entry in translated() if entry.id == entry.string}
    assert same - only_fields == {""} & same


def test_a_message_is_rendered_in_both_languages() -> None:
    message = _("“{value}” runs backwards: write the earlier month first", value="x:y")
    assert message.render("en") == "“x:y” runs backwards: write the earlier month first"
    assert message.render("vi") == catalogue("vi")[message.pattern].format(value="x:y")
    assert str(message) == message.render("en")


@pytest.mark.parametrize(
    ("value", "english", "vietnamese"),
    [
        (16401.0, "16,401", "16.401"),
        (79.37, "79.37", "79,37"),
        (0.0, "0", "0"),
        (1234567.25, "1,234,567.25", "1.234.567,25"),
        (16401, "16401", "16401"),
        ("16.401", "16.401", "16.401"),
    ],
)
def test_a_float_is_a_figure_and_an_integer_a_line_number(
    value: object, english: str, vietnamese: str
) -> None:
    message = _("{file}", file=value)
    assert message.render("en") == english
    assert message.render("vi") == vietnamese


def test_a_message_inside_a_message_is_rendered_in_the_same_language() -> None:
    inner = _("there is no such file")
    outer = _("{place}: {problem}", place=place("a.csv", 3), problem=inner)
    assert outer.render("en") == "a.csv, line 3: there is no such file"
    assert catalogue("vi")["there is no such file"] in outer.render("vi")
    assert "a.csv, dòng 3" in outer.render("vi")


@pytest.mark.parametrize("value", ["{file}", "{0.__class__}", "{{x}}", "{", "%s", "{value!r}"])
def test_braces_in_a_value_are_only_text(value: str) -> None:
    assert _("{file}", file=value).render("vi") == value


def test_a_place_without_a_line_is_the_whole_file() -> None:
    assert str(place("data/a.csv")) == "data/a.csv"


def test_a_message_that_is_not_translated_is_an_error() -> None:
    with pytest.raises(KeyError):
        Message("nobody has translated this").render("vi")


def test_the_catalogue_travels_with_the_package() -> None:
    assert Path(str(PO)).is_file()
    assert catalogue("vi")["error"] == "lỗi"
