from __future__ import annotations

from pathlib import Path

import pytest

from ictanalysis.catalog import Catalog, read_catalog
from ictanalysis.language.errors import InputError, UsageError
from tests.datasets import CATALOG, REAL, copy_of_real, edit, write


@pytest.fixture(scope="module")
def real() -> Catalog:
    return read_catalog(REAL / "catalog.yml", "catalog.yml")


def refusal(path: Path) -> list[str]:
    """Return the lines of the error that a catalog is refused with."""
    with pytest.raises(InputError) as told:
        read_catalog(path, "data/catalog.yml")
    return str(told.value).split("\n")


def broken(folder: Path, old: str, new: str) -> list[str]:
    write(folder / "catalog.yml", CATALOG)
    edit(folder / "catalog.yml", old, new)
    return refusal(folder / "catalog.yml")


def line_of(text: str) -> int:
    return CATALOG[: CATALOG.index(text)].count("\n") + 1


BROKEN = [
    ("ratio over a missing measure", "numerator: {measure: signed}", "signed", "signd", "signd"),
    ("unknown section", "    section: I\n    source: Nguồn\n    dimensions", ": I", ": IX", "IX"),
    ("unknown part", "part_of: [sent]", "sent", "sendt", "sendt"),
    ("unknown summand", "sum_of: [signed, unsigned]", "unsigned", "unsined", "unsined"),
    ("unknown flow", "tie: {opening: opening, added: [joined]", "[joined]", "[came]", "came"),
    ("unknown opening", "tie: {opening: opening, added", ": opening", ": start", "start"),
    (
        "unknown dimension of a breakdown",
        "breakdowns: [[level], [channel], [level, channel]]",
        "[channel], ",
        "[chanel], ",
        "chanel",
    ),
    ("unknown dimension of a ratio", "by: [level]", "level", "levl", "levl"),
    ("unknown member", "where: {channel: [online]}", "online", "onlin", "onlin"),
    ("unknown dimension of a term", "where: {channel: [online]}", "channel", "chanel", "chanel"),
    (
        "a tied flow",
        "        kind: stock\n        tie: {opening: opening, added: [joined], removed: [gone]}",
        "stock",
        "flow",
        "only a stock can be tied to flows",
    ),
    ("unknown kind", "label: Thêm, unit: hồ sơ, kind: flow", "flow", "folw", "folw"),
    ("unknown setting", "kind: flow, part_of", "part_of", "parts_of", "parts_of"),
    ("too many decimals", "decimals: 2\n        numerator: {measure: signed}", "2", "7", "7"),
    ("a text for a number", "decimals: 2\n        numerator: {measure: signed}", "2", "hai", "hai"),
    (
        "counted rows where there are none",
        "      extra: {label: Thêm, unit: hồ sơ",
        "extra: {",
        "extra: {rows_with: [done], ",
        "only a measure of a table with rows_of counts rows",
    ),
    ("a key in capitals", "      extra: {", "extra", "Extra", "Extra"),
]


@pytest.mark.parametrize(
    ("where", "old", "new", "value"), [case[1:] for case in BROKEN], ids=[c[0] for c in BROKEN]
)
def test_a_broken_catalog_is_refused_with_line_and_value(
    tmp_path: Path, where: str, old: str, new: str, value: str
) -> None:
    lines = broken(tmp_path, where, where.replace(old, new, 1))
    assert len(lines) == 1
    last = line_of(where) + where.rstrip("\n").count("\n")
    assert lines[0].startswith(
        tuple(f"data/catalog.yml, line {line}: " for line in range(line_of(where), last + 1))
    )
    assert value in lines[0]


def test_an_unknown_dimension_of_a_table_is_told_once_at_its_line(tmp_path: Path) -> None:
    lines = broken(tmp_path, "dimensions: [level, channel]", "dimensions: [level, channel, chanel]")
    assert lines == [
        f"data/catalog.yml, line {line_of('dimensions: [level')}: “chanel” is not a dimension "
        "(there are: level, channel)"
    ]


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path / "catalog.yml", CATALOG)
    edit(tmp_path / "catalog.yml", "part_of: [sent]", "part_of: [posted]")
    edit(tmp_path / "catalog.yml", "by: [level]", "by: [age]")
    edit(tmp_path / "catalog.yml", "numerator: {measure: signed}", "numerator: {measure: marked}")
    told = "\n".join(refusal(tmp_path / "catalog.yml"))
    assert all(value in told for value in ("“posted”", "“age”", "“marked”"))


def test_misfits_of_form_are_told_at_once_too(tmp_path: Path) -> None:
    write(tmp_path / "catalog.yml", CATALOG)
    edit(tmp_path / "catalog.yml", "unit: hồ sơ, kind: flow", "unit: hồ sơ, kind: folw")
    edit(tmp_path / "catalog.yml", "kind: flow, part_of", "kind: stok, part_of")
    lines = refusal(tmp_path / "catalog.yml")
    assert len(lines) == 2
    assert "folw" in lines[0]
    assert "stok" in lines[1]


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    lines = broken(tmp_path, "      extra: {label: Thêm", "      received: {label: Thêm")
    assert lines == [
        f"data/catalog.yml, line {line_of('      extra:')}: not valid YAML "
        "(the key “received” stands twice): mend the line or restore the file"
    ]


