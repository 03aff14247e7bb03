"""Why the verdict, and why its light: the last steps."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sbtrack.domain.message import Msg
from sbtrack.domain.targets import EveryPeriod
from sbtrack.domain.terms import Constraint, Verdict
from sbtrack.domain.undefined import Undefined
from sbtrack.reports.working.case import Case

_WHY = {
    Verdict.MET_EARLY: Msg("the gap is not above 0 before the target period"),
    Verdict.ACHIEVED: Msg("the gap is not above 0 in the target period"),
    Verdict.MISSED: Msg("the gap is above 0 in the target period"),
    Verdict.REVERSED: Msg("attainment is below 0"),
}
_WHY_OF_LIMIT = {
    Verdict.ON_TRACK: Msg("the gap to the limit is not above 0"),
    Verdict.BEHIND: Msg("the gap to the limit is above 0"),
}
_WHY_OF_PERIODS = {
    Verdict.ON_TRACK: Msg("every period with a figure held"),
    Verdict.BEHIND: Msg("not every period held"),
    Verdict.ACHIEVED: Msg("every period held, up to the last"),
    Verdict.MISSED: Msg("not every period held, and the last is over"),
}


def verdict_steps(case: Case) -> Iterator[Msg]:
    """Yield the comparison that decides, and for one behind why its light is red or yellow."""
    found = case.found
    if found.verdict is Verdict.UNRATED:
        return
    yield Msg("{why}: {verdict}", why=_why(case), verdict=found.verdict)
    if found.verdict is not Verdict.BEHIND:
        return
    if case.indicator.constraint is Constraint.BINDING:
        yield Msg("behind, and the target is binding: {light}", light=found.light)
    else:
        yield Msg("behind, and the target is not binding: {light}", light=found.light)


def _why(case: Case) -> Msg:
    verdict = case.found.verdict
    if isinstance(case.indicator.target, EveryPeriod):
        return _WHY_OF_PERIODS[verdict]
    if verdict in _WHY:
        return _WHY[verdict]
    if case.limited:
        return _WHY_OF_LIMIT[verdict]
    if isinstance(case.found.pace, Undefined):
        return Msg("the actual has passed the range around the target")
    return _why_of_pace(verdict, case.plan.thresholds.on_track)


def _why_of_pace(verdict: Verdict, limit: Decimal) -> Msg:
    if verdict is Verdict.AHEAD:
        return Msg("pace is above +{limit} points", limit=limit)
    if verdict is Verdict.BEHIND:
        return Msg("pace is below -{limit} points", limit=limit)
    return Msg("pace is within ±{limit} points", limit=limit)
