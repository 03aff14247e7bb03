"""From what was typed to a claim: checked against the plan, converted exactly, nothing written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sbtrack.actions.counts import counts_of_rate
from sbtrack.actions.signs import signed_value
from sbtrack.actions.wording import with_definition
from sbtrack.domain.errors import RecordRefused, WrongUnit, quoted
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.ledger import MilestoneReport, Observation
from sbtrack.domain.lookup import name_of
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Milestone, Plan
from sbtrack.domain.quantity import ratio_value
from sbtrack.domain.terms import Vintage

_DONE = frozenset({"done", "yes", "完成", "已完成", "是"})
_NOT_DONE = frozenset({"not done", "notdone", "no", "undone", "未完成", "否"})
_WHOLE = Decimal(100)


class Typed(Frozen):
    """What a user says about one indicator or milestone for one period."""

    period: str
    value: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    vintage: Vintage | None = None
    source: str = ""
    note: str = ""
    evidence: tuple[str, ...] = ()  # links and paths of files


def claim_about(
    plan: Plan, item: Indicator | Milestone, typed: Typed, today: date
) -> Observation | MilestoneReport:
    """Return the claim that was typed, in the indicator's unit of measure.

    Raises:
        BadPeriod, BadValue: the text cannot be read, or not kept exactly.
        RecordRefused: a value that cannot be, or a period for which nothing can be recorded.
    """
    period = Period.parse(typed.period)
    require_recordable(period, plan, today, item)
    if isinstance(item, Milestone):
        return _report(plan, item, typed, period)
    value, numerator, denominator = _figures(item, typed)
    return Observation(
        indicator=item.id,
        region=plan.region.id,
        period=period,
        value=value,
        numerator=numerator,
        denominator=denominator,
        vintage=typed.vintage,
        source=typed.source,
        note=typed.note,
        entered=_as_entered(typed),
    )


def require_recordable(
    period: Period, plan: Plan, today: date, item: Indicator | Milestone | None = None
) -> None:
    """Require a period that ends by today and after the plan's base; without an item, of any.

    Raises:
        RecordRefused: a period for which nothing can be recorded.
    """
    _require_past(period, today, item)
    _require_after_base(period, plan, item)


def speaks_of_milestone(value: str | None) -> bool:
    """Say whether a value as typed is what can be said of a milestone only: done or not.

    >>> speaks_of_milestone("not-done"), speaks_of_milestone("未完成"), speaks_of_milestone("37.2")
    (True, True, False)
    """
    return _word(value) in _DONE | _NOT_DONE


def _report(plan: Plan, milestone: Milestone, typed: Typed, period: Period) -> MilestoneReport:
    if typed.numerator or typed.denominator or not speaks_of_milestone(typed.value):
        raise RecordRefused(
            Msg(
                "{name} is a milestone; say done or not-done, and not {text}.",
                name=milestone.title,
                text=quoted(typed.value or typed.numerator or typed.denominator or ""),
            )
        )
    return MilestoneReport(
        milestone.id,
        plan.region.id,
        period,
        _word(typed.value) in _DONE,
        typed.source,
        typed.note,
    )


def _word(value: str | None) -> str:
    return (value or "").strip().lower().replace("-", " ").replace("_", " ")


def _figures(indicator: Indicator, typed: Typed) -> tuple[Decimal, Decimal | None, Decimal | None]:
    above, below = typed.numerator, typed.denominator
    if typed.value is not None and above is None and below is None:
        return _stated(indicator, typed.value), None, None
    if typed.value is not None or above is None or below is None:
        raise RecordRefused(
            Msg("Give either a value, or both --numerator and --denominator, for a rate.")
        )
    numerator, denominator = counts_of_rate(above, below)
    value = ratio_value(numerator, denominator, indicator.unit_of_measure)
    if indicator.share and numerator > denominator:
        raise RecordRefused(
            Msg(
                "{numerator} is more than the whole, {denominator}, but {name} is a part of it, "
                "from 0% to 100%; check both numbers.",
                numerator=quoted(above),
                denominator=quoted(below),
                name=indicator.name,
            )
        )
    return value, numerator, denominator


def _stated(indicator: Indicator, text: str) -> Decimal:
    try:
        value = signed_value(indicator, text)
    except WrongUnit as error:
        raise WrongUnit(with_definition(error.message, indicator)) from None
    _require_share(indicator, value)
    return value


def _require_past(period: Period, today: date, item: Indicator | Milestone | None) -> None:
    if period.end > today and isinstance(item, Milestone):
        raise RecordRefused(
            Msg(
                "{period} has not ended yet (today is {today}), so nothing can be reported as of "
                "its end; check the period, or give a shorter one that is over.",
                period=period,
                today=today,
            )
        )
    if period.end > today:
        raise RecordRefused(
            Msg(
                "{period} has not ended yet (today is {today}), so there can be no actual value; "
                "check the period, or record a shorter one that is over.",
                period=period,
                today=today,
            )
        )


def _require_after_base(period: Period, plan: Plan, item: Indicator | Milestone | None) -> None:
    if period.end > plan.base.end:
        return
    if item is None:
        raise RecordRefused(
            Msg(
                "{period} is not after the plan's base period {base}, from which progress counts; "
                "check the period. A baseline belongs in the plan file.",
                period=period,
                base=plan.base,
            )
        )
    parts = {"period": period, "base": plan.base, "name": name_of(item)}
    if isinstance(item, Milestone):
        raise RecordRefused(
            Msg(
                "{period} is not after the plan's base period {base}, so {name} cannot have been "
                "done under the plan then; check the period.",
                **parts,
            )
        )
    raise RecordRefused(
        Msg(
            "{period} is not after the plan's base period {base}, from which progress counts; "
            "check the period of {name}. A baseline belongs in the plan file.",
            **parts,
        )
    )


def _require_share(indicator: Indicator, value: Decimal) -> None:
    if indicator.share and not 0 <= value <= _WHOLE:
        raise RecordRefused(
            Msg(
                "{value} cannot be: {name} is a part of a whole, from 0% to 100%. "
                "Check the figure.",
                value=Quantity(value, indicator.unit_of_measure),
                name=indicator.name,
            )
        )


def _as_entered(typed: Typed) -> str:
    if typed.value is not None:
        return typed.value
    return f"{typed.numerator} / {typed.denominator}"
