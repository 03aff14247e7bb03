"""What a weekly workbook is compared with: always the one before it in its own folder."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree, rmtree

import pytest
from command_line import say
from openpyxl import load_workbook
from program_clock import SetClock, ok, program_clock
from since_sample import grown

pytestmark = [
    pytest.mark.slow,  # each leaves several workbooks in several folders
    pytest.mark.filterwarnings("ignore:.*extension is not"),  # Excel has more
]

FRIDAY = datetime(2014, 6, 6, 9, 30, tzinfo=UTC)  # 17:30 in the plan's clock, of ISO week 2014-W23
DAY, WEEK = timedelta(days=1), timedelta(days=7)
W23, W24, W25 = (f"sample-2014-W{number}.xlsx" for number in (23, 24, 25))
FIGURE = "record 1 37.7 -p 2014-03 --source test"


@pytest.fixture
def set_clock(home: Path, monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Work on a ledger that grew in the spring of 2014, on the Friday of week 23."""
    grown(home / "work.db")
    return program_clock(monkeypatch, FRIDAY)


def weekly(folder: str, *more: str) -> None:
    assert ok(f"export --weekly --dir {folder}", *more) == ""


def again(folder: str, known_at: datetime) -> None:
    """Make the workbook of an earlier moment again."""
    weekly(folder, "--known-at", known_at.isoformat())


def noted() -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(ok("snapshot list --format json"))
    return found


def changed(file: Path) -> str:
    """Return all that a workbook tells of what changed."""
    sheets = load_workbook(file)
    rows = (*sheets["What changed"].values, *sheets["New entries"].values)
    return "\n".join(str(cell) for row in rows for cell in row if cell is not None)


def compared(file: Path) -> tuple[str, str]:
    """Return what a workbook says of the snapshot that it is compared with, and of its file."""
    facts = {row[0]: str(row[1]) for row in load_workbook(file)["Explanations"].values}
    return facts["Compared with"], facts.get("Its file", "")


def a_trial_in_between(set_clock: SetClock) -> None:
    """Leave the official workbooks of two weeks; what was recorded meanwhile was tried before."""
    weekly("official")
    set_clock(FRIDAY + DAY)
    ok(FIGURE)
    weekly("trial")
    set_clock(FRIDAY + WEEK)
    weekly("official")


def test_what_a_trial_has_told_already_is_told_in_the_series_too(set_clock: SetClock) -> None:
    a_trial_in_between(set_clock)
    said = changed(Path("official", W24))
    assert "No standing changed" not in said
    assert "37.7" in said
    assert compared(Path("official", W24))[0].startswith("the snapshot of week 2014-W23")
    assert noted()[0]["sha256"] in compared(Path("official", W24))[1]


def test_a_trial_is_compared_with_what_is_in_its_own_folder(set_clock: SetClock) -> None:
    a_trial_in_between(set_clock)
    weekly("trial")
    assert "No standing changed" in changed(Path("trial", W24))


def test_the_table_of_changes_is_that_of_the_official_series(set_clock: SetClock) -> None:
    a_trial_in_between(set_clock)
    changes = json.loads(ok("export --table changes --format json"))["changes"]
    assert "1" in {change["code"] for change in changes}
    weekly("trial", "--replace")
    dated = ("--known-at", (FRIDAY + WEEK + timedelta(hours=1)).isoformat())
    set_clock(FRIDAY + WEEK + DAY)
    before = ok("export --table changes --format json", *dated)
    weekly("official", "--known-at", "2014-06-08", "--replace")  # W23, with what was recorded
    assert ok("export --table changes --format json", *dated) == before


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (1,)])
def test_workbooks_come_again_elsewhere_as_they_were_in_their_series(
    set_clock: SetClock, order: tuple[int, ...]
) -> None:
    a_trial_in_between(set_clock)
    set_clock(FRIDAY + WEEK + DAY)
    ok("record 1 37.9 -p 2014-04 --source test")
    set_clock(FRIDAY + 2 * WEEK)
    weekly("official")
    set_clock(FRIDAY + 3 * WEEK)
    moments = (FRIDAY + WEEK, FRIDAY + 2 * WEEK)
    for week in order:
        again("again", moments[week] + timedelta(hours=1))
        again("trial", moments[week] + timedelta(hours=2))
    written = [f for folder in ("again", "trial") for f in Path(folder).glob("*-W2[45].xlsx")]
    assert len(written) == 2 * len(order)
    for file in written:
        assert file.read_bytes() == Path("official", file.name).read_bytes()


def test_a_copy_stands_in_no_way_of_a_series_that_begins_later_in_its_folder(
    set_clock: SetClock,
) -> None:
    a_trial_in_between(set_clock)
    again("again", FRIDAY + timedelta(hours=1))
    weekly("again")
    assert Path("again", W24).read_bytes() == Path("official", W24).read_bytes()


def test_a_series_goes_on_where_its_folder_was_moved_to(set_clock: SetClock) -> None:
    a_trial_in_between(set_clock)
    ok("record 1 37.9 -p 2014-04 --source test")
    Path("official").rename("moved")
    set_clock(FRIDAY + 2 * WEEK)
    weekly("moved")
    told, file = compared(Path("moved", W25))
    assert told.startswith("the snapshot of week 2014-W24")
    assert file.startswith(W24)
    assert "37.9" in changed(Path("moved", W25))
    original = Path("moved", W25).read_bytes()
    rmtree("moved")
    set_clock(FRIDAY + 3 * WEEK)
    again("again", FRIDAY + 2 * WEEK + timedelta(minutes=10))
    again("moved", FRIDAY + 2 * WEEK + timedelta(minutes=10))
    assert Path("again", W25).read_bytes() == Path("moved", W25).read_bytes() == original
    assert [s["week"] for s in noted()][:4] == ["2014-W23", "2014-W23", "2014-W24", "2014-W25"]
    ok("db verify")


