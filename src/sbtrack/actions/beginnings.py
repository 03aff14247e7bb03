"""First figures without a yardstick: 0.93 for 93 %, a count below zero; 6.5% where ‰ are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import tee

from sbtrack.actions.signs import counts_falls, records_changes
from sbtrack.actions.wording import shown
from sbtrack.domain.characters import plainly, unit_plainly
from sbtrack.domain.errors import BadValue, quoted
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.moves import names_a_balance, names_a_change
from sbtrack.domain.plan import Baseline, Indicator
from sbtrack.domain.quantity import Measure, ratio_power
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    Coverage,
    CumulativeChange,
    EveryPeriod,
)
from sbtrack.domain.terms import Basis
from sbtrack.domain.things import counts_or_pays
from sbtrack.domain.written import taken_apart

#: A share of so little beside its target, or less, may be a fraction: 0.93 for 93 %.
FRACTION = 20
#: It is one only if the percentage that it would be is no more than so many times the target.
NEAR_TARGET = 3
#: The power of ten of %; what a share in % may be, the plan says.
PERCENT = 2
#: From this target on a level in % is mostly meant as a share, even if it can lie above 100.
NEARLY_ALL = 95

_SHARE = r"率|比例|\bshares?\b|\brates?\b|\bproportion\b|\bcoverage\b|\bpercentage\b"
#: What is so called is small, may lie below zero, or is no part of a whole.
_NO_LARGE_SHARE = (
    r"[利汇税]率|利润|收益|回报|毛利|失业|死亡|发病|患病|犯罪|事故|贫困|流失|辍学|不良|逾期|违约|"
    r"出生|迁移|差|研发|通胀|interest|exchange|tax|profit|return|margin|unemployment|mortality|"
    r"death|birth|incidence|crime|accident|poverty|dropout|default|r&d|gap|inflation"
)


def names_a_large_share(indicator: Indicator) -> bool:
    """Say whether an indicator's name says that it is a part of a whole, and no small one."""
    names = [plainly(name) for name in indicator.name.everywhere()]
    return any(re.search(_SHARE, name, re.IGNORECASE) for name in names) and not any(
        re.search(_NO_LARGE_SHARE, name, re.IGNORECASE) or names_a_change(name) for name in names
    )


def fraction_for_percent(
    indicator: Indicator, claim: Observation, others: Iterable[Observation]
) -> Msg | None:
    """Return why a first share of up to 1 % is taken for a fraction: 0.93 may be 93 %.

    It is, if the target is twenty times as large or more, and the percentage that it would be no
    more than three times the target: 0.9 of 2.2 may well be true. Where there is no target with a
    size, the name has to say that it is a share.
    """
    if not 0 < claim.value <= 1 or claim.numerator is not None or _is_known(indicator, others):
        return None
    aim = _aim(indicator) if unit_plainly(indicator.unit_of_measure) == "%" else None
    if aim is None and not _is_untold_share(indicator):
        return None
    meant = 100 * claim.value
    if aim is not None and (aim < FRACTION * claim.value or meant > NEAR_TARGET * aim):
        return None
    return Msg(
        "{value} is very little for such a share; if {meant} is meant, type {number}.",
        value=shown(indicator, claim),
        meant=Quantity(meant.normalize() + 0, "%"),
        number=quoted(f"{meant.normalize():f}"),
    )


def cannot_be(
    indicator: Indicator, claim: Observation, others: Iterable[Observation]
) -> Msg | None:
    """Return why a level is not believed that no figure and no target speaks for, else None.

    Counts of things, money and what is in % or ‰ lie below zero only as balances; what is in ‰ or ‱
    is seldom more than the whole.
    """
    recorded, other = tee(others)
    power = ratio_power(indicator.unit_of_measure) or 0
    if counts_or_pays(indicator.unit_of_measure) or power:
        negative = _negative_alone(indicator, claim, recorded)
    else:
        negative = below_all_planned(indicator, claim, recorded)
    if negative is not None:
        return negative
    known = [*(o.value for o in other), *indicator.levels()]
    whole = Decimal(10) ** power
    if power > PERCENT and claim.value > whole and not any(value > whole for value in known):
        return Msg(
            "{value} is more than the whole, {whole}; check the digits and the unit of measure.",
            value=shown(indicator, claim),
            whole=Quantity(whole, indicator.unit_of_measure),
        )
    return None


