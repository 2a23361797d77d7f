from __future__ import annotations

from pathlib import Path

import pytest

from ictanalysis.catalog import Catalog, IndicatorKey, read_catalog
from ictanalysis.exchange.workbooks.layout import Layout, catalog_digest, distinct, sheet_names
from tests.datasets import CATALOG, write


def catalog(folder: Path, text: str) -> Catalog:
    write(folder / "catalog.yml", text)
    return read_catalog(folder / "catalog.yml", "catalog.yml")


def test_columns_follow_the_dimensions(tmp_path: Path) -> None:
    layout = Layout(catalog(tmp_path, CATALOG), "cases")
    assert layout.header == [
        "Chỉ tiêu", "Mức độ", "Hình thức", "Đơn vị tính", "Giá trị", "Tháng trước", "Tự tính",
        "Trạng thái", "Ghi chú", "cases",
    ]  # fmt: skip
    assert (layout.unit, layout.value, layout.last, layout.computed) == (3, 4, 5, 6)
    assert (layout.status, layout.note, layout.key) == (7, 8, 9)
    key = IndicatorKey("cases", "received", (("level", "high"),))
    assert layout.labels(key) == ["Tiếp nhận", "Cao", "Tổng số", "hồ sơ"]


def test_every_key_that_the_file_may_have_is_possible(tmp_path: Path) -> None:
    # received, extra and online_rate, each at 3 levels × 3 channels, the totals among them.
    assert len(Layout(catalog(tmp_path, CATALOG), "cases").possible()) == 27


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Hồ sơ", "Hồ sơ"),
        ("Hồ sơ: tiếp nhận/trả [mới]*?", "Hồ sơ tiếp nhận trả mới"),
        ("'Hồ sơ'", "Hồ sơ"),
        ("a" * 31, "a" * 31),
        ("a" * 32, "a" * 30 + "…"),
        ("😀" * 16, "😀" * 15 + "…"),
        ("VĂN BẢN", "VĂN BẢN (2)"),
        ("History", "History (2)"),
        ("Hướng dẫn", "Hướng dẫn (2)"),
    ],
)
def test_a_sheet_has_a_name_that_excel_allows(tmp_path: Path, label: str, name: str) -> None:
    text = CATALOG.replace("label: Hồ sơ\n", f'label: "{label}"\n')
    names = sheet_names(catalog(tmp_path, text))
    assert names["staff"] == "Cán bộ"
    if name.endswith("(2)") and label == "VĂN BẢN":
        assert (names["cases"], names["letters"]) == ("VĂN BẢN", "Văn bản (2)")
    else:
        assert names["cases"] == name


def test_what_has_the_same_label_is_told_apart() -> None:
    assert distinct({"": "Tổng số", "all": "Tổng số"}) == {"": "Tổng số", "all": "Tổng số (all)"}


def test_the_digest_changes_with_what_is_filled_in_and_with_nothing_else(tmp_path: Path) -> None:
    digest = catalog_digest(catalog(tmp_path, CATALOG))
    assert catalog_digest(catalog(tmp_path, "# x\n" + CATALOG)) == digest
    assert catalog_digest(catalog(tmp_path, CATALOG.replace("title: Một", "title: Hai"))) == digest
    assert catalog_digest(catalog(tmp_path, CATALOG.replace("high: Cao", "high: Cáo"))) != digest
