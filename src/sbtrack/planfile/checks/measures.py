"""Checks of units of measure: what is added, compared or multiplied must be of one kind."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.moves import way_of_text
from sbtrack.domain.quantity import Measure, ratio_power
from sbtrack.domain.terms import Basis
from sbtrack.domain.things import counts_things, is_shared_out
from sbtrack.planfile.checks.check import Check, Found, error, warning
from sbtrack.planfile.checks.targets import growth_targets, is_in_doubt
from sbtrack.planfile.checks.yearly import yearly_points
from sbtrack.planfile.defaults import baseline_value, is_percent, is_share, names_in
from sbtrack.planfile.draft import AnyIndicator, Draft
from sbtrack.planfile.nodes import Place
from sbtrack.planfile.targetspec import (
    AboutSpec,
    AnnualGrowthSpec,
    AtLeastSpec,
    AtMostSpec,
    CoverageSpec,
    EveryPeriodSpec,
    MultipleOfSpec,
)

_VALUED = (AtLeastSpec, AtMostSpec, AboutSpec, EveryPeriodSpec)


@error
def component_in_other_unit(draft: Draft) -> Iterator[Found]:
    """Components are stated in the same unit of measure, or a multiple of it.

    What it checks: 万人 and 人 go together, 万人 and 万元 do not; components of a rate are rates.
    Why it matters: their sum would mean nothing.
    Example: an indicator in % with a component in 万人
    """
    by_id = {item.spec.id: item.spec.unit_of_measure for item in draft.indicators}
    for item in draft.indicators:
        unit = item.spec.unit_of_measure
        for index, id in enumerate(item.spec.components):
            theirs = by_id.get(id, unit)
            if not _adds_up(unit, theirs):
                yield (
                    item.at("components", index),
                    Msg(
                        "{id} is measured in {theirs}, the whole in {unit}.",
                        id=quoted(id),
                        theirs=_said(theirs),
                        unit=_said(unit),
                    ),
                    Msg("Correct one of the units of measure, or take the component out."),
                )


@error
def reference_in_other_unit(draft: Draft) -> Iterator[Found]:
    """A reference is stated in the same unit of measure, or a multiple of it.

    What it checks: 万元 and 元 go together, 万元 and 人 do not.
    Why it matters: six times a number of people is no amount of money.
    Example: a ceiling in 万元 that is a multiple of a series in 人
    """
    by_id = {item.spec.id: item.spec.unit_of_measure for item in draft.indicators}
    for item in draft.indicators:
        target, unit = item.spec.target, item.spec.unit_of_measure
        if not isinstance(target, MultipleOfSpec):
            continue
        theirs = by_id.get(target.reference, unit)
        if not Measure.parse(unit).same_base(Measure.parse(theirs)):
            yield (
                item.at("target", "reference"),
                Msg(
                    "{id} is measured in {theirs}, its multiple in {unit}.",
                    id=quoted(target.reference),
                    theirs=_said(theirs),
                    unit=_said(unit),
                ),
                Msg("Correct one of the units of measure, or name another reference."),
            )


@error
def coverage_not_in_percent(draft: Draft) -> Iterator[Found]:
    """Coverage is stated in %.

    What it checks: `unit_of_measure` of targets of the kind coverage.
    Why it matters: full coverage is 100 %.
    Example: `target: {kind: coverage}` with `unit_of_measure: 个`
    """
    for item in draft.indicators:
        unit = item.spec.unit_of_measure
        if isinstance(item.spec.target, CoverageSpec) and not is_percent(unit):
            yield (
                item.at("unit_of_measure"),
                Msg("Coverage is stated in %, not in {unit}.", unit=_said(unit)),
                Msg('Write `unit_of_measure: "%"`, or the number to reach with `kind: at_least`.'),
            )


@error
def rates_not_in_percent(draft: Draft) -> Iterator[Found]:
    """Yearly rates are stated in %.

    What it checks: `unit_of_measure` of growth targets with `basis: rates`.
    Why it matters: what is recorded are the rates themselves.
    Example: `basis: rates` with `unit_of_measure: 亿元`
    """
    for item, target in growth_targets(draft):
        unit = item.spec.unit_of_measure
        if target.basis is Basis.RATES and not is_percent(unit):
            yield (
                item.at("unit_of_measure"),
                Msg("Yearly rates are recorded in %, not in {unit}.", unit=_said(unit)),
                Msg('Write `unit_of_measure: "%"`, or `basis: levels` if levels are recorded.'),
            )


@warning
def growth_of_a_percentage(draft: Draft) -> Iterator[Found]:
    """What grows by a rate is seldom itself a percentage.

    What it checks: growth targets with `basis: levels` and a unit of measure of %.
    Why it matters: yearly rates are probably what is recorded, and would be taken for levels.
    Example: `unit_of_measure: "%"` with `target: {kind: annual_growth, rate: 8}`
    """
    for item, target in growth_targets(draft):
        if target.basis is Basis.LEVELS and is_percent(item.spec.unit_of_measure):
            yield (
                item.at("target", "kind"),
                Msg("The figures are in %, and the target takes them for levels that grow."),
                Msg("Write `basis: rates` if yearly rates of growth are recorded."),
            )


@error
def share_not_in_percent(draft: Draft) -> Iterator[Found]:
    """A share is stated in %.

    What it checks: `unit_of_measure` of items with `share: true`.
    Why it matters: figures above 100 are refused for them.
    Example: `share: true` with `unit_of_measure: 万人`
    """
    for item in draft.indicators:
        unit = item.spec.unit_of_measure
        if item.spec.share and not is_percent(unit):
            yield (
                item.at("share"),
                Msg("A share is stated in %, not in {unit}.", unit=_said(unit)),
                Msg("Delete `share: true`, or correct the unit of measure."),
            )


@error
def share_out_of_range(draft: Draft) -> Iterator[Found]:
    """A share lies between 0 and 100 %.

    What it checks: baseline, target and yearly targets of items that are parts of a whole: those in
    % with a level as target, unless they say `share: false`.
    Why it matters: 950 is 95.0 without its point.
    Example: `unit_of_measure: "%"` with `target: {kind: at_least, value: 950}`
    """
    for item in draft.indicators:
        if not is_share(item.spec):
            continue
        for place, value in _values(item):
            if not 0 <= value <= 100:
                yield (
                    place,
                    Msg("{value} is no share of a whole.", value=Quantity(value, "%")),
                    Msg(
                        "Check the digits; write `share: false` if the value can lie outside 0-100."
                    ),
                )


@warning
def part_of_a_thing(draft: Draft) -> Iterator[Found]:
    """What is counted one by one has no halves.

    What it checks: baseline, target and yearly targets in a unit of measure that counts single
    things (件, 人, homes, but not 万人) are whole numbers, unless the name is that of an average or
    a rate (人均, 每千人, 率, per household, but not 每年, per year), or target and baseline do not
    go together anyway.
    Why it matters: the unit was probably meant to be another, or a digit is wrong.
    Example: `unit_of_measure: 件` with `target: {kind: at_most, value: 2.5}`
    """
    for item in draft.indicators:
        unit = item.spec.unit_of_measure
        if not counts_things(unit) or is_in_doubt(item):
            continue
        if any(map(is_shared_out, names_in(item.spec))):
            continue
        for place, value in _values(item):
            if value != value.to_integral_value():
                yield (
                    place,
                    Msg(
                        "{value} is no whole number, but what is measured in {unit} is counted one "
                        "by one.",
                        value=Quantity(value, unit),
                        unit=quoted(unit),
                    ),
                    Msg(
                        "Check the digits and the unit of measure; if the plan prints this, leave "
                        "it."
                    ),
                )


@warning
def index_for_a_rate(draft: Draft) -> Iterator[Found]:
    """A yearly rate is no index with the year before as 100.

    What it checks: no `rate` of an `annual_growth` target lies from 70 to 130; nor, of what is in %
    and named a growth or a fall, does a baseline or the value of a target, unless it is a share.
    Why it matters: an index of 108 is a rate of 8 %, and 108 would never be reached.
    Example: `target: {kind: annual_growth, rate: 108}`
    """
    for item in draft.indicators:
        for place, value in _rates(item):
            if abs(value - 100) <= 30:
                yield (
                    place,
                    Msg(
                        "{value} looks like an index with the year before as 100, which is a rate "
                        "of {rate}.",
                        value=Quantity(value, "%"),
                        rate=Quantity(value - 100, "%"),
                    ),
                    Msg(
                        "Write {rate}, or leave it if it really is the rate.",
                        rate=quoted(f"{value - 100:f}"),
                    ),
                )


def _rates(item: AnyIndicator) -> Iterator[tuple[Place, Decimal]]:
    """Yield the figures of an item that are yearly rates of change."""
    spec = item.spec
    if isinstance(spec.target, AnnualGrowthSpec):
        yield item.at("target", "rate"), spec.target.rate
    elif (
        is_percent(spec.unit_of_measure)
        and not is_share(spec)
        and any(map(way_of_text, names_in(spec)))
    ):
        yield from _values(item)


def _said(unit_of_measure: str) -> str:
    """Return a unit of measure as the file has it."""
    return quoted(unit_of_measure) if unit_of_measure else "`none`"


def _adds_up(whole: str, part: str) -> bool:
    if ratio_power(whole):
        return bool(ratio_power(part))
    return Measure.parse(whole).same_base(Measure.parse(part))


def _values(item: AnyIndicator) -> Iterator[tuple[Place, Decimal]]:
    baseline, target = baseline_value(item.spec), item.spec.target
    if baseline is not None:
        yield item.at("baseline", "value"), baseline
    if isinstance(target, _VALUED):
        yield item.at("target", "value"), target.value
    for _, value, place in yearly_points(item):
        yield place, value


CHECKS: tuple[Check, ...] = (
    component_in_other_unit,
    reference_in_other_unit,
    coverage_not_in_percent,
    rates_not_in_percent,
    growth_of_a_percentage,
    share_not_in_percent,
    share_out_of_range,
    part_of_a_thing,
    index_for_a_rate,
)
