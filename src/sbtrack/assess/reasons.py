"""The reasons for which a quantity is undefined, each with its sentence."""

from __future__ import annotations

from datetime import date

from sbtrack.domain.message import Msg, Name
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Grain, Why
from sbtrack.domain.undefined import Undefined


def no_data(as_of: date) -> Undefined:
    """Return the reason of an indicator without a figure; later ones may well be recorded."""
    return Undefined(Why.NO_DATA, Msg("no figure for a period up to {day}", day=as_of))


def baseline_unavailable(reason: Name | None) -> Undefined:
    """Return the reason of a baseline that the plan does not give."""
    if reason is None:
        return Undefined(Why.BASELINE_UNAVAILABLE, Msg("the plan gives no baseline"))
    return Undefined(
        Why.BASELINE_UNAVAILABLE, Msg("the baseline is unavailable ({reason})", reason=reason)
    )


def target_undetermined(text: Name) -> Undefined:
    """Return the reason of a target without a number, in the plan's own words."""
    return Undefined(
        Why.TARGET_UNDETERMINED, Msg("the plan sets no number, only “{text}”", text=text)
    )


def target_equals_baseline() -> Undefined:
    """Return the reason of a target equal to its baseline: there is no way to go."""
    return Undefined(
        Why.TARGET_EQUALS_BASELINE,
        Msg("the target equals the baseline, so there is no share of the way"),
    )


def baseline_meets_target() -> Undefined:
    """Return the reason of a limit that the baseline already satisfies."""
    return Undefined(
        Why.BASELINE_MEETS_TARGET,
        Msg("the baseline already meets the target, which is a limit to hold"),
    )


def growth_has_limit() -> Undefined:
    """Return the reason of a limit on growth, which leads nowhere."""
    return Undefined(
        Why.BASELINE_MEETS_TARGET,
        Msg("the target limits a growth, so there is no way to go and no share of it"),
    )


def reference_missing(name: Name, at: Period | date) -> Undefined:
    """Return the reason of a multiple without its reference, for a period or up to a day."""
    if not isinstance(at, Period):
        return Undefined(
            Why.REFERENCE_MISSING,
            Msg("the reference {name} has no figure for a period up to {day}", name=name, day=at),
        )
    return Undefined(
        Why.REFERENCE_MISSING,
        Msg("the reference {name} has no figure for {period}", name=name, period=at),
    )


def rate_missing(periods: tuple[Period, ...]) -> Undefined:
    """Return the reason of yearly rates that cannot be compounded over a hole."""
    return Undefined(
        Why.RATE_MISSING,
        Msg("yearly rates compound only without a gap; missing: {periods}", periods=periods),
    )


def component_missing(name: Name, period: Period) -> Undefined:
    """Return the reason of a composite that lacks a component's figure."""
    return Undefined(
        Why.COMPONENT_MISSING,
        Msg("the component {name} has no figure for {period}", name=name, period=period),
    )


def component_without_parts(name: Name, period: Period) -> Undefined:
    """Return the reason of a rate that cannot be pooled: percentages are never averaged."""
    return Undefined(
        Why.COMPONENT_MISSING,
        Msg(
            "the component {name} is recorded for {period} without numerator and denominator, "
            "and percentages are never averaged",
            name=name,
            period=period,
        ),
    )


def not_positive() -> Undefined:
    """Return the reason of a growth rate from or to a level that is not above zero."""
    return Undefined(
        Why.NOT_POSITIVE, Msg("growth is undefined from or to a level that is not above zero")
    )


def beyond_reckoning() -> Undefined:
    """Return the reason of a value larger than any that could be recorded."""
    return Undefined(
        Why.BEYOND_RECKONING, Msg("the result is larger than any figure that can be recorded")
    )


def already_met() -> Undefined:
    """Return the reason for which nothing is required any more."""
    return Undefined(Why.ALREADY_MET, Msg("the target is already met"))


def limit_held() -> Undefined:
    """Return the reason for which a limit that holds requires nothing."""
    return Undefined(Why.ALREADY_MET, Msg("the limit holds"))


def target_period_reached() -> Undefined:
    """Return the reason for which no time is left to require anything in."""
    return Undefined(Why.TARGET_PERIOD_REACHED, Msg("the target period has been reached"))


def data_after_target(period: Period, by: Period) -> Undefined:
    """Return the reason of figures that all lie after the target period."""
    return Undefined(
        Why.DATA_AFTER_TARGET,
        Msg(
            "there are figures only after the target period {by}, the newest for {period}",
            period=period,
            by=by,
        ),
    )


def data_before_base(period: Period, base: Period) -> Undefined:
    """Return the reason of a newest figure from before the way begins."""
    return Undefined(
        Why.DATA_BEFORE_BASE,
        Msg(
            "the newest figure is for {period}, and the plan counts from the end of {base}",
            period=period,
            base=base,
        ),
    )


def no_whole_period(every: Grain) -> Undefined:
    """Return the reason of figures that are all for periods of another length."""
    return Undefined(
        Why.NO_DATA, Msg("there are figures, but none for a whole {grain}", grain=every)
    )


def past_band() -> Undefined:
    """Return the reason for which a value beyond its band has no pace."""
    return Undefined(
        Why.NOT_APPLICABLE,
        Msg("the value has passed the range around the target, so it can be neither fast nor slow"),
    )


def each_period_counts() -> Undefined:
    """Return the reason for which an every-period target has no pace."""
    return Undefined(
        Why.NOT_APPLICABLE, Msg("each period is judged by itself, so there is no pace")
    )
