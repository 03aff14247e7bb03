"""Where the figure and the level it is held against come from, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sbtrack.assess.composite import figure_at, in_unit
from sbtrack.assess.compounding import growth_factor, years_after
from sbtrack.assess.limit import limit_in_force
from sbtrack.assess.multiple import reference_of
from sbtrack.assess.numbers import EXACT
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.targets import AnnualGrowth, CumulativeChange, MultipleOf
from sbtrack.domain.undefined import Undefined
from sbtrack.reports.working.case import Case, bare, plus, times


def origin_of_actual(case: Case) -> Iterator[Msg]:
    """Yield how a figure was worked out that was not recorded as it stands."""
    actual = case.actual
    if case.on_rates:
        yield from _compounded(case)
    elif actual.entry_id is None and case.indicator.components:
        yield _composed(case)
    elif actual.numerator is not None and actual.denominator is not None:
        yield Msg(
            "actual = numerator / denominator = {numerator} / {denominator} = {value}",
            numerator=actual.numerator,
            denominator=actual.denominator,
            value=case.result(actual.value),
        )


def origin_of_target(case: Case) -> Iterator[Msg]:
    """Yield how the level to reach was worked out, where the plan does not print it."""
    target, start, end = case.indicator.target, case.start, case.end
    if end is None:
        return
    if isinstance(target, MultipleOf):
        yield from _multiplied(case, target, end)
    if start is None or case.on_rates:
        return
    parts = {"start": case.operand(start), "target": case.result(end)}
    if isinstance(target, AnnualGrowth):
        yield Msg(
            "target = baseline × (1 + rate) ^ years = {start} × {factor} ^ {years} = {target}",
            factor=bare(growth_factor(target.rate)),
            years=case.years(case.base, case.by),
            **parts,
        )
    if isinstance(target, CumulativeChange):
        yield Msg(
            "target = baseline × (1 + change) = {start} × {factor} = {target}",
            factor=bare(growth_factor(target.change)),
            **parts,
        )


def origin_of_limit(case: Case) -> Iterator[Msg]:
    """Yield what a limit asks for at the figure's period, where that is not the target itself."""
    in_force, at, end = limit_in_force(case.found), case.actual.period, case.end
    if in_force is None or end is None:
        return
    due, limit = in_force
    if case.yearly:
        yield _limit_of_yearly(case, due, limit)
        return
    parts = {"period": at, "gone": case.gone, "whole": case.whole, "limit": case.result(limit)}
    if case.start is None:
        yield Msg(
            "limit in {period} = (1 + target) ^ elapsed - 1 "
            "= {factor} ^ ({gone} / {whole}) - 1 = {limit}",
            factor=bare(growth_factor(end)),
            **parts,
        )
        return
    yield Msg(
        "limit in {period} = baseline × (target / baseline) ^ elapsed "
        "= {start} × ({end} / {start}) ^ ({gone} / {whole}) = {limit}",
        start=case.operand(case.start),
        end=case.operand(end),
        **parts,
    )


def _limit_of_yearly(case: Case, due: Period, limit: Decimal) -> Msg:
    """Return which yearly target is the limit, or between which two their path has it."""
    at = case.actual.period
    (first, start), (last, end) = case.points_around(at)
    if isinstance(case.indicator.target, AnnualGrowth) and at.end not in (first.end, last.end):
        return Msg(
            "limit in {period} = at equal growth between {start} in {first} and {end} in {last} "
            "= {limit}",
            period=at,
            start=case.result(start),
            first=first,
            end=case.result(end),
            last=last,
            limit=case.result(limit),
        )
    return Msg(
        "limit in {period} = the plan's target for {due} = {limit}",
        period=at,
        due=due,
        limit=case.result(limit),
    )


def _compounded(case: Case) -> Iterator[Msg]:
    rates = {o.period: o.value for o in case.observations.get(case.indicator.id, ())}
    years = years_after(case.plan.base, case.actual.period)
    if len(years) < 2:
        return
    factors = times([bare(growth_factor(rates[year])) for year in years])
    value = case.result(case.actual.value)
    if isinstance(case.indicator.target, AnnualGrowth):
        yield Msg(
            "actual = (product of 1 + rate) ^ (1 / years) - 1 "
            "= ({factors}) ^ (1 / {years}) - 1 = {value}",
            factors=factors,
            years=len(years),
            value=value,
        )
        return
    yield Msg(
        "actual = product of 1 + rate, less 1 = {factors} - 1 = {value}",
        factors=factors,
        value=value,
    )


def _composed(case: Case) -> Msg:
    """Return the sum of the components, or the rate that they make when they are pooled."""
    actual, parts = case.actual, _parts(case)
    if actual.numerator is None or actual.denominator is None:
        named = [
            Msg("{value} ({code})", value=Quantity(part.value, unit), code=code)
            for part, unit, code in parts
        ]
        return Msg(
            "actual = sum of its components = {parts} = {value}",
            parts=plus(named),
            value=case.result(actual.value),
        )
    return Msg(
        "actual = sum of numerators / sum of denominators "
        "= ({numerators}) / ({denominators}) = {numerator} / {denominator} = {value}",
        numerators=plus([part.numerator for part, _, _ in parts]),
        denominators=plus([part.denominator for part, _, _ in parts]),
        numerator=actual.numerator,
        denominator=actual.denominator,
        value=case.result(actual.value),
    )


def _parts(case: Case) -> list[tuple[Observation, str, str]]:
    found = []
    for id in case.indicator.components:
        component = case.plan.indicator(id)
        part = figure_at(case.plan, component, case.observations, case.actual.period)
        assert isinstance(part, Observation)
        found.append((part, component.unit_of_measure, component.code))
    return found


def _multiplied(case: Case, target: MultipleOf, end: Decimal) -> Iterator[Msg]:
    found, plan = case.found, case.plan
    reference = plan.indicator(target.reference)
    figure = reference_of(plan, target, found.actual, case.observations, found.as_of)
    if isinstance(figure, Undefined):
        return
    ours = in_unit(figure.value, reference.unit_of_measure, case.indicator.unit_of_measure)
    product = EXACT.multiply(target.factor, ours)
    parts = {
        "factor": target.factor,
        "name": reference.name,
        "period": figure.period,
        "value": Quantity(figure.value, reference.unit_of_measure),
        "product": case.result(product),
    }
    yield Msg("factor × {name} in {period} = {factor} × {value} = {product}", **parts)
    if target.floor is None:
        yield Msg("target = {target}", target=case.result(end))
        return
    yield Msg(
        "target = the larger of {product} and the floor {floor} = {target}",
        product=case.result(product),
        floor=case.result(target.floor),
        target=case.result(end),
    )
