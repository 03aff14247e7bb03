"""What a target asks for: in words, and as the cell in which a table shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from sbtrack.assess.limit import limit_in_force, standing_places
from sbtrack.assess.precision import distance, tidy
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.lookup import titled
from sbtrack.domain.message import Msg, Name, Quantity
from sbtrack.domain.plan import Plan
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    Coverage,
    CumulativeChange,
    EveryPeriod,
    MultipleOf,
    Target,
    Undetermined,
)
from sbtrack.domain.terms import Basis, Bound
from sbtrack.domain.undefined import Undefined
from sbtrack.reports.quantities import target_cell
from sbtrack.reports.table import Noted


def target_words(target: Target, plan: Plan, unit_of_measure: str) -> Name | Msg:
    """Return what a target asks for, in the words of its kind."""
    match target:
        case AtLeast(value=value):
            return Msg("at least {value}", value=Quantity(value, unit_of_measure))
        case AtMost(value=value):
            return Msg("at most {value}", value=Quantity(value, unit_of_measure))
        case About(value=value, tolerance=tolerance):
            return Msg(
                "about {value} (±{tolerance})",
                value=Quantity(value, unit_of_measure),
                tolerance=distance(tolerance, unit_of_measure),
            )
        case Coverage():
            return Msg("all of them (100%)")
        case Undetermined(text=text):
            return text
        case _:
            return _reckoned(target, plan, unit_of_measure)


def _reckoned(
    target: AnnualGrowth | CumulativeChange | EveryPeriod | MultipleOf,
    plan: Plan,
    unit_of_measure: str,
) -> Msg:
    match target:
        case AnnualGrowth(rate=rate, bound=bound):
            return Msg(
                "average yearly growth {bound} {rate}", bound=bound, rate=Quantity(rate, "%")
            )
        case CumulativeChange(change=change, bound=bound):
            return Msg("total change {bound} {change}", bound=bound, change=Quantity(change, "%"))
        case EveryPeriod(every=every, bound=bound, value=value):
            return Msg(
                "every {grain} {bound} {value}",
                grain=every,
                bound=bound,
                value=Quantity(value, unit_of_measure),
            )
        case MultipleOf(reference=reference):
            return _times(target, plan.indicator(reference).name, unit_of_measure)


def _times(target: MultipleOf, reference: Name, unit_of_measure: str) -> Msg:
    if target.floor is None:
        return Msg("{factor} times {reference}", factor=target.factor, reference=reference)
    return Msg(
        "{times}, not below {floor}",
        times=Msg("{factor} times {reference}", factor=target.factor, reference=reference),
        floor=Quantity(target.floor, unit_of_measure),
    )


def asked_cell(found: Assessment, plan: Plan) -> Noted:
    """Return the target as a status line shows it: the level, with what is behind it as a remark.

    Where there is no level, what the plan says stands in its place, in words.
    """
    indicator, target = found.indicator, found.indicator.target
    if not isinstance(found.target_value, Undefined):
        return Noted(target_cell(found), _remark(target), target.by)
    if isinstance(target, MultipleOf):
        code = Name(plan.indicator(target.reference).code)
        words: Msg | Name = _times_code(target, code, indicator.unit_of_measure)
    else:
        words = target_words(target, plan, indicator.unit_of_measure)
    return Noted(found.target_value, period=target.by, words=words)


def _times_code(target: MultipleOf, code: Name, unit_of_measure: str) -> Msg:
    """Return a multiple with its reference by code, to be short; a note below says its name."""
    if target.floor is None:
        return Msg("{factor} times {code}", factor=target.factor, code=code)
    return Msg(
        "{factor} times {code}, not below {floor}",
        factor=target.factor,
        code=code,
        floor=Quantity(target.floor, unit_of_measure),
    )


def reference_notes(found: Iterable[Assessment], plan: Plan) -> Iterator[Msg]:
    """Yield which series the codes in targets stand for."""
    targets = (a.indicator.target for a in found if isinstance(a.target_value, Undefined))
    named = dict.fromkeys(t.reference for t in targets if isinstance(t, MultipleOf))
    if named:
        series = (plan.indicator(id) for id in named)
        said = tuple(map(titled, series))
        yield Msg("Targets are multiples of: {series}", series=said)


def _remark(target: Target) -> Msg | None:
    match target:
        case About(value=value):
            return _range(target, value)
        case AnnualGrowth(basis=Basis.RATES):
            return Msg("a year")
        case AnnualGrowth(rate=rate):
            return Msg("{rate} a year", rate=Quantity(rate, "%"))
        case CumulativeChange(basis=Basis.RATES):
            return Msg("in all")
        case CumulativeChange(change=change):
            return Msg("{change} in all", change=Quantity(change, "%"))
    return None


def _range(target: About, middle: Decimal) -> Msg:
    low, high = middle - target.tolerance, middle + target.tolerance
    return Msg("{low} to {high}", low=low, high=high)


def limit_remark(found: Assessment) -> Msg | None:
    """Return which limit the gap is counted to, where it is another than the target."""
    limit = limit_in_force(found)
    if limit is None:
        return None
    if isinstance(found.indicator.target, About):
        return Msg("limit {limit}", limit=_range(found.indicator.target, limit[1]))
    return Msg("limit {limit}", limit=tidy(limit[1], "", standing_places(found)))


def target_bound(target: Target) -> Bound | None:
    """Return the side on which a value must lie, None where there are two or none."""
    match target:
        case AtMost():
            return Bound.AT_MOST
        case AnnualGrowth(bound=bound) | CumulativeChange(bound=bound) | EveryPeriod(bound=bound):
            return bound
        case About() | Undetermined():
            return None
    return Bound.AT_LEAST
