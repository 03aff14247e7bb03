"""Recording from the command line: find the item, record, and answer with its new standing."""

from __future__ import annotations

from pathlib import Path

from sbtrack.actions.claims import Typed, speaks_of_milestone
from sbtrack.actions.clocks import clock_check
from sbtrack.actions.idle import why_idle_claim
from sbtrack.actions.recording import Intent, Recorded, record_claim
from sbtrack.actions.standing import VALUE
from sbtrack.actions.wording import said
from sbtrack.cli.commands.record.dependents import standings, tell_moved
from sbtrack.cli.doubting import fresh_doubts
from sbtrack.cli.frame.language import words
from sbtrack.cli.output import kept
from sbtrack.cli.reading import Consulted, consult
from sbtrack.cli.settings import Settings, current_user, now, today
from sbtrack.cli.suspicions import tell_dated_ahead
from sbtrack.domain.errors import RecordRefused, quoted
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.ledger import Entry
from sbtrack.domain.lookup import find_tracked, name_of
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Milestone, Plan
from sbtrack.domain.terms import Group
from sbtrack.render.console import make_console
from sbtrack.render.messages import say
from sbtrack.render.table import draw
from sbtrack.reports.ledger import subject_of, subjects_of
from sbtrack.reports.selection import Selection
from sbtrack.reports.status.table import one_line
from sbtrack.reports.table import without_blanks


class Recorder(Frozen):
    """How the claims of one command are meant."""

    settings: Settings
    revise: bool = False
    reason: str = ""
    confirmed: bool = False

    def record(self, name: str, typed: Typed) -> Recorded:
        """Record one claim and say what became of it.

        Raises:
            SbtrackError: it must not be recorded so; nothing was written.
        """
        with consult(self.settings) as consulted:
            version = consulted.version
            item = find_tracked(name, version.plan, milestone=speaks_of_milestone(typed.value))
            before = standings(consulted, item)
        if typed.value is None and typed.numerator is None and typed.denominator is None:
            raise RecordRefused(
                Msg("Give the value after the name, or --numerator and --denominator.")
            )
        intent = Intent(
            current_user(), now, today(version.plan), self.revise, self.reason, self.confirmed
        )
        path, console, voice = self.settings.database, make_console(), words(version.plan.language)
        there = path.exists()
        recorded = record_claim(path, version, item, typed, intent)
        outcome = _outcome(item, recorded)
        with kept(outcome):
            if not version.number:
                say(console, _begun(path, version.plan, there), voice, "yellow")
            say(console, outcome, voice)  # at once: what follows could fail
        with kept(outcome, told=True):
            if recorded.entry is not None:
                tell_dated_ahead(recorded.entry, version.plan)
            with consult(self.settings) as consulted:
                _tell_standing(consulted, item)
                tell_moved(consulted, before)
                if recorded.entry is not None:
                    _tell_idle(consulted, item, recorded.claim.period)
                    _tell_doubts(consulted, item, recorded.entry.id)
        return recorded


def retract(settings: Settings, id: int, reason: str, *, confirmed: bool = False) -> None:
    """Withdraw an entry; say so, and how its indicator or milestone stands without it.

    `confirmed` says that this computer's clock is right.

    Raises:
        SbtrackError: it cannot be withdrawn; nothing was written.
    """
    from sbtrack.store.writes.writer import retract as withdraw  # noqa: PLC0415  heavy

    with consult(settings) as consulted:
        plan, reader = consulted.plan, consulted.reader
        meant = reader.entry(id) if reader is not None else None
        item = subjects_of(plan).get(subject_of(meant.claim)) if meant is not None else None
        before = standings(consulted, item)
        if reader is not None and meant is not None:
            clock_check(settings.database, plan, now, confirmed=confirmed)(reader)
    entry = withdraw(settings.database, id, reason=reason, recorded_by=current_user(), now=now)
    outcome = _withdrawn(item, entry)
    with kept(outcome):
        say(make_console(), outcome, words(plan.language))
    with kept(outcome, told=True):
        tell_dated_ahead(entry, plan)
        if item is not None:
            with consult(settings) as consulted:
                _tell_standing(consulted, item)
                tell_moved(consulted, before)


def _withdrawn(item: Indicator | Milestone | None, entry: Entry) -> Msg:
    if item is None:
        return Msg("Withdrawn: entry {id} (now entry {new}).", id=entry.supersedes, new=entry.id)
    return Msg(
        "Withdrawn: {code} {name}, {period} {value} (entry {id}, withdrawn by entry {new}).",
        code=item.code,
        name=name_of(item),
        period=entry.claim.period,
        value=said(item, entry.claim),
        id=entry.supersedes,
        new=entry.id,
    )


def _tell_standing(consulted: Consulted, item: Indicator | Milestone) -> None:
    console, voice = make_console(), words(consulted.plan.language)
    if isinstance(item, Indicator) and item.group is Group.SERIES:
        return
    answer = consulted.answer(Selection(items=frozenset({item.id})))
    draw(without_blanks(one_line(answer)), voice, console)
    assessed = answer.assessed
    explanations = [found.explanation for found in assessed.indicators]
    explanations += [found.explanation for found in assessed.milestones]
    for explanation in explanations:
        say(console, explanation, voice)


def _tell_idle(consulted: Consulted, item: Indicator | Milestone, period: Period) -> None:
    """Say that what was just recorded decides nothing, so that nobody waits for it to."""
    idle = why_idle_claim(consulted.plan, item, period)
    if idle is not None:
        say(make_console(), idle, words(consulted.plan.language), "yellow")


def _tell_doubts(consulted: Consulted, item: Indicator | Milestone, entry_id: int) -> None:
    """Say what is doubtful about a figure just recorded; it is recorded all the same."""
    if isinstance(item, Milestone):
        return
    for doubt in fresh_doubts(consulted, item.id, entry_id):
        said = Msg(
            "Doubtful: {finding} {remedy} [{doubt}]",
            finding=doubt.finding,
            remedy=doubt.remedy,
            doubt=doubt.key,
        )
        say(make_console(), said, words(consulted.plan.language), "yellow")


def _begun(path: Path, plan: Plan, there: bool) -> Msg:
    """Return under which plan and in which file figures are kept from now on.

    Nobody may have meant it: a plan of one's own that did not load is easily overlooked.
    """
    place = {"path": quoted(str(path), limit=300), "title": plan.title}
    if there:
        return Msg(
            "The database {path} had no plan yet; it now follows the built-in plan, {title}.",
            **place,
        )
    return Msg(
        "Made the database {path}, which follows the built-in plan, {title}. For a plan of your "
        "own, delete that file and begin with `sbtrack plan load`.",
        **place,
    )


def _outcome(item: Indicator | Milestone, recorded: Recorded) -> Msg:
    claim, entry = recorded.claim, recorded.entry
    parts = {
        "code": item.code,
        "name": name_of(item),
        "period": claim.period,
        "value": said(item, claim),
    }
    if entry is None:
        return Msg(
            "Recorded already as entry {id}: {code} {name}, {period} {value}; nothing changed.",
            id=claim.entry_id,
            **parts,
        )
    if recorded.standing is None:
        return Msg("Recorded: {code} {name}, {period} {value} (entry {id}).", id=entry.id, **parts)
    if VALUE not in recorded.changed:
        return Msg(
            "Revised: {code} {name}, {period} {value} (entry {id}); new: {parts}.",
            parts=recorded.changed,
            id=entry.id,
            **parts,
        )
    return Msg(
        "Revised: {code} {name}, {period} {before} → {value} (entry {id}).",
        before=said(item, recorded.standing),
        id=entry.id,
        **parts,
    )
