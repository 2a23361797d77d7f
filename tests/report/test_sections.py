"""Where the month's own news stand among the sentences of every month."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from ictanalysis.analysis import Dataset, Month
from ictanalysis.dataset.datafile import DataFile
from ictanalysis.dataset.narrative import read_narrative
from ictanalysis.exporters.document.markup import markdown_to_html
from ictanalysis.language.errors import UsageError
from ictanalysis.report.sections import fill_section
from tests.datasets import MAY, loaded, small
from tests.pages import HOSTILE, shown

Telling = Callable[..., str]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return loaded(small(tmp_path_factory.mktemp("small"), {"2021-05": {}}))


def month(data: Dataset, narrative: str) -> Month:
    """Return May 2021 with another narrative for section I."""
    file = DataFile(MAY, "", "narrative.md", f"## I\n\n{narrative}\n")
    read, _findings = read_narrative(file, data.catalog)
    files = replace(data.files.months[MAY], narrative=read)
    return Dataset(replace(data.files, months={MAY: files})).month(MAY)


@pytest.fixture(scope="module")
def filled(data: Dataset) -> Telling:
    """Return the Markdown of section I, without the spans of its figures."""

    def fill(template: str, narrative: str) -> str:
        text = fill_section(month(data, narrative), "I", template).markdown
        return re.sub(r"<span class=\"figure\"[^>]*>|</span>", "", text)

    return fill


SENT = "Gửi {letters.sent:unit}."


@pytest.mark.parametrize(
    ("template", "news", "text"),
    [
        # A sentence of its own, and words that go on with the sentence.
        (SENT, "Tất cả kịp thời.", "Gửi 20 văn bản. Tất cả kịp thời."),
        (SENT, "gồm: a; b.", "Gửi 20 văn bản, gồm: a; b."),
        (SENT, "đều kịp thời.", "Gửi 20 văn bản, đều kịp thời."),
        ("- " + SENT, "gồm: a.", "- Gửi 20 văn bản, gồm: a."),
        (SENT, "gồm: a.\n\nkể cả b.\n\nHết.", "Gửi 20 văn bản, gồm: a, kể cả b. Hết."),
        (SENT, "{letters.signed:unit} đã ký.", "Gửi 20 văn bản. 12 văn bản đã ký."),
        # Whatever the sentence ends with, it is open when words go on with it.
        ("Gửi {letters.sent:unit};", "gồm: a.", "Gửi 20 văn bản, gồm: a."),
        ("Gửi {letters.sent:unit}:", "gồm: a.", "Gửi 20 văn bản, gồm: a."),
        ("Gửi {letters.sent:unit}", "gồm: a.", "Gửi 20 văn bản, gồm: a."),
        ("{letters.sent}: A&", "gồm: a.", "20: A&amp;, gồm: a."),
        ("{letters.sent}: a_;", "gồm: a.", "20: a&#95;, gồm: a."),
        # A list under the sentence, in the item of a list under the item.
        (SENT, "- một\n- hai", "Gửi 20 văn bản:\n\n- một\n- hai"),
        ("- " + SENT, "- một\n- hai", "- Gửi 20 văn bản:\n  - một\n  - hai"),
        ("- " + SENT, "Gồm:\n\n- một", "- Gửi 20 văn bản. Gồm:\n  - một"),
        ("- " + SENT, "gồm:\n\n- một\n- hai\n", "- Gửi 20 văn bản, gồm:\n  - một\n  - hai"),
        # What follows a list stays behind it, whatever letter it begins with.
        ("- " + SENT, "- một\n\nTất cả.", "- Gửi 20 văn bản:\n  - một\n- Tất cả."),
        (SENT, "- một\n\ntất cả.", "Gửi 20 văn bản:\n\n- một\n\ntất cả."),
        (
            SENT,
            "gồm:\n\n- một\n\nvà:\n\n- hai\n- ba\n\nHết.",
            "Gửi 20 văn bản, gồm:\n\n- một\n\nvà:\n\n- hai\n- ba\n\nHết.",
        ),
        ("- " + SENT, "- một\n\nvà:\n\n- hai", "- Gửi 20 văn bản:\n  - một\n- và:\n  - hai"),
        # A stop at the beginning is the one by which it goes on, or is left out.
        (SENT, ", tiếp.", "Gửi 20 văn bản, tiếp."),
        (SENT, "…về a; về b.", "Gửi 20 văn bản về a; về b."),
        (SENT, "… {letters.signed} đã ký.", "Gửi 20 văn bản 12 đã ký."),
        (SENT, ",, Sở gửi 1", "Gửi 20 văn bản, Sở gửi 1."),
        (SENT, ": a; b", "Gửi 20 văn bản: a; b."),
        (SENT, "; ngoài ra,", "Gửi 20 văn bản; ngoài ra."),
        (SENT, ". Tiếp.", "Gửi 20 văn bản. Tiếp."),
        (SENT, "... tiếp.", "Gửi 20 văn bản, tiếp."),
        (SENT, ",", "Gửi 20 văn bản."),
        (SENT, "- ;\n- , một", "Gửi 20 văn bản:\n\n- một"),
    ],
)
def test_news_about_a_table_go_on_from_the_sentence_that_cites_it(
    filled: Telling, template: str, news: str, text: str
) -> None:
    assert filled(template, f"### letters\n\n{news}") == text


def test_news_follow_the_first_sentence_that_cites_a_figure_of_their_table(
    filled: Telling,
) -> None:
    template = (
        "- Nhận {cases.received}.\n- Ký {letters.signed}.\n- Gửi {letters.sent}.\n"
        "- Còn {letters.sent} và {staff.people}."
    )
    narrative = (
        "### letters\n\nVề bảng.\n\n### letters.sent\n\nVề gửi.\n\n### staff\n\nVề người.\n\n"
        "### cases.received\n\nvề hồ sơ."
    )
    assert filled(template, narrative) == (
        "- Nhận 100, về hồ sơ.\n- Ký 12. Về bảng.\n- Gửi 20. Về gửi.\n- Còn 20 và 30. Về người."
    )


@pytest.mark.parametrize(
    "key", ["cases.received[level=low]", "cases.received[level=low,channel=paper]"]
)
def test_a_figure_of_a_member_is_one_of_its_measure_and_its_table(
    filled: Telling, key: str
) -> None:
    for topic in ("cases", "cases.received"):
        text = filled(f"Thấp {{{key}}}.\n\nHết.", f"### {topic}\n\nMột.")
        assert text.endswith(". Một.\n\nHết.")


@pytest.mark.parametrize("topic", ["letters.sent", "letters.signed_rate", "cases", "cases.extra"])
def test_a_topic_is_not_cited_by_another_of_a_like_name(filled: Telling, topic: str) -> None:
    assert filled("Ký {letters.signed}.", f"### {topic}\n\nMột.") == "Ký 12.\n\nMột."


def test_a_rate_is_a_topic(filled: Telling) -> None:
    text = filled("Đạt {letters.signed_rate}.", "### letters.signed_rate\n\ncao hơn kế hoạch.")
    assert text == "Đạt 60,00%, cao hơn kế hoạch."


def test_general_news_stand_where_the_template_has_a_place_for_them(filled: Telling) -> None:
    template = "{news}\n\n- Gửi {letters.sent}.\n- Hết."
    narrative = "- Một.\n- Hai: {staff.people}.\n\n### letters\n\nVề thư.\n\n### cases\n\n- Ba."
    assert filled(template, narrative) == ("- Một.\n- Hai: 30.\n- Gửi 20. Về thư.\n- Hết.\n- Ba.")
    assert filled(template, "### letters\n\nVề thư.") == "- Gửi 20. Về thư.\n- Hết."


def test_topics_cited_nowhere_and_then_general_news_stand_at_the_end(filled: Telling) -> None:
    narrative = "Chung.\n\n- mục chung\n\n### staff\n\ncòn thiếu.\n\n### letters\n\nVề thư."
    assert filled("Gửi {letters.sent}.", narrative) == (
        "Gửi 20. Về thư.\n\ncòn thiếu.\n\nChung.\n\n- mục chung"
    )
    assert filled("", narrative) == "còn thiếu.\n\nVề thư.\n\nChung.\n\n- mục chung"


def test_news_at_the_end_of_a_list_are_items_but_for_what_leads_to_one(filled: Telling) -> None:
    narrative = "Một.\n\nGồm:\n\n- hai\n\nBa.\n\n### staff\n\nThiếu."
    assert filled("- Gửi {letters.sent}.", narrative) == (
        "- Gửi 20.\n- Thiếu.\n- Một.\n\nGồm:\n\n- hai\n- Ba."
    )


def test_the_list_of_a_topic_is_not_put_under_what_follows_that_of_another(
    filled: Telling,
) -> None:
    template = "Gửi {letters.sent}. Ký {letters.signed}."
    narrative = "### letters.sent\n\n- một\n\nTất cả.\n\n### letters.signed\n\nđủ\n\n- hai\n\nHết."
    assert filled(template, narrative) == ("Gửi 20. Ký 12, đủ:\n\n- một\n- hai\n\nTất cả.\n\nHết.")


def test_news_of_their_own_do_not_begin_with_a_stop(filled: Telling) -> None:
    narrative = ", tiếp.\n\n:\n\n- ; một\n\n### staff\n\n. Hai."
    assert filled("", narrative) == "Hai.\n\ntiếp.\n\n- một"


def test_items_of_news_go_on_with_the_list_of_the_template(data: Dataset) -> None:
    narrative = "- mục chung\n\n### staff\n\n- thiếu hai\n"
    prose = fill_section(month(data, narrative), "I", "- Gửi {letters.sent}.")
    assert shown(prose.markdown).tags == ["ul", "li", "span", "li", "li"]


def test_a_nested_list_stands_in_the_item_that_it_belongs_to(data: Dataset) -> None:
    narrative = "### letters\n\n- một\n- hai\n\n## I\n"
    prose = fill_section(month(data, narrative), "I", f"- {SENT}\n- Nhận {{cases.received}}.")
    soup = BeautifulSoup(markdown_to_html(prose.markdown), "html.parser")
    outer = soup.find_all("ul")[0].find_all("li", recursive=False)
    assert [len(item.find_all("li")) for item in outer] == [2, 0]


@pytest.fixture(scope="module")
def gaps(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Return a data set with a figure that is zero (gone) and one that is missing (joined)."""
    staff = "people,30,,\njoined,,M,\ngone,0,,\n"
    return loaded(small(tmp_path_factory.mktemp("gaps"), {"2021-05": {"staff": staff}}))


