"""An old workbook comes again byte for byte, whatever happened since and wherever it is asked."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from command_line import PROGRAM, XINGTAI, say
from program_clock import SetClock, ok, program_clock

FRIDAY = datetime(2014, 3, 7, 9, 30, tzinfo=UTC)  # 17:30 in the plan's clock
WEEK = timedelta(days=7)
PLACES = {
    "elsewhere": {"TZ": "America/New_York", "PYTHONHASHSEED": "4711"},
    "turkish": {"LC_ALL": "tr_TR.UTF-8", "PYTHONCOERCECLOCALE": "0", "COLUMNS": "20"},
    "bare": {"LANG": "C", "PYTHONIOENCODING": "ascii", "TZ": "Pacific/Kiritimati"},
    "unlike": {"OPENPYXL_LXML": "True", "PYTHONHASHSEED": "1", "SBTRACK_USER": "other"},
}


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Return what sets the program's clock; each look at it takes a second."""
    return program_clock(monkeypatch, FRIDAY)


@contextmanager
def mask(bits: int) -> Iterator[None]:
    before = os.umask(bits)
    try:
        yield
    finally:
        os.umask(before)


def load_changed(*changes: tuple[str, str]) -> None:
    text = XINGTAI.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    Path("changed.yaml").write_text(text, "utf-8")
    ok("plan load changed.yaml --allow-drop --approved-by =1+2")


def two_weeks(set_clock: SetClock) -> dict[str, bytes]:
    """Leave the workbooks of two weeks, each in its week; return them by name."""
    set_clock(FRIDAY - timedelta(days=3))
    ok(f"plan load {XINGTAI}")
    ok("record 4 35 -p 2012 --source A")
    ok("record 5 30 -p 2012")
    ok("record T3 55 -p 2012")
    set_clock(FRIDAY)
    ok("export --weekly --dir snapshots")
    set_clock(FRIDAY + timedelta(days=3))
    ok("record 4 37.2 -p 2013 --source B --vintage preliminary")
    ok("record 4 35.5 -p 2012 --revise --reason x --source C")
    ok("record M8 done -p 2013")
    set_clock(FRIDAY + WEEK)
    ok("export --weekly --dir snapshots")
    return {file.name: file.read_bytes() for file in Path("snapshots").glob("*.xlsx")}


def much_happens(set_clock: SetClock) -> None:
    """Correct, withdraw, amend and rename; change the plan's language and clock; export more."""
    set_clock(FRIDAY + 3 * WEEK)
    ok("record 4 36 -p 2013 --revise --reason y --source D")
    ok("retract 2 --reason z")
    ok("record M8 not-done -p 2013 --revise --reason q")
    forty = ("value: 40, as_printed: 40万人", "value: 41, as_printed: 41万人")
    load_changed(forty, ("language: zh", "language: en"), ('"+08:00"', '"-05:00"'))
    load_changed(forty, ("id: resident-outpatient-pay-ratio", "id: outpatients"),
                 ("zh: 邢台市贯彻", "zh: 本市贯彻"))  # fmt: skip
    ok("export --weekly --dir snapshots")
    ok("export --weekly --dir trial --known-at 2014-03-11")
    set_clock(FRIDAY + 30 * WEEK)
    ok("record 4 44 -p 2014-H1")
    ok("export --weekly --dir snapshots --keep 1")


