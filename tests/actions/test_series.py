"""Which workbooks belong together, by the record of them alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sbtrack.actions.snapshots.record import find_snapshot
from sbtrack.actions.snapshots.series import (
    FOUND,
    Series,
    official,
    own_weeks,
    previous_official,
    series_of,
)
from sbtrack.domain.snapshot import Snapshot

MOMENT = datetime(2014, 6, 6, 9, 30, tzinfo=UTC)
WEEKS = ("2014-W22", "2014-W23", "2014-W24", "2014-W25")


def noted(number: int, folder: str, week: int, **more: object) -> Snapshot:
    """Return the record of a weekly workbook; each week knows one entry more."""
    made = Snapshot(
        number=number,
        made_at=MOMENT + timedelta(hours=number),
        made_by="tester",
        path=f"/{folder}/plan-{WEEKS[week]}.xlsx",
        sha256="0" * 64,
        size=1,
        as_of=date(2014, 6, 6) + timedelta(weeks=week),
        known_at=MOMENT + timedelta(weeks=week),
        plan_version=1,
        last_entry=week + 1,
        week=WEEKS[week],
        language="zh",
        format="xlsx",
        program_version="1",
    )
    return replace(made, **more)  # type: ignore[arg-type]


FIRST, SECOND = noted(1, "official", 0), noted(2, "official", 1)
TRIAL = noted(3, "trial", 1, last_entry=9)
COPIES = tuple(noted(4 + week, "again", week) for week in (0, 1))
ALL = (FIRST, SECOND, TRIAL, *COPIES)


def test_a_copy_gives_its_folder_no_week_of_its_own() -> None:
    assert own_weeks(ALL) == {
        "/official": {WEEKS[0], WEEKS[1]},
        "/trial": {WEEKS[1]},
        "/again": set(),
    }


def test_the_official_workbook_is_that_of_the_folder_with_the_most_weeks() -> None:
    assert official(ALL, WEEKS[1]) is SECOND
    assert official(ALL, WEEKS[2]) is None
    assert previous_official(ALL, WEEKS[3]) is SECOND
    assert previous_official(ALL, WEEKS[0]) is None
    assert find_snapshot(WEEKS[1], ALL) is SECOND
    assert find_snapshot("5", ALL) is COPIES[1]


def test_of_folders_with_as_many_weeks_the_older_one_is_official() -> None:
    assert official((SECOND, TRIAL), WEEKS[1]) is SECOND
    assert official((TRIAL, replace(SECOND, number=9)), WEEKS[1]) is TRIAL


def test_of_workbooks_of_one_week_in_one_folder_the_last_one_counts() -> None:
    later = replace(SECOND, number=9, last_entry=8)
    assert official((*ALL, later), WEEKS[1]) is later
    assert Series("/official").own((*ALL, later), WEEKS[2]) is later


def test_a_workbook_that_was_found_in_a_folder_belongs_to_its_series_and_is_no_file_of_it() -> None:
    found = replace(SECOND, number=6, path="/moved/plan.xlsx", format=FOUND, replaces=2)
    assert Series("/moved").own((*ALL, found), WEEKS[2]) is found
    assert Series("/moved", 6).own((*ALL, found), WEEKS[2]) is None
    assert "/moved" not in own_weeks((*ALL, found))
    assert official((*ALL, found), WEEKS[1]) is SECOND


def test_an_old_workbook_is_made_again_as_it_was_before_its_first_record() -> None:
    same = (SECOND, replace(SECOND, number=9), COPIES[1])
    assert series_of("/official", same, ALL) == Series("/official", 2)
    assert series_of("/again", same, ALL, MOMENT) == Series("/again", 5)
    assert series_of("/new", same, ALL, MOMENT) == Series("/official", 2)
    assert series_of("/new", same, ALL) == Series("/new")
    assert series_of("/new", (), ALL, MOMENT) == Series("/new")


def test_of_several_that_say_the_same_the_one_of_the_very_moment_is_made_again() -> None:
    trial = replace(SECOND, number=3, path=TRIAL.path, known_at=MOMENT + timedelta(hours=3))
    same = (SECOND, trial)
    snapshots = (FIRST, *same)
    assert series_of("/new", same, snapshots, MOMENT) == Series("/official", 2)
    assert series_of("/new", same, snapshots, trial.known_at) == Series("/trial", 3)


def test_the_more_official_folder_goes_on_with_its_own_series() -> None:
    assert series_of("/official", (TRIAL,), ALL, MOMENT) == Series("/official")
    assert series_of("/trial", (SECOND,), ALL, MOMENT) == Series("/official", 2)
