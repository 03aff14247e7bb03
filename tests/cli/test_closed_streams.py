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
def test_streams_that_are_closed_do_no_harm(national: Path, closed: str) -> None:
    line = f"'{PROGRAM}' --db '{national}' record 2 20000 -p 2013 {closed}"
    assert subprocess.run(["/bin/sh", "-c", line], check=False).returncode == 0
    assert '"value": 20000' in say("show", "2", "--format", "json").out
    line = f"'{PROGRAM}' --db '{national}' show 99 {closed}"
    assert subprocess.run(["/bin/sh", "-c", line], check=False).returncode == 2
