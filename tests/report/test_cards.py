from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from ictanalysis.analysis import Month
from ictanalysis.exporters.document.markup import markdown_to_html
from ictanalysis.exporters.document.mimebundles import Place
from ictanalysis.exporters.document.parts import Cards, read_part
from ictanalysis.language.errors import UsageError
from ictanalysis.report.cards import cards
from ictanalysis.report.official import Part
from tests.datasets import MAY, REAL, copy_of_real, edit, loaded, small, write
from tests.pages import HOSTILE, figures

FIELDS = ("label", "value", "unit", "change", "on_year", "since_january", "target", "signal")


def with_stated_opening(path: Path) -> Path:
    edit(path / "2021-05/certificates.csv", "opening,,,2223,I,", "opening,,,2223,,")
    return path


@pytest.fixture(scope="module")
def may(tmp_path_factory: pytest.TempPathFactory) -> Month:
    """Return the real month, as if its source stated the certificates of the month before."""
    path = copy_of_real(tmp_path_factory.mktemp("real"))
    return loaded(with_stated_opening(path)).month(MAY)


def test_a_change_from_what_the_source_does_not_state_is_none() -> None:
    part = cards(loaded(REAL).month(MAY), ["certificates.active"])
    (card,) = seen(part)
    assert (card["value"], card["change"]) == ("2.233", "")
    assert part.content["note"] == "Chưa có số liệu tháng trước của 01 chỉ tiêu trên để so sánh."


def test_a_rate_of_nothing_has_no_card(tmp_path: Path) -> None:
    cases = "received,,,10,,\nreceived,low,,10,,\nreceived,high,,0,,\nreceived,low,paper,10,,\n"
    cases += "received,low,online,0,,\nreceived,high,paper,0,,\nreceived,high,online,0,,\n"
    month = loaded(small(tmp_path, {"2021-05": {"cases": cases}})).month(MAY)
    keys = [f"cases.online_rate{each}" for each in ("[level=low]", "[level=high]")]
    assert [card["value"] for card in seen(cards(month, keys))] == ["0,00%"]


def read(markdown: str) -> str:
    """Return what a reader sees of Markdown."""
    return BeautifulSoup(markdown_to_html(markdown), "html.parser").get_text().strip()


def seen(part: Part) -> list[Mapping[str, str]]:
    """Return each card as a reader sees it."""
    found = part.content["cards"]
    assert isinstance(found, list)
    return [{name: read(card[name]) for name in FIELDS} for card in found]


def test_a_card_has_the_figure_its_unit_its_change_and_its_target(may: Month) -> None:
    keys = ["documents.signed_rate", "certificates.active", "services.level_share[level=4]"]
    blank = dict.fromkeys(FIELDS, "")
    assert seen(cards(may, keys)) == [
        {**blank, "label": "Tỷ lệ văn bản đi được ký số", "value": "79,37%"},
        {
            **blank,
            "label": "Chứng thư số đang quản lý",
            "value": "2.233",
            "unit": "chứng thư số",
            "change": "Tăng 10 chứng thư số so với tháng trước",
        },
        {
            **blank,
            "label": "Tỷ trọng dịch vụ công trực tuyến theo mức độ (Mức độ 4)",
            "value": "32,94%",
            "target": "Để tham khảo, vì cách tính khác: mục tiêu ít nhất 80% (749/QĐ-TTg), "
            "mục tiêu 100% (1145/BTTTT-THH)",
        },
    ]


def test_a_missing_figure_has_neither_unit_nor_change(may: Month) -> None:
    (card,) = seen(cards(may, ["security.incidents"]))
    assert (card["value"], card["unit"], card["change"]) == ("chưa có số liệu", "", "")


def test_an_estimate_is_marked_as_one(may: Month) -> None:
    (card,) = seen(cards(may, ["component_sites.posts"]))
    assert (card["value"], card["unit"]) == ("khoảng 472", "tin, bài, văn bản")


