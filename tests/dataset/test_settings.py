"""The settings of a data set: who signs."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ictanalysis.dataset.settings import Signature

STATED = {"title": "PHÓ GIÁM ĐỐC", "name": "Nguyễn Văn Chuẩn"}


def test_who_signs_may_sign_on_nobodys_behalf() -> None:
    assert Signature.model_validate(STATED).authority == ""
    assert Signature.model_validate({**STATED, "authority": " "}).authority == ""
    assert Signature.model_validate({**STATED, "authority": "KT. GIÁM ĐỐC"}).authority == (
        "KT. GIÁM ĐỐC"
    )


@pytest.mark.parametrize("field", ["authority", "title", "name"])
@pytest.mark.parametrize(
    "text", ["=1+1", "a\nb", "a\x1bb", "a\u202eb", "\ue000", "a" * 501, 5, None]
)
def test_who_signs_is_told_in_labels(field: str, text: object) -> None:
    with pytest.raises(ValidationError, match=field):
        Signature.model_validate({**STATED, field: text})


@pytest.mark.parametrize("field", ["title", "name"])
def test_who_signs_has_a_title_and_a_name(field: str) -> None:
    with pytest.raises(ValidationError, match=field):
        Signature.model_validate({**STATED, field: ""})