@pytest.mark.parametrize(
    ("template", "news", "text"),
    [
        ("Có {staff.people}. {if staff.joined}Vào {staff.joined}.{end} Hết.", "", "Có 30. Hết."),
        ("{if staff.gone}Ra {staff.gone}.{zero}Không ai ra.{end}", "", "Không ai ra."),
        (
            "{if staff.joined}Vào {staff.joined}.{missing}Chưa rõ số vào.{end}",
            "",
            "Chưa rõ số vào.",
        ),
        # A paragraph or an item of a list that is empty is left out.
        ("Một.\n\n{if staff.joined}Vào {staff.joined}.{end}\n\nHai.", "", "Một.\n\nHai."),
        ("- Một.\n- {if staff.joined}Vào {staff.joined}.{end}\n- Hai.", "", "- Một.\n- Hai."),
        ("{if staff.joined}Vào {staff.joined}.{end}", "", ""),
        # News that continue a sentence go on from it where it is, and stand on their own elsewhere.
        ("{if staff.people}Có {staff.people}.{end}", "gồm: a.", "Có 30, gồm: a."),
        ("- {if staff.joined}Vào {staff.joined}.{end}\n- Hai.", "gồm: a.", "- Gồm: a.\n- Hai."),
        ("{if staff.joined}Vào {staff.joined}.{end}\n\nHai.", ", đủ.", "Đủ.\n\nHai."),
        ("Một. {if staff.joined}Vào {staff.joined}.{end}", "đủ.", "Một.\n\nĐủ."),
        ("{if staff.joined}Vào {staff.joined}.{end}", "gồm:\n\n- một", "Gồm:\n\n- một"),
        ("{if staff.joined}Vào {staff.joined}.{end}", "- một", "- một"),
        # The narrative has conditions of its own.
        ("Một.", "{if staff.joined}Vào {staff.joined}.{end}", "Một."),
        (
            "Có {staff.people}.",
            "{if staff.gone}ra nữa{zero}không ai ra{end}.",
            "Có 30, không ai ra.",
        ),
        ("Một.", "- {if staff.joined}Vào.{end}\n- Hai.", "Một.\n\n- Hai."),
    ],
)
def test_a_condition_leaves_out_what_the_month_does_not_know(
    gaps: Dataset, template: str, news: str, text: str
) -> None:
    prose = fill_section(month(gaps, f"### staff\n\n{news}"), "I", template)
    assert re.sub(r"<span class=\"figure\"[^>]*>|</span>", "", prose.markdown) == text


