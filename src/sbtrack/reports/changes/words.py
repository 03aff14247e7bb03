"""Causes of changes in words: which entries, which versions of the plan, which dates."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from itertools import pairwise

from sbtrack.domain.assessment import Assessment, MilestoneAssessment
from sbtrack.domain.change import Cause, Change, Claim, Reason, Recording
from sbtrack.domain.frozen import replace
from sbtrack.domain.ledger import MilestoneReport, Observation
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Milestone, Plan, PlanVersion
from sbtrack.domain.targets import MultipleOf
from sbtrack.reports.answer import Answer
from sbtrack.reports.ledger import subjects_of, value_cell
from sbtrack.reports.plan.fields import (
    Fields,
    field_label,
    indicator_fields,
    milestone_fields,
    plan_fields,
)
from sbtrack.reports.quantities import share, target_cell
from sbtrack.reports.table import Cell

#: Recordings that one cause names in words; plain data name all.
MOST_DETAILS = 4

#: The fields of an item that its standing rests on: those that say what is asked for, and others;
#: behind a point stands a yearly target's period.
_ASKED = ("target", "target_by", "target_text", "target_basis", "yearly", "due", "every", "since")
_OTHERWISE = ("constraint", "unit_of_measure", "baseline", "baseline_period", "components")
#: Those of a component or a reference, and of the plan itself.
_OF_PART = ("unit_of_measure", "components")
_OF_PLAN = ("base", "end")
#: What a table shows of an item beside the cause.
_SHOWN = {"verdict", "light", "provisional", "actual", "actual_period", "state", "report"}


def causes_of(change: Change) -> Msg | None:
    """Return the causes in a few words, None where nothing changed."""
    if change.only_the_clock:
        return Msg("only the clock")
    return Msg("{causes}", causes=change.causes) if change.causes else None


def explained(change: Change, before: Answer, after: Answer) -> Msg:
    """Return why an item stands otherwise, and what was recorded besides without any effect."""
    said = [*_moved(change)]
    for reason in change.reasons:
        cause = causes_of(change) if change.only_the_clock else reason.cause
        details = _newest(details_of(reason, change, before, after))
        said.append(Msg("{cause}: {details}", cause=cause, details=details))
    if change.besides:
        besides = _newest(tuple(recorded(r, change, before, after) for r in change.besides))
        said.append(Msg("no effect: {details}", details=besides) if said else besides)
    return reduce(_then, said)


def _newest(details: tuple[Msg, ...]) -> Msg:
    """Return the newest details in one phrase, and how many more there are."""
    more = len(details) - MOST_DETAILS
    said = reduce(_and, details[-MOST_DETAILS:], Msg(""))
    return Msg("{details} and {more} more", details=said, more=more) if more > 0 else said


def _and(first: Msg, then: Msg) -> Msg:
    return Msg("{first}, {then}", first=first, then=then) if first.template else then


def _then(first: Msg, then: Msg) -> Msg:
    return Msg("{first}; {then}", first=first, then=then)


def _moved(change: Change) -> Iterator[Msg]:
    """Yield what moved where the verdict and the actual, which a table shows, did not."""
    was, is_ = change.before, change.after
    if change.seen & _SHOWN or was is None:
        return
    if isinstance(is_, MilestoneAssessment) and change.seen:
        yield is_.explanation
    elif isinstance(was, Assessment) and isinstance(is_, Assessment):
        if "target" in change.seen and "target_terms" not in change.seen:
            yield Msg("target {before} → {after}", before=target_cell(was), after=target_cell(is_))
        elif "attainment" in change.seen:
            before, after = share(was.attainment), share(is_.attainment)
            yield Msg("attainment {before} → {after}", before=before, after=after)


def details_of(reason: Reason, change: Change, before: Answer, after: Answer) -> tuple[Msg, ...]:
    """Return what a cause consists in, one phrase each, by entries and versions."""
    match reason.cause:
        case Cause.NEW_PERIOD | Cause.REVISED | Cause.REPORTED_DONE | Cause.RETRACTED:
            return tuple(recorded(r, change, before, after) for r in reason.recordings)
        case Cause.TARGET_AMENDED | Cause.PLAN_CHANGED:
            return _amended(reason.cause, change, before, after)
        case Cause.RULE_CHANGED:
            return (_ruled(reason, before, after),)
        case Cause.ITEM_ADDED | Cause.ITEM_DROPPED:
            return (_listed(change, before, after),)
        case Cause.CLOCK:
            dates = Msg("as of {before} → {after}", before=before.as_of, after=after.as_of)
            return (dates, *_ran_out(change))


def _ran_out(change: Change) -> Iterator[Msg]:
    """Yield for which periods one that recurs became overdue, where its state says no more."""
    was, is_ = change.before, change.after
    if "state" not in change.seen or not isinstance(is_, MilestoneAssessment):
        return
    before = was.instances if isinstance(was, MilestoneAssessment) else ()
    late = {i.period for i in before if i.held is False}
    periods = tuple(i.period for i in is_.instances if i.held is False and i.period not in late)
    if periods:
        yield Msg("not reported done for {periods}", periods=periods)


def recorded(recording: Recording, change: Change, before: Answer, after: Answer) -> Msg:
    """Return what was recorded, naming the entries; and on what, if not on the item itself."""
    subjects = subjects_of(before.plan) | subjects_of(after.plan)
    subject = subjects.get(recording.subject)
    of: Period | Msg = recording.period
    if isinstance(subject, Indicator) and subject.id != change.item.id:
        of = Msg("{name} {period}", name=subject.name, period=recording.period)
    return _because(_said(recording, of, subject), recording)


def _said(recording: Recording, of: Period | Msg, subject: Indicator | Milestone | None) -> Msg:
    was, is_ = recording.before, recording.after
    parts = {"who": _entries(recording), "period": of}
    if is_ is None:
        if was is None:
            return Msg("{who} recorded {period} and withdrew it again", **parts)
        return Msg("{who} withdrew {period} {value}", value=value_cell(was, subject), **parts)
    value = value_cell(is_, subject)
    if was is None:
        return Msg("{who} recorded {period} {value}", value=value, **parts)
    if _same(was, is_):
        return Msg("{who} revised {period}, still {value}", value=value, **parts)
    return Msg(
        "{who} revised {period} {before} → {after}",
        before=_bare(value_cell(was, subject)),
        after=value,
        **parts,
    )


def _entries(recording: Recording) -> Msg:
    ids = tuple(entry.id for entry in recording.entries)
    if len(ids) == 1:
        return Msg("entry {id}", id=ids[0])
    return Msg("entries {ids}", ids=ids)


def _because(said: Msg, recording: Recording) -> Msg:
    """Add the reason that the last correction or withdrawal gave.

    What was recorded after a withdrawal is not what that reason is about.
    """
    last = next((e for e in reversed(recording.entries) if e.reason), None)
    if last is None:
        return said
    if last is recording.entries[-1]:
        return Msg("{what} ({reason})", what=said, reason=last.reason)
    return Msg(
        "{what} (entry {id} withdrew what stood before: {reason})",
        what=said,
        id=last.id,
        reason=last.reason,
    )


def _same(was: Claim, is_: Claim) -> bool:
    if isinstance(was, Observation):
        return isinstance(is_, Observation) and was.value == is_.value
    return isinstance(is_, MilestoneReport) and was.done == is_.done


def _bare(cell: Cell) -> Cell:
    """Return a quantity without its unit of measure, which follows a moment later."""
    return replace(cell, unit_of_measure="") if isinstance(cell, Quantity) else cell


def is_told(field: str, change: Change) -> bool:
    """Say whether a field that the plan says otherwise is told among the causes of a change."""
    base = field.partition(".")[0]
    return any(base in _told_by(cause, change) for cause in change.causes)


def _told_by(cause: Cause, change: Change) -> tuple[str, ...]:
    """Return the fields of an item that a cause names: all of them, where it is the only one."""
    match cause:
        case Cause.TARGET_AMENDED if Cause.PLAN_CHANGED in change.causes:
            return _ASKED
        case Cause.PLAN_CHANGED if Cause.TARGET_AMENDED in change.causes:
            return _OTHERWISE
        case Cause.TARGET_AMENDED | Cause.PLAN_CHANGED:
            return (*_ASKED, *_OTHERWISE)
    return ()


def _amended(cause: Cause, change: Change, before: Answer, after: Answer) -> tuple[Msg, ...]:
    """Return what each version in between amended, with the document that approved it."""
    versions = (before.version, *(after.amendments or (after.version,)))
    wanted, id = _told_by(cause, change), change.item.id
    steps = (_step(id, wanted, old, new) for old, new in pairwise(versions))
    ends = Msg(
        "plan version {before} → {after}", before=versions[0].number, after=versions[-1].number
    )
    return tuple(step for step in steps if step is not None) or (ends,)


def _step(id: str, wanted: tuple[str, ...], old: PlanVersion, new: PlanVersion) -> Msg | None:
    amendments = tuple(_amendments(id, wanted, old.plan, new.plan))
    if not amendments:
        return None
    said = Msg(
        "plan version {before} → {after}, {amendments}",
        before=old.number,
        after=new.number,
        amendments=amendments,
    )
    document = new.approved_by
    return Msg("{what} ({reason})", what=said, reason=document) if document else said


def _amendments(id: str, wanted: tuple[str, ...], old: Plan, new: Plan) -> Iterator[Msg]:
    """Yield what the plan says otherwise of the item, and of whatever it rests on."""
    yield from _differing(wanted, _fields(old, id), _fields(new, id))
    if wanted == _ASKED:
        return
    yield from _differing(_OF_PLAN, plan_fields(old), plan_fields(new))
    parts = {part.id: part for part in (*_parts(old, id), *_parts(new, id))}
    for part in parts.values():
        for said in _differing(_OF_PART, _fields(old, part.id), _fields(new, part.id)):
            yield Msg("{name}: {detail}", name=part.name, detail=said)


def _differing(wanted: tuple[str, ...], old: Fields, new: Fields) -> Iterator[Msg]:
    nothing = (None, None)
    for field in dict.fromkeys((*new, *old)):
        was, is_ = old.get(field, nothing)[0], new.get(field, nothing)[0]
        if field.partition(".")[0] in wanted and was != is_:
            yield said_otherwise(field, was, is_)


def said_otherwise(field: str, was: Cell, is_: Cell) -> Msg:
    """Return what a field of the plan said, and what it says now; None: it is not there."""
    return Msg(
        "{field}: {before} → {after}",
        field=field_label(field),
        before=Msg("none") if was is None else was,
        after=Msg("none") if is_ is None else is_,
    )


def _fields(plan: Plan, id: str) -> Fields:
    item = subjects_of(plan).get(id)
    if item is None:
        return {}
    if isinstance(item, Milestone):
        return milestone_fields(item, plan)
    return indicator_fields(item, plan)


def _parts(plan: Plan, id: str) -> tuple[Indicator, ...]:
    """Return an indicator's components and reference."""
    if not plan.has_indicator(id):
        return ()
    indicator = plan.indicator(id)
    target = indicator.target
    reference = (target.reference,) if isinstance(target, MultipleOf) else ()
    return tuple(plan.indicator(part) for part in (*indicator.components, *reference))


def _ruled(reason: Reason, before: Answer, after: Answer) -> Msg:
    if reason.by_program:
        return Msg("this version of the program judges it otherwise than the one before did")
    return Msg(
        "plan version {before} → {after}, on track within ±{old} → ±{new} points",
        before=before.version.number,
        after=after.version.number,
        old=before.plan.thresholds.on_track,
        new=after.plan.thresholds.on_track,
    )


def _listed(change: Change, before: Answer, after: Answer) -> Msg:
    was, is_ = before.version.number, after.version.number
    if change.after is None:
        if after.plan.has_indicator(change.item.id):
            return Msg("a supporting series from plan version {number} on", number=is_)
        return Msg("not in plan version {number}", number=is_)
    if before.plan.has_indicator(change.item.id):
        return Msg("a supporting series until plan version {number}", number=was)
    return Msg("not yet in plan version {number}", number=was)
