"""Recording a figure or a milestone: decide against what is known, then write it, or refuse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path

from sbtrack.actions.claims import Typed, claim_about
from sbtrack.actions.clocks import doubtful_clock
from sbtrack.actions.evidence import evidence_of
from sbtrack.actions.plausible import implausible
from sbtrack.actions.standing import VALUE, Claim, completed, differences
from sbtrack.actions.wording import said, with_definition
from sbtrack.domain.errors import Implausible, RecordedAlready, RecordRefused
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.ledger import Entry, EntryKind, Evidence, Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Indicator, Milestone, Plan, PlanVersion
from sbtrack.store.moments import Now, moment_of
from sbtrack.store.reads.reader import Reader


class Intent(Frozen):
    """How a claim is meant: as a first record, or as a correction; and who makes it, when."""

    recorded_by: str
    now: Now
    today: date
    revise: bool = False
    reason: str = ""
    confirmed: bool = False  # the user has seen that the figure looks implausible


class Recorded(Frozen):
    """What became of it: `entry` is None where the same thing stood in the ledger already."""

    claim: Claim
    entry: Entry | None
    standing: Claim | None  # what stood there before
    changed: tuple[Msg, ...] = ()  # in which parts it differs


def record_claim(
    path: Path, version: PlanVersion, item: Indicator | Milestone, typed: Typed, intent: Intent
) -> Recorded:
    """Record what was typed; a missing database is made with it, the plan as its version 1.

    Raises:
        BadPeriod, BadValue, RecordRefused: it must not be recorded so; nothing was written.
        StoreError: the database cannot be used.
    """
    claim = claim_about(version.plan, item, typed, intent.today)
    evidence = evidence_of(typed.evidence, path)
    _require_reason(intent)
    with _ledger(path) as reader:
        standing = _standing(reader, claim)
        changed: tuple[Msg, ...] = ()
        if standing is not None:
            shown = _evidence_for(reader, standing)
            changed = (*differences(standing, claim), *_new_evidence(shown, evidence))
            if not changed:
                return Recorded(standing, None, standing)
            claim = completed(standing, claim)
            if VALUE not in changed:
                evidence = tuple(dict.fromkeys((*shown, *evidence)))
        new = standing is None or VALUE in changed
        if not intent.confirmed:
            _require_believable(path, reader, version.plan, item, claim if new else None, intent)
    _require_leave(item, claim, standing, changed, intent)
    entry = _write(path, version, claim, standing, intent, evidence)
    return Recorded(claim, entry, standing, changed)


def _write(
    path: Path,
    version: PlanVersion,
    claim: Claim,
    standing: Claim | None,
    intent: Intent,
    evidence: tuple[Evidence, ...],
) -> Entry:
    from sbtrack.store.writes.writer import record  # noqa: PLC0415  heavy

    current = standing.entry_id if standing is not None else None
    return record(
        path,
        claim,
        kind=EntryKind.RECORD if current is None else EntryKind.REVISION,
        supersedes=current,
        reason=intent.reason if current is not None else "",
        recorded_by=intent.recorded_by,
        now=intent.now,
        expect=current,
        evidence=evidence,
        on=version,
    )


@contextmanager
def _ledger(path: Path) -> Iterator[Reader | None]:
    if not path.exists():
        yield None
        return
    from sbtrack.store.reads.reader import open_reader  # noqa: PLC0415

    with open_reader(path) as reader:
        yield reader


def _standing(reader: Reader | None, claim: Claim) -> Claim | None:
    """Return the claim that counts for the same subject, region and period."""
    if reader is None:
        return None
    if isinstance(claim, Observation):
        return reader.at_period(claim.indicator, claim.region, claim.period)
    reports = reader.milestone_reports(region=claim.region)
    return next(
        (r for r in reports if (r.milestone, r.period) == (claim.milestone, claim.period)), None
    )


def _evidence_for(reader: Reader | None, standing: Claim) -> tuple[Evidence, ...]:
    """Return what the standing entry rests on."""
    if reader is None or standing.entry_id is None:
        return ()
    entry = reader.entry(standing.entry_id)
    return entry.evidence if entry is not None else ()


def _new_evidence(shown: tuple[Evidence, ...], evidence: tuple[Evidence, ...]) -> tuple[Msg, ...]:
    return () if set(evidence) <= set(shown) else (Msg("evidence"),)


def _require_reason(intent: Intent) -> None:
    if intent.revise and not intent.reason.strip():
        raise RecordRefused(
            Msg("A revision needs its reason; add --reason and why the figure changed.")
        )
    if intent.reason and not intent.revise:
        raise RecordRefused(
            Msg("A reason belongs to a revision; add --revise, or leave out --reason.")
        )


def _require_believable(
    path: Path,
    reader: Reader | None,
    plan: Plan,
    item: Indicator | Milestone,
    claim: Claim | None,
    intent: Intent,
) -> None:
    """Refuse what more often is a slip than a fact, in the figure or in the clock that dates it."""
    doubt = doubtful_clock(path, reader, plan, moment_of(intent.now))
    if isinstance(claim, Observation) and isinstance(item, Indicator):
        figure = implausible(item, claim, _neighbours(reader, claim))
        if figure is not None:
            figure = with_definition(figure, item)
            doubt = figure if doubt is None else Msg("{one} {other}", one=figure, other=doubt)
    if doubt is not None:
        raise Implausible(doubt)


def _neighbours(reader: Reader | None, claim: Observation) -> Iterator[Observation]:
    """Yield the figures before this period, the newest first, then those after it; not its own."""
    if reader is None:
        return
    end = claim.period.end
    before = reader.latest(claim.indicator, claim.region, end)
    after = (o for o in reader.series(claim.indicator, claim.region) if o.period.end > end)
    yield from (o for o in chain(before, after) if o.period != claim.period)


def _require_leave(
    item: Indicator | Milestone,
    claim: Claim,
    standing: Claim | None,
    changed: tuple[Msg, ...],
    intent: Intent,
) -> None:
    if standing is None and intent.revise:
        raise RecordRefused(
            Msg(
                "Nothing is recorded for {period} yet, so there is nothing to revise; "
                "leave out --revise and --reason.",
                period=claim.period,
            )
        )
    if standing is not None and not intent.revise:
        parts = {
            "period": claim.period,
            "standing": said(item, standing),
            "id": standing.entry_id,
            "parts": changed,
        }
        raise RecordedAlready(
            Msg(
                "{period} is recorded already, as {standing} (entry {id}), and its {parts} would "
                "change; to correct it, add --revise and --reason with the cause.",
                **parts,
            ),
            Msg(
                "{period} is recorded already, as {standing} (entry {id}), and its {parts} would "
                "change.",
                **parts,
            ),
        )
