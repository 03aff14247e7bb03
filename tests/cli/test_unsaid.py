"""Where an answer cannot be written, what was kept is said all the same; nothing is a finding."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, redirect_stderr, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from shutil import copytree

import pytest
from command_line import PROGRAM, ROOT, XINGTAI, at_work, begin, say

from sbtrack.cli.main import run as run_here

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device always full")

FIRST_SCHEMA = ROOT / "tests" / "store" / "fixtures" / "schema1.sql"
DOUBT = "count-falls:1,2"
LOST = (
    "Only the answer could not be written (No space left on device); check where the output goes."
)

#: What keeps something, with the beginning of what it then says.
KEEPING = {
    "record": ("record 5 40 -p 2012", "Recorded: 5 "),
    "revise": ("record 4 36.5 -p 2013 --revise --reason x", "Revised: 4 "),
    "repeat": ("record 4 36.1 -p 2013", "Recorded already as entry 2: 4 "),
    "begin": ("record 4 37.2 -p 2013", "Recorded: 4 "),
    "begin under a name": ("--db new.db plan load --builtin", "Loaded "),
    "retract": ("retract 2 --reason x", "Withdrawn: 4 "),
    "load": ("plan load amended.yaml", "Loaded "),
    "acknowledge": (f"doubts --acknowledge {DOUBT} --reason x", f"Acknowledged: {DOUBT}."),
    "backup": ("db backup copy.db", "Copied to “copy.db” ("),
    "upgrade": (
        "--db old.db db upgrade",
        "Upgraded. The database as it was is kept at “old.schema-1",
    ),
    "export": ("export -o one.csv -v", "Wrote "),
    "weekly": ("export --weekly --dir snapshots -v", "Wrote "),
}
READING = (
    "doubts --check",
    "status --check",
    "status --check --format json",
    "plan diff amended.yaml amended.yaml",
    f"plan diff amended.yaml {XINGTAI}",
    "show 4",
    "log --format csv",
    "plan schema",
    "db verify",
    "snapshot list",
    "export --format csv",
    "--help",
    "db",
    "--version",
    "--show-completion bash",
)
WRONG = ("plan check broken.yaml", "plan load broken.yaml", "show 99", "no-such-command", "")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a ledger with a doubtful figure that is behind, and what else the commands need."""
    folder = tmp_path_factory.mktemp("prepared")
    with at_work(folder, SBTRACK_DB="work.db", SBTRACK_LANG="en"):
        begin()
        for value, year in (("37.2", "2012"), ("36.1", "2013")):
            assert say("record", "4", value, "-p", year).code == 0
        text = XINGTAI.read_text("utf-8")
        forty = "value: 40, as_printed: 40万人"
        assert forty in text
        amended = text.replace(forty, "value: 41, as_printed: 41万人")
        Path("amended.yaml").write_text(amended, "utf-8")
        Path("broken.yaml").write_text("plan: 3\n", "utf-8")
        with closing(sqlite3.connect("old.db")) as connection:
            connection.executescript(FIRST_SCHEMA.read_text("utf-8"))
    return folder


@pytest.fixture(autouse=True)
def ground(home: Path, prepared: Path) -> None:
    """Work on a copy of it."""
    copytree(prepared, home, dirs_exist_ok=True)


def run(line: str, redirected: str) -> tuple[int, str, str]:
    """Run a line in a shell, with its streams led elsewhere; return its code and what came."""
    command = f"'{PROGRAM}' {line} {redirected}; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def said_on_a_full_disk(line: str, *, errors_too: bool) -> tuple[int, str]:
    """Run a line in this process, with its streams on a disk that is full; return the errors."""
    heard = StringIO()
    with (
        suppress(OSError),
        Path("/dev/full").open("w") as full,
        redirect_stdout(full),
        redirect_stderr(full if errors_too else heard),
    ):
        code = run_here(line.split())
    return code, heard.getvalue()


def _state() -> list[tuple[str, bytes]]:
    return sorted((str(p), p.read_bytes()) for p in Path().rglob("*") if p.is_file())


