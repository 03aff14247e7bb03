"""From drafts to entries of the ledger: what must hold before they are written, in plain SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sbtrack.domain.errors import RecordRefused, quoted
from sbtrack.domain.ledger import Draft, Entry, EntryKind, MilestoneReport, Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.store.chain.form2 import entries_from
from sbtrack.store.chain.seals import add_seals, moment_for
from sbtrack.store.kept import (
    MOST_RECORDS,
    number_after,
    readable,
)
from sbtrack.store.moments import Now, moment_from_text, moment_to_text
from sbtrack.store.reads.claims import (
    DONE,
    INDICATOR,
    MILESTONE,
    NOT_DONE,
    SELECT,
    Columns,
    claim_of,
    is_retraction,
    span_number,
)
from sbtrack.store.writes.refusals import not_counting, overtaken, require_keepable
from sbtrack.store.writing import insertion

Claim = Observation | MilestoneReport
Place = tuple[int, int, int, int]  # what an entry is about: item, region, part and span

BATCH = (
    "number",
    "recorded_at",
    "recorded_by",
    "plan_version",
    "first_entry",
    "last_entry",
    "source",
)
ENTRY = (
    *("id", "kind", "item", "region", "part", "span", "value", "numerator", "denominator"),
    *("state", "entered", "vintage", "source", "note", "supersedes", "reason", "batch"),
)
EVIDENCE = ("entry_id", "position", "kind", "location", "sha256", "size")
_WHOLE = 0  # the part that is no part
_LATER = """SELECT id, kind FROM entry
WHERE item = ? AND region = ? AND part = ? AND span = ? AND id > ? ORDER BY id"""
_NEWEST = """SELECT id, kind FROM entry
WHERE item = ? AND region = ? AND part = ? AND span = ? ORDER BY id DESC LIMIT 1"""


def add_entries(
    connection: sqlite3.Connection,
    drafts: Sequence[Draft],
    version: int | None,
    recorded_by: str,
    now: Now,
) -> tuple[Entry, ...]:
    """Write drafts as the ledger's next entries, sealed, under that version of the plan.

    They are one batch: recorded at one moment. A retraction keeps the claim that it withdraws,
    and the version in whose units of measure it was stated, so it comes alone.

    Raises:
        RecordRefused: one of the drafts must not be recorded as given; nothing is written.
    """
    first = _next_id(connection)
    claims: list[Claim] = []
    places: list[Place] = []
    where = _Places(connection)
    standing: dict[Place, int | None] = {}  # what counts after the drafts so far
    for id, draft in enumerate(drafts, first):
        require_keepable(draft, recorded_by)
        place = where.of(draft.claim)
        current = standing[place] if place in standing else _current_id(connection, place)
        allowed = None if draft.kind is EntryKind.RECORD else draft.supersedes
        if not current == draft.expect == allowed:
            raise overtaken(subject_of(draft.claim)[1], draft.claim.period, current)
        claim = draft.claim
        if draft.kind is EntryKind.RETRACTION and current is not None:
            claim, version = _claim_and_version(connection, current)
        elif version is not None:
            _require_subject(connection, claim, version)
        claims.append(claim)
        places.append(place)
        standing[place] = None if draft.kind is EntryKind.RETRACTION else id
    moment = moment_for(connection, now)
    entries = tuple(
        _entry(first + at, draft, claim, moment, recorded_by, version)
        for at, (draft, claim) in enumerate(zip(drafts, claims, strict=True))
    )
    _write(connection, entries, places)
    last = first + len(entries) - 1
    add_seals(connection, "entry", entries_from(connection, first, last))
    return entries


def claim_to_withdraw(connection: sqlite3.Connection, id: int) -> Claim:
    """Return the claim of an entry, if it still counts.

    Raises:
        RecordRefused: there is no such entry, it is a withdrawal itself, or it was corrected or
            withdrawn.
    """
    row = _columns(connection, id)
    if row is None:
        raise RecordRefused(
            Msg("The ledger has no entry {id}; see `sbtrack log` for those it has.", id=id)
        )
    if is_retraction(row):
        raise RecordRefused(
            Msg("Entry {id} is a withdrawal itself; record the figure again instead.", id=id)
        )
    claim = claim_of(row)
    later = connection.execute(_LATER, (*_Places(connection).of(claim), id)).fetchall()
    if later:
        raise RecordRefused(not_counting(id, later))
    return claim


def subject_of(claim: Claim) -> tuple[str, str]:
    """Return the kind and the id of what a claim is about."""
    if isinstance(claim, Observation):
        return INDICATOR, claim.indicator
    return MILESTONE, claim.milestone


def _entry(
    id: int, draft: Draft, claim: Claim, moment: str, recorded_by: str, version: int | None
) -> Entry:
    return Entry(
        id=id,
        kind=draft.kind,
        claim=_numbered(claim, id, draft.entered),
        recorded_at=moment_from_text(moment),
        recorded_by=recorded_by,
        supersedes=draft.supersedes,
        reason=draft.reason,
        evidence=draft.evidence,
        plan_version=version,
    )


def _write(
    connection: sqlite3.Connection, entries: Sequence[Entry], places: Sequence[Place]
) -> None:
    """Write entries as one batch, with the source that they share."""
    sources = {entry.claim.source for entry in entries}
    shared = sources.pop() if len(sources) == 1 else ""
    (newest,) = connection.execute("SELECT MAX(number) FROM batch").fetchone()
    batch, first, last = number_after("batch", newest), entries[0], entries[-1]
    moment = moment_to_text(first.recorded_at)
    written = (
        batch,
        moment,
        first.recorded_by,
        first.plan_version,
        first.id,
        last.id,
        shared or None,
    )
    connection.execute(insertion("batch", BATCH), written)
    rows = (_row(entry, place, batch, shared) for entry, place in zip(entries, places, strict=True))
    connection.executemany(insertion("entry", ENTRY), rows)
    connection.executemany(insertion("evidence", EVIDENCE), _evidence(entries))


def _row(entry: Entry, place: Place, batch: int, shared: str) -> tuple[object, ...]:
    claim = entry.claim
    value = numerator = denominator = state = entered = vintage = None
    if isinstance(claim, MilestoneReport):
        state = DONE if claim.done else NOT_DONE
    else:
        value = str(claim.value)
        numerator = None if claim.numerator is None else str(claim.numerator)
        denominator = None if claim.denominator is None else str(claim.denominator)
        entered = None if claim.entered == value else claim.entered
        vintage = None if claim.vintage is None else claim.vintage.value
    source = None if claim.source == shared else claim.source
    return (
        *(entry.id, entry.kind.value, *place, value, numerator, denominator, state, entered),
        *(vintage, source, claim.note or None, entry.supersedes, entry.reason or None, batch),
    )


def _evidence(entries: Sequence[Entry]) -> Iterator[tuple[object, ...]]:
    for entry in entries:
        for position, item in enumerate(entry.evidence):
            yield entry.id, position, item.kind.value, item.location, item.sha256, item.size


class _Places:
    """The numbers of what claims are about, each looked up once; what is new gets a number."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, object], int] = {}

    def of(self, claim: Claim) -> Place:
        """Return the numbers of a claim's item, region, part and span."""
        kind, subject = subject_of(claim)
        item = self._number("item", ("kind", "id"), (kind, subject))
        region = self._number("region", ("id",), (claim.region,))
        return item, region, _WHOLE, self._span(claim.period)

    def _number(self, table: str, columns: tuple[str, ...], values: tuple[str, ...]) -> int:
        known = self._known.get((table, values))
        if known is not None:
            return known
        same = " AND ".join(f"{column} = ?" for column in columns)
        statement = f"SELECT number FROM {table} WHERE {same}"
        row = self._connection.execute(statement, values).fetchone()
        if row is None:
            (newest,) = self._connection.execute(f"SELECT MAX(number) FROM {table}").fetchone()
            row = (number_after(table, newest),)
            statement = insertion(table, ("number", *columns))
            self._connection.execute(statement, (*row, *values))
        return self._known.setdefault((table, values), int(row[0]))

    def _span(self, period: Period) -> int:
        if ("span", period) not in self._known:
            number = span_number(period)
            there = "SELECT 1 FROM span WHERE number = ?"
            if self._connection.execute(there, (number,)).fetchone() is None:
                self._connection.execute(
                    insertion("span", ("number", "period", "first_day", "last_day")),
                    (number, str(period), period.start.isoformat(), period.end.isoformat()),
                )
            self._known["span", period] = number
        return self._known["span", period]


