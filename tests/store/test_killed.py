"""A process that dies while it writes costs nobody a figure, however often (`make slow`)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

GROUND = Path(__file__).with_name("crash_ground.py")


@pytest.mark.parametrize("what", ["first", "record", "load", "upgrade"])
@pytest.mark.parametrize("kills", [5, pytest.param(40, marks=pytest.mark.slow)])
def test_what_was_acknowledged_is_there_and_whole_after_every_kill(
    tmp_path: Path, what: str, kills: int
) -> None:
    done = subprocess.run(
        [sys.executable, GROUND, what, tmp_path, str(kills)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
