"""What doubts rest on, and what a check of figures is: a stable name and a docstring.

A check is a function. Its name, in kebab-case, is the rule's name, and its docstring is what the
documentation says: what is checked, why it matters, and an example.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from inspect import cleandoc
from typing import NamedTuple

from sbtrack.domain.doubt import Doubt
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.ledger import Entry, EntryKind, Observation
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.domain.quantity import ratio_power
from sbtrack.domain.terms import Grain


class Found(NamedTuple):
    """What a check finds: whose figures, the entries it rests on, what is wrong, what to do.

    `against` is the number of the plan that the entries were held against, where it was one.
    """

    indicator: Indicator
    entries: Sequence[int | None]
    finding: Msg
    remedy: Msg
    against: Decimal | None = None


class Grounds(Frozen):
    """A plan, its current figures by indicator, all entries by indicator, and the day.

    The figures are those of the plan's region for periods that have ended, oldest first.
    """

    plan: Plan
    series: Mapping[str, tuple[Observation, ...]]
    history: Mapping[str, Sequence[Entry]]
    as_of: date

    def figures(self, indicator: Indicator) -> tuple[Observation, ...]:
        """Return the figures of an indicator, oldest first."""
        return self.series.get(indicator.id, ())

    def runs(self, indicator: Indicator) -> Iterator[tuple[Observation, ...]]:
        """Yield the figures in runs that can be compared: periods of one length."""
        runs: dict[Grain, list[Observation]] = {}
        for figure in self.figures(indicator):
            runs.setdefault(figure.period.grain, []).append(figure)
        yield from map(tuple, runs.values())

    def claims(self, indicator: Indicator) -> Iterator[list[Observation]]:
        """Yield the claims for each region and period since its last retraction, oldest first.

        The last of them is the one that stands.
        """
        found: dict[tuple[str, Period], list[Observation]] = {}
        for entry in sorted(self.history.get(indicator.id, ()), key=lambda e: e.id):
            claim = entry.claim
            if not isinstance(claim, Observation) or claim.period.end > self.as_of:
                continue
            claims = found.setdefault((claim.region, claim.period), [])
            if entry.kind is EntryKind.RETRACTION:
                claims.clear()
            else:
                claims.append(claim)
        yield from (claims for claims in found.values() if claims)


class Check(Frozen):
    """A check of figures: call it to get the doubts it raises."""

    name: str
    explanation: str
    find: Callable[[Grounds], Iterable[Found]]

    def __call__(self, grounds: Grounds) -> Iterator[Doubt]:
        """Yield the doubts; a computed figure has no entry to name."""
        for found in self.find(grounds):
            ids = tuple(sorted({id for id in found.entries if id is not None}))
            yield Doubt(
                self.name, found.indicator.id, ids, found.finding, found.remedy, found.against
            )


def check(find: Callable[[Grounds], Iterable[Found]]) -> Check:
    """Make a check of a function that finds doubtful figures."""
    return Check(find.__name__.replace("_", "-"), cleandoc(find.__doc__ or ""), find)


def stated_figure(indicator: Indicator, figure: Observation) -> Quantity:
    """Return a figure with its unit of measure; a computed ratio is drawn with two places."""
    places = None if figure.numerator is None else 2
    return Quantity(figure.value, indicator.unit_of_measure, places)


def is_natural(indicator: Indicator, value: Decimal) -> bool:
    """Say whether a value is reached exactly if at all: nothing, or all of a whole."""
    return value == 0 or (bool(ratio_power(indicator.unit_of_measure)) and value == 100)


def telling_digits(value: Decimal) -> int:
    """Return how many digits a number has that rounding did not make zero.

    >>> telling_digits(Decimal("17043")), telling_digits(Decimal("200")), telling_digits(Decimal(0))
    (5, 1, 1)
    """
    return len(value.normalize().as_tuple().digits)
