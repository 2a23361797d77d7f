from __future__ import annotations

from pathlib import Path

from tests.datasets import CASES, ENDED, ENDING, MAY, REAL, copy_of_real, edit, loaded, small


def test_the_real_month_is_not_a_draft_and_would_be_without_the_acknowledgement(
    tmp_path: Path,
) -> None:
    assert not loaded(REAL).month(MAY).is_draft
    path = copy_of_real(tmp_path)
    (path / "2021-05/acknowledged.csv").unlink()
    assert loaded(path).month(MAY).is_draft


def test_a_breakdown_comes_in_catalog_order() -> None:
    figures = loaded(REAL).month(MAY).breakdown("dossiers.received[channel=online]", "level")
    assert [(str(each.key), each.value) for each in figures] == [
        ("dossiers.received[level=1-2,channel=online]", 0.0),
        ("dossiers.received[level=3,channel=online]", 174.0),
        ("dossiers.received[level=4,channel=online]", 1173.0),
    ]


def test_findings_change_with_the_files_and_not_with_the_object(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    before = loaded(path).month(MAY)
    edit(path / "2021-05/documents.csv", "16401,,", "16402,,")
    after = loaded(path).month(MAY)
    assert (before.is_draft, after.is_draft) == (False, True)


def test_no_change_is_told_from_a_figure_that_an_error_was_found_in(tmp_path: Path) -> None:
    wrong = CASES.replace("received,,,100,,", "received,,,90,,", 1)
    data = loaded(small(tmp_path, {"2021-04": {"cases": wrong}, "2021-05": {}}))
    may = data.month("2021-05")
    assert may["cases.received"].previous is None
    assert may["cases.received[level=low]"].previous == 60
    assert may["letters.sent"].previous == 20


def test_a_month_is_a_collection_of_figures() -> None:
    may = loaded(REAL)[MAY]
    figures = {str(each.key): each for each in may}
    assert list(figures) == may.indicators()["key"].tolist()
    assert figures["documents.signed"].value == 13018.0
    assert "documents.signed_rate" in may
    assert figures["documents.signed"].key in may
    assert "documents.sold" not in may


def test_labels_are_never_markup(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    edit(path / "catalog.yml", '"Văn bản đi được ký số"', '"Ký <b>số</b> & gửi"')
    shown = loaded(path)[MAY]["documents.signed"]._repr_html_()
    assert "<caption>Ký &lt;b&gt;số&lt;/b&gt; &amp; gửi</caption>" in shown


def test_a_series_that_has_ended_has_no_figure_and_is_no_part(tmp_path: Path) -> None:
    months = {"2021-04": {}, "2021-05": {"cases": ENDING}, "2021-06": {"cases": ENDED}}
    data = loaded(small(tmp_path, months))
    assert [each.key.where for each in data["2021-04"].breakdown("cases.received", "level")] == [
        {"level": "low"},
        {"level": "high"},
    ]
    for name in ("2021-05", "2021-06"):
        month = data[name]
        assert [each.key.where.get("level", "") for each in month if each.key.table == "cases"] == [
            "", "low", "", "", "low", "low", "", "low",
        ]  # fmt: skip
        for key in ("cases.received", "cases.online_rate"):
            (low,) = month.breakdown(key, "level")
            assert low.key.where == {"level": "low"}
            assert len(month.breakdown(key, "level", ended=True)) == 2
            high = month[f"{key}[level=high]"]
            assert (high.value, high.text) == (None, "không còn báo cáo")
    # What has never been reported at all is missing; what all has ended is still there.
    assert data["2021-05"]["cases.extra"].text == "chưa có số liệu"
    both = data["2021-06"].breakdown("cases.received[level=high]", "channel")
    assert [each.text for each in both] == ["không còn báo cáo"] * 2
