"""Eight people at once: every accepted entry is there once, and the chain is whole."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from processes import watched
from store_sample import PLAN, new_database
from test_upgrade import old_database

from sbtrack.domain.ledger import EntryKind
from sbtrack.domain.period import Period
from sbtrack.store.care.verify import verify
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.writer import create_database

RUSH = Path(__file__).with_name("rush.py")
PEOPLE = 8


def test_eight_who_record_at_once_lose_nothing_and_overtake_nobody(tmp_path: Path) -> None:
    path = new_database(tmp_path / "a.db")
    people = [
        watched(
            subprocess.Popen(
                [sys.executable, RUSH, path, f"region-{n}", PLAN.indicators[n].id, "4"],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        for n in range(PEOPLE)
    ]
    told = [person.communicate() for person in people]

    assert [err for _, err in told] == [""] * PEOPLE
    lines = [line.split() for out, _ in told for line in out.splitlines()]
    accepted = Counter(int(id) for what, id in lines if what != "refused")
    with open_reader(path) as reader:
        entries = {entry.id: entry for entry in reader.entries()}
        assert len(reader.series("stable", "city")) == 1
    assert Counter(entries.keys()) == accepted
    assert sorted(entries) == [*range(1, len(entries) + 1)]
    moments = [entries[id].recorded_at for id in sorted(entries)]
    assert moments == sorted(set(moments))
    common = [e for id, e in sorted(entries.items()) if e.claim.region == "city"]
    assert [e.supersedes for e in common] == [None, *(e.id for e in common[:-1])]
    assert {e.kind for e in common[1:]} <= {EntryKind.REVISION}
    assert len({e.recorded_by for e in entries.values()}) > 1
    assert verify(path) == ()


def test_two_who_create_the_same_database_get_one(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    code = (
        "import sys; from pathlib import Path; "
        "from sbtrack.store.writes.writer import create_database as make; "
        "make(Path(sys.argv[1]))"
    )
    _at_once(code, path)
    create_database(path)
    assert verify(path) == ()
    assert [p.name for p in tmp_path.iterdir()] == ["a.db"]


def test_two_who_upgrade_at_once_upgrade_once_with_one_backup(tmp_path: Path) -> None:
    path = old_database(tmp_path / "a.db")
    code = (
        "import sys; from datetime import datetime, UTC; from pathlib import Path; "
        "from sbtrack.store.care.upgrade import upgrade; "
        "upgrade(Path(sys.argv[1]), datetime.now(UTC))"
    )
    _at_once(code, path)
    assert verify(path) == ()
    assert len(list(tmp_path.iterdir())) == 2


def _at_once(code: str, path: Path) -> None:
    line = [sys.executable, "-c", code, str(path)]
    people = [watched(subprocess.Popen(line)) for _ in range(3)]
    assert [person.wait() for person in people] == [0, 0, 0]


def test_what_is_read_and_exported_while_others_write_is_never_called_altered(
    tmp_path: Path,
) -> None:
    path = new_database(tmp_path / "a.db")
    line = [sys.executable, str(RUSH), str(path), "region-1", PLAN.indicators[0].id, "3"]
    writer = watched(subprocess.Popen(line, stdout=subprocess.PIPE, text=True))
    reads = 0
    while writer.poll() is None:
        with open_reader(path) as reader:
            reader.at_period("stable", PLAN.region.id, Period.parse("2013"))
            reader.require_whole()
            reads += 1
    writer.communicate()
    assert reads > 1
