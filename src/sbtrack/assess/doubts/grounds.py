"""What doubts rest on, and what a check of figures is: a stable name and a docstring.

A check is a function. Its name, in kebab-case, is the rule's name, and its docstring is what the
documentation says: what is checked, why it matters, and an example.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from inspect import cleandoc

from sbtrack.domain.doubt import Doubt
from sbtrack.domain.ledger import Entry, Observation
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.domain.terms import Grain

#: Whose figures, the entries it rests on, what is found, what to do.
Found = tuple[Indicator, Sequence[int | None], Msg, Msg]


@dataclass(frozen=True, slots=True)
class Grounds:
    """A plan, its current figures by indicator, all entries by indicator, and the day."""

    plan: Plan
    series: Mapping[str, Sequence[Observation]]
    history: Mapping[str, Sequence[Entry]]
    as_of: date

    def figures(self, indicator: Indicator) -> tuple[Observation, ...]:
        """Return the figures of the plan's region for periods that have ended, oldest first."""
        known = {
            o.period: o
            for o in self.series.get(indicator.id, ())
            if o.region == self.plan.region.id and o.period.end <= self.as_of
        }
        return tuple(sorted(known.values(), key=lambda o: (o.period.end, o.period.start)))

    def runs(self, indicator: Indicator) -> Iterator[tuple[Observation, ...]]:
        """Yield the figures in runs that can be compared: periods of one length."""
        runs: dict[Grain, list[Observation]] = {}
        for figure in self.figures(indicator):
            runs.setdefault(figure.period.grain, []).append(figure)
        yield from map(tuple, runs.values())


@dataclass(frozen=True, slots=True)
class Check:
    """A check of figures: call it to get the doubts it raises."""

    name: str
    explanation: str
    find: Callable[[Grounds], Iterable[Found]]

    def __call__(self, grounds: Grounds) -> Iterator[Doubt]:
        """Yield the doubts; a computed figure has no entry to name."""
        for indicator, entries, finding, remedy in self.find(grounds):
            ids = tuple(sorted({id for id in entries if id is not None}))
            yield Doubt(self.name, indicator.id, ids, finding, remedy)


def check(find: Callable[[Grounds], Iterable[Found]]) -> Check:
    """Make a check of a function that finds doubtful figures."""
    return Check(find.__name__.replace("_", "-"), cleandoc(find.__doc__ or ""), find)


def stated_figure(indicator: Indicator, figure: Observation) -> Quantity:
    """Return a figure with its unit of measure; a computed ratio is drawn with two places."""
    places = None if figure.numerator is None else 2
    return Quantity(figure.value, indicator.unit_of_measure, places)
