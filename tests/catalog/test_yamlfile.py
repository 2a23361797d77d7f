from __future__ import annotations

import re
from pathlib import Path

import pytest

from ictanalysis.catalog.yamlfile import read_model
from ictanalysis.dataset.settings import Settings, read_settings
from ictanalysis.language.errors import InputError
from tests.datasets import SETTINGS, write


def told(folder: Path, text: str) -> str:
    write(folder / "dataset.yml", text)
    with pytest.raises(InputError) as refused:
        read_settings(folder / "dataset.yml", "data/dataset.yml")
    return str(refused.value)


def test_settings_are_read(tmp_path: Path) -> None:
    write(tmp_path / "dataset.yml", SETTINGS)
    settings = read_settings(tmp_path / "dataset.yml", "dataset.yml")
    assert isinstance(settings, Settings)
    assert settings.synthetic is True
    assert settings.literals == ["COVID-19", "mức độ 3"]
    assert settings.signature.authority == ""


@pytest.mark.parametrize(
    ("old", "new", "line", "value"),
    [
        ("language: vi", "language: fr", 2, "fr"),
        ("language: vi", "langage: vi", 2, "langage"),
        ("synthetic: true", "synthetic: maybe", 1, "maybe"),
        ('"15-14"', '"14-15"', 3, "14-15"),
        ("place: Thử Nghiệm", 'place: ""', 8, "place"),
        ("{title: GIÁM ĐỐC, name: Nguyễn Văn Chuẩn}", "{title: GIÁM ĐỐC}", 12, "signature.name"),
    ],
)
def test_a_wrong_setting_is_told_with_line_and_value(
    tmp_path: Path, old: str, new: str, line: int, value: str
) -> None:
    message = told(tmp_path, SETTINGS.replace(old, new))
    assert f"data/dataset.yml, line {line}: " in message
    assert value in message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [1, 2\nb: 3\n", 2),
        ("a: 1\n b: 2\n", 2),
        ("a: 1\na: 2\n", 2),
        ("a: 1\n\tb: 2\n", 2),
        ("a: *nowhere\n", 1),
        ("a: !!python/object/apply:os.system [ls]\n", 1),
        ("a: 1\n---\nb: 2\n", 2),
        ("a: 'x\n", 2),
        ("province: {name}: x\n", 1),
        ("{a: 1}: 2\n", 1),
        ("? [a, b]\n: 2\n", 1),
    ],
)
def test_what_is_not_yaml_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    message = told(tmp_path, text)
    assert message.startswith(f"data/dataset.yml, line {line}: not valid YAML (")
    assert "\n" not in message


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("province: tỉnh", "province: Tỉnh: tỉnh", "dấu “:” thứ hai"),
        ("name: Nguyễn", "name: x: y, Nguyễn", "trong dấu ngoặc kép"),
        ("place: Thử", "place: @Thử", "hãy đặt trong dấu ngoặc kép"),
        ("addressees: [Ủy ban nhân dân tỉnh]", "addressees: Ủy ban", "hãy ghi danh sách"),
        ("synthetic: true", "synthetic: có", "hãy ghi true hoặc false"),
        ("language: vi", "language: fr", "hãy ghi một trong: 'vi', 'en'"),
        ("place: Thử Nghiệm", "place: 12", "hãy ghi chữ"),
        ("place: Thử Nghiệm", "place: a\nplace: b", "khóa “place” có hai lần"),
    ],
)
def test_what_is_wrong_is_told_in_vietnamese(tmp_path: Path, old: str, new: str, told: str) -> None:
    write(tmp_path / "dataset.yml", SETTINGS.replace(old, new, 1))
    with pytest.raises(InputError) as refused:
        read_settings(tmp_path / "dataset.yml", "data/dataset.yml")
    message = refused.value.message.render("vi")
    assert told in message
    assert not re.search(r"\b(?:should|expected|found|mapping|values|valid|input)\b", message, re.I)


@pytest.mark.parametrize("name", ["data/dataset.yml", "data/catalog.yml"])
@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("!!timestamp 2021-02-30", "2021-02-30” cannot be read as !!timestamp"),
        ("!!timestamp soon", "soon” cannot be read as !!timestamp"),
        ("!!int twelve", "twelve” cannot be read as !!int"),
        ("!!float twelve", "twelve” cannot be read as !!float"),
        ("!!bool perhaps", "perhaps” cannot be read as !!bool"),
        ("[1, {c: !!int x}]", "x” cannot be read as !!int"),
        ("9" * 5000, "99” cannot be read as !!int"),
    ],
    ids=lambda value: value[:20],
)
def test_a_value_that_its_tag_forbids_is_told_with_its_line(
    tmp_path: Path, name: str, value: str, told: str
) -> None:
    write(tmp_path / "file.yml", f"a: 1\nb: {value}\n")
    with pytest.raises(InputError) as refused:
        read_model(tmp_path / "file.yml", name, Settings)
    message = str(refused.value)
    assert message.startswith(f"{name}, line 2: not valid YAML (")
    assert told in message
    assert len(message) < 200


def test_an_impossible_date_without_a_tag_is_a_text(tmp_path: Path) -> None:
    write(tmp_path / "dataset.yml", SETTINGS.replace("place: Thử Nghiệm", "place: 2021-02-30"))
    assert read_settings(tmp_path / "dataset.yml", "dataset.yml").place == "2021-02-30"


@pytest.mark.parametrize("text", ["", "- a\n", "hello\n", "# nothing\n", "a: &a [*a]\n", "12\n"])
def test_yaml_of_another_form_is_refused(tmp_path: Path, text: str) -> None:
    assert "data/dataset.yml, line 1: " in told(tmp_path, text)


def test_a_code_is_not_run(tmp_path: Path) -> None:
    told(tmp_path, f"a: !!python/object/apply:os.mkdir [{tmp_path}/made]\n")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("depth", [10, 5000])
def test_nesting_is_no_way_to_crash(tmp_path: Path, depth: int) -> None:
    assert "data/dataset.yml, line 1: " in told(tmp_path, "a: " + "[" * depth + "]" * depth + "\n")