def again(folder: Path, database: Path, day: str, **environment: str) -> None:
    """Export in a process of its own, with next to nothing set but what is said."""
    line = [str(PROGRAM), "export", "--yes", "--weekly", "--dir", str(folder), "--known-at", day]
    home = {"HOME": str(folder.parent), "PATH": os.environ["PATH"], "SBTRACK_DB": str(database)}
    done = subprocess.run(
        line, env=home | environment, cwd="/", capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.slow
def test_it_does_after_all_that_can_happen_to_a_ledger(
    unbegun: Path, set_clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SBTRACK_LANG")
    monkeypatch.setenv("LANG", "C")
    before = two_weeks(set_clock)
    assert sorted(before) == ["xingtai-12fyp-2014-W10.xlsx", "xingtai-12fyp-2014-W11.xlsx"]
    much_happens(set_clock)
    moved = unbegun / "moved elsewhere" / "数据.db"
    moved.parent.mkdir()
    copyfile("work.db", moved)
    for (name, settings_), bits in zip(PLACES.items(), (0o077, 0o000, 0o022, 0o027), strict=True):
        folder = unbegun / name / "快照"
        with mask(bits):
            again(folder, moved, "2014-03-14", **settings_)
            if name == "elsewhere":
                again(folder, moved, "2014-03-07", **settings_)
        written = {f.name: f.read_bytes() for f in folder.glob("*.xlsx")}
        assert written == {file: before[file] for file in written}
        modes = {f.stat().st_mode & 0o777 for f in folder.glob("*.xlsx")}
        assert modes == {0o666 & ~bits}


@pytest.mark.usefixtures("unbegun")
@pytest.mark.slow
def test_the_week_is_that_of_iso_at_the_turn_of_the_year_in_the_plans_clock(
    set_clock: SetClock,
) -> None:
    two_weeks(set_clock)
    for moment, week in (
        ("2020-12-31T12:00", "2020-W53"),
        ("2021-01-03T23:59", "2020-W53"),
        ("2021-01-04T00:00", "2021-W01"),
        ("2024-12-30T00:00", "2025-W01"),
        ("2026-01-01T12:00", "2026-W01"),
    ):
        set_clock(datetime.fromisoformat(f"{moment}+08:00"))
        assert f"xingtai-12fyp-{week}.xlsx" in ok("export --weekly --dir turn --replace --verbose")
    assert len([*Path("turn").glob("*.xlsx")]) == 4


@pytest.mark.usefixtures("unbegun")
@pytest.mark.slow
def test_weeks_are_kept_and_compared_across_a_turn_of_the_year(set_clock: SetClock) -> None:
    two_weeks(set_clock)
    for moment in ("2026-12-31", "2027-01-08", "2027-01-15"):  # 2026 has 53 weeks
        set_clock(datetime.fromisoformat(f"{moment}T12:00+08:00"))
        ok("export --weekly --dir snapshots --keep 3")
    names = sorted(file.stem.removeprefix("xingtai-12fyp-") for file in
                   Path("snapshots").glob("*.xlsx"))  # fmt: skip
    assert names == ["2026-W53", "2027-W01", "2027-W02"]


@pytest.mark.usefixtures("unbegun")
@pytest.mark.slow
def test_a_workbook_as_of_another_time_does_not_hold_the_week(set_clock: SetClock) -> None:
    two_weeks(set_clock)
    set_clock(FRIDAY + 2 * WEEK - timedelta(days=2))
    ok("export --weekly --dir snapshots --as-of 2012")
    set_clock(FRIDAY + 2 * WEEK)
    said = say("export", "--weekly", "--dir", "snapshots")
    assert (said.code, "it is as of 2012-12-31; add --replace" in said.err) == (2, True)
    ok("export --weekly --dir snapshots --replace")
    newest = json.loads(ok("snapshot list --format json"))[-1]
    assert (newest["week"], newest["as_of"]) == ("2014-W12", "2014-03-21")
    ok("export --weekly --dir snapshots")


@pytest.mark.usefixtures("unbegun")
@pytest.mark.slow
def test_replacing_follows_the_clock_too_and_without_it_the_file_says_of_which_day_it_is(
    set_clock: SetClock,
) -> None:
    two_weeks(set_clock)
    file = Path("snapshots", "xingtai-12fyp-2014-W11.xlsx")
    friday = file.read_bytes()
    set_clock(FRIDAY + WEEK + timedelta(days=2))  # nothing was recorded since
    said = ok("export --weekly --dir snapshots --verbose")
    assert "is there already, as of 2014-03-14, and nothing was recorded since" in said
    assert "add --replace to have it as of 2014-03-16" in said
    assert file.read_bytes() == friday
    assert "Wrote" in ok("export --weekly --dir snapshots --replace --verbose")
    assert file.read_bytes() != friday
    assert json.loads(ok("snapshot list --format json"))[-1]["as_of"] == "2014-03-16"


@pytest.mark.usefixtures("unbegun")
def test_replacing_what_would_be_the_same_bytes_notes_nothing_new(set_clock: SetClock) -> None:
    two_weeks(set_clock)
    noted = ok("snapshot list")
    said = ok("export --weekly --dir snapshots --replace --verbose")
    assert "nothing has changed since" in said
    assert ok("snapshot list") == noted
