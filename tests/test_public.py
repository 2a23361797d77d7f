from __future__ import annotations

import pytest

import ictanalysis as ict


def test_the_public_names_are_there() -> None:
    assert ict.load is not None
    assert ict.Dataset.__name__ == "Dataset"
    assert set(ict.__all__) >= {"Dataset", "Month", "Report", "charts", "load", "tables"}
    with pytest.raises(AttributeError, match="ictanalysis attribute nothing"):
        ict.nothing  # noqa: B018
