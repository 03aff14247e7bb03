"""The last sheet: which plan, which dates, which rules, and what is on the other sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sbtrack.assess.verdict import light_of, light_of_milestone
from sbtrack.domain.ledger import Head
from sbtrack.domain.message import Msg
from sbtrack.domain.snapshot import Snapshot
from sbtrack.domain.terms import Constraint, Light, MilestoneState, Verdict
from sbtrack.locale.signs import SYMBOLS
from sbtrack.reports.answer import Answer
from sbtrack.reports.plan.tables import plan_facts
from sbtrack.reports.table import Cell, Mark
from sbtrack.reports.workbook.changes import Comparison
from sbtrack.reports.workbook.sheets import (
    NAMES,
    Field,
    Kind,
    Line,
    Linked,
    Place,
    Sheet,
    SheetCell,
    Tab,
)

FIELDS = (
    Field("item", Msg("Item"), widest=28, narrowest=16),
    Field("said", Msg("What it says"), widest=104, narrowest=60, names=""),
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a workbook comes from; `week` is empty when it is not a weekly one."""

    program_version: str
    head: Head | None  # None: there is no database
    week: str


def about_sheet(answer: Answer, origin: Origin, compared: Comparison | None) -> Sheet:
    """Return the sheet."""
    return Sheet(
        tab=Tab.ABOUT,
        title=Msg("Explanations"),
        fields=FIELDS,
        lines=(
            *_part(Msg("The plan"), _plan(answer)),
            *_part(Msg("This workbook"), _origin(answer, origin, compared)),
            *_part(Msg("Sheets"), _sheets(answer)),
            *_part(Msg("How it is worked out"), ((a, b, "") for a, b in _quantities())),
            *_part(Msg("Verdicts"), _verdicts(answer.plan.thresholds.on_track)),
            *_part(Msg("Lights"), ((a, b, "") for a, b in _lights())),
        ),
        paged=True,
    )


def _plan(answer: Answer) -> Iterator[tuple[SheetCell, SheetCell, str]]:
    yield Msg("Title"), answer.plan.title, ""
    for label, said in plan_facts(answer.version):
        yield label, said, ""


def _part(heading: Msg, facts: Iterator[tuple[SheetCell, SheetCell, str]]) -> Iterator[Line]:
    yield Line((heading,), kind=Kind.HEADING)
    for label, said, key in facts:
        yield Line((label, said), key)


def _origin(
    answer: Answer, origin: Origin, compared: Comparison | None
) -> Iterator[tuple[SheetCell, SheetCell, str]]:
    if origin.week:
        yield Msg("Week"), origin.week, "week"
    yield Msg("As of"), answer.as_of, "as_of"
    yield Msg("Known at"), answer.known_at, "known_at"
    yield (
        Msg("What that means"),
        Msg(
            "Judged at the end of the as-of date, by what was recorded up to the known-at moment; "
            "that is the moment of the newest entry, after which nothing was recorded."
        ),
        "",
    )
    if answer.version.number:
        yield Msg("Plan version"), answer.version.number, "plan_version"
        if answer.version.loaded_at is not None:
            loaded = answer.version.loaded_at.astimezone(answer.known_at.tzinfo)
            yield Msg("Loaded at"), loaded, ""
    yield Msg("Compared with"), _previous(compared), ""
    if compared is not None:
        yield Msg("Its file"), _file_of(compared.snapshot), ""
    yield Msg("Program version"), f"sbtrack {origin.program_version}", "program_version"
    if origin.head is not None:
        fingerprint = f"{origin.head.count}:{origin.head.hash}"
        yield Msg("Fingerprint of the database"), fingerprint, "fingerprint"
    yield Msg("The same on screen"), _command(answer), ""


def _previous(compared: Comparison | None) -> Msg:
    if compared is None:
        return Msg("nothing: there is no snapshot of an earlier week")
    return Msg(
        "the snapshot of week {week}, as of {as_of}, known at {known_at}",
        week=compared.snapshot.week,
        as_of=compared.before.as_of,
        known_at=compared.before.known_at,
    )


def _file_of(snapshot: Snapshot) -> Msg:
    return Msg("{file}, SHA-256 {hash}", file=Path(snapshot.path).name, hash=snapshot.sha256)


def _command(answer: Answer) -> str:
    moment = answer.known_at.isoformat()
    return f"sbtrack status --as-of {answer.as_of.isoformat()} --known-at {moment}"