def test_without_a_narrative_the_template_stands_as_it_is(filled: Telling) -> None:
    assert filled(f"{SENT}\n\n- một", "") == "Gửi 20 văn bản.\n\n- một"
    assert filled("", "") == ""


@pytest.mark.parametrize(
    "text", ["Có {letters.snt}", "Có {letters.sent:loud}", "Có {0} và }", "{if letters.sent}Có"]
)
@pytest.mark.parametrize("topic", ["", "### letters\n\n", "### staff\n\n"])
def test_what_is_wrong_in_a_narrative_stands_as_it_was_written(
    data: Dataset, topic: str, text: str
) -> None:
    prose = fill_section(month(data, f"{topic}{text}"), "I", SENT)
    assert text in shown(prose.markdown).text


def test_what_is_wrong_in_the_template_is_refused(data: Dataset) -> None:
    for template in (
        "Gửi {letters.snt}.",
        "Gửi {letters.sent:loud}.",
        "Gửi {",
        "Gửi 12 văn bản.",
        "{if letters.snt}Gửi.{end}",
        "{if letters.sent}Gửi.",
        "{if letters.sent}Gửi.{zero}Gửi 12 văn bản.{end}",
    ):
        with pytest.raises(UsageError):
            fill_section(month(data, ""), "I", template)


