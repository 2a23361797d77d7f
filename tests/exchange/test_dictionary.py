from __future__ import annotations

import re
from pathlib import Path

from ictanalysis.catalog import read_catalog, read_targets
from ictanalysis.exchange.dictionary import entries, main, page
from tests.datasets import REAL, ROOT, english_dataset, loaded


def written() -> str:
    catalog = read_catalog(REAL / "catalog.yml", "catalog.yml")
    return page(catalog, read_targets(REAL / "targets.yml", "targets.yml", catalog))


def test_the_data_dictionary_is_current() -> None:
    kept = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert kept == written(), "run `make docs`"


def test_it_names_every_kind_of_thing() -> None:
    lines = written().split("\n")
    signed = "| `documents.signed` | Văn bản đi được ký số | văn bản | flow |  |"
    assert f"{signed} Không vượt quá outgoing |" in lines
    rate = next(line for line in lines if line.startswith("| `dossiers.online_rate` |"))
    assert rate.endswith("| level | Bằng received[channel = online] / received × 100 |")
    tie = next(line for line in lines if line.startswith("| `certificates.active` |"))
    assert tie.endswith("| holder; holder × carrier | Bằng opening + new − revoked |")
    assert any("≥ 100 | 942/QĐ-TTg (2021-06-15) | 2021-06-15 – 2025-12-31 |" in x for x in lines)
    assert "Mục I.4. Nguồn: Sở Thông tin và Truyền thông. Tệp `certificates.csv`." in lines
    assert "Chỉ có khi holder = personal." in lines
    assert "| `P` | sơ bộ | Số liệu sơ bộ, tháng sau có thể điều chỉnh. |" in lines


def test_no_two_entries_have_one_key() -> None:
    keys = [entry.key for entry in entries(loaded(REAL).catalog)]
    assert len(set(keys)) == len(keys)


def test_it_is_written_in_the_language_of_the_data_set(tmp_path: Path) -> None:
    main(english_dataset(tmp_path), tmp_path / "dictionary.md")
    text = (tmp_path / "dictionary.md").read_text(encoding="utf-8")
    assert text.startswith("# Data dictionary\n")
    assert re.findall("[À-ÖØ-öø-ỹ]", text) == []
