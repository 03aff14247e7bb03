"""Bytes that are no text where the schema is kept: one sentence from every command."""

from __future__ import annotations

from pathlib import Path

import pytest
from altered_rows import READING, WRITING, Trial, make_whole

#: Texts of the schema; a byte of each is made one that UTF-8 does not have.
SPOTS = (
    *(b"CREATE TABLE entry", b"tableentryentry", b"ix_entry_claim", b"recorded_by TEXT"),
    *(b"ck_entry_id CHECK", b"-- A doubt about figures", b"entry is append-only: no update"),
    *(b"CREATE VIEW ledger", b"-- Every entry, with the name"),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with something in every table; it is only to be copied."""
    return make_whole(tmp_path_factory.mktemp("whole"))


@pytest.mark.sample(1)
@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: spot.decode())
def test_a_byte_that_is_no_text_is_one_sentence(whole: Path, home: Path, spot: bytes) -> None:
    trial, data = Trial(whole, home), whole.read_bytes()
    at = data.lower().index(spot.lower()) + len(spot) // 2
    damaged = data[:at] + b"\xff" + data[at + 1 :]
    for line in (*READING[::3], *WRITING[::2], ["db", "backup", "copy.db"]):
        trial.file.write_bytes(damaged)
        said = trial.ask(list(line))
        if said.code == 2 and not said.out:
            assert trial.file.read_bytes() == damaged
            assert "`sbtrack db verify`" in said.err
    trial.file.write_bytes(damaged)
    assert trial.ask(["db", "verify"]).code == 1
