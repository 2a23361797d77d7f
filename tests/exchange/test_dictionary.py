from __future__ import annotations

from ictanalysis.catalog import read_catalog, read_targets
from ictanalysis.exchange.dictionary import dictionary
from tests.datasets import REAL, ROOT


def written() -> str:
    catalog = read_catalog(REAL / "catalog.yml", "catalog.yml")
    return dictionary(catalog, read_targets(REAL / "targets.yml", "targets.yml", catalog))


def test_the_data_dictionary_is_current() -> None:
    kept = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert kept == written(), "run `make docs`"


def test_it_names_every_kind_of_thing() -> None:
    lines = written().split("\n")
    assert (
        "| `documents.signed` | Văn bản đi được ký số | văn bản | flow |  | ≤ outgoing |" in lines
    )
    rate = next(line for line in lines if line.startswith("| `dossiers.online_rate` |"))
    assert rate.endswith("| level | received[channel = online] / received × 100 |")
    tie = next(line for line in lines if line.startswith("| `certificates.active` |"))
    assert tie.endswith("| holder; holder × carrier | = opening + new − revoked |")
    assert any("≥ 100 | 942/QĐ-TTg (2021-06-15) | 2021-06-15 – 2025-12-31 |" in x for x in lines)
