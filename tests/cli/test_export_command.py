import json
import os
import shutil
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from command_line import Said, say
from openpyxl import load_workbook
from since_sample import grown

WEEKLY = ("export", "--weekly", "--dir", "snapshots")
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not")  # Excel has more

CHINA = timezone(timedelta(hours=8))
FEBRUARY, MARCH, APRIL = "2014-02-28", "2014-03-07", "2014-04-04"  # Fridays


@pytest.fixture
def spring(home: Path) -> Path:
    """Work on a ledger that grew in the spring of 2014."""
    return grown(home / "work.db")


def ok(*arguments: str) -> Said:
    """Run what has to go well; the ledgers of some tests are years old, which is confirmed."""
    said = say(*arguments, *(["--yes"] if arguments[0] == "export" else []))
    assert (said.code, said.err) == (0, "")
    return said


def refused(*arguments: str) -> str:
    """Return the one line that a refused command says."""
    said = say(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
    return said.err


def snapshots() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(ok("snapshot", "list", "--format", "json").out)
    return found


def the_file() -> Path:
    (found,) = Path("snapshots").glob("*.xlsx")
    return found


@pytest.mark.usefixtures("national")
def test_the_weekly_workbook_is_left_without_a_word_and_noted() -> None:
    assert ok(*WEEKLY).out == ""
    file = the_file()
    (noted,) = snapshots()
    known_at = datetime.fromisoformat(noted["known_at"]).astimezone(CHINA)
    year, week, _ = known_at.isocalendar()
    assert file.name == f"national-hrss-12fyp-{year}-W{week:02d}.xlsx"
    assert noted["week"] == f"{year}-W{week:02d}"
    assert noted["path"] == str(file.resolve())
    assert noted["sha256"] == sha256(file.read_bytes()).hexdigest()
    assert (noted["size"], noted["made_by"]) == (file.stat().st_size, "analyst")
    assert not [p for p in Path("snapshots").iterdir() if p.suffix == ".part"]


@pytest.mark.usefixtures("national")
def test_the_same_week_again_leaves_the_file_alone_while_nothing_changed() -> None:
    ok(*WEEKLY)
    before = the_file().stat()
    assert ok(*WEEKLY).out == ""
    assert the_file().stat().st_mtime_ns == before.st_mtime_ns
    assert "nothing has changed since" in ok(*WEEKLY, "--verbose").out
    assert len(snapshots()) == 1


@pytest.mark.usefixtures("national")
def test_the_same_week_after_a_change_needs_leave_to_write_over_it() -> None:
    ok(*WEEKLY)
    first = the_file().read_bytes()
    ok("record", "9", "1600", "-p", "2012")
    assert "the data has changed since" in refused(*WEEKLY)
    assert the_file().read_bytes() == first
    assert "Wrote" in ok(*WEEKLY, "--replace", "--verbose").out
    assert the_file().read_bytes() != first
    old, new = snapshots()
    assert (new["replaces"], new["last_entry"]) == (old["number"], old["last_entry"] + 1)


@pytest.mark.usefixtures("national")
def test_another_date_or_language_in_the_same_week_is_no_repetition() -> None:
    ok(*WEEKLY, "--as-of", "2014")
    ok(*WEEKLY, "--as-of", "2014")
    assert "it is as of 2014-12-31" in refused(*WEEKLY, "--as-of", "2013")
    ok(*WEEKLY, "--as-of", "2013", "--replace")
    before = the_file().read_bytes()
    refused(*WEEKLY, "--as-of", "2013", "--lang", "zh")
    assert the_file().read_bytes() == before


@pytest.mark.usefixtures("national")
def test_a_workbook_that_somebody_has_changed_is_not_written_over() -> None:
    ok(*WEEKLY)
    the_file().write_bytes(the_file().read_bytes() + b"edited")
    for more in ([], ["--replace"]):
        assert "sbtrack wrote but that was changed since" in refused(*WEEKLY, *more)
    assert the_file().read_bytes().endswith(b"edited")
    the_file().rename("edited.xlsx")
    ok(*WEEKLY)
    assert load_workbook(the_file()).sheetnames


@pytest.mark.usefixtures("national")
def test_a_workbook_that_went_missing_is_written_again() -> None:
    ok(*WEEKLY)
    file, before = the_file(), the_file().read_bytes()
    file.unlink()
    ok(*WEEKLY)
    assert file.read_bytes() == before


@pytest.mark.usefixtures("spring")
def test_an_old_snapshot_comes_again_byte_for_byte() -> None:
    for friday in (FEBRUARY, MARCH, APRIL):
        ok(*WEEKLY, "--known-at", friday)
    ok("export", "--weekly", "--dir", "again", "--known-at", MARCH)
    assert len(snapshots()) == 4
    for file in Path("again").glob("*.xlsx"):
        assert file.read_bytes() == (Path("snapshots") / file.name).read_bytes()
    names = sorted(p.name for p in Path("snapshots").glob("*.xlsx"))
    assert names == [f"sample-2014-W{week}.xlsx" for week in ("09", "10", "14")]


@pytest.mark.usefixtures("spring")
def test_a_snapshot_made_later_for_an_earlier_week_changes_no_later_one() -> None:
    ok(*WEEKLY, "--known-at", MARCH)
    ok(*WEEKLY, "--known-at", FEBRUARY)
    ok("export", "--weekly", "--dir", "again", "--known-at", MARCH)
    name = "sample-2014-W10.xlsx"
    assert Path("again", name).read_bytes() == Path("snapshots", name).read_bytes()


@pytest.mark.usefixtures("spring")
def test_keep_clears_away_only_what_was_written_here_and_is_unchanged() -> None:
    for friday in ("2013-12-06", "2013-12-13", FEBRUARY, MARCH):
        ok(*WEEKLY, "--known-at", friday)
    folder = Path("snapshots")
    edited = folder / "sample-2013-W49.xlsx"
    edited.write_bytes(b"mine now")
    foreign = folder / "sample-2013-W01.xlsx"
    foreign.write_bytes(b"not on record")
    (folder / "notes.txt").write_text("kept")
    said = ok(*WEEKLY, "--known-at", APRIL, "--keep", "2", "--verbose").out
    assert said.count("Cleared away") == 2
    assert {p.name for p in folder.iterdir() if not p.name.startswith(".")} == {
        *("sample-2014-W14.xlsx", "sample-2014-W10.xlsx"),
        *(edited.name, foreign.name, "notes.txt"),
    }
    assert say("snapshot", "verify").code == 1  # the edited one
    edited.unlink()
    states = {s["week"]: s["state"] for s in json.loads(
        say("snapshot", "verify", "--format", "json").out)}  # fmt: skip
    assert (states["2014-W09"], states["2013-W49"], states["2014-W14"]) == (
        *("cleared", "gone", "unchanged"),
    )


@pytest.mark.usefixtures("spring")
def test_keep_leaves_what_an_entry_rests_on_and_links() -> None:
    for friday in ("2013-12-06", "2013-12-13", FEBRUARY, MARCH):
        ok(*WEEKLY, "--known-at", friday)
    evidence, linked = (Path("snapshots", f"sample-2013-W{week}.xlsx") for week in (49, 50))
    said = say("record", "1", "36.9", "-p", "2014-04", "-e", str(evidence), "--yes")
    assert said.code == 0, said.err
    linked.rename("moved.xlsx")
    linked.symlink_to("../moved.xlsx")
    said = ok(*WEEKLY, "--known-at", APRIL, "--keep", "1", "--verbose")
    assert said.out.count("Cleared away") == 2
    assert evidence.exists()
    assert linked.is_symlink()
    assert Path("moved.xlsx").exists()


@pytest.mark.usefixtures("spring")
def test_keep_never_clears_away_what_was_asked_for() -> None:
    ok(*WEEKLY, "--known-at", MARCH)
    ok(*WEEKLY, "--known-at", FEBRUARY, "--keep", "1")
    assert len([*Path("snapshots").glob("*.xlsx")]) == 2


def test_nothing_recorded_is_refused_unless_that_is_wanted(unnamed: Path) -> None:
    said = refused(*WEEKLY)
    assert "There is no database at" in said
    assert not Path("snapshots").exists()
    ok(*WEEKLY, "--allow-empty")
    assert load_workbook(the_file()).sheetnames
    assert not [*unnamed.rglob("*.db")]
    ok("plan", "load", "--builtin")
    assert "Nothing was recorded in" in refused("export", "--weekly", "--dir", "other")
    ok("export", "--weekly", "--dir", "other", "--allow-empty")


@pytest.mark.usefixtures("national")
def test_an_unusable_folder_is_one_sentence() -> None:
    Path("occupied").write_text("a file")
    assert "is no folder; name a folder" in refused("export", "--weekly", "--dir", "occupied")
    assert "A part of" in refused("export", "--weekly", "--dir", "occupied/below")
    Path("snapshots").mkdir()
    ok(*WEEKLY)
    name = the_file().name
    shutil.rmtree("snapshots")
    (Path("snapshots") / name).mkdir(parents=True)
    for replace in ([], ["--replace"]):
        assert "is a folder, which no export writes over" in refused(*WEEKLY, *replace)


@pytest.mark.usefixtures("national")
@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_only_a_file_is_ever_written_over(format: str) -> None:
    os.mkfifo("pipe")
    Path("folder").mkdir()
    for name in ("pipe", "folder", os.devnull):
        line = ("export", "--output", name, "--format", format, "--replace")
        what = "a folder" if name == "folder" else "a pipe or a device"
        assert f"is {what}, which no export writes over" in refused(*line)
    assert Path("pipe").is_fifo()
    assert snapshots() == []


@pytest.mark.usefixtures("national")
def test_links_that_go_in_circles_are_one_sentence() -> None:
    Path("one").symlink_to("two")
    Path("two").symlink_to("one")
    assert "is a link that leads nowhere" in refused("export", "--weekly", "--dir", "one")
    for path in ("one/report.xlsx", "one/below/report.xlsx"):
        assert "cannot be written" in refused("export", "--output", path)
    said = refused("export", "--output", "one/report.xlsx", "--lang", "zh")
    assert "符号链接层级过多" in said
    assert "Too many" not in said


@pytest.mark.usefixtures("national")
def test_a_folder_behind_a_link_is_the_folder_itself() -> None:
    Path("real").mkdir()
    Path("link").symlink_to("real")
    ok("export", "--weekly", "--dir", "link")
    assert "nothing has changed since" in ok("export", "--weekly", "--dir", "real", "-v").out
    (noted,) = snapshots()
    assert noted["path"] == str((Path("real") / Path(noted["path"]).name).resolve())


@pytest.mark.usefixtures("spring")
def test_the_week_before_is_compared_as_it_was_last_known(home: Path) -> None:
    ok(*WEEKLY, "--known-at", "2014-03-07")
    ok("export", "--weekly", "--dir", "trial", "--known-at", "2014-03-03")
    ok(*WEEKLY, "--known-at", APRIL)
    sheet = load_workbook(home / "snapshots" / "sample-2014-W14.xlsx")["What changed"]
    assert "2014-W10, as of 2014-03-07" in str(sheet["A2"].value)


@pytest.mark.usefixtures("national")
def test_one_workbook_goes_to_any_file_and_is_noted_too() -> None:
    ok("export", "--output", "report.xlsx", "--as-of", "2014")
    assert "is there already" in refused("export", "-o", "report.xlsx")
    ok("export", "-o", "report.xlsx", "--replace")
    assert [s["week"] for s in snapshots()] == [None, None]
    assert "Overview" in load_workbook("report.xlsx").sheetnames
    if os.name == "posix":
        assert Path("report.xlsx").stat().st_mode & 0o777 == 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.usefixtures("national")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("export", "Say what to write"),
        ("export --weekly", "Say into which folder"),
        ("export --weekly --dir a --output b.xlsx", "leave out --output, --table and --format"),
        ("export --weekly --dir a --format csv", "leave out --output, --table and --format"),
        ("export --weekly --dir a --keep 0", "--keep needs a number of at least 1"),
        ("export --dir a", "--dir and --keep belong to --weekly"),
        ("export --keep 3 -o a.xlsx", "--dir and --keep belong to --weekly"),
        ("export --table values", "One table is written as csv, json or markdown"),
        ("export --format csv --table figures", "There is no table “figures” to export"),
        ("export --format csv --replace", "--replace belongs to a file"),
        ("export --weekly --dir a --known-at 2999-01-01", "lies in the future"),
    ],
)
def test_options_that_do_not_go_together_are_refused(line: str, said: str) -> None:
    assert said in refused(*line.split())
    assert not Path("a").exists()


@pytest.mark.usefixtures("national")
def test_the_workbook_is_in_the_plans_language_unless_another_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SBTRACK_LANG")
    monkeypatch.setenv("LANG", "C")
    ok(*WEEKLY)
    assert [s["language"] for s in snapshots()] == ["zh"]
    monkeypatch.setenv("SBTRACK_LANG", "en")
    ok(*WEEKLY, "--replace")
    assert [s["language"] for s in snapshots()] == ["zh", "en"]
