"""From drafts to entries of the ledger: what must hold before they are written, in plain SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from sbtrack.domain.errors import RecordRefused, quoted
from sbtrack.domain.ledger import Draft, EntryKind, MilestoneReport
from sbtrack.domain.message import Msg
from sbtrack.store.chain import form2
from sbtrack.store.chain.seals import add_seals, moment_for
from sbtrack.store.kept import (
    MOST_RECORDS,
    number_after,
    readable,
)
from sbtrack.store.moments import Now
from sbtrack.store.reads.claims import (
    DONE,
    NOT_DONE,
    SELECT,
    VERSION,
    Columns,
    claim_of,
    is_retraction,
)
from sbtrack.store.writes.places import Claim, Numbers, Places, subject_of
from sbtrack.store.writes.refusals import not_counting, overtaken, require_keepable
from sbtrack.store.writing import insertion

AT_ONCE = 5000  # drafts that are checked, written and sealed together; no more are in memory

BATCH = (
    *("number", "recorded_at", "recorded_by", "plan_version", "first_entry", "last_entry"),
    "source",
)
ENTRY = (
    *("id", "kind", "item", "region", "part", "span", "value", "numerator", "denominator"),
    *("state", "entered", "vintage", "source", "note", "supersedes", "reason", "batch"),
)
EVIDENCE = ("entry_id", "position", "kind", "location", "sha256", "size")
_INSERT_ENTRY = insertion("entry", ENTRY)
_LATER = """SELECT id, kind FROM entry
WHERE item = ? AND region = ? AND part = ? AND span = ? AND id > ? ORDER BY id"""
_NEWEST = """SELECT id, kind FROM entry
WHERE item = ? AND region = ? AND part = ? AND span = ? ORDER BY id DESC LIMIT 1"""


def add_entries(
    connection: sqlite3.Connection,
    drafts: Collection[Draft],
    version: int | None,
    recorded_by: str,
    now: Now,
) -> range:
    """Write drafts as the ledger's next entries, sealed, and return their numbers.

    They are one batch: recorded at one moment, under that version of the plan. A retraction
    keeps the claim that it withdraws, and the version in whose units of measure it was stated, so
    it comes alone. The drafts are asked for once, `AT_ONCE` of them at a time, so that a
    collection which makes them as they are asked for is never in memory whole.

    Raises:
        RecordRefused: one of the drafts must not be recorded as given; what was written of the
            others is for the transaction to undo.
        ValueError: there are more or fewer drafts than the collection said.
    """
    first = number = _next_id(connection)
    ids, batch = range(first, first + len(drafts)), None
    for some in _keepable(drafts, recorded_by):
        if batch is None:
            batch = _Batch(connection, ids, some, version, recorded_by, now)
        if number + len(some) > ids.stop:
            break
        batch.add(number, some)
        number += len(some)
    if number != ids.stop:
        raise ValueError(f"there are not as many drafts as the {len(ids)} that were announced")
    return ids


def _keepable(drafts: Iterable[Draft], recorded_by: str) -> Iterator[tuple[Draft, ...]]:
    """Yield drafts that can be kept, some at a time."""
    waiting = iter(drafts)
    while some := tuple(islice(waiting, AT_ONCE)):
        for draft in some:
            require_keepable(draft, recorded_by)
        yield some


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
    later = connection.execute(_LATER, (*Places(connection).of(claim).numbers, id)).fetchall()
    if later:
        raise RecordRefused(not_counting(id, later))
    return claim


class _Batch:
    """The batch that is being written: one moment, one person, and the source that they share."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        ids: range,
        drafts: Sequence[Draft],
        version: int | None,
        recorded_by: str,
        now: Now,
    ) -> None:
        """Begin the batch of the entries `ids`; the drafts are its first ones."""
        self._connection = connection
        self._places = Places(connection)
        self._planned: set[tuple[str, str]] = set()  # subjects that were found in the plan version
        if drafts[0].kind is EntryKind.RETRACTION:
            version = self._version_of(drafts[0], version)
        self._version = version
        sources = {draft.claim.source for draft in drafts}
        self._source = sources.pop() if len(sources) == 1 else ""
        (newest,) = connection.execute("SELECT MAX(number) FROM batch").fetchone()
        self._number = number_after("batch", newest)
        values = (self._number, moment_for(connection, now), recorded_by, version, ids[0], ids[-1],
                  self._source or None)  # fmt: skip
        connection.execute(insertion("batch", BATCH), values)
        self._sealed = (*values, None, None, None)  # what `form2.ENTRY` has of a batch

    def add(self, first: int, drafts: Sequence[Draft]) -> None:
        """Check drafts, and write and seal them as the entries from number `first` on."""
        rows: list[tuple[object, ...]] = []
        texts: list[tuple[int, str]] = []
        evidence: list[tuple[object, ...]] = []
        standing: dict[Numbers, int | None] = {}  # what counts after the drafts so far
        for id, draft in enumerate(drafts, first):
            place = self._places.of(draft.claim)
            numbers = place.numbers
            known = numbers in standing
            current = standing[numbers] if known else _current_id(self._connection, numbers)
            self._require_current(draft, current)
            rests_on = _evidence(id, draft)
            row = (id, draft.kind.value, *numbers, *self._claimed(draft, current), self._number)
            rows.append(row)
            evidence += rests_on
            sealed = (*row[:2], *place.texts, *row[6:14], None, *row[14:16], None, *self._sealed)
            texts.append((id, form2.entry_text(sealed, [piece[1:] for piece in rests_on])))
            standing[numbers] = None if draft.kind is EntryKind.RETRACTION else id
        self._connection.executemany(_INSERT_ENTRY, rows)
        self._connection.executemany(insertion("evidence", EVIDENCE), evidence)
        add_seals(self._connection, "entry", texts)

    def _version_of(self, draft: Draft, version: int | None) -> int | None:
        """Return the version in whose units of measure a retraction's claim was stated."""
        current = _current_id(self._connection, self._places.of(draft.claim).numbers)
        return version if current is None else _claim_and_version(self._connection, current)[1]

    def _require_current(self, draft: Draft, current: int | None) -> None:
        """Refuse what was decided on another state of the ledger, or of the plan."""
        claim = draft.claim
        allowed = None if draft.kind is EntryKind.RECORD else draft.supersedes
        if not current == draft.expect == allowed:
            raise overtaken(subject_of(claim)[1], claim.period, current)
        if self._version is not None and draft.kind is not EntryKind.RETRACTION:
            subject = subject_of(claim)
            if subject not in self._planned:
                _require_subject(self._connection, subject, self._version)
                self._planned.add(subject)

    def _claimed(self, draft: Draft, current: int | None) -> tuple[object, ...]:
        """Return an entry's columns from its value to its reason."""
        claim = draft.claim
        if draft.kind is EntryKind.RETRACTION and current is not None:
            claim, _ = _claim_and_version(self._connection, current)
        value = numerator = denominator = state = entered = vintage = None
        if isinstance(claim, MilestoneReport):
            state = DONE if claim.done else NOT_DONE
        else:
            value = str(claim.value)
            numerator = None if claim.numerator is None else str(claim.numerator)
            denominator = None if claim.denominator is None else str(claim.denominator)
            entered = draft.entered or claim.entered
            entered = None if entered == value else entered
            vintage = None if claim.vintage is None else claim.vintage.value
        source = None if claim.source == self._source else claim.source
        return (
            *(value, numerator, denominator, state, entered),
            *(vintage, source, claim.note or None, draft.supersedes, draft.reason or None),
        )


