"""The sentence of each indicator: bound, in the language of the catalog, and official."""

from __future__ import annotations

from pathlib import Path

import pytest

from ictanalysis.catalog import Catalog, read_catalog
from ictanalysis.exchange.project.sentences import (
    leading_keys,
    reported_keys,
    sentence,
    sentences,
)
from ictanalysis.language.locales import ENGLISH
from tests.datasets import CATALOG, ENGLISH_CATALOG, REAL, write
from tests.exchange.project.catalogs import HEALTH


@pytest.fixture
def health(tmp_path: Path) -> Catalog:
    write(tmp_path / "catalog.yml", HEALTH)
    return read_catalog(tmp_path / "catalog.yml", "catalog.yml")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (
            "visits.patients",
            "{if visits.patients}Số lượt khám bệnh là {visits.patients:compared}, trong đó "
            "{visits.patients:named_parts}.{zero}Không có lượt khám bệnh.{end}",
        ),
        (
            "visits.stay",
            "{if visits.stay}Số ngày điều trị nội trú bình quân là {visits.stay:compared}."
            "{zero}Số ngày điều trị nội trú bình quân là {visits.stay:plain} ngày.{end}",
        ),
        (
            "visits.referral_rate",
            "{if visits.referral_rate}Tỷ lệ chuyển tuyến là {visits.referral_rate:compared}.{end}",
        ),
        (
            "prevention.children",
            "{if prevention.children}Số trẻ em dưới {=1} tuổi thuộc diện tiêm chủng là "
            "{prevention.children:compared}.{zero}Không có trẻ em dưới {=1} tuổi thuộc diện "
            "tiêm chủng.{end}",
        ),
    ],
)
def test_a_sentence_gives_an_indicator(health: Catalog, key: str, text: str) -> None:
    assert sentence(health, health.resolve(key)) == text


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (
            "documents.signed",
            "{if documents.signed}The number of documents signed is {documents.signed:compared}."
            "{zero}There are no documents signed.{end}",
        ),
        (
            "accounts.inspected",
            "{if accounts.inspected}Day of the inspection is {accounts.inspected}.{end}",
        ),
        (
            "accounts.sites",
            "{if accounts.sites}The number of sites is {accounts.sites:compared}."
            "{zero}There are no sites.{end}",
        ),
    ],
)
def test_an_english_sentence(tmp_path: Path, key: str, text: str) -> None:
    write(tmp_path / "catalog.yml", ENGLISH_CATALOG)
    catalog = read_catalog(tmp_path / "catalog.yml", "catalog.yml", ENGLISH)
    assert sentence(catalog, catalog.resolve(key)) == text


def test_what_has_no_total_is_told_by_its_parts() -> None:
    real = read_catalog(REAL / "catalog.yml", "catalog.yml")
    keys = ", ".join(f"services.level_share[level={level}]" for level in ("1-2", "3", "4"))
    assert sentence(real, real.resolve("services.level_share")) == (
        f"{{if {keys}}}Tỷ trọng dịch vụ công trực tuyến theo mức độ chia theo thành phần: "
        "{services.level_share:named_parts}.{end}"
    )


def test_of_many_parts_a_sentence_gives_none() -> None:
    real = read_catalog(REAL / "catalog.yml", "catalog.yml")
    assert ":parts}" not in sentence(real, real.resolve("portal.documents"))


def test_a_label_is_text(tmp_path: Path) -> None:
    label = "label: '{letters.sent} {if x} Văn bản {=9}', unit: văn bản, kind: flow}"
    text = CATALOG.replace("label: Ký số, unit: văn bản, kind: flow, part_of: [sent]}", label)
    write(tmp_path / "catalog.yml", text)
    catalog = read_catalog(tmp_path / "catalog.yml", "catalog.yml")
    assert sentence(catalog, catalog.resolve("letters.signed")) == (
        "{if letters.signed}Số (letters.sent) (if x) Văn bản (={=9}) là {letters.signed:compared}."
        "{zero}Không có (letters.sent) (if x) Văn bản (={=9}).{end}"
    )


def test_a_section_tells_each_measure_with_its_rates(health: Catalog) -> None:
    keys = [text.partition("}")[0].removeprefix("{if ") for text in sentences(health, "I.1")]
    assert keys == ["visits.patients", "visits.referred", "visits.stay"]
    assert "{visits.referral_rate:compared}" in list(sentences(health, "I.1"))[1]
    assert list(sentences(health, "I")) == []


def test_what_serves_the_data_alone_is_not_told() -> None:
    real = read_catalog(REAL / "catalog.yml", "catalog.yml")
    told = [str(key) for key in reported_keys(real, "certificates")]
    assert told == ["certificates.active", "certificates.new"]
    assert "documents.unsigned" not in map(str, reported_keys(real, "documents"))
    assert reported_keys(real, "work_plan") == []


def test_rates_lead_and_what_they_tell_comes_last(health: Catalog) -> None:
    assert [str(key) for key in leading_keys(health)] == [
        "visits.referral_rate",
        "prevention.immunised_rate",
        "visits.stay",
        "resources.doctors",
        "prevention.dengue",
        "visits.patients",
        "resources.beds",
        "prevention.children",
        "visits.referred",
        "prevention.immunised",
    ]