def test_the_value_and_the_change_are_bound_to_their_cells(may: Month) -> None:
    content = cards(may, ["certificates.active"]).content["cards"]
    assert isinstance(content, list)
    (value,) = figures(content[0]["value"])
    (change,) = figures(content[0]["change"])
    assert value["data-source"] == "data/2021-05/certificates.csv:2"
    assert change["data-formula"] == "2.233 − 2.223"
    assert change["data-source"] == (
        "data/2021-05/certificates.csv:2 · data/2021-05/certificates.csv:8"
    )


@pytest.mark.parametrize(
    ("now", "change"),
    [
        ("sent,23,,\nsigned,12,,\nunsigned,11,,\n", "Tăng 03 văn bản so với tháng trước"),
        ("sent,12,,\nsigned,12,,\nunsigned,0,,\n", "Giảm 08 văn bản so với tháng trước"),
        ("sent,20,,\nsigned,12,,\nunsigned,8,,\n", "Không đổi so với tháng trước"),
        ("sent,23,E,\nsigned,12,,\nunsigned,11,,\n", "Tăng khoảng 03 văn bản so với tháng trước"),
        ("sent,23,B,\nsigned,12,,\nunsigned,11,,\n", ""),
    ],
)
def test_a_change_begins_with_a_capital(tmp_path: Path, now: str, change: str) -> None:
    path = small(tmp_path, {"2021-04": {}, "2021-05": {"letters": now}})
    (card,) = seen(cards(loaded(path).month(MAY), ["letters.sent"]))
    assert card["change"] == change


def test_a_card_tells_of_last_year_and_of_the_year_so_far(tmp_path: Path) -> None:
    sent = {"2020-01": 10, "2020-02": 20, "2021-01": 30, "2021-02": 40}
    months = {month: {"letters": f"sent,{n},,\nsigned,{n // 2},,\n"} for month, n in sent.items()}
    data = loaded(small(tmp_path, months))
    keys = ["letters.sent", "letters.signed_rate", "staff.people"]
    told = [
        (card["change"], card["on_year"], card["since_january"])
        for card in seen(cards(data.month("2021-02"), keys))
    ]
    last_month, last_year = "so với tháng trước", "so với cùng kỳ năm trước"
    assert told == [
        (
            f"Tăng 10 văn bản {last_month}",
            f"Tăng 20 văn bản {last_year}",
            "Lũy kế từ đầu năm 70 văn bản",
        ),
        (f"Không đổi {last_month}", f"Không đổi {last_year}", "Tính chung từ đầu năm 50,00%"),
        # A stock does not add up.
        (f"Không đổi {last_month}", f"Không đổi {last_year}", ""),
    ]
    # In January the sum since January is the month, and December is not there.
    (january,) = seen(cards(data.month("2021-01"), ["letters.sent"]))
    assert (january["change"], january["since_january"]) == ("", "")
    assert january["on_year"] == "Tăng 20 văn bản so với cùng kỳ năm trước"


@pytest.mark.parametrize(
    ("keys", "note"),
    [
        (["certificates.active"], ""),
        # What is missing this month is not missing last month's figure.
        (["security.incidents"], ""),
        (
            ["documents.signed", "portal.posts", "certificates.active", "security.incidents"],
            "Chưa có số liệu tháng trước của 02 chỉ tiêu trên để so sánh.",
        ),
        ([], ""),
    ],
)
def test_a_note_counts_what_has_no_history(may: Month, keys: list[str], note: str) -> None:
    part = cards(may, keys)
    assert part.content["note"] == note
    assert part.markdown.endswith(note)


