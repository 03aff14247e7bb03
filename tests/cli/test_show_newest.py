"""`show` lists the newest figures, says how many older ones there are, and all with `--all`."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from command_line import at_work, say
from test_show_command import HARBOUR

from sbtrack.domain.ledger import Draft, Observation
from sbtrack.domain.period import Period, periods_between
from sbtrack.domain.terms import Grain
from sbtrack.planfile import builtin_plan
from sbtrack.store.writes.writer import record_all, retract

NOW = datetime(2024, 6, 1, tzinfo=UTC)
ITEM = "work-injury-insured"
MONTHS = periods_between(date(2011, 1, 1), date(2014, 12, 31), Grain.MONTH)
YEAR = Period.of_year(2012)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    with at_work(tmp_path, SBTRACK_LANG="en", SBTRACK_DB="a.db"):
        assert say("plan", "load", "--builtin").code == 0
        yield tmp_path


def recorded(home: Path, *periods: Period, item: str = ITEM) -> None:
    region = builtin_plan().region.id
    drafts = [
        Draft(claim=Observation(item, region, period, Decimal(30) + Decimal(number) / 10))
        for number, period in enumerate(periods)
    ]
    record_all(home / "a.db", drafts, recorded_by="t", now=NOW)


def shown(*more: str, item: str = ITEM) -> str:
    said = say("show", item, "--as-of", "2015", *more)
    assert said.code == 0, said.err
    return said.out


def listed(text: str) -> list[str]:
    """Return the periods of the series that have a figure or a plan."""
    return [
        line.split()[0]
        for line in text.split("\nSeries\n")[1].splitlines()
        if re.match(r"20\d\d", line)
    ]


@pytest.mark.parametrize("count", [23, 24])
def test_few_figures_are_all_listed(home: Path, count: int) -> None:
    recorded(home, *MONTHS[:count])
    assert "--all" not in shown()
    assert shown() == shown("--all")
    assert {str(period) for period in MONTHS[:count]} <= {*listed(shown())}


def test_of_one_more_the_oldest_is_left_out_and_said(home: Path) -> None:
    recorded(home, *MONTHS[:25])
    text = shown()
    found = listed(text)
    assert str(MONTHS[0]) not in found
    assert {str(period) for period in MONTHS[1:25]} <= {*found}
    assert f"Only the newest periods ({len(found)}) and their revisions;" in text
    assert "--all adds the older ones (2)." in text  # with the base year, which is planned
    assert {str(period) for period in MONTHS[:25]} <= {*listed(shown("--all"))}


def test_what_is_left_out_is_counted_whatever_else_is_read_of_it(home: Path) -> None:
    """Planned years have no figure, withdrawn ones none any more; both are no months."""
    recorded(home, Period.of_year(2011), *MONTHS[:40])
    retract(home / "a.db", 3, reason="x", recorded_by="t", now=NOW)
    everything, some = listed(shown("--all")), listed(shown())
    assert everything[-len(some) :] == some
    assert f"({len(everything) - len(some)})." in shown()
    assert everything.count("2011") == some.count("2011") + 1 == 1


def test_a_change_is_told_since_the_last_figure_of_that_length_however_long_ago(home: Path) -> None:
    days = [date(2013, 11, 10) + timedelta(days=number) for number in range(60)]
    recorded(home, Period.of_year(2011), *[Period(day, day, Grain.DAY) for day in days],
             Period.of_year(2013), YEAR)  # fmt: skip
    retract(home / "a.db", 63, reason="x", recorded_by="t", now=NOW)  # that of 2012
    (row,), (same,) = (re.findall(r"(?m)^2013 .*", text) for text in (shown(), shown("--all")))
    assert re.findall(r"since 2011", row) == re.findall(r"since 2011", same) == ["since 2011"]
    assert row.split() == same.split()


def test_the_plot_and_the_revisions_are_those_of_the_listed_periods(home: Path) -> None:
    recorded(home, *MONTHS[:30])
    for period in ("2011-01", "2013-05"):
        said = say("record", ITEM, "50", "-p", period, "--yes", "--revise", "--reason", "misprint")
        assert said.code == 0, said.err
    text, whole = shown(), shown("--all")
    assert "2013-05" in text.split("\nRevisions\n")[1]
    assert "2011-01" not in text
    assert "2011-01" in whole.split("\nRevisions\n")[1]


def test_formats_for_machines_are_complete(home: Path) -> None:
    recorded(home, *MONTHS)
    said = json.loads(shown("--format", "json"))
    assert [figure["period"] for figure in said["series"]] == [str(period) for period in MONTHS]
    assert len(said["entries"]) == len(MONTHS)
    assert shown("--format", "csv") == shown("--format", "csv", "--all")
    assert shown("--format", "csv").count("\n") > len(MONTHS)


def test_standing_and_steps_are_the_same_with_all_and_without(home: Path) -> None:
    recorded(home, Period.of_year(2011), *MONTHS)
    before = [text.split("\nSeries\n")[0] for text in (shown(), shown("--all"))]
    assert before[0] == before[1]


def test_a_whole_of_components_is_listed_whole(tmp_path: Path) -> None:
    with at_work(tmp_path, SBTRACK_LANG="en", SBTRACK_DB="a.db"):
        assert say("plan", "load", str(HARBOUR)).code == 0
        months = periods_between(date(2021, 1, 1), date(2023, 12, 31), Grain.MONTH)
        drafts = [
            Draft(claim=Observation(item, "port-harbour", month, Decimal(3)))
            for month in months
            for item in ("bus-passengers", "tram-passengers")
        ]
        record_all(tmp_path / "a.db", drafts, recorded_by="t", now=NOW)
        said = say("show", "7", "--as-of", "2023")
    assert "--all" not in said.out
    assert {str(month) for month in months} <= {*listed(said.out)}