def test_of_two_series_the_moved_one_goes_on_with_its_own_files(set_clock: SetClock) -> None:
    a_trial_in_between(set_clock)
    Path("trial").rename("try")
    weekly("try")
    assert "No standing changed" in changed(Path("try", W24))
    assert str(noted()[1]["sha256"]) in compared(Path("try", W24))[1]
    original = Path("try", W24).read_bytes()
    rmtree("try")
    weekly("try")
    assert Path("try", W24).read_bytes() == original


def test_a_first_workbook_in_an_empty_folder_is_compared_with_the_official_one(
    set_clock: SetClock,
) -> None:
    a_trial_in_between(set_clock)
    weekly("new")
    assert compared(Path("new", W24)) == compared(Path("official", W24))
    assert "37.7" in changed(Path("new", W24))


def test_a_mirror_that_missed_a_week_tells_what_happened_in_both(set_clock: SetClock) -> None:
    for folder in ("official", "mirror"):
        weekly(folder)
    set_clock(FRIDAY + WEEK)
    ok(FIGURE)
    weekly("official")
    set_clock(FRIDAY + 2 * WEEK)
    for folder in ("official", "mirror"):
        weekly(folder)
    assert "37.7" not in changed(Path("official", W25))
    assert "37.7" in changed(Path("mirror", W25))


def test_a_week_that_was_missed_is_made_up_for_in_its_own_series(set_clock: SetClock) -> None:
    weekly("official", "--known-at", "2014-05-30")
    weekly("official")
    set_clock(FRIDAY + DAY)
    ok(FIGURE)
    weekly("trial")
    set_clock(FRIDAY + WEEK)
    weekly("trial")
    set_clock(FRIDAY + WEEK + 3 * DAY)
    again("official", FRIDAY + WEEK + timedelta(hours=1))
    assert "37.7" in changed(Path("official", W24))


def test_the_same_moment_is_told_of_the_snapshot_before_on_every_sheet(
    set_clock: SetClock,
) -> None:
    a_trial_in_between(set_clock)
    sheets = load_workbook(Path("official", W24))
    told = "2014-04-01 12:00"  # when the plan was amended, the newest thing known on the Friday
    assert told in str(sheets["What changed"]["A2"].value)
    assert told in str(sheets["New entries"]["A2"].value)
    assert told in compared(Path("official", W24))[0]


def test_one_workbook_comes_again_as_it_was_whatever_was_left_since(set_clock: SetClock) -> None:
    a_trial_in_between(set_clock)
    set_clock(FRIDAY + WEEK + DAY)
    ok("export -o one.xlsx --as-of 2014-06-14")
    assert "37.7" in changed(Path("one.xlsx"))
    weekly("official", "--known-at", "2014-06-08", "--replace")  # W23, with what was recorded
    for name in ("two.xlsx", "official/three.xlsx"):
        ok(f"export -o {name} --as-of 2014-06-14")
        assert Path(name).read_bytes() == Path("one.xlsx").read_bytes()


def test_a_workbook_beside_a_series_is_compared_as_the_series_is(set_clock: SetClock) -> None:
    a_trial_in_between(set_clock)
    ok("export -o trial/one.xlsx")
    ok("export -o one.xlsx --as-of 2014-06-12")
    assert "No standing changed" in changed(Path("trial", "one.xlsx"))
    assert "37.7" in changed(Path("one.xlsx"))


def test_a_week_means_the_official_workbook_also_after_copies_and_trials(
    set_clock: SetClock,
) -> None:
    a_trial_in_between(set_clock)
    for moment in (FRIDAY + timedelta(minutes=5), FRIDAY + WEEK - timedelta(minutes=5)):
        again("again", moment)
    weekly("again", "--known-at", "2014-06-08", "--replace")
    for names in (("2014-W23", "2014-W24"), (W23, W24), ("sample-2014-W23", "2014-W24")):
        found = json.loads(ok("snapshot diff --format json", *names))
        assert found == json.loads(ok("snapshot diff --format json 1 3"))
        assert found["before"]["as_of"] == "2014-06-06"


def test_a_copy_is_named_by_number_or_path(set_clock: SetClock) -> None:
    a_trial_in_between(set_clock)
    by_week = json.loads(ok("snapshot diff --format json 2014-W23 2014-W24"))
    for names in (("2", "3"), (f"trial/{W23}", f"official/{W24}")):
        found = json.loads(ok("snapshot diff --format json", *names))
        assert found["before"]["as_of"] == "2014-06-07"
        assert found["changes"] != by_week["changes"]


def test_a_folder_that_was_copied_by_hand_begins_a_series_of_its_own(set_clock: SetClock) -> None:
    a_trial_in_between(set_clock)
    copytree("official", "copied")
    set_clock(FRIDAY + 2 * WEEK)
    weekly("copied")
    set_clock(FRIDAY + 2 * WEEK + timedelta(hours=1))
    ok("record 1 37.9 -p 2014-04 --source test")
    weekly("official")
    said = say("snapshot", "diff", "2014-W24", "2014-W25", "--format", "json")
    assert json.loads(said.out)["changes"]  # the official one has what was recorded after the copy
