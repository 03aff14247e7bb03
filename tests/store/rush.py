"""Records as fast as it can for some seconds, and prints the number of each accepted entry.

python rush.py DATABASE INDICATOR REGION SECONDS
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from store_sample import figure

from sbtrack.domain.errors import RecordRefused, StoreError
from sbtrack.domain.ledger import EntryKind
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.writer import record


def rush(path: Path, who: str, indicator: str, seconds: float) -> None:
    """Record own figures, and between them correct the one that everybody corrects."""
    end, number = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        number += 1
        year, month = divmod(number, 12)
        own = replace(figure(indicator, f"{2011 + year}-{month + 1:02d}", str(number)), region=who)
        try:
            entry = record(path, own, recorded_by=who, now=datetime.now(UTC))
        except StoreError:  # the others kept it locked for too long
            print("refused", 0, flush=True)
        else:
            print("own", entry.id, flush=True)
        _correct_the_common_one(path, who, number)


def _correct_the_common_one(path: Path, who: str, number: int) -> None:
    common = figure("stable", "2013", str(number))
    with open_reader(path) as reader:
        current = reader.at_period(common.indicator, common.region, common.period)
    old = current.entry_id if current else None
    kind = EntryKind.REVISION if current else EntryKind.RECORD
    try:
        entry = record(path, common, kind=kind, supersedes=old, expect=old, reason="x" * bool(old),
                       recorded_by=who, now=datetime.now(UTC))  # fmt: skip
    except (RecordRefused, StoreError):
        print("refused", 0, flush=True)
    else:
        print("common", entry.id, flush=True)


if __name__ == "__main__":
    rush(Path(sys.argv[1]), sys.argv[2], sys.argv[3], float(sys.argv[4]))
