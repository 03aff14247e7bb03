"""The actual (实际值) that decides: the newest figure up to target period and as-of date."""

from __future__ import annotations

from datetime import date

from sbtrack.assess.composite import Observations, composed_at, newest_composed, newest_first
from sbtrack.assess.reasons import data_after_target, no_data
from sbtrack.domain.ledger import Observation
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.domain.terms import Why
from sbtrack.domain.undefined import Undefined


def standing_actual(
    plan: Plan, indicator: Indicator, observations: Observations, as_of: date
) -> Observation | Undefined:
    """Return the newest figure whose period ends by `as_of` and by the target period.

    A figure of the indicator's own wins over one built from its components for the same
    period. Figures after the target period never decide: the target was for that period.
    """
    limit = min(as_of, indicator.target.by.end)
    own = newest(indicator.id, observations, limit)
    if not indicator.components:
        return own if own else _why_none(indicator, observations, as_of)
    within = {
        id: tuple(o for o in observations.get(id, ()) if o.period.end <= limit)
        for id in indicator.components
    }
    built = newest_composed(plan, indicator, within)
    if own is None:
        return built if _tells(built) else _why_none(indicator, observations, as_of)
    if isinstance(built, Observation) and _key(built) < _key(own):
        return built
    return own


def newest(id: str, observations: Observations, until: date) -> Observation | None:
    """Return the newest figure whose period ends by `until`, the longest period first."""
    candidates = [o for o in observations.get(id, ()) if o.period.end <= until]
    return min(candidates, key=_key, default=None)


def composed_series(
    plan: Plan, indicator: Indicator, observations: Observations
) -> tuple[Observation, ...]:
    """Return the whole series, oldest first: own figures, else those built from components."""
    own = {o.period: o for o in observations.get(indicator.id, ())}
    for id in indicator.components:
        for part in observations.get(id, ()):
            built = composed_at(plan, indicator, observations, part.period)
            if isinstance(built, Observation):
                own.setdefault(part.period, built)
    return tuple(sorted(own.values(), key=_key, reverse=True))


def _tells(built: Observation | Undefined) -> bool:
    return isinstance(built, Observation) or built.why is not Why.NO_DATA


def _why_none(indicator: Indicator, observations: Observations, as_of: date) -> Undefined:
    later = [o.period for o in observations.get(indicator.id, ()) if o.period.end <= as_of]
    if later:
        return data_after_target(max(later, key=newest_first), indicator.target.by)
    return no_data()


def _key(observation: Observation) -> tuple[int, int]:
    return newest_first(observation.period)