def typed(what: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the line that keeps this; a record begins a database where none is named."""
    monkeypatch.setenv("SBTRACK_DB", "" if what == "begin" else "work.db")
    return KEEPING[what][0]


@pytest.mark.sample(4)
@pytest.mark.parametrize("what", KEEPING)
def test_what_was_kept_is_said_where_the_answer_cannot_be_written(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, told = typed(what, monkeypatch), KEEPING[what][1]
    before = _state()
    code, out, err = run(line, ">/dev/full")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"sbtrack: error: {told}".replace("“", "").replace("”", ""))
    assert err.endswith(f"{LOST}\n")
    assert (_state() == before) == (what == "repeat")


def test_what_was_kept_is_said_with_its_number_in_chinese_too() -> None:
    _, _, err = run("record 5 40 -p 2012 --lang zh", ">/dev/full")
    assert "已录入：5" in err
    assert "3" in err.partition("40")[2]
    assert "设备空间不足" in err
    assert not any(word in err for word in ("Recorded", "Only", "space"))
    (newest,) = json.loads(say("log", "--limit", "1", "--format", "json").out)
    assert (newest["id"], newest["value"]) == (3, 40)


@pytest.mark.sample(2)
@pytest.mark.parametrize("what", ["record", "begin", "retract", "acknowledge", "load", "backup"])
def test_what_was_kept_is_said_where_nobody_reads_the_answer(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, told = typed(what, monkeypatch), KEEPING[what][1]
    code, _, err = run(line, "| true")
    # Whether the reader is gone in time is chance; where he is, it is said.
    assert (code, err) == (0, "") or (code == 2 and told[:8] in err) or (code, err) == (141, "")
    assert say("db", "verify").code == 0


def test_a_reader_who_has_seen_what_was_kept_is_left_in_peace() -> None:
    code, out, err = run("record 5 40 -p 2012", '| (read -r line; echo "$line"; exec 0<&-)')
    assert out.startswith("Recorded: 5 ")
    assert (code in {0, 141}, err) == (True, "")


@pytest.mark.parametrize("line", [*READING, *WRONG])
def test_what_could_not_be_said_at_all_is_no_finding(line: str) -> None:
    assert said_on_a_full_disk(line, errors_too=True) == (2, "")


@pytest.mark.parametrize("line", READING)
def test_an_answer_that_cannot_be_written_is_one_sentence(line: str) -> None:
    code, err = said_on_a_full_disk(line, errors_too=False)
    assert (code, err.count("\n")) == (2, 1)
    assert "The answer could not be written (No space left on device)" in err


@pytest.mark.parametrize("line", ["doubts --check", "record 5 40 -p 2012", "show 99", "--help"])
def test_neither_is_it_when_the_program_ends(line: str) -> None:
    assert run(line, ">/dev/full 2>/dev/full") == (2, "", "")


@pytest.mark.sample(2)
@pytest.mark.parametrize(("line", "usual"), [("doubts --check", 1), ("plan load broken.yaml", 1),
                                             ("show 99", 2)])  # fmt: skip
@pytest.mark.parametrize("closed", [">&- 2>&-", "0<&- >&- 2>&-"])
def test_streams_that_somebody_closed_change_no_exit_code(
    line: str, usual: int, closed: str
) -> None:
    assert run(line, closed) == (usual, "", "")
    assert say(*line.split()).code == usual


@pytest.mark.slow
def test_no_file_of_ours_gets_the_number_of_a_stream_that_was_closed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for what in ("begin", "begin under a name", "acknowledge", "retract", "load", "upgrade",
                 "backup", "weekly"):  # fmt: skip
        assert run(typed(what, monkeypatch), "0<&- >&- 2>&-") == (0, "", "")
    (begun,) = home.rglob("sbtrack.db")
    for database in ("work.db", "new.db", "copy.db", "old.db", str(begun)):
        assert say("--db", database, "db", "verify").code == 0
    assert say("snapshot", "verify").code == 0


def test_questions_to_nobody_are_one_sentence() -> None:
    code, out, err = run("record", "0<&-")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "There is nobody to ask" in err


def test_a_fault_of_ours_is_no_finding_either() -> None:
    broken = (
        "import sys; sys.modules['openpyxl'] = None; from sbtrack.cli.main import main; "
        "sys.argv[1:] = ['export', '-o', 'one.xlsx']; main()"
    )
    done = subprocess.run([sys.executable, "-c", broken], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"Traceback" in done.stderr
    assert not Path("one.xlsx").exists()
    assert os.environ["SBTRACK_DB"] == "work.db"
