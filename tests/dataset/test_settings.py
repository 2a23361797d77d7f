"""The settings of a data set: who signs, and in which form."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from ictanalysis.dataset.settings import Signature, read_settings
from ictanalysis.language.errors import InputError
from tests.datasets import SETTINGS, edit

STATED = {"title": "PHÓ GIÁM ĐỐC", "name": "Nguyễn Văn Chuẩn"}


def test_who_signs_may_sign_on_nobodys_behalf() -> None:
    assert Signature.model_validate(STATED).authority == ""
    assert Signature.model_validate({**STATED, "authority": " "}).authority == ""
    assert Signature.model_validate({**STATED, "authority": None}).authority == ""
    assert Signature.model_validate({**STATED, "authority": "KT. GIÁM ĐỐC"}).authority == (
        "KT. GIÁM ĐỐC"
    )


@pytest.mark.parametrize("field", ["authority", "title", "name"])
@pytest.mark.parametrize(
    "text", ["=1+1", "a\nb", "a\x1bb", "a\u202eb", "\ue000", "a" * 501, 5, [None]]
)
def test_who_signs_is_told_in_labels(field: str, text: object) -> None:
    with pytest.raises(ValidationError, match=field):
        Signature.model_validate({**STATED, field: text})


@pytest.mark.parametrize("field", ["title", "name"])
@pytest.mark.parametrize("text", ["", None])
def test_who_signs_has_a_title_and_a_name(field: str, text: str | None) -> None:
    with pytest.raises(ValidationError, match=field):
        Signature.model_validate({**STATED, field: text})


@pytest.mark.parametrize(
    ("language", "line", "form"),
    [("vi", "", "decree"), ("vi", "form: plain", "plain"), ("en", "", "plain")],
)
def test_the_form_goes_with_the_language(
    tmp_path: Path, language: str, line: str, form: str
) -> None:
    settings = read_settings(_written(tmp_path, language, line), "dataset.yml")
    assert settings.form == form


@pytest.mark.parametrize(
    ("language", "line", "problem"),
    [
        ("en", "form: decree", "dataset.yml, line 3: “form” cannot be “decree” where “language”"),
        ("vi", "form: letter", "dataset.yml, line 3: “form” cannot be “letter”"),
    ],
)
def test_a_form_that_the_language_does_not_have_is_refused(
    tmp_path: Path, language: str, line: str, problem: str
) -> None:
    with pytest.raises(InputError) as raised:
        read_settings(_written(tmp_path, language, line), "dataset.yml")
    assert str(raised.value).startswith(problem)


def test_only_a_plain_report_may_have_no_symbol(tmp_path: Path) -> None:
    path = _written(tmp_path, "vi", "form: plain")
    edit(path, "symbol: BC-STTTT\n", "")
    assert read_settings(path, "dataset.yml").symbol == ""
    edit(path, "form: plain\n", "")
    with pytest.raises(InputError, match="“symbol” is missing"):
        read_settings(path, "dataset.yml")


def test_the_subject_of_the_report_names_the_period_and_no_figure(tmp_path: Path) -> None:
    path = _written(tmp_path, "vi", "")
    assert read_settings(path, "dataset.yml").report is None
    text = path.read_text(encoding="utf-8")
    subject = 'report: {kind: BÁO CÁO, subject: ["Y tế {period.month}", "và kế hoạch"]}\n'
    path.write_text(text + subject, encoding="utf-8")
    title = read_settings(path, "dataset.yml").report
    assert title is not None
    assert title.subject == ["Y tế {period.month}", "và kế hoạch"]
    edit(path, "{period.month}", "{documents.signed} {period.moon}")
    with pytest.raises(InputError) as raised:
        read_settings(path, "dataset.yml")
    line = len(text.splitlines()) + 1
    first, second = str(raised.value).split("\n")
    assert first == (
        f"dataset.yml, line {line}: “documents.signed” is a figure, and a subject holds none: "
        "remove it from the line"
    )
    assert second.startswith(f"dataset.yml, line {line}: “period.moon” is no word for the period")


def _written(folder: Path, language: str, line: str) -> Path:
    """Return a file of settings in a language, with a line after it."""
    path = folder / "dataset.yml"
    path.write_text(SETTINGS, encoding="utf-8")
    edit(
        path, "language: vi\n", "\n".join(filter(None, [f"language: {language}", line, ""])) + "\n"
    )
    return path
