"""Writing: making a database, loading a plan's version, and adding to the ledger."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from pathlib import Path

from sbtrack.domain.codec import digest as digest_of
from sbtrack.domain.errors import LoadRefused, RecordRefused, StoreError
from sbtrack.domain.frozen import replace
from sbtrack.domain.ledger import Draft, Entry, EntryKind, Evidence, MilestoneReport, Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Plan, PlanVersion
from sbtrack.store.chain.seals import add_seal, moment_for
from sbtrack.store.kept import number_after
from sbtrack.store.moments import Now, moment_from_text
from sbtrack.store.reads.log import entry_numbered
from sbtrack.store.reads.plan import read_version
from sbtrack.store.reads.reader import Check, Reader, accept, open_reader
from sbtrack.store.texts import flaw_in
from sbtrack.store.writes.ledger import add_entries, claim_to_withdraw
from sbtrack.store.writing import make_file, transact

Claim = Observation | MilestoneReport


def create_database(path: Path, now: Now | None = None) -> None:
    """Make an empty database, private to its owner; does nothing when there is a file already.

    It appears under its name only when it is complete.

    Raises:
        StoreError: no file can be made there.
    """
    make_file(path, now)


def load_plan(
    path: Path,
    plan: Plan,
    digest: str,
    now: Now,
    approved_by: str = "",
    note: str = "",
    *,
    check: Check = accept,
    create: bool = False,
) -> PlanVersion | None:
    """Add a version of the plan, whole or not at all; None when the newest one is the same.

    `check` looks at what is recorded, which nobody can add to meanwhile, and may refuse. With
    `create` the database is made where there is none.

    Raises:
        LoadRefused: the database follows another plan, or cannot keep a text of this one.
        StoreError: the file cannot be used.
    """
    flaw = flaw_in(plan, approved_by, note)
    if flaw is not None:
        raise LoadRefused(flaw)

    def load(connection: sqlite3.Connection) -> PlanVersion | None:
        number, plan_id, newest = _newest_version(connection)
        if number and plan_id != plan.id:
            raise LoadRefused(
                Msg(
                    "The database follows the plan {old}, not {new}; "
                    "give another plan a database of its own with --db.",
                    old=plan_id,
                    new=plan.id,
                )
            )
        if number and newest == digest:
            return None
        check(Reader(connection))
        return _add_version(connection, PlanVersion(plan, 0, None, digest, approved_by, note), now)

    return transact(path, load, now if create else None)


def record(
    path: Path,
    claim: Claim,
    *,
    kind: EntryKind = EntryKind.RECORD,
    supersedes: int | None = None,
    reason: str = "",
    recorded_by: str,
    now: Now,
    entered: str = "",
    expect: int | None = None,
    evidence: tuple[Evidence, ...] = (),
    on: PlanVersion | None = None,
) -> Entry:
    """Add an entry to the ledger, if the ledger still stands as the caller saw it; see `Draft`.

    Entries are dated in the order they are made, also when the clock went back. A retraction
    keeps the claim that it withdraws, whatever `claim` says of the same period.

    Raises:
        RecordRefused: somebody recorded, or amended the plan, in the meantime, the newest plan
            version has no such subject, a reason is lacking, or a value or text cannot be kept.
        StoreError: the file cannot be used.
    """
    draft = Draft(
        claim=claim,
        kind=kind,
        supersedes=supersedes,
        expect=expect,
        reason=reason,
        entered=entered,
        evidence=evidence,
    )

    def add(connection: sqlite3.Connection) -> Entry:
        number = _number_to_record_on(connection, on, now)
        return _add_one(connection, draft, number, recorded_by, now)

    return transact(path, add, _making(on, now))


def record_all(
    path: Path,
    drafts: Collection[Draft],
    *,
    recorded_by: str,
    now: Now,
    on: PlanVersion | None = None,
) -> range:
    """Add entries to the ledger in order, all of them or none; return their numbers.

    `on` is the plan version that they were decided on. One that is not loaded yet (number 0) is
    loaded with them, and the database is made where there is none. The drafts may be made as
    they are asked for, which is done once and in order: see `add_entries`.

    Raises:
        RecordRefused: as for `record`, for the first that is refused.
        StoreError: the file cannot be used.
        ValueError: there are more or fewer drafts than the collection said.
    """

    def add(connection: sqlite3.Connection) -> range:
        number = _number_to_record_on(connection, on, now)
        return add_entries(connection, drafts, number, recorded_by, now)

    return transact(path, add, _making(on, now))


def retract(
    path: Path,
    entry_id: int,
    *,
    reason: str,
    recorded_by: str,
    now: Now,
    evidence: tuple[Evidence, ...] = (),
) -> Entry:
    """Withdraw the current entry of a period: add one that keeps its claim and names it.

    Raises:
        RecordRefused: there is no such entry, it is a withdrawal itself or does not count any
            more, or the reason is lacking.
        StoreError: the file cannot be used.
    """

    def withdraw(connection: sqlite3.Connection) -> Entry:
        draft = Draft(
            claim=claim_to_withdraw(connection, entry_id),
            kind=EntryKind.RETRACTION,
            supersedes=entry_id,
            expect=entry_id,
            reason=reason,
            evidence=evidence,
        )
        number, _, _ = _newest_version(connection)
        return _add_one(connection, draft, number or None, recorded_by, now)

    return transact(path, withdraw)


def _add_one(
    connection: sqlite3.Connection, draft: Draft, version: int | None, recorded_by: str, now: Now
) -> Entry:
    """Write one draft, and return the entry as it is read back."""
    (id,) = add_entries(connection, (draft,), version, recorded_by, now)
    entry = entry_numbered(connection, id)
    assert entry is not None
    return entry


def _making(on: PlanVersion | None, now: Now) -> Now | None:
    """Return when a database is made where there is none; None: there has to be one."""
    return now if on is not None and not on.number else None


def ids_with_entries(path: Path) -> set[str]:
    """Return the ids of the indicators and milestones that the ledger speaks of.

    Raises:
        StoreError: the file cannot be used.
    """
    with open_reader(path) as reader:
        return reader.ids_with_entries()


def _newest_version(connection: sqlite3.Connection) -> tuple[int, str, str]:
    """Return number, plan and digest of the newest version; number 0 where there is none."""
    newest = connection.execute(
        "SELECT number, plan_id, digest FROM plan_version ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return newest or (0, "", "")


def _number_to_record_on(
    connection: sqlite3.Connection, on: PlanVersion | None, now: Now
) -> int | None:
    """Return the number of the newest version, which must be the one that was decided on."""
    number, _, newest = _newest_version(connection)
    if on is None:
        return number or None
    digest = on.digest or digest_of(on.plan)
    if not number and not on.number:
        return _add_version(connection, replace(on, digest=digest), now).number
    if not number or newest != digest:
        raise RecordRefused(
            Msg(
                "The plan was amended in the meantime, so nothing was recorded; "
                "see `sbtrack plan show` and try again."
            )
        )
    return number


def _add_version(connection: sqlite3.Connection, version: PlanVersion, now: Now) -> PlanVersion:
    """Add a version of the plan as the newest one, sealed; return it with its number and moment."""
    from sbtrack.store.writes.plan import write_version  # noqa: PLC0415  heavy

    number, _, _ = _newest_version(connection)
    moment = moment_from_text(moment_for(connection, now))
    loaded = replace(version, number=number_after("plan_version", number or None), loaded_at=moment)
    write_version(connection, loaded)
    add_seal(connection, "plan_version", loaded.number)
    _require_kept_whole(connection, loaded)
    return loaded


def _require_kept_whole(connection: sqlite3.Connection, version: PlanVersion) -> None:
    """Read the version back: what the tables hold must be the plan that was given."""
    if digest_of(read_version(connection, version.number).plan) != version.digest:
        raise StoreError(
            Msg(
                "The plan {plan} does not come back from the database as it was given, so "
                "nothing was written; please report this.",
                plan=version.plan.id,
            )
        )