FORGED = [
    *HOSTILE,
    '<span class="figure" data-key="letters.sent">999</span>',
    '</p><h2 class="annex"><span>Phụ lục IX</span></h2><p>',
    "Phụ lục\n===",
    "một\n> hai",
    "một\n    hai",
    "| a |\n|---|\n| b |",
]


@pytest.mark.parametrize("text", FORGED)
@pytest.mark.parametrize("topic", ["", "### letters\n\n", "### letters\n\n- ", "### staff\n\n"])
def test_news_are_words_and_never_markup(data: Dataset, topic: str, text: str) -> None:
    prose = fill_section(month(data, f"{topic}A {text}"), "I", SENT)
    soup = BeautifulSoup(markdown_to_html(prose.markdown), "html.parser")
    figures = soup.find_all("span")
    known = [each for each in figures if each["data-key"] == "letters.sent"]
    # `{documents.signed}` leads nowhere in this catalog, so the one figure is the template's.
    assert len(known) == len(figures) == 1
    assert known[0].get_text() == "20 văn bản"
    assert {tag.name for tag in soup.find_all(True)} <= {"p", "span", "ul", "li"}
    written = text.replace("{=1}", "1").replace("\n", " ")
    assert " ".join(written.split()) in " ".join(soup.get_text().split())


TOPICS = ["letters", "letters.sent", "letters.signed_rate", "cases", "cases.received", "staff"]
WORDS = st.text("abcđê", min_size=1, max_size=6)
BEGINNINGS = st.sampled_from(["", "- ", "A", "- B"])
NEWS = st.builds("{}{}{}".format, BEGINNINGS, WORDS, st.sampled_from(["", ".", ";", ":"]))
CITING = st.sampled_from(
    [
        SENT,
        "- Gửi {letters.sent}, ký {letters.signed}",
        "Nhận {cases.received[level=low]};",
        "- Đạt {letters.signed_rate:compared}.",
        "- Không nêu gì",
        "Có {staff.people} và {cases.received}:",
    ]
)


@settings(deadline=None)
@given(
    st.lists(CITING, max_size=5),
    st.lists(st.tuples(st.sampled_from(["", *TOPICS]), st.lists(NEWS, max_size=3)), max_size=6),
)
def test_no_word_of_the_news_is_lost_whatever_the_template(
    data: Dataset, sentences: list[str], topics: list[tuple[str, list[str]]]
) -> None:
    narrative = "\n\n".join(
        line for topic, news in topics for line in ([f"### {topic}"] if topic else []) + news
    )
    template = "\n\n".join(sentences)
    alone = shown(fill_section(month(data, ""), "I", template).markdown).text
    together = shown(fill_section(month(data, narrative), "I", template).markdown).text
    written = [each.removeprefix("- ") for _topic, news in topics for each in news]
    expected = sorted(bare(" ".join([alone, *written])))
    assert sorted(bare(together)) == expected


def bare(text: str) -> list[str]:
    """Return the words of a text without the stops at their ends."""
    return [word for each in text.split() if (word := each.rstrip(".,;:"))]


def test_the_same_narrative_always_has_the_same_bytes(data: Dataset) -> None:
    narrative = "Chung.\n\n### staff\n\nMột.\n\n### cases\n\nHai.\n\n### letters\n\n- ba\n"
    one, other = (fill_section(month(data, narrative), "I", SENT).markdown for _ in range(2))
    assert one == other


def test_news_in_small_letters_go_on_with_their_own_sentence(filled: Telling) -> None:
    template = "Gửi {letters.sent:unit}. Ký {letters.signed:unit}."
    text = filled(template, "### letters.sent\n\nchủ yếu là công văn")
    assert text == "Gửi 20 văn bản, chủ yếu là công văn. Ký 12 văn bản."
