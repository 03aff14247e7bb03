"""How a verdict is worked out, step by step with its numbers: formula, figures, result."""

from __future__ import annotations

from collections.abc import Iterator

from sbtrack.assess.precision import distance, tidy
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Percent, Points, Quantity
from sbtrack.domain.plan import Baseline, Plan
from sbtrack.domain.targets import About, AnnualGrowth, AtMost, CumulativeChange, EveryPeriod
from sbtrack.domain.terms import Basis, Bound, Scale
from sbtrack.domain.undefined import Maybe, Undefined


def steps(found: Assessment, plan: Plan) -> tuple[Msg, ...]:
    """Return the steps from the recorded figure to the verdict, each as a formula with numbers.

    A step that cannot be taken says why; an indicator without a figure has no steps.
    """
    if isinstance(found.actual, Undefined):
        return ()
    if isinstance(found.indicator.target, EveryPeriod):
        return tuple(_period_by_period(found))
    return tuple(_on_the_way(found, plan, found.actual))


def _on_the_way(found: Assessment, plan: Plan, actual: Observation) -> Iterator[Msg]:
    yield from _gap(found, actual)
    yield from _attainment(found, actual)
    yield _elapsed(found, actual, plan)
    if isinstance(found.pace, Undefined) or isinstance(found.planned, Undefined):
        return
    assert not isinstance(found.attainment, Undefined)
    limit = plan.thresholds.on_track
    yield Msg(
        "pace = attainment - planned share = {attainment} - {planned} = {pace} points; "
        "within ±{limit} points is on track",
        attainment=Percent(found.attainment, 2),
        planned=Percent(found.planned, 2),
        pace=Points(found.pace, 2),
        limit=limit,
    )


def _gap(found: Assessment, actual: Observation) -> Iterator[Msg]:
    if isinstance(found.gap, Undefined) or isinstance(found.target_value, Undefined):
        yield Msg("gap: {reason}", reason=found.gap)
        return
    unit = found.indicator.unit_of_measure
    target, value = tidy(found.target_value, unit), tidy(actual.value, unit)
    gap = distance(found.gap, unit)
    match found.indicator.target:
        case About(tolerance=tolerance):
            yield Msg(
                "gap = |actual - target| - tolerance = |{value} - {target}| - {tolerance} = {gap}",
                value=value,
                target=target,
                tolerance=distance(tolerance, unit),
                gap=gap,
            )
        case AtMost() | AnnualGrowth(bound=Bound.AT_MOST) | CumulativeChange(bound=Bound.AT_MOST):
            yield Msg(
                "gap = actual - target = {value} - {target} = {gap}",
                value=value,
                target=target,
                gap=gap,
            )
        case _:
            yield Msg(
                "gap = target - actual = {target} - {value} = {gap}",
                target=target,
                value=value,
                gap=gap,
            )


def _attainment(found: Assessment, actual: Observation) -> Iterator[Msg]:
    attained: Maybe = found.attainment
    if isinstance(attained, Undefined):
        yield Msg("attainment: {reason}", reason=attained)
        return
    baseline, target = found.indicator.baseline, found.indicator.target
    if isinstance(target, AnnualGrowth | CumulativeChange) and target.basis is Basis.RATES:
        yield Msg(
            "attainment = ln(yearly rates compounded) / ln(target compounded) = {attainment}",
            attainment=Percent(attained, 2),
        )
        return
    assert isinstance(baseline, Baseline)
    assert not isinstance(found.target_value, Undefined)
    unit = found.indicator.unit_of_measure
    parts = {
        "a": tidy(actual.value, unit),
        "b": Quantity(baseline.value, unit),
        "t": tidy(found.target_value, unit),
        "attainment": Percent(attained, 2),
    }
    if isinstance(target, About):
        yield Msg("attainment = 1 - |{a} - {t}| / |{t} - {b}| = {attainment}", **parts)
    elif found.scale is Scale.LOG:
        yield Msg("attainment = ln({a} / {b}) / ln({t} / {b}) = {attainment}", **parts)
    else:
        yield Msg("attainment = ({a} - {b}) / ({t} - {b}) = {attainment}", **parts)


def _elapsed(found: Assessment, actual: Observation, plan: Plan) -> Msg:
    baseline = found.indicator.baseline
    base = baseline.period if isinstance(baseline, Baseline) else plan.base
    elapsed = found.elapsed
    return Msg(
        "elapsed = from the end of {base} to the end of {period}, "
        "of the way to the end of {by} = {elapsed}",
        base=base,
        period=actual.period,
        by=found.indicator.target.by,
        elapsed=elapsed if isinstance(elapsed, Undefined) else Percent(elapsed, 2),
    )


def _period_by_period(found: Assessment) -> Iterator[Msg]:
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