def below_all_planned(
    indicator: Indicator, claim: Observation, others: Iterable[Observation]
) -> Msg | None:
    """Return why a figure below zero is not believed where all that the plan states is above it.

    It is, where another figure is below zero, under the name of a balance, and of a change: that
    may go either way, and nobody types a minus by chance. But a name that counts falls (能耗降低率)
    turns the sign round, and then a minus is often typed for the fall itself.
    """
    planned = tuple(stated(indicator))
    if not planned or min(planned) <= 0:
        return None
    if not counts_falls(indicator) and _is_change(indicator):
        return None
    return _negative_alone(indicator, claim, others)


def _negative_alone(
    indicator: Indicator, claim: Observation, others: Iterable[Observation]
) -> Msg | None:
    """Return that nothing else is below zero, and that it is no balance; None where that is so."""
    if claim.value >= 0 or any(value < 0 for value in stated(indicator)):
        return None
    if any(map(names_a_balance, indicator.name.everywhere())):
        return None
    if any(other.value < 0 for other in others):
        return None
    if counts_falls(indicator):
        return Msg(
            "{value} is negative, but {name} counts falls, and nothing that is recorded or planned "
            "is below zero; if it fell, type {meant}.",
            value=shown(indicator, claim),
            name=indicator.name,
            meant=quoted(f"{-claim.value:f}"),
        )
    return Msg(
        "{value} is negative, and nothing that is recorded or planned is; check the sign.",
        value=shown(indicator, claim),
    )


def _is_change(indicator: Indicator) -> bool:
    named = any(map(names_a_change, indicator.name.everywhere()))
    return named or records_changes(indicator)


def stated(indicator: Indicator) -> Iterator[Decimal]:
    """Yield the numbers of the plan that figures are held against."""
    yield from indicator.levels()
    match indicator.target:
        case AnnualGrowth(rate=size, basis=Basis.RATES):
            yield size
        case CumulativeChange(change=size, basis=Basis.RATES):
            yield size


def in_other_parts(
    indicator: Indicator, claim: Observation, others: Iterable[Observation]
) -> Msg | None:
    """Return why a level in other parts of a whole (6.5% for ‰) is not believed, else None.

    It is not, if the number as typed lies nearer to the last figure, or else to the baseline.
    """
    last = next((value for value in _facts(indicator, others) if value), None)
    if last is None or not claim.value or claim.numerator is not None:
        return None
    try:
        number, unit = taken_apart(claim.entered)
    except BadValue:  # words, which no level has
        return None
    typed, own = ratio_power(Measure.parse(unit).base), ratio_power(indicator.unit_of_measure)
    meant = Decimal(number)
    if not typed or not own or typed == own or _apart(meant, last) >= _apart(claim.value, last):
        return None
    return Msg(
        "{typed} is {value}, further from {against}, which is known; if {meant} is meant, type "
        "{number}.",
        typed=quoted(claim.entered),
        value=shown(indicator, claim),
        against=Quantity(last, indicator.unit_of_measure),
        meant=Quantity(meant, indicator.unit_of_measure),
        number=quoted(number),
    )


def _apart(one: Decimal, other: Decimal) -> Decimal:
    """Return how many times as large as the smaller the larger one is."""
    small, large = sorted((abs(one), abs(other)))
    return large / small


def _facts(indicator: Indicator, others: Iterable[Observation]) -> Iterable[Decimal]:
    yield from (other.value for other in others)
    if isinstance(indicator.baseline, Baseline):
        yield indicator.baseline.value


def _is_known(indicator: Indicator, others: Iterable[Observation]) -> bool:
    """Say whether the baseline or a figure says already how large the share is."""
    baseline = indicator.baseline
    known = isinstance(baseline, Baseline) and bool(baseline.value)
    return known or any(other.value for other in others)


def _aim(indicator: Indicator) -> Decimal | None:
    match indicator.target:
        case Coverage():
            return Decimal(100)
        case AtLeast(value=value) if indicator.share or value >= NEARLY_ALL:
            return None if records_changes(indicator) else value
        case AtMost(value=value) | About(value=value) if indicator.share:
            return value
        case EveryPeriod(value=value) if indicator.share or names_a_large_share(indicator):
            return value
    return None


def _is_untold_share(indicator: Indicator) -> bool:
    sized = isinstance(indicator.target, AtLeast | AtMost | About | EveryPeriod)
    percent = unit_plainly(indicator.unit_of_measure) == "%"
    return (
        percent
        and not sized
        and not records_changes(indicator)
        and (indicator.share or names_a_large_share(indicator))
    )
