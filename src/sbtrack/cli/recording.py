"""Recording from the command line: find the item, record, and answer with its new standing."""

from __future__ import annotations

from dataclasses import dataclass

from sbtrack.actions.claims import Typed, speaks_of_milestone
from sbtrack.actions.recording import Intent, Recorded, record_claim, said
from sbtrack.actions.standing import VALUE
from sbtrack.cli.doubting import fresh_doubts
from sbtrack.cli.language import words
from sbtrack.cli.reading import Consulted, consult
from sbtrack.cli.settings import Settings, current_user, now, today
from sbtrack.domain.errors import RecordRefused, quoted
from sbtrack.domain.ledger import Entry
from sbtrack.domain.lookup import find_tracked, name_of
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Indicator, Milestone, Plan
from sbtrack.domain.terms import Group
from sbtrack.render.console import make_console
from sbtrack.render.messages import say
from sbtrack.render.table import draw
from sbtrack.reports.ledger import subject_of, subjects_of
from sbtrack.reports.selection import Selection
from sbtrack.reports.status import one_line
from sbtrack.reports.table import without_blanks


@dataclass(frozen=True, slots=True)
class Recorder:
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
        if typed.value is None and typed.numerator is None and typed.denominator is None:
            raise RecordRefused(
                Msg("Give the value after the name, or --numerator and --denominator.")
            )
        intent = Intent(
            current_user(), now(), today(version.plan), self.revise, self.reason, self.confirmed
        )
        recorded = record_claim(self.settings.database, version, item, typed, intent)
        with consult(self.settings) as consulted:
            if not version.number:
                _tell_made(consulted)
            _tell(consulted, item, _outcome(item, recorded))
            if recorded.entry is not None and isinstance(item, Indicator):
                _tell_doubts(consulted, item, recorded.entry.id)
        return recorded


def tell_retracted(settings: Settings, entry: Entry) -> None:
    """Say what was withdrawn, and how its indicator or milestone stands without it."""
    with consult(settings) as consulted:
        item = _item_of(consulted.plan, entry)
        if item is None:
            outcome = Msg(
                "Withdrawn: entry {id} (now entry {new}).", id=entry.supersedes, new=entry.id
            )
            say(make_console(), outcome, words(consulted.plan.language))
            return
        outcome = Msg(
            "Withdrawn: {code} {name}, {period} {value} (entry {id}, withdrawn by entry {new}).",
            code=item.code,
            name=name_of(item),
            period=entry.claim.period,
            value=said(item, entry.claim),
            id=entry.supersedes,
            new=entry.id,
        )
        _tell(consulted, item, outcome)


def _item_of(plan: Plan, entry: Entry) -> Indicator | Milestone | None:
    return subjects_of(plan).get(subject_of(entry.claim))


def _tell(consulted: Consulted, item: Indicator | Milestone, outcome: Msg) -> None:
    console, voice = make_console(), words(consulted.plan.language)
    say(console, outcome, voice)
    if isinstance(item, Indicator) and item.group is Group.SERIES:
        return
    answer = consulted.answer(Selection(items=frozenset({item.id})))
    draw(without_blanks(one_line(answer)), voice, console)
    assessed = answer.assessed
    explanations = [found.explanation for found in assessed.indicators]
    explanations += [found.explanation for found in assessed.milestones]
    for explanation in explanations:
        say(console, explanation, voice)


def _tell_doubts(consulted: Consulted, item: Indicator, entry_id: int) -> None:
    """Say what is doubtful about a figure just recorded; it is recorded all the same."""
    for doubt in fresh_doubts(consulted, item.id, entry_id):
        said = Msg(
            "Doubtful: {finding} {remedy} [{doubt}]",
            finding=doubt.finding,
            remedy=doubt.remedy,
            doubt=doubt.key,
        )
        say(make_console(), said, words(consulted.plan.language), "yellow")


def _tell_made(consulted: Consulted) -> None:
    """Say that there is a database now, in case nobody meant to make one."""
    made = Msg(
        "Made the database {path}, with the built-in plan as version 1.",
        path=quoted(str(consulted.path), limit=300),
    )
    say(make_console(), made, words(consulted.plan.language))


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