def _evidence(id: int, draft: Draft) -> list[tuple[object, ...]]:
    return [
        (id, position, item.kind.value, item.location, item.sha256, item.size)
        for position, item in enumerate(draft.evidence)
    ]


def _next_id(connection: sqlite3.Connection) -> int:
    """Number an entry; never again as one that was removed behind our back but left its seal."""
    (last,) = connection.execute("SELECT MAX(id) FROM entry").fetchone()
    newest = "SELECT number, id FROM seal WHERE kind = 'entry' ORDER BY id DESC LIMIT 1"
    number = number_after("entry", last)
    for seal, id in connection.execute(newest).fetchall():
        with readable("seal", seal):
            return max(number, number_after("entry", id))
    return number


def _current_id(connection: sqlite3.Connection, place: Numbers) -> int | None:
    """Return the number of the entry that counts there."""
    newest = connection.execute(_NEWEST, place).fetchone()
    return None if newest is None or newest[1] == EntryKind.RETRACTION else newest[0]


def _claim_and_version(connection: sqlite3.Connection, id: int) -> tuple[Claim, int | None]:
    """Return what an entry claims, and the plan version in whose unit of measure it does."""
    row = _columns(connection, id)
    assert row is not None
    return claim_of(row), row[VERSION]


def _columns(connection: sqlite3.Connection, id: int) -> Columns | None:
    if id > MOST_RECORDS:
        return None
    row: Columns | None = connection.execute(f"{SELECT} WHERE entry.id = ?", (id,)).fetchone()
    return row


def _require_subject(
    connection: sqlite3.Connection, subject: tuple[str, str], version: int
) -> None:
    """Refuse a claim about something that the plan, perhaps just now, has dropped."""
    there = "SELECT 1 FROM plan_item WHERE plan_version = ? AND kind = ? AND id = ?"
    if connection.execute(there, (version, *subject)).fetchone() is None:
        raise RecordRefused(
            Msg(
                "Version {version} of the plan has no {subject}; "
                "see `sbtrack plan show` for what it has.",
                version=version,
                subject=quoted(subject[1]),
            )
        )
