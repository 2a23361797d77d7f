from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest

from ictanalysis.analysis import Dataset
from ictanalysis.demo import MONTHS, SEED, dataset_texts
from tests.demo.conftest import written

SLOWEST = 3.0
"""Seconds that writing the data set may take."""


def digest(texts: dict[str, str]) -> str:
    content = "\0".join(f"{name}\0{text}" for name, text in sorted(texts.items()))
    return hashlib.sha256(content.encode()).hexdigest()


def test_the_same_seed_yields_the_same_bytes(tmp_path: Path) -> None:
    first, second = (written(tmp_path / name, 5) for name in ("a", "b"))
    names = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert names == sorted(p.relative_to(second) for p in second.rglob("*") if p.is_file())
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in names)


def test_another_seed_yields_other_figures_of_the_same_data_set() -> None:
    one, other = dataset_texts(1), dataset_texts(2)
    assert set(one) == set(other)
    assert one["2020-10/documents.csv"] != other["2020-10/documents.csv"]
    assert one["catalog.yml"] == other["catalog.yml"]
    assert digest(one) != digest(other)


def test_the_default_seed_is_the_one_that_is_documented() -> None:
    assert SEED == 2021
    assert digest(dataset_texts()) == digest(dataset_texts(2021))


def test_every_month_has_every_file() -> None:
    texts = dataset_texts()
    assert len(MONTHS) == 36
    assert (str(MONTHS[0]), str(MONTHS[-1])) == ("2018-06", "2021-05")
    assert len(texts) == 3 + 36 * 25
    assert {name for name in texts if "/" not in name} == {
        "catalog.yml",
        "dataset.yml",
        "targets.yml",
    }


def test_texts_are_as_a_table_is_to_be_written() -> None:
    for name, text in dataset_texts().items():
        assert text.endswith("\n"), name
        assert "\r" not in text, name
        assert "\ufeff" not in text, name


def test_it_is_written_in_less_than_three_seconds(tmp_path: Path) -> None:
    begun = time.perf_counter()
    written(tmp_path, 3)
    assert time.perf_counter() - begun < SLOWEST


def test_it_says_that_it_is_made_up(demo: Dataset) -> None:
    settings = demo.settings
    assert settings.synthetic is True
    assert settings.province == "tỉnh Mô Phỏng"
    assert settings.signature.name == "Họ và tên người ký"
    for month in MONTHS:
        news = demo.month(month).files.narrative.news("PL.II").general
        assert any("số liệu mô phỏng" in paragraph.text for paragraph in news)


@pytest.mark.parametrize("name", ["Trà Vinh", "travinh", "VNPT", "Nguyễn", "68-CV"])
def test_nothing_real_of_the_real_province_is_in_it(name: str) -> None:
    assert [path for path, text in dataset_texts().items() if name in text] == []
