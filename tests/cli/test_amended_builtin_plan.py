"""A ledger made with the Xingtai plan as 0.1.0 had it takes today's plan as an amendment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from command_line import XINGTAI, at_work, say

FIRST = Path(__file__).parents[1] / "data" / "xingtai-0.1.0.yaml"
#: What is recorded: indicators of every kind, series, milestones that are done, undone, yearly.
LINES = (
    *("1 62.3万人 -p 2014", "2 94.1% -p 2014", "4 37.2 -p 2013", "4 40.2 -p 2015"),
    *("7 1450 -p 2011", "8 0 -p 2011 --yes", "T1 --numerator 90 --denominator 100 -p 2015"),
    *("T4 24.5 -p 2015", "S3 41000 -p 2015", "T7 82.1% -p 2015", "T8 75% -p 2015"),
    *("T9 72.9% -p 2015", "T10 480 -p 2014", "T14 80% -p 2015", "T15 13.2 -p 2014"),
    *("M6 done -p 2015", "M17 done -p 2015", "M25 not-done -p 2015", "M22 done -p 2013"),
    *("M43 not-done -p 2015", "M53 done -p 2013", "M57 not-done -p 2015"),
)
DAYS = ("2014", "2016-06-30", "2017-01-01")
#: Words and places: an amendment may say a thing better without changing what is judged.
WORDS = {
    *("name", "title", "explanation", "reason", "reasons", "target_in_words", "actual_source"),
    *("lead_units", "lead_unit_ids", "cooperating_units", "cooperating_unit_ids", "tasks"),
}
#: 左右 forgives a little below 75 %, and nothing above it is a miss.
ABOUT = {
    *("employee-medical-inpatient-ratio", "resident-medical-inpatient-ratio"),
    "rural-medical-inpatient-ratio",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What is said of a ledger: its entries, and of each day the items by id."""

    entries: list[dict[str, Any]]
    indicators: dict[str, dict[str, Any]]
    milestones: dict[str, dict[str, Any]]

    def of(self, id: str, day: str) -> dict[str, Any]:
        found: dict[str, Any] = (self.indicators[day] | self.milestones[day])[id]
        return found


def answers() -> Answers:
    """Ask for everything, without the words in which an amendment may say a thing better."""
    told = {day: asked("status", "--as-of", day) for day in DAYS}
    parts = (
        {
            day: {
                item["id"]: {key: value for key, value in item.items() if key not in WORDS}
                for item in found[part]
            }
            for day, found in told.items()
        }
        for part in ("indicators", "milestones")
    )
    entries = [{k: v for k, v in e.items() if k not in WORDS} for e in asked("log")]
    return Answers(entries, *parts)


def asked(*line: str) -> Any:
    said = say(*line, "--format", "json")
    assert said.code == 0, said.err
    return json.loads(said.out)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Answers, Answers]]:
    """Return the answers of a ledger on the first plan, and when it has taken today's."""
    with at_work(tmp_path_factory.mktemp("amended"), SBTRACK_LANG="zh", SBTRACK_DB="work.db"):
        assert say("plan", "load", str(FIRST)).code == 0
        for line in LINES:
            said = say("record", *line.split())
            assert said.code == 0, (line, said.err)
        before = answers()
        said = say("plan", "load", str(XINGTAI))
        assert said.code == 0, said.err
        assert "第2版" in said.out
        yield before, answers()


def test_nothing_recorded_is_lost_or_changed(ledger: tuple[Answers, Answers]) -> None:
    before, now = ledger
    assert now.entries == before.entries
    assert len(now.entries) == len(LINES)
    assert say("db", "verify").code == 0


@pytest.mark.parametrize("day", DAYS)
def test_what_did_not_change_gets_the_same_answers(
    ledger: tuple[Answers, Answers], day: str
) -> None:
    before, now = ledger
    for id, item in before.indicators[day].items():
        assert now.indicators[day][id]["code"] == item["code"]
        assert now.indicators[day][id] == item or id in ABOUT
    for id, item in before.milestones[day].items():
        assert now.milestones[day][id]["code"] == item["code"]
        assert now.milestones[day][id] == item or id == "final-evaluation"


def test_more_than_about_75_percent_is_no_longer_a_miss(ledger: tuple[Answers, Answers]) -> None:
    told = {
        who: [
            (item["actual"], item["verdict"])
            for item in (a.of(f"{who}-medical-inpatient-ratio", "2016-06-30") for a in ledger)
        ]
        for who in ("employee", "resident", "rural")
    }
    assert told == {
        "employee": [(82.1, "missed"), (82.1, "achieved")],
        "resident": [(75, "achieved"), (75, "achieved")],
        "rural": [(72.9, "missed"), (72.9, "missed")],
    }


def test_a_final_evaluation_is_not_overdue_before_it_can_be_made(
    ledger: tuple[Answers, Answers],
) -> None:
    states = {day: [a.of("final-evaluation", day)["state"] for a in ledger] for day in DAYS}
    assert states == {
        "2014": ["due", "due"],
        "2016-06-30": ["overdue", "due"],
        "2017-01-01": ["overdue", "overdue"],
    }


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("code", "words"), [("M6", "两项制度都建立"), ("M25", "三项标准都建立"), ("M17", "T16达到100%")]
)
def test_a_bundle_says_that_it_is_done_when_all_of_it_is(code: str, words: str) -> None:
    assert words in say("show", code, width=200).out
