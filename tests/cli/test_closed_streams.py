import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import PROGRAM, say

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes of Unix")


@pytest.mark.parametrize(
    "line", ["status", "plan show", "plan show --format json", "status --format csv", "--help"]
)
def test_a_reader_who_leaves_early_is_left_in_peace(national: Path, line: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)  # nobody reads at all
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            [PROGRAM, "--db", national, *line.split()],
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("closed", ["1>&-", "2>&-", "1>&- 2>&-"])
@pytest.mark.parametrize(("line", "code"), [("status", 0), ("show 99", 2)])
def test_streams_that_are_closed_do_no_harm(
    national: Path, line: str, code: int, closed: str
) -> None:
    command = f"'{PROGRAM}' --db '{national}' {line} {closed}"
    assert subprocess.run(["/bin/sh", "-c", command], check=False).returncode == code


def test_what_is_recorded_without_any_stream_is_recorded(national: Path) -> None:
    command = f"'{PROGRAM}' --db '{national}' record 2 20000 -p 2013 0<&- 1>&- 2>&-"
    assert subprocess.run(["/bin/sh", "-c", command], check=False).returncode == 0
    assert '"value": 20000' in say("show", "2", "--format", "json").out
    assert say("log", "--limit", "1").code == 0
