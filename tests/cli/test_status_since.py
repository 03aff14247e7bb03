"""`status --since`: what changed between two moments of one database, and why."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from command_line import Said, say
from since_sample import AMENDED, PLAN, Ledger, at, grown

from sbtrack.cli.commands.status.since import changes_since, earlier
from sbtrack.cli.reading import consult
from sbtrack.cli.settings import Settings
from sbtrack.domain.change import Reason

TABLE = Path(__file__).with_name("since_table.txt")
SPRING = ("--since", "2014-03-01", "--known-at", "2014-06-30")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return grown(tmp_path_factory.mktemp("since") / "plan.db")


Status = Callable[..., Said]


@pytest.fixture
def status(database: Path, unbegun: Path) -> Status:
    """Run `status` on a terminal 100 cells wide, in English; the home is empty."""
    assert not [*unbegun.iterdir()]

    def ask(*options: str, db: Path = database, lang: str = "en") -> Said:
        return say("--db", str(db), "--lang", lang, "status", *options, width=100)

    return ask


def codes(table: str) -> list[str]:
    return re.findall(r"^([TMS]?\d+)  ", table, re.MULTILINE)


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_table_says_from_what_to_what_and_why(status: Status) -> None:
    said = status(*SPRING)
    assert (said.code, said.err) == (0, "")
    assert said.out == TABLE.read_text(encoding="utf-8")


def test_it_is_told_in_chinese_too(status: Status) -> None:
    said = status(*SPRING, lang="zh")
    code, out, err = said.code, said.out, said.err
    assert (code, err) == (0, "")
    assert codes(out) == ["1", "2", "3", "T1", "T2", "M1", "S1", "S3"]
    assert "2014年6月30日" in out
    assert "36.5万人" in out


def test_only_the_clock_is_named_where_nothing_was_recorded(status: Status) -> None:
    out = status("--since", "2014-06-30", "--as-of", "2015-01-31", "--known-at", "2014-07-31").out
    assert codes(out) == ["M2"]
    assert re.search(r"M2 .* ◦ due +✗ overdue .* only the clock: as of 2014-06-30", out)


def test_nothing_changed_is_said_in_so_many_words(status: Status) -> None:
    said = status("--since", "2014-06-30", "--known-at", "2014-07-31")
    code, out = said.code, said.out
    assert (code, codes(out)) == (0, [])
    assert out.endswith("\nNothing changed.\n")


def test_entries_without_effect_are_listed_though_no_standing_changed(
    status: Status, tmp_path: Path
) -> None:
    ledger = Ledger(tmp_path / "plan.db")
    ledger.figure("injury", "2012", "35.8", at(2013, 2, 1))
    ledger.figure("injury", "2011", "33", at(2013, 4, 1))
    out = status("--since", "2013-03-01", "--known-at", "2013-05-01", db=ledger.path).out
    assert "Recorded without changing a standing\n1 " in out
    assert re.search(r"entry 2 recorded .*2011 33 万人", flat(out))
    assert "\nNo standing changed.\n" in out


def test_both_standings_are_judged_as_of_a_date_before_the_moment(status: Status) -> None:
    out = status(*SPRING, "--as-of", "2013-12-31", "--format", "json").out
    data = json.loads(out)
    assert (data["before"]["as_of"], data["after"]["as_of"]) == ("2013-12-31", "2013-12-31")
    assert not any(change["only_the_clock"] for change in data["changes"])


def test_up_to_now_is_meant_where_no_moment_is_given(status: Status) -> None:
    out = status("--since", "2014-03-01", "--format", "json").out
    data = json.loads(out)
    assert data["before"]["as_of"] == "2014-03-01"
    assert data["after"]["known_at"] > "2026"
    assert next(c for c in data["changes"] if c["id"] == "review")["only_the_clock"]


def test_json_names_causes_with_their_entries(status: Status) -> None:
    out = status(*SPRING, "--format", "json").out
    data: dict[str, Any] = json.loads(out)
    changes = {change["id"]: change for change in data["changes"]}
    assert [*changes] == ["injury", "jobless", "ceiling", "pension", "jobs", "pooling"]
    assert [change["id"] for change in data["recorded"]] == ["wage", "urban"]
    injury, jobless = changes["injury"], changes["jobless"]
    assert [c["cause"] for c in injury["causes"]] == [
        "new_period",
        "target_amended",
        "rule_changed",
    ]
    assert (injury["before"]["verdict"], injury["after"]["verdict"]) == ("ahead", "on_track")
    assert [b["entries"] for b in injury["besides"]] == [[9]]
    assert jobless["causes"][0]["recordings"] == [
        {"subject": "jobless", "period": "2012", "before": 4.9, "after": 4.7, "entries": [10]}
    ]
    assert jobless["changed"] == jobless["causes"][0]["accounts_for"]
    assert changes["ceiling"]["causes"][0]["recordings"][0]["subject"] == "wage"
    assert (changes["jobs"]["before"]["verdict"], changes["jobs"]["after"]) == ("on_track", None)
    assert [entry["id"] for entry in data["entries"]] == [*range(8, 17)]


def test_csv_has_one_line_a_change(status: Status) -> None:
    out = status(*SPRING, "--format", "csv").out
    head, *lines = csv.reader(out.splitlines())
    assert [line[1] for line in lines] == ["1", "2", "3", "T1", "T2", "M1", "S1", "S3", ""]
    assert lines[-1][0] == "What else the plan says otherwise"
    injury = dict(zip(head, lines[0], strict=True))
    assert (injury["Actual before"], injury["Actual after"]) == ("35.8", "36.5")
    assert (injury["Period before"], injury["Period after"]) == ("2012", "2013")


def test_markdown_tells_the_same(status: Status) -> None:
    out = status(*SPRING, "--format", "markdown").out
    assert "| 2 " in out
    assert "revised value: entry 10 revised 2012 4.9 → 4.7% (两个来源不同)" in out


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--indicator", "3"), ["3"]),
        (("--indicator", "S3"), ["S3"]),
        (("--unit", "labour"), ["2"]),
        (("--part", "milestone"), ["M1"]),
        (("--part", "commitment"), ["T1", "T2"]),
        (("--constraint", "anticipatory"), ["3"]),
        (("--verdict", "behind"), ["2"]),  # it was
        (("--verdict", "done"), ["M1"]),  # it is
    ],
)
def test_only_the_chosen_lines_are_told(
    status: Status, options: tuple[str, ...], expected: list[str]
) -> None:
    said = status(*SPRING, *options)
    code, out = said.code, said.out
    assert (code, codes(out)) == (0, expected)


def test_check_judges_the_later_standing(status: Status) -> None:
    behind = ("--since", "2013-01-31", "--known-at", "2013-03-01", "--check")
    assert status(*behind).code == 1
    assert status(*SPRING, "--check").code == 0


def test_a_moment_before_the_first_plan_is_refused_with_the_day_to_ask_for(status: Status) -> None:
    said = status("--since", "2011")
    code, out, err = said.code, said.out, said.err
    assert (code, out) == (2, "")
    assert "loaded at 2012-01-10 12:00; give --since that day" in flat(err)


@pytest.mark.parametrize("since", ["2014-06-30", "2014", "2099-01-01", "2014-07-01T08:00"])
def test_a_moment_that_is_not_earlier_is_refused(status: Status, since: str) -> None:
    said = status("--since", since, "--known-at", "2014-06-30")
    code, out, err = said.code, said.out, said.err
    assert (code, out) == (2, "")
    assert f"“{since}” counts to its end, which is not before 2014-06-30 23:59" in flat(err)


def test_a_moment_within_a_day_is_understood(status: Status) -> None:
    out = status("--since", "2014-03-05T12:30", "--known-at", "2014-06-30").out
    assert "target amended" in flat(out)
    assert "entry 8" not in out


def test_what_is_no_date_is_refused(status: Status) -> None:
    said = status("--since", "spring")
    code, out, err = said.code, said.out, said.err
    assert (code, out) == (2, "")
    assert "“spring” is no date" in flat(err)


def test_without_a_database_only_time_passes(unnamed: Path) -> None:
    said = say("status", "--since", "2013-12-01", "--as-of", "2014-02", width=100)
    code, out = said.code, said.out
    assert code == 0
    assert codes(out) == ["M22", "M53", "M55", "M56", "M65", "M73", "M74", "M78"]
    assert out.count("only the clock") == 8
    assert "Nothing is recorded yet" in out
    assert [*unnamed.iterdir()] == []


def test_a_rule_of_the_program_is_never_blamed_for_what_it_judges_itself(database: Path) -> None:
    reasons: list[Reason] = []
    for since in ("2012-06-01", "2013-03-01", "2014-03-05T12:30", "2014-03-31", "2014-06-30"):
        for as_of in (None, "2012-12-31", "2013-06-30", "2014-02", "2015-12-31"):
            with consult(Settings(database), as_of) as now:
                then = earlier(now, since)
                before, after = then.answer().assessed, now.answer().assessed
                for change in changes_since(then, before, now, after):
                    reasons += change.reasons
    assert len(reasons) > 100
    assert not any(reason.by_program for reason in reasons)


def test_a_plan_that_went_back_to_what_it_was_is_no_cause(status: Status, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "plan.db")
    ledger.load(AMENDED, at(2014, 4, 1))
    ledger.load(replace(PLAN, document_number="2014年第9号"), at(2014, 5, 1))
    since = ("--since", "2014-03-01", "--known-at", "2014-06-30", "--as-of", "2014-03-01")
    out = status(*since, db=ledger.path).out
    assert "No standing changed." in out
    assert "Document number: none → 2014年第9号" in flat(out)


def test_each_amendment_names_the_version_and_the_document_that_made_it(
    status: Status, tmp_path: Path
) -> None:
    ledger = Ledger(tmp_path / "two.db")
    injury, *rest = AMENDED.indicators
    spelt = replace(injury, name=replace(injury.name, text="工伤保险人数"))
    ledger.load(AMENDED, at(2014, 4, 1), "Council document 7")
    ledger.load(replace(AMENDED, indicators=(spelt, *rest)), at(2014, 5, 1), "Clerk's memo 9")
    options = ("--since", "2014-03-01", "--known-at", "2014-06-30", "--as-of", "2014-02-01")

    table = flat(status(*options, db=ledger.path).out)
    told = json.loads(status(*options, "--format", "json", db=ledger.path).out)

    assert "Plan version 2, loaded 2014-04-01 12:00 (Council document 7)" in table
    assert "Plan version 3, loaded 2014-05-01 12:00 (Clerk's memo 9)" in table
    (change,) = (c for c in told["changes"] if c["code"] == "1")
    (cause,) = change["causes"]
    (detail,) = cause["details"]
    assert "1 → 2" in detail
    assert "42 万人" in detail
    assert detail.endswith("(Council document 7)")
    assert [v["approved_by"] for v in told["plan_versions"]] == [
        "Council document 7",
        "Clerk's memo 9",
    ]
