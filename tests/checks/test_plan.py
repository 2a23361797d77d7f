from __future__ import annotations

from pathlib import Path

import pytest

from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.plan import (
    ALL_GLOSSED,
    FOLLOW_UP,
    FOLLOW_UP_GLOSSED,
    GLOSSED,
    PLAN_STATUSES,
)
from tests.datasets import ACKNOWLEDGED_HEADER, found, small, write

APRIL = ",1,Họp,,planned,\n2021-03,2,Viết kế hoạch năm,,under_way,\n"
MAY = "2021-04,1,Họp,,done,\n2021-03,2,Viết kế hoạch năm,,dropped,không còn cần\n,1,Đi,,planned,\n"


def told(folder: Path, *, april: str | None = APRIL, may: str = MAY) -> list[Finding]:
    months = {"2021-05": {"plan": may}}
    if april is not None:
        months = {"2021-04": {"plan": april}, **months}
    return found(small(folder, months))


def changed(old: str, new: str) -> str:
    if MAY.count(old) != 1:
        raise ValueError(old)
    return MAY.replace(old, new)


def test_a_plan_that_tells_what_became_of_each_task_is_sound(tmp_path: Path) -> None:
    assert told(tmp_path) == []


MISFITS = [
    (
        "nobody has said",
        changed("Họp,,done,", "Họp,,,"),
        2,
        "",
        "nobody has said what became of task 1 (“Họp”), planned in 2021-04: write one of done, "
        "under_way, not_begun, dropped as its status",
    ),
    (
        "planned again",
        changed("Họp,,done,", "Họp,,planned,"),
        2,
        "planned",
        "task 1 (“Họp”) was planned in 2021-04 already: write what became of it, one of done, "
        "under_way, not_begun, dropped",
    ),
    (
        "dropped without a reason",
        changed("dropped,không còn cần", "dropped, "),
        3,
        "dropped",
        "task 2 (“Viết kế hoạch năm”) is dropped without a reason: write it as the outcome",
    ),
    (
        "done before it is planned",
        changed("Đi,,planned", "Đi,,done"),
        4,
        "done",
        "task 1 (“Đi”) is planned in this very month, so its status is planned and not “done”: "
        "mend the status, or write in since when it was first planned",
    ),
    (
        "of this month without a state",
        changed("Đi,,planned", "Đi,,"),
        4,
        "",
        "its status is planned and not “”",
    ),
    (
        "of a month to come",
        changed(",1,Đi", "2021-06,1,Đi"),
        4,
        "planned",
        "task 1 (“Đi”) is first planned in 2021-06, which is after this month: leave since blank "
        "if it is planned now",
    ),
    (
        "closed last month",
        changed("\n,1,Đi", "\n2021-03,3,Ký,,done,\n,1,Đi"),
        4,
        "done",
        "task 3 (“Ký”) is “done” in the plan of 2021-04 (line 4 there): remove the row, or mend "
        "the status there",
    ),
    (
        "unreported last month",
        changed("\n,1,Đi", "\n2021-03,4,Gửi,,done,\n,1,Đi"),
        4,
        "done",
        "the plan of 2021-04 does not say what became of task 4 (“Gửi”) (line 5 there): write its "
        "status there first",
    ),
    (
        "never planned",
        changed("\n,1,Đi", "\n2021-04,5,Nhận,,done,\n,1,Đi"),
        4,
        "done",
        "the plan of 2021-04 does not have task 5 (“Nhận”) of 2021-04: mend since or number, or "
        "plan it now, with a blank since",
    ),
    (
        "lost",
        changed("2021-04,1,Họp,,done,\n", ""),
        0,
        "planned",
        "task 1 (“Họp”) of 2021-04 was open in the plan of 2021-04 and is not here: add it with "
        "since 2021-04, number 1 and one of done, under_way, not_begun, dropped as its status",
    ),
    (
        "lost once more",
        changed("2021-03,2,Viết kế hoạch năm,,dropped,không còn cần\n", ""),
        0,
        "under_way",
        "task 2 (“Viết kế hoạch năm”) of 2021-03 was open in the plan of 2021-04 and is not here",
    ),
]