TARGETS = """\
targets:
  - {indicator: letters.signed_rate, value: 90, direction: at_least, decision: 01/QĐ-TTg,
     issued: 2021-01-01, valid_from: 2021-01-01, label: Một, denominators_agree: true}
  - {indicator: letters.signed_rate, value: 50.5, direction: at_most, decision: 02/QĐ-TTg,
     issued: 2021-01-01, valid_from: 2021-01-01, label: Hai, denominators_agree: false}
  - {indicator: letters.signed_rate, value: 70, direction: at_least, decision: 03/QĐ-TTg,
     issued: 2021-06-01, valid_from: 2021-06-01, label: Ba, denominators_agree: true}
  - {indicator: letters.sent, value: 10, direction: at_least, decision: 04/QĐ-TTg,
     issued: 2021-01-01, valid_from: 2021-01-01, label: Bốn, denominators_agree: true}
"""


def test_only_targets_in_force_are_given_and_other_measures_only_for_reference(
    tmp_path: Path,
) -> None:
    path = small(tmp_path, {"2021-05": {}})
    write(path / "targets.yml", TARGETS)
    keys = ["letters.signed_rate", "letters.sent", "letters.signed"]
    assert [card["target"] for card in seen(cards(loaded(path).month(MAY), keys))] == [
        "Mục tiêu ít nhất 90% (01/QĐ-TTg); để tham khảo, vì cách tính khác: "
        "mục tiêu nhiều nhất 50,5% (02/QĐ-TTg)",
        "Mục tiêu ít nhất 10 văn bản (04/QĐ-TTg)",
        "",
    ]


def test_a_notebook_shows_the_cards_as_a_list(may: Month) -> None:
    page = read(cards(may, ["certificates.active", "documents.signed_rate"]).markdown)
    assert page.split("\n") == [
        "Chứng thư số đang quản lý: 2.233 chứng thư số; Tăng 10 chứng thư số so với tháng trước",
        "Tỷ lệ văn bản đi được ký số: 79,37%",
        "",
        "Chưa có số liệu tháng trước của 01 chỉ tiêu trên để so sánh.",
    ]


def test_the_exporters_can_read_the_part(may: Month) -> None:
    part = read_part(cards(may, ["certificates.active"]).content, Place("report", 3))
    assert isinstance(part, Cards)
    assert [card.label for card in part.cards] == ["Chứng thư số đang quản lý"]


def test_an_unknown_indicator_is_refused(may: Month) -> None:
    with pytest.raises(UsageError, match="sgned"):
        cards(may, ["documents.sgned"])


@pytest.mark.parametrize("text", HOSTILE)
def test_labels_units_and_decisions_are_text(tmp_path: Path, text: str) -> None:
    path = with_stated_opening(copy_of_real(tmp_path))
    quoted = json.dumps(text)
    edit(
        path / "catalog.yml",
        "label: Chứng thư số đang quản lý\n        unit: chứng thư số\n",
        f"label: {quoted}\n        unit: {quoted}\n",
    )
    target = (
        f"  - {{indicator: certificates.active, value: 1, direction: at_least, decision: {quoted}, "
        "issued: 2021-01-01, valid_from: 2021-01-01, label: a, denominators_agree: true}\n"
    )
    targets = (path / "targets.yml").read_text(encoding="utf-8")
    write(path / "targets.yml", targets + target)
    part = cards(loaded(path).month(MAY), ["certificates.active"])
    content = part.content["cards"]
    assert isinstance(content, list)
    # Label and unit go to the page as they are, which escapes them; the rest is Markdown.
    assert (content[0]["label"], content[0]["unit"]) == (text, text)
    assert read(content[0]["target"]) == f"Mục tiêu ít nhất 1 {text} ({text})"
    assert read(content[0]["change"]) == f"Tăng 10 {text} so với tháng trước"
    soup = BeautifulSoup(markdown_to_html(part.markdown), "html.parser")
    assert [tag.name for tag in soup.find_all(True)] == ["ul", "li", "span", "span"]
    assert soup.get_text().strip().startswith(f"{text}: 2.233 {text}; Tăng 10 {text} so với")


def test_the_same_month_has_the_same_cards() -> None:
    keys = ["certificates.active", "services.level_share[level=4]"]
    one, other = (cards(loaded(REAL).month(MAY), keys) for _ in range(2))
    assert one == other
