"""A process that dies while it writes costs nobody a figure: a hundred of them did."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

GROUND = Path(__file__).with_name("crash_ground.py")


@pytest.mark.parametrize(
    ("what", "kills"), [("first", 20), ("record", 60), ("load", 20), ("upgrade", 20)]
)
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
