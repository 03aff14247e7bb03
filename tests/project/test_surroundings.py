"""The tests see the same surroundings everywhere, and leave no process behind."""

import os
import subprocess
import sys
import time
from pathlib import Path

import processes
import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[2]


def test_nothing_of_the_machine_is_seen_but_where_programs_and_libraries_are() -> None:
    allowed = {"PATH", "TMPDIR", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONHOME", "SBTRACK_REWRITE"}
    ours = {"HOME": os.environ["HOME"], "LANG": "C.UTF-8", "TZ": "UTC", "TERM": "dumb"}
    seen = {name: text for name, text in os.environ.items() if "PYTEST" not in name}
    assert {name: seen[name] for name in ours} == ours
    by_program = {"OPENPYXL_LXML"}  # set wherever a test has imported the writer of workbooks
    assert set(seen) - set(ours) <= allowed | by_program
    assert Path(os.environ["HOME"]).name.startswith("sbtrack-home-")
    assert time.timezone == 0


def test_files_are_made_with_ordinary_rights(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o644


def test_examples_have_all_the_time_they_need_and_are_the_same_every_time() -> None:
    now = settings()
    assert now.deadline is None
    assert now.derandomize or settings.get_current_profile_name() == "search"


@pytest.mark.parametrize("watched", [True, False])
def test_a_process_that_a_test_forgets_is_ended_and_named(watched: bool) -> None:
    line = [sys.executable, "-c", "import time; time.sleep(3600)"]
    process = subprocess.Popen(line, stdout=subprocess.PIPE)
    if watched:
        processes.watched(process)
    (left,) = processes.end_all()
    assert "time.sleep(3600)" in left
    assert processes.end_all() == []
    assert process.wait() == (-9 if watched else 0)  # 0: somebody else has reaped it
    assert process.stdout is not None
    process.stdout.close()


def test_a_process_that_has_ended_by_itself_is_nothing_to_complain_of() -> None:
    processes.watched(subprocess.Popen([sys.executable, "-c", ""])).wait()
    assert processes.end_all() == []
