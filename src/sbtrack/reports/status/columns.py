"""The columns of the status, and what goes without saying in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sbtrack.domain.assessment import Assessment
from sbtrack.domain.frozen import Frozen, replace
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Plan
from sbtrack.reports.table import Align, Column

_RIGHT = Align.RIGHT
_SHORT_NAME = 10
#: Code to verdict a line needs all to be understood. Pace goes before the share it is counted from.
COLUMNS = (
    Column("code", Msg("No.")),
    Column("name", Msg("Indicator"), flexible=True, comfortable=18),
    Column("constraint", Msg("Type"), priority=3, vital=True),
    Column("baseline", Msg("Baseline"), _RIGHT, 6),
    Column("target", Msg("Target"), _RIGHT, flexible=True, comfortable=12),
    Column("words", Msg("Target in words"), bare=True),
    Column("due", Msg("Due"), period_of="target"),
    Column("actual", Msg("Actual"), _RIGHT),
    Column("period", Msg("Period"), period_of="actual"),
    Column("gap", Msg("Gap"), _RIGHT, 2, vital=True),
    Column("limit", Msg("Gap counted to"), _RIGHT, bare=True),
    Column("bar", Msg("Progress"), priority=9),
    Column("attainment", Msg("Attainment"), _RIGHT, 2, vital=True),
    Column("elapsed", Msg("Elapsed"), _RIGHT, 8),
    Column("planned", Msg("Planned share"), _RIGHT, 4),
    Column("pace", Msg("Pace (pp)"), _RIGHT, 5, short=Msg("Pace, pp")),
    Column("verdict", Msg("Verdict")),
    Column("lead", Msg("Lead unit"), priority=7, flexible=True),
    Column("reason", Msg("Reason"), bare=True),
)


class Usual(Frozen):
    """The periods that go without saying: of most actuals, and by which most targets are due."""

    actual: Period | None
    due: Period | None


def status_columns(usual: Usual, plan: Plan) -> tuple[Column, ...]:
    """Return the columns; where the periods have none, the headings say the usual ones.

    Short names of units may be broken, long ones would then take too many lines.
    """
    changed: dict[str, Column] = {column.key: column for column in COLUMNS}
    if usual.actual is not None:
        said = Msg("Actual {period}", period=usual.actual)
        changed["actual"] = replace(changed["actual"], short=said)
    if usual.due is not None:
        said = Msg("Target {period}", period=usual.due)
        changed["target"] = replace(changed["target"], short=said)
    if all(unit.short for unit in plan.units):
        changed["lead"] = replace(changed["lead"], comfortable=_SHORT_NAME)
    return tuple(changed.values())


def usual_of(found: Iterable[Assessment], plan: Plan) -> Usual:
    """Return the periods of most lines; among equals the plan's own end, or the newest."""
    listed = tuple(found)
    actuals = Counter(a.actual.period for a in listed if isinstance(a.actual, Observation))
    due = Counter(a.indicator.target.by for a in listed)
    return Usual(
        max(actuals, key=lambda p: (actuals[p], p.end, p.start), default=None),
        max(due, key=lambda p: (due[p], p == plan.end, p.end, p.start), default=None),
    )