@pytest.mark.parametrize(
    ("may", "line", "value", "message"),
    [case[1:] for case in MISFITS],
    ids=[case[0] for case in MISFITS],
)
def test_a_task_that_does_not_fit_is_an_error_with_file_and_line(
    tmp_path: Path, may: str, line: int, value: str, message: str
) -> None:
    april = APRIL + "2021-03,3,Ký,,done,\n2021-03,4,Gửi,,,\n"
    (finding,) = told(tmp_path, april=april, may=may)
    assert (finding.rule, finding.severity, finding.line) == ("plan", "error", line)
    assert finding.file == "data/2021-05/plan.csv"
    assert finding.found == value
    assert message in str(finding.message)
    assert finding.blocks


def test_a_task_under_another_number_is_lost_and_a_stranger(tmp_path: Path) -> None:
    findings = told(tmp_path, may=changed("2021-04,1,Họp", "2021-04,7,Họp"))
    assert [(each.line, dict(each.where)) for each in findings] == [
        (0, {"since": "2021-04", "number": "1"}),
        (2, {"since": "2021-04", "number": "7"}),
    ]


def test_without_an_earlier_month_only_the_states_are_looked_at(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, april=None, may=MAY + "2021-02,8,Ký,,,\n")
    assert (finding.rule, finding.line) == ("plan", 5)


def test_after_a_gap_the_plan_goes_on_from_that_of_the_latest_earlier_month(
    tmp_path: Path,
) -> None:
    months = {
        "2021-01": {"plan": ",1,Cũ,,planned,\n"},
        "2021-03": {"plan": ",2,Viết kế hoạch năm,,planned,\n,9,Gửi,,planned,\n"},
        "2021-05": {"plan": MAY + "2021-03,3,Ký,,done,\n"},
        "2021-06": {"plan": ",1,Mới,,planned,\n"},
    }
    lost, stranger = found(small(tmp_path, months))
    assert str(lost.message).startswith(
        "task 9 (“Gửi”) of 2021-03 was open in the plan of 2021-03 and is not here"
    )
    assert str(stranger.message).startswith(
        "the plan of 2021-03 does not have task 3 (“Ký”) of 2021-03"
    )
    assert (lost.line, stranger.line) == (0, 5)


def test_what_a_skipped_month_has_planned_is_no_stranger(tmp_path: Path) -> None:
    months = {"2021-03": {}, "2021-05": {"plan": "2021-04,7,Ký,,done,\n"}}
    assert found(small(tmp_path, months)) == []


def test_a_row_that_could_not_be_read_here_may_be_the_one_that_is_looked_for(
    tmp_path: Path,
) -> None:
    (finding,) = told(tmp_path, may=changed("Họp,,done", "Họp,,did"))
    assert (finding.rule, finding.line) == ("structure", 2)


def test_a_row_that_could_not_be_read_there_may_be_the_one_that_is_looked_for(
    tmp_path: Path,
) -> None:
    (finding,) = told(tmp_path, april=APRIL.replace("planned", "plan"))
    assert (finding.rule, finding.severity) == ("structure", "warning")
    assert str(finding.description) == (
        "data/2021-04/plan.csv, line 2: the plan of 2021-04 could not be read here, so no task is "
        "compared with it: mend 2021-04 first"
    )


def test_messages_name_the_very_states_that_a_plan_may_have() -> None:
    assert str(FOLLOW_UP_GLOSSED) == ", ".join(FOLLOW_UP)
    assert [str(GLOSSED[status]) for status in PLAN_STATUSES] == list(PLAN_STATUSES)
    assert str(ALL_GLOSSED) == ", ".join(PLAN_STATUSES)


def test_the_states_are_explained_to_who_does_not_read_english(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, may=changed("Họp,,done,", "Họp,,,"))
    shown = finding.message.render("vi")
    assert "done (đã hoàn thành), under_way (đang thực hiện), not_begun (chưa thực hiện)" in shown
    assert "dropped (không tiếp tục thực hiện)" in shown


def test_a_named_role_may_accept_that_a_task_is_not_followed_up(tmp_path: Path) -> None:
    months = {"2021-04": {"plan": APRIL}, "2021-05": {"plan": MAY.partition("\n")[2]}}
    path = small(tmp_path, months)
    accepted = 'plan,,,"since=2021-04,number=1",planned,,Văn phòng,Đã bãi bỏ\n'
    write(path / "2021-05/acknowledged.csv", ACKNOWLEDGED_HEADER + accepted)
    (finding,) = found(path)
    assert not finding.blocks
    assert finding.acknowledged is not None
    assert finding.acknowledged.by == "Văn phòng"
