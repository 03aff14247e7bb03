"""`status --since`: what changed between two moments of one database, and why."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from since_sample import AMENDED, Ledger, at, grown

from sbtrack.assess.changes import changes_between
from sbtrack.cli.main import run
from sbtrack.cli.reading import consult
from sbtrack.cli.settings import Settings
from sbtrack.cli.since import changes_since, earlier
from sbtrack.domain.change import Cause

SPRING = ("--since", "2014-03-01", "--known-at", "2014-06-30")
WHOLE = """\
Changes: Sample plan
"""

Status = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return grown(tmp_path_factory.mktemp("since") / "plan.db")


@pytest.fixture
def status(
    database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Status:
    """Run `status` in English, on a terminal 100 cells wide without colours."""
    for name, value in {"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": "100", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)

    def ask(*options: str, db: Path = database, lang: str = "en") -> tuple[int, str, str]:
        code = run(["--db", str(db), "--lang", lang, "status", *options])
        out, err = capsys.readouterr()
        return code, re.sub(r"\x1b\[[0-9;]*m", "", out), re.sub(r"\x1b\[[0-9;]*m", "", err)

    return ask


def test_a(status: Status) -> None:
    code, out, err = status(*SPRING)
    assert out == WHOLE
