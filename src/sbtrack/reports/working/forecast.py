"""What is required from now on, what the years so far brought, and where that leads: steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sbtrack.assess.elapsed import years_between
from sbtrack.assess.gap import nearer_edge
from sbtrack.assess.pace import projected_value
from sbtrack.assess.precision import tidy
from sbtrack.domain.message import Msg
from sbtrack.domain.targets import About, AnnualGrowth
from sbtrack.domain.terms import Why
from sbtrack.domain.undefined import Undefined
from sbtrack.reports.quantities import per_year, required_from_now
from sbtrack.reports.working.case import Case


def required_step(case: Case) -> Iterator[Msg]:
    """Yield the change a year that is needed from now on, or why none is."""
    found, required = case.found, required_from_now(case.found)
    if isinstance(required, Undefined):
        if required.why in (Why.ALREADY_MET, Why.TARGET_PERIOD_REACHED):
            yield Msg("required a year: {reason}", reason=required)
        return
    assert case.end is not None
    parts = {
        "left": case.years(case.actual.period, case.by),
        "required": per_year(required, found),
    }
    if case.on_rates:
        yield Msg(
            "required a year = (target compounded / rates compounded) ^ (1 / years left) - 1 "
            "= ({goal} / {index}) ^ (1 / {left}) - 1 = {required}",
            goal=case.compounded(case.end, case.by),
            index=case.compounded(case.actual.value, case.actual.period),
            **parts,
        )
        return
    target = case.indicator.target
    if isinstance(target, About):
        yield _required_of_band(case, target, parts)
        return
    parts |= {"t": case.operand(case.end), "a": case.operand(case.actual.value)}
    if case.on_log:
        yield Msg(
            "required a year = (target / actual) ^ (1 / years left) - 1 "
            "= ({t} / {a}) ^ (1 / {left}) - 1 = {required}",
            **parts,
        )
    else:
        yield Msg(
            "required a year = (target - actual) / years left = ({t} - {a}) / {left} = {required}",
            **parts,
        )


def _required_of_band(case: Case, target: About, parts: Mapping[str, object]) -> Msg:
    """Return what leads to the nearer edge; a yearly target may be missed within the last one's."""
    value, level, tolerance = case.actual.value, case.operand(target.value), target.tolerance
    edge = nearer_edge(target.value, tolerance, value)
    if edge == value:
        return Msg(
            "required a year = {required}: the actual is within the range around the target",
            required=parts["required"],
        )
    operands = {"t": level, "tolerance": case.operand(tolerance), "a": case.operand(value)}
    if edge < value:
        return Msg(
            "required a year = (upper edge of the range - actual) / years left "
            "= ({t} + {tolerance} - {a}) / {left} = {required}",
            **operands,
            **parts,
        )
    return Msg(
        "required a year = (lower edge of the range - actual) / years left "
        "= ({t} - {tolerance} - {a}) / {left} = {required}",
        **operands,
        **parts,
    )


def achieved_step(case: Case) -> Iterator[Msg]:
    """Yield the change a year so far."""
    found, achieved = case.found, case.found.achieved_per_year
    if isinstance(achieved, Undefined):
        return
    parts = {
        "done": case.years(case.base, case.actual.period),
        "achieved": per_year(achieved, found),
    }
    if case.on_rates:
        yield Msg(
            "achieved a year = rates compounded ^ (1 / years gone) - 1 "
            "= {index} ^ (1 / {done}) - 1 = {achieved}",
            index=case.compounded(case.actual.value, case.actual.period),
            **parts,
        )
        return
    assert case.start is not None
    parts |= {"a": case.operand(case.actual.value), "b": case.operand(case.start)}
    if case.on_log:
        yield Msg(
            "achieved a year = (actual / baseline) ^ (1 / years gone) - 1 "
            "= ({a} / {b}) ^ (1 / {done}) - 1 = {achieved}",
            **parts,
        )
    else:
        yield Msg(
            "achieved a year = (actual - baseline) / years gone "
            "= ({a} - {b}) / {done} = {achieved}",
            **parts,
        )


def projected_step(case: Case) -> Iterator[Msg]:
    """Yield where the pace so far would end, before the target period has been reached.

    Where a part of a whole cannot go so far, it says so, and where it ends instead.
    """
    projected, at = case.found.projected, case.actual.period
    if isinstance(projected, Undefined) or at.end >= case.by.end:
        return
    if case.on_rates:
        yield _projected_rate(case, projected)
        return
    kept_up = _kept_up(case)
    if kept_up == projected:
        yield _formula(case, Msg("projected"), projected)
        return
    yield _formula(case, Msg("pace kept up"), kept_up)
    most = case.result(projected)
    if projected < kept_up:
        yield Msg("projected = {most}, since a part cannot be more than the whole", most=most)
    else:
        yield Msg("projected = {most}, since a part cannot be less than nothing", most=most)


def _kept_up(case: Case) -> Decimal:
    """Return the level that the pace so far leads to, possible or not."""
    at, actual = case.actual.period, case.actual.value
    assert case.start is not None
    done, left = years_between(case.base, at), years_between(at, case.by)
    found = projected_value(case.found.scale, case.start, actual, done, left)
    assert isinstance(found, Decimal)
    return found


def _formula(case: Case, name: Msg, value: Decimal) -> Msg:
    assert case.start is not None
    at, places, more = case.actual.period, case.places_beside_target(value), case.more_places(value)
    parts = {
        "name": name,
        "left": case.years(at, case.by, more),
        "done": case.years(case.base, at, more),
        "projected": tidy(value, case.indicator.unit_of_measure, places),
        "a": case.operand(case.actual.value, more),
        "b": case.operand(case.start, more),
    }
    if case.on_log:
        return Msg(
            "{name} = actual × (actual / baseline) ^ (years left / years gone) "
            "= {a} × ({a} / {b}) ^ ({left} / {done}) = {projected}",
            **parts,
        )
    return Msg(
        "{name} = actual + (actual - baseline) × years left / years gone "
        "= {a} + ({a} - {b}) × {left} / {done} = {projected}",
        **parts,
    )


def _projected_rate(case: Case, value: Decimal) -> Msg:
    at, places, more = case.actual.period, case.places_beside_target(value), case.more_places(value)
    projected = tidy(value, case.indicator.unit_of_measure, places)
    if isinstance(case.indicator.target, AnnualGrowth):
        return Msg("projected = achieved a year = {projected}", projected=projected)
    return Msg(
        "projected = rates compounded ^ (1 + years left / years gone) - 1 "
        "= {index} ^ (1 + {left} / {done}) - 1 = {projected}",
        index=case.compounded(case.actual.value, at, more),
        left=case.years(at, case.by, more),
        done=case.years(case.base, at, more),
        projected=projected,
    )
