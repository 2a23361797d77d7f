from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictanalysis.language.placeholders import (
    Broken,
    Literal,
    News,
    Part,
    Placeholder,
    Text,
    Word,
    parse,
)


@pytest.mark.parametrize(
    ("template", "parts"),
    [
        ("", []),
        ("không có gì", [Text("không có gì")]),
        ("{documents.signed}", [Placeholder("documents.signed", "")]),
        ("{documents.signed:unit}", [Placeholder("documents.signed", "unit")]),
        (
            "có {dossiers.received[level=1-2,channel=online]:plain} hồ sơ",
            [
                Text("có "),
                Placeholder("dossiers.received[level=1-2,channel=online]", "plain"),
                Text(" hồ sơ"),
            ],
        ),
        ("khối {=8};", [Text("khối "), Literal("8"), Text(";")]),
        ("{=}", [Literal("")]),
        ("a { b", [Text("a "), Broken("{ b")]),
        ("a } b", [Text("a "), Broken("}"), Text(" b")]),
        ("{}", [Broken("{}")]),
        ("{news}", [News()]),
        ("a {news}", [Text("a "), Broken("{news}")]),
        ("{{a.b}}", [Broken("{"), Placeholder("a.b", ""), Broken("}")]),
    ],
)
def test_a_text_has_these_parts(template: str, parts: list[Part]) -> None:
    assert list(parse(template)) == parts


@pytest.mark.parametrize(
    "template",
    [
        "{documents.signed.__class__}",
        "{documents.__class__}",
        "{documents.signed!r}",
        "{documents.signed:>10}",
        "{documents.signed:{documents.outgoing}}",
        "{documents.signed:.2f}",
        "{documents.signed()}",
        "{documents.signed + 1}",
        "{documents['signed']}",
        "{0}",
        "{}",
        "{__import__}",
        "{documents}",
        "{Documents.signed}",
        "{documents.signed[level=<b>]}",
        "{ documents.signed }",
    ],
)
def test_nothing_but_a_key_is_reached(template: str) -> None:
    parts = list(parse(template))
    assert any(isinstance(part, Broken) for part in parts)
    keys = {part.key for part in parts if isinstance(part, Placeholder)}
    assert keys <= {"documents.outgoing"}


WRITTEN = [*"{}=:.,[]ab1 \n", "{if a.b}", "{zero}", "{end}", "{if", "{news}"]


@given(st.lists(st.sampled_from(WRITTEN)).map("".join))
def test_every_character_stands_in_some_part(template: str) -> None:
    written = {
        Text: lambda part: part.text,
        Broken: lambda part: part.text,
        Literal: lambda part: f"{{={part.text}}}",
        Placeholder: lambda part: f"{{{part.key}{':' if part.style else ''}{part.style}}}",
        News: lambda part: part.written,
        Word: lambda part: part.written,
    }
    assert "".join(written[type(part)](part) for part in parse(template)) == template


@given(st.text(alphabet="{}=:.,[]ab1 \n", max_size=40))
def test_words_never_hold_a_brace(template: str) -> None:
    for part in parse(template):
        assert not isinstance(part, Text) or not {"{", "}"} & set(part.text)


def test_the_words_of_a_condition_are_parts_with_their_keys() -> None:
    text = "{if a.b[x=1,y=2], c.d}có{zero}không{missing}chưa{end}."
    assert list(parse(text)) == [
        Word("if", ("a.b[x=1,y=2]", "c.d"), ""),
        Text("có"),
        Word("zero", (), ""),
        Text("không"),
        Word("missing", (), ""),
        Text("chưa"),
        Word("end", (), ""),
        Text("."),
    ]
    assert [part.written for part in parse(text)][:2] == ["{if a.b[x=1,y=2], c.d}", "có"]
    assert [part.start for part in parse(text)] == [0, 22, 24, 30, 35, 44, 48, 53]


@pytest.mark.parametrize(
    ("template", "broken"),
    [
        ("{if a.b}có", ["{if a.b}"]),
        ("{if a.b}có{zero}không", ["{if a.b}", "{zero}"]),
        ("có{end}", ["{end}"]),
        ("{zero}có{if a.b}x{end}", ["{zero}"]),
        ("{if a.b}x{if c.d}y{end}z{end}", ["{if c.d}", "{end}"]),
        ("{if a.b}x{zero}y{zero}z{end}", ["{zero}"]),
        ("{if a.b}x{missing}y{zero}z{missing}t{end}", ["{missing}"]),
        ("{if documents}x{end}", ["{if documents}", "{end}"]),
        ("{if}x{end}", ["{if}", "{end}"]),
        ("{if a.b:unit}x{end}", ["{if a.b:unit}", "{end}"]),
    ],
)
def test_a_word_of_a_condition_out_of_its_place_is_broken(template: str, broken: list[str]) -> None:
    found = [part for part in parse(template) if isinstance(part, Broken)]
    assert [part.text for part in found] == broken
    assert "is no part of a condition" in str(found[0].problem)
