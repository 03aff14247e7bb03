"""Values of a plan as typed cells: targets as the plan means them, computed ones tidied."""

from __future__ import annotations

from decimal import Decimal

from sbtrack.assess.limit import standing_places
from sbtrack.assess.numbers import settle
from sbtrack.assess.precision import (
    LEAST_PLACES,
    decimals,
    is_stated,
    places_of,
    telling_places,
    tidy,
)
from sbtrack.assess.reasons import baseline_unavailable, target_period_reached
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import POINTS, Msg, Percent, Quantity
from sbtrack.domain.plan import Baseline, Indicator
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtMost,
    CumulativeChange,
    EveryPeriod,
    Target,
    Undetermined,
)
from sbtrack.domain.terms import Bound, Scale
from sbtrack.domain.undefined import Maybe, Undefined
from sbtrack.reports.table import Plain

#: Digits below which a computed number is drawn whole: 48.333… becomes 48.33.
PLACES = LEAST_PLACES
#: What stands behind a difference of percentages where room is scarce.
SHORT_POINTS = Msg("{value} pp")
_LONGEST_TEXT = 12


def baseline_cell(indicator: Indicator) -> Plain:
    """Return the baseline, or why there is none."""
    baseline = indicator.baseline
    if isinstance(baseline, Baseline):
        return Quantity(baseline.value, indicator.unit_of_measure)
    return baseline_unavailable(baseline.reason)


def target_cell(assessed: Assessment) -> Plain:
    """Return the level to reach, with the word that a bare number would lack.

    A direction without a number is the plan's own words, where they are short.
    """
    target, unit = assessed.indicator.target, assessed.indicator.unit_of_measure
    if isinstance(target, Undetermined) and len(target.text.text) <= _LONGEST_TEXT:
        return target.text
    value = assessed.target_value
    if isinstance(value, Undefined):
        return value
    drawn = tidy(value, unit, standing_places(assessed))
    return Quantity(drawn.value, unit, drawn.places, _qualifier(target))


def actual_cell(
    actual: Observation | Undefined, unit_of_measure: str, least: int = PLACES
) -> Plain:
    """Return an actual: stated figures keep all digits, computed ones `least` places."""
    if isinstance(actual, Undefined):
        return actual
    if is_stated(actual):
        return Quantity(actual.value, unit_of_measure)
    return tidy(actual.value, unit_of_measure, least)


def measured(value: Maybe, unit_of_measure: str, least: int = PLACES) -> Plain:
    """Return a computed value in the unit of measure, with at least so many decimals."""
    return value if isinstance(value, Undefined) else tidy(settle(value), unit_of_measure, least)


def gap_cell(gap: Maybe, unit_of_measure: str, least: int = PLACES) -> Plain:
    """Return a difference, such as what is still to go; of percentages in percentage points."""
    return measured(gap, POINTS if unit_of_measure == "%" else unit_of_measure, least)


def per_year(value: Maybe, assessed: Assessment) -> Plain:
    """Return a change a year: in the unit of measure, or a rate of growth on a log scale."""
    if isinstance(value, Undefined):
        return value
    indicator = assessed.indicator
    if assessed.scale is not Scale.LOG:
        return gap_cell(value, indicator.unit_of_measure, places_of(indicator))
    target = indicator.target
    rate = target.rate if isinstance(target, AnnualGrowth) else Decimal(0)
    return Percent(value, telling_places(value, Decimal(0), max(PLACES, decimals(rate))))


def required_from_now(found: Assessment) -> Maybe:
    """Return the change a year that is still required; none is once the target period is over.

    It is counted from the last figure, and where the target's own is missing that may be long ago.
    """
    over = found.as_of >= found.indicator.target.by.end
    defined = not isinstance(found.required_per_year, Undefined)
    return target_period_reached() if over and defined else found.required_per_year


def share(value: Maybe) -> Plain:
    """Return a share, drawn in percent."""
    return value if isinstance(value, Undefined) else Percent(value)


def _qualifier(target: Target) -> Msg | None:
    match target:
        case AtMost():
            return Msg("at most {value}")
        case About():
            return Msg("about {value}")
        case EveryPeriod(bound=Bound.AT_LEAST):
            return Msg("each at least {value}")
        case EveryPeriod():
            return Msg("each at most {value}")
        case AnnualGrowth(bound=Bound.AT_MOST) | CumulativeChange(bound=Bound.AT_MOST):
            return Msg("at most {value}")
    return None
