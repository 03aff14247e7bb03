"""Every hostile value in every column of every table, asked by every command: a long proof."""

from __future__ import annotations

from itertools import chain, cycle, islice
from pathlib import Path

import pytest
from altered_rows import HELD, HOSTILE, READING, WRITING, Trial, columns_of, make_whole

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with something in every table; it is only to be copied."""
    return make_whole(tmp_path_factory.mktemp("whole"))


@pytest.mark.parametrize("table", [*dict.fromkeys(table for table, _ in HELD), "alembic_version"])
def test_no_value_ends_a_command_or_changes_an_answer_unseen(
    whole: Path, home: Path, table: str
) -> None:
    trial, tried = Trial(whole, home), 0
    columns = [column for owner, column in columns_of(whole) if owner == table]
    reading, writing = cycle(READING), cycle(WRITING)
    for column in columns:
        for name in HOSTILE:
            if not trial.alter(table, column, name):
                continue
            tried += 1
            for line in chain([["status"]], islice(reading, 3)):
                trial.read(line)
            trial.write(next(writing))
    assert tried >= len(columns)