def _sheets(answer: Answer) -> Iterator[tuple[SheetCell, SheetCell, str]]:
    for tab, said in (
        (Tab.STATUS, Msg("Every indicator: target, actual, gap, pace, outlook and verdict.")),
        (Tab.MILESTONES, Msg("Every milestone: when it is due, and whether it is done.")),
        (Tab.CHANGES, Msg("What stands differently than in the snapshot before, and why.")),
        (Tab.CHARTS, Msg("Planned path and actual figures of the headline indicators.")),
        (Tab.VALUES, Msg("Every value ever recorded, with vintage, source and entry number.")),
        (Tab.TASKS, Msg("Under each task the indicators and milestones that it serves.")),
        (Tab.UNITS, Msg("For each unit what it leads, what it supports, and how it stands.")),
        (Tab.DOUBTS, Msg("Figures that somebody should look at again.")),
        (Tab.LEDGER, Msg("What was entered, corrected or withdrawn since the snapshot before.")),
        (Tab.PATHS, Msg("The figures that the charts are drawn from.")),
    ):
        if tab is not Tab.MILESTONES or answer.plan.milestones:
            yield Linked(NAMES[tab], Place(tab)), said, ""
    yield (
        Msg("Columns folded away"),
        Msg("Above some sheets is a [+]: it opens columns that would make the print too small."),
        "",
    )


def _quantities() -> Iterator[tuple[Cell, Cell]]:
    yield (
        Msg("Gap"),
        Msg(
            "What is still to go to the target, in the unit of measure. More than zero always "
            "means not there yet, whether the target is a floor or a ceiling."
        ),
    )
    yield (
        Msg("Attainment"),
        Msg(
            "The share of the way from baseline to target: (actual - baseline) / (target - "
            "baseline); for growth and cumulative change on a logarithmic scale, so that equal "
            "yearly effort is equal progress."
        ),
    )
    yield (
        Msg("Elapsed"),
        Msg("The share of the plan's time gone by at the end of the period of the figure."),
    )
    yield (
        Msg("Pace"),
        Msg(
            "Attainment minus the share that was planned by then, in percentage points: through "
            "the plan's yearly targets where it sets them, else in step with time."
        ),
    )
    yield (
        Msg("Projected"),
        Msg("Where the pace since the baseline ends when the target is due."),
    )
    yield (
        Msg("Required a year"),
        Msg(
            "What each year after that of the figure has to bring, so that the target is met; "
            "nothing once the target period is over."
        ),
    )
    yield (
        Msg("Provisional"),
        Msg("The figure of the target period is still missing; the last one is judged instead."),
    )
    yield "-", Msg("Cannot be worked out; the explanation or the note below says why.")


def _verdicts(limit: Decimal) -> Iterator[tuple[Cell, Cell, str]]:
    behind = Msg("pace below -{limit} points, or a limit that does not hold", limit=limit)
    rules = {
        Verdict.MET_EARLY: Msg("the target is met before it is due"),
        Verdict.AHEAD: Msg("pace above +{limit} points", limit=limit),
        Verdict.ON_TRACK: Msg("pace within ±{limit} points", limit=limit),
        Verdict.BEHIND: behind,
        Verdict.REVERSED: Msg("further from the target than the baseline was"),
        Verdict.ACHIEVED: Msg("the target is met when it is due"),
        Verdict.MISSED: Msg("the target is not met when it is due"),
        Verdict.UNRATED: Msg("no verdict, for the reason given beside it"),
    }
    for verdict, rule in rules.items():
        for light in dict.fromkeys(light_of(verdict, constraint) for constraint in Constraint):
            yield Mark(verdict, light), rule, ""
    states = {
        MilestoneState.DONE: Msg("a milestone that is reported as done"),
        MilestoneState.DUE: Msg("a milestone whose time has not run out"),
        MilestoneState.OVERDUE: Msg("a milestone whose time has run out"),
    }
    for state, rule in states.items():
        yield Mark(state, light_of_milestone(state)), rule, ""


def _lights() -> Iterator[tuple[Cell, Cell]]:
    said = {
        Light.GREEN: Msg("as planned, or better"),
        Light.YELLOW: Msg(
            "behind, of an indicator that is {anticipatory} or {unspecified}",
            anticipatory=Constraint.ANTICIPATORY,
            unspecified=Constraint.UNSPECIFIED,
        ),
        Light.RED: Msg(
            "behind, of a {binding} indicator; reversed, missed or overdue of any",
            binding=Constraint.BINDING,
        ),
        Light.GREY: Msg("no verdict"),
    }
    for light, meaning in said.items():
        yield Msg("{sign} {light}", sign=SYMBOLS[light], light=light), meaning