def test_a_dimension_named_like_a_column_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "catalog.yml", CATALOG.replace("channel", "status"))
    assert any(
        "“status” is the name of a column" in line for line in refusal(tmp_path / "catalog.yml")
    )


@pytest.mark.parametrize("name", ["period", "chart"])
def test_a_table_named_like_another_kind_of_placeholder_is_refused(
    tmp_path: Path, name: str
) -> None:
    lines = broken(tmp_path, "  letters:\n", f"  {name}:\n")
    assert lines[0].startswith(f"data/catalog.yml, line {line_of('  letters:')}: “{name}”")


def test_a_measure_named_like_the_office_is_refused(tmp_path: Path) -> None:
    text = CATALOG.replace("  letters:\n", "  office:\n").replace("      sent:", "      short:")
    write(tmp_path / "catalog.yml", text)
    lines = refusal(tmp_path / "catalog.yml")
    assert any("“short” stands for the office: choose another" in line for line in lines)


def test_a_ratio_named_like_a_measure_is_refused(tmp_path: Path) -> None:
    lines = broken(tmp_path, "      signed_rate:", "      signed:")
    assert len(lines) == 1
    assert "“signed” is also a measure" in lines[0]


COUNTED = "kind: flow, expected: false, rows_with: [dropped]"


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("rows_with: [droped]", "“tables.work_plan.measures.dropped.rows_with.0” cannot be “drop"),
        ("rows_with: []", "a measure that counts rows says which: add rows_with"),
        ("rows_with: dropped", "rows_with” cannot be “dropped”"),
        ("expected: false", "a measure that counts rows says which: add rows_with"),
    ],
)
def test_a_measure_that_counts_rows_says_which(tmp_path: Path, new: str, told: str) -> None:
    path = copy_of_real(tmp_path) / "catalog.yml"
    edit(path, COUNTED, f"kind: flow, {new}")
    lines = refusal(path)
    last = path.read_text(encoding="utf-8").count("\n")
    assert len(lines) == 1
    assert lines[0].startswith(f"data/catalog.yml, line {last}: ")
    assert told in lines[0]


def test_a_table_that_counts_rows_has_no_dimensions(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path) / "catalog.yml"
    edit(path, "    rows_of: plan\n", "    rows_of: plan\n    dimensions: [level]\n")
    (line,) = refusal(path)
    assert line.endswith(": a table that counts rows cannot be broken down: remove the dimensions")


def test_a_dimension_within_an_unknown_member_is_refused(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path) / "catalog.yml"
    edit(path, "within: {holder: personal}", "within: {holder: persona}")
    lines = refusal(path)
    assert len(lines) == 1
    assert "“persona” is not a member (there are: organization, personal)" in lines[0]


def test_every_indicator_is_called_by_its_label_and_members(real: Catalog) -> None:
    key = real.resolve("dossiers.received[level=3,channel=online]")
    assert real.label(key) == "Hồ sơ tiếp nhận (Mức độ 3, Trực tuyến)"
    assert real.label(real.resolve("petitions.complaints")) == "Đơn khiếu nại mới tiếp nhận"


def test_members_of_a_key_come_in_the_order_of_the_table(real: Catalog) -> None:
    key = real.resolve("dossiers.received[channel=online,level=3]")
    assert str(key) == "dossiers.received[level=3,channel=online]"


@pytest.mark.parametrize(
    ("text", "part", "near"),
    [
        ("dossier.received", "dossier", "dossiers"),
        ("dossiers.recieved", "recieved", "received"),
        ("dossiers.received[lvel=3]", "lvel", "level"),
        ("dossiers.received[level=5]", "5", ""),
        ("documents.signed[level=3]", "level", ""),
        ("dossiers.received[channel=onlin]", "onlin", "online"),
    ],
)
def test_an_unknown_part_of_a_key_is_named_with_the_nearest(
    real: Catalog, text: str, part: str, near: str
) -> None:
    with pytest.raises(UsageError) as told:
        real.resolve(text)
    assert f"there is no “{part}”" in str(told.value)
    assert near in str(told.value)


def test_only_combinations_that_can_exist_are_cells(real: Catalog) -> None:
    assert list(real.cells(["holder", "carrier"])) == [
        {"holder": "personal", "carrier": "usb"},
        {"holder": "personal", "carrier": "sim_pki"},
    ]
    assert len(list(real.cells(["level", "channel"]))) == 6


def test_what_is_measured_is_a_frame(real: Catalog) -> None:
    frame = real.indicators().set_index("key")
    assert list(frame.columns) == ["label", "unit", "kind", "table", "section", "dimensions"]
    assert len(frame) == sum(len(table.indicators) for table in real.tables.values())
    assert frame.loc["documents.signed"].tolist() == [
        "Văn bản đi được ký số",
        "văn bản",
        "flow",
        "documents",
        "I.4",
        "",
    ]
    assert frame.loc["dossiers.online_rate", ["kind", "dimensions"]].tolist() == ["ratio", "level"]
    assert frame.loc["dossiers.received", "dimensions"] == "level, channel"


def test_a_member_of_a_table_without_dimensions_is_refused() -> None:
    with pytest.raises(UsageError, match="its table has no dimensions"):
        read_catalog(REAL / "catalog.yml", "catalog.yml").resolve("documents.signed[level=3]")
