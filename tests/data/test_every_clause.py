"""No clause of parts two and three is without a place in the plan file."""

from __future__ import annotations

import re
from itertools import groupby

import pytest
from concordance import Clause, clauses
from printed_text import places, without_spaces

from sbtrack.domain.plan import Indicator, Milestone
from sbtrack.planfile import builtin_path, read_plan

PLAN = read_plan(builtin_path())
CLAUSES = tuple(clauses())
TRACKED: tuple[Indicator | Milestone, ...] = (*PLAN.indicators, *PLAN.milestones)
ITEMS = {item.code: item for item in TRACKED}
TASKS = {task.cite: task for task in PLAN.tasks}
COMMENTS = without_spaces(
    "".join(
        line.strip().lstrip("#")
        for line in builtin_path().read_text(encoding="utf-8").splitlines()
        if line.lstrip().startswith("#")
    )
)
UNITS = re.compile(r"\((?:牵头|责任)单位:[^)]*\)$")


def test_the_clauses_together_are_the_text_of_parts_two_and_three() -> None:
    printed = {
        place: UNITS.sub("", text) for place, text in places().items() if place[:1] in tuple("二三")
    }
    found = {
        place: "".join(clause.text for clause in group)
        for place, group in groupby(CLAUSES, key=lambda clause: clause.place)
    }
    assert found == printed


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.text)
def test_a_clause_stands_where_it_is_said_to_stand(clause: Clause) -> None:
    for code in clause.codes:
        assert clause.place in ITEMS[code].cite.split(";")
    for words in clause.in_summary:
        summary = TASKS[clause.place].summary
        assert summary is not None
        assert words in summary.text
    for words in clause.in_comment:
        assert words in COMMENTS
    assert clause.no_matter in ("", "title", "part")


def test_every_item_of_the_text_follows_from_a_clause() -> None:
    told = {code for clause in CLAUSES for code in clause.codes}
    of_text = {code for code, item in ITEMS.items() if re.search("(^|;)[二三]", item.cite)}
    assert of_text - told == {"S3", "S4", "S5"}  # named within the clause of T4 to T6
    assert told <= of_text


def test_every_measure_has_something_to_follow_but_the_one_that_a_comment_names() -> None:
    followed = {code for item in ITEMS.values() for code in item.tasks}
    assert [task.code for task in PLAN.tasks if task.code not in followed] == ["1.5"]
    assert "Ofthe24measuresonly1.5hasnothingtofollow" in COMMENTS


def test_a_title_keeps_the_condition_that_its_clause_prints() -> None:
    conditions = re.compile(r"按照[^,]*|在[^,]*部署下|符合[^,]*条件的|累计[^,。]*|[^,]*重要内容")
    kept = [
        (code, found[0])
        for clause in CLAUSES
        for code in clause.codes
        if code.startswith("M") and (found := conditions.search(clause.text))
    ]
    assert {code for code, _ in kept} == {"M7", "M13", "M16", "M20", "M46", "M52"}
    for code, condition in kept:
        title = next(m.title.text for m in PLAN.milestones if m.code == code)
        assert condition in title or condition.removeprefix("把") in title, code
