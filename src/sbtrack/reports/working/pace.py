"""What the plan expects by the figure's period, and how far from it the figure is: step by step."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sbtrack.assess.precision import share_places
from sbtrack.domain.message import Msg, Percent, Points
from sbtrack.domain.targets import About, CumulativeChange
from sbtrack.domain.undefined import Undefined
from sbtrack.reports.working.case import Case


def planned_steps(case: Case) -> Iterator[Msg]:
    """Yield the planned value, and the planned share where yearly targets set it."""
    value = case.found.planned_value
    if isinstance(value, Undefined) or case.limited:
        return
    if case.yearly:
        yield from _along_yearly(case, value)
    elif case.end is not None and (case.on_rates or case.start is not None):
        yield from _along_the_way(case, value, case.end)


def pace_step(case: Case) -> Iterator[Msg]:
    """Yield the pace, and what it is compared with."""
    found = case.found
    if isinstance(found.planned, Undefined) or isinstance(found.attainment, Undefined):
        return
    if isinstance(found.pace, Undefined):
        yield Msg("pace: {reason}", reason=found.pace)
        return
    on_track = case.plan.thresholds.on_track
    places = share_places(found.attainment, found.planned, found.pace, on_track, 2, more=3)
    parts = {
        "attainment": Percent(found.attainment, places),
        "planned": Percent(found.planned, places),
        "pace": Points(found.pace, places),
    }
    if case.yearly:
        yield Msg(
            "pace = attainment - planned share = {attainment} - {planned} = {pace} points", **parts
        )
    else:
        yield Msg("pace = attainment - elapsed = {attainment} - {planned} = {pace} points", **parts)


def _along_the_way(case: Case, value: Decimal, end: Decimal) -> Iterator[Msg]:
    parts: dict[str, object] = {
        "gone": case.gone,
        "whole": case.whole,
        "planned": case.result(value),
    }
    if case.on_rates:
        if isinstance(case.indicator.target, CumulativeChange):
            yield Msg(
                "planned value = target compounded ^ elapsed - 1 "
                "= {goal} ^ ({gone} / {whole}) - 1 = {planned}",
                goal=case.compounded(end, case.by),
                **parts,
            )
        return
    assert case.start is not None
    parts |= {"b": case.operand(case.start), "t": case.operand(end)}
    if case.on_log:
        yield Msg(
            "planned value = baseline × (target / baseline) ^ elapsed "
            "= {b} × ({t} / {b}) ^ ({gone} / {whole}) = {planned}",
            **parts,
        )
    else:
        yield Msg(
            "planned value = baseline + (target - baseline) × elapsed "
            "= {b} + ({t} - {b}) × {gone} / {whole} = {planned}",
            **parts,
        )


def _along_yearly(case: Case, value: Decimal) -> Iterator[Msg]:
    """Yield the planned value between two of the plan's own targets, and the share it is."""
    at = case.actual.period
    (first, start), (last, end) = case.points_around(at)
    parts = {
        "value": case.result(value),
        "start": case.result(start),
        "first": first,
        "end": case.result(end),
        "last": last,
    }
    if at.end in (first.end, last.end):
        yield Msg(
            "planned value = the plan's target for {period} = {value}",
            period=first if at.end == first.end else last,
            value=case.result(value),
        )
    elif case.on_log:
        yield Msg(
            "planned value = at equal growth between {start} in {first} and {end} in {last} "
            "= {value}",
            **parts,
        )
    else:
        yield Msg(
            "planned value = on the line between {start} in {first} and {end} in {last} = {value}",
            **parts,
        )
    yield from _planned_share(case, value)


def _planned_share(case: Case, value: Decimal) -> Iterator[Msg]:
    planned = case.found.planned
    if isinstance(planned, Undefined) or case.start is None or case.end is None:
        return
    parts = {
        "p": case.operand(value),
        "b": case.operand(case.start),
        "t": case.operand(case.end),
        "planned": Percent(planned, 2),
    }
    if isinstance(case.indicator.target, About):
        yield Msg("planned share = 1 - |{p} - {t}| / |{t} - {b}| = {planned}", **parts)
    elif case.on_log:
        yield Msg("planned share = ln({p} / {b}) / ln({t} / {b}) = {planned}", **parts)
    else:
        yield Msg("planned share = ({p} - {b}) / ({t} - {b}) = {planned}", **parts)