def _next_id(connection: sqlite3.Connection) -> int:
    """Number an entry; never again as one that was removed behind our back but left its seal."""
    (last,) = connection.execute("SELECT MAX(id) FROM entry").fetchone()
    newest = "SELECT number, id FROM seal WHERE kind = 'entry' ORDER BY id DESC LIMIT 1"
    number = number_after("entry", last)
    for seal, id in connection.execute(newest).fetchall():
        with readable("seal", seal):
            return max(number, number_after("entry", id))
    return number


def _current_id(connection: sqlite3.Connection, place: Place) -> int | None:
    """Return the number of the entry that counts there."""
    newest = connection.execute(_NEWEST, place).fetchone()
    return None if newest is None or newest[1] == EntryKind.RETRACTION else newest[0]


def _claim_and_version(connection: sqlite3.Connection, id: int) -> tuple[Claim, int | None]:
    """Return what an entry claims, and the plan version in whose unit of measure it does."""
    row = _columns(connection, id)
    assert row is not None
    return claim_of(row), row[-1]


def _columns(connection: sqlite3.Connection, id: int) -> Columns | None:
    if id > MOST_RECORDS:
        return None
    row: Columns | None = connection.execute(f"{SELECT} WHERE entry.id = ?", (id,)).fetchone()
    return row


def _require_subject(connection: sqlite3.Connection, claim: Claim, version: int) -> None:
    """Refuse a claim about something that the plan, perhaps just now, has dropped."""
    kind, subject = subject_of(claim)
    there = "SELECT 1 FROM plan_item WHERE plan_version = ? AND kind = ? AND id = ?"
    if connection.execute(there, (version, kind, subject)).fetchone() is None:
        raise RecordRefused(
            Msg(
                "Version {version} of the plan has no {subject}; "
                "see `sbtrack plan show` for what it has.",
                version=version,
                subject=quoted(subject),
            )
        )


def _numbered(claim: Claim, id: int, entered: str) -> Claim:
    if isinstance(claim, Observation):
        return replace(claim, entry_id=id, entered=entered or claim.entered)
    return replace(claim, entry_id=id)
