"""How a verdict is worked out, step by step with its numbers: formula, figures, result."""

from __future__ import annotations

from collections.abc import Iterator

from sbtrack.assess.composite import Observations
from sbtrack.assess.precision import telling_share
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.message import Msg, Percent
from sbtrack.domain.plan import Plan
from sbtrack.domain.targets import About, EveryPeriod
from sbtrack.domain.undefined import Maybe, Undefined
from sbtrack.reports.working.case import Case
from sbtrack.reports.working.forecast import achieved_step, projected_step, required_step
from sbtrack.reports.working.origin import origin_of_actual, origin_of_limit, origin_of_target
from sbtrack.reports.working.pace import pace_step, planned_steps
from sbtrack.reports.working.verdict import verdict_steps


def steps(found: Assessment, plan: Plan, observations: Observations) -> tuple[Msg, ...]:
    """Return the steps from the recorded figure to the verdict, each as a formula with numbers.

    Every number in the standing has its step, but for those that the plan prints or that were
    recorded as they are. A step that cannot be taken says why, and what follows from it is left
    out; without a figure only the target has steps.
    """
    case = Case(found, plan, observations)
    if isinstance(found.actual, Undefined):
        return tuple(origin_of_target(case))
    if isinstance(found.indicator.target, EveryPeriod):
        return tuple(_period_by_period(case))
    return tuple(dict.fromkeys(_on_the_way(case)))


def _on_the_way(case: Case) -> Iterator[Msg]:
    yield from origin_of_actual(case)
    yield from origin_of_target(case)
    yield from origin_of_limit(case)
    yield _gap(case)
    yield _attainment(case)
    yield _elapsed(case)
    yield from planned_steps(case)
    yield from pace_step(case)
    yield from required_step(case)
    yield from achieved_step(case)
    yield from projected_step(case)
    yield from verdict_steps(case)


def _gap(case: Case) -> Msg:
    found, target = case.found, case.indicator.target
    against: Maybe = found.planned_value if case.limited else found.target_value
    if isinstance(found.gap, Undefined) or isinstance(against, Undefined):
        return Msg("gap: {reason}", reason=found.gap)
    parts = {
        "value": case.operand(case.actual.value),
        "target": case.operand(against),
        "gap": case.difference(found.gap),
    }
    if isinstance(target, About):
        tolerance = case.operand(target.tolerance)
        return Msg(
            "gap = |actual - target| - tolerance = |{value} - {target}| - {tolerance} = {gap}",
            tolerance=tolerance,
            **parts,
        )
    if case.limited and against != case.end:
        if case.from_above:
            return Msg("gap = actual - limit = {value} - {target} = {gap}", **parts)
        return Msg("gap = limit - actual = {target} - {value} = {gap}", **parts)
    if case.from_above:
        return Msg("gap = actual - target = {value} - {target} = {gap}", **parts)
    return Msg("gap = target - actual = {target} - {value} = {gap}", **parts)


def _attainment(case: Case) -> Msg:
    attained = case.found.attainment
    if isinstance(attained, Undefined):
        return Msg("attainment: {reason}", reason=attained)
    assert case.end is not None
    percent = telling_share(attained, 2)
    if case.on_rates:
        return Msg(
            "attainment = ln(rates compounded) / ln(target compounded) "
            "= ln({index}) / ln({goal}) = {attainment}",
            index=case.compounded(case.actual.value, case.actual.period),
            goal=case.compounded(case.end, case.by),
            attainment=percent,
        )
    assert case.start is not None
    parts = {
        "a": case.operand(case.actual.value),
        "b": case.operand(case.start),
        "t": case.operand(case.end),
        "attainment": percent,
    }
    if isinstance(case.indicator.target, About):
        return Msg("attainment = 1 - |{a} - {t}| / |{t} - {b}| = {attainment}", **parts)
    if case.on_log:
        return Msg("attainment = ln({a} / {b}) / ln({t} / {b}) = {attainment}", **parts)
    return Msg("attainment = ({a} - {b}) / ({t} - {b}) = {attainment}", **parts)


def _elapsed(case: Case) -> Msg:
    elapsed = case.found.elapsed
    if isinstance(elapsed, Undefined):
        return Msg("elapsed: {reason}", reason=elapsed)
    return Msg(
        "elapsed = months from the end of {base} to the end of {period} / to the end of {by} "
        "= {gone} / {whole} = {elapsed}",
        base=case.base,
        period=case.actual.period,
        by=case.by,
        gone=case.gone,
        whole=case.whole,
        elapsed=Percent(elapsed, 2),
    )


def _period_by_period(case: Case) -> Iterator[Msg]:
    found = case.found
    yield from origin_of_actual(case)
    yield _gap(case)
    held = tuple(p.period for p in found.periods if p.held)
    failed = tuple(p.period for p in found.periods if p.held is False)
    unknown = tuple(p.period for p in found.periods if p.held is None)
    if held:
        yield Msg("held in {periods}", periods=held)
    if failed:
        yield Msg("not held in {periods}", periods=failed)
    if unknown:
        yield Msg("no figure for {periods}", periods=unknown)
    if not isinstance(found.attainment, Undefined):
        yield Msg(
            "attainment = periods held / periods due = {held} / {due} = {attainment}",
            held=len(held),
            due=len(found.periods),
            attainment=Percent(found.attainment, 2),
        )
    yield _elapsed(case)
    yield from verdict_steps(case)
