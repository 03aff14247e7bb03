"""The plan: indicators, tasks, milestones and responsible units, as one immutable value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.targets import Target
from sbtrack.domain.terms import Constraint, Grain, Group


@dataclass(frozen=True, slots=True)
class Unit:
    """A responsible unit (责任单位): an organisation."""

    id: str
    name: Name
    short: Name | None = None

    def label(self, language: str) -> str:
        """Return the short name where there is one, for narrow columns."""
        return (self.short or self.name).in_language(language)


@dataclass(frozen=True, slots=True)
class Task:
    """A numbered measure (举措) with its lead and cooperating units.

    `sole` keeps the plan's distinction between 责任单位 alone and 牵头/配合.
    """

    code: str
    title: Name
    lead: tuple[str, ...]
    cooperating: tuple[str, ...] = ()
    sole: bool = False
    summary: Name | None = None
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Value at the base period, in the unit of measure."""

    value: Decimal
    period: Period
    as_printed: str = ""
    note: Name | None = None


@dataclass(frozen=True, slots=True)
class NoBaseline:
    """The plan gives no baseline; `reason` is the plan's own, where it states one."""

    reason: Name | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured, from where to where, and whose it is."""

    code: str
    id: str
    name: Name
    group: Group
    constraint: Constraint
    unit_of_measure: str  # empty: figures without one, such as those of an index
    baseline: Baseline | NoBaseline
    target: Target
    yearly: tuple[tuple[Period, Decimal], ...] = ()  # yearly targets, by period end
    share: bool = False  # a part of a whole: 0 to 100 %
    components: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()  # empty: those of its tasks
    cooperating: tuple[str, ...] = ()
    definition: Name | None = None
    note: Name | None = None
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A qualitative commitment: done or not, by the end of `due`.

    With `every`, the obligation recurs in each such period of the plan; with `since`, in those
    that do not end before it starts.
    """

    code: str
    id: str
    title: Name
    due: Period
    every: Grain | None = None
    since: Period | None = None
    constraint: Constraint = Constraint.UNSPECIFIED
    tasks: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    note: Name | None = None
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Limits of the verdicts, in percentage points (个百分点)."""

    on_track: Decimal = Decimal(5)


@dataclass(frozen=True, slots=True)
class Region:
    """The area a figure covers."""

    id: str
    name: Name


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan document."""

    id: str
    title: Name
    language: str
    region: Region
    base: Period
    end: Period
    utc_offset: str = "+00:00"
    document_number: str = ""
    issuer: Name | None = None
    adopted: date | None = None
    issued: date | None = None
    source: Name | None = None
    note: Name | None = None
    thresholds: Thresholds = Thresholds()
    units: tuple[Unit, ...] = ()
    tasks: tuple[Task, ...] = ()
    indicators: tuple[Indicator, ...] = ()  # every group, in the plan's order
    milestones: tuple[Milestone, ...] = ()
    _index: dict[str, Indicator] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        self._index.update((i.id, i) for i in self.indicators)

    def indicator(self, id: str) -> Indicator:
        """Return the indicator with that id.

        Raises:
            KeyError: when the plan has none.
        """
        return self._index[id]

    def has_indicator(self, id: str) -> bool:
        """Say whether the plan has an indicator with that id."""
        return id in self._index

    def in_group(self, *groups: Group) -> tuple[Indicator, ...]:
        """Return the indicators of these groups, in the plan's order."""
        return tuple(i for i in self.indicators if i.group in groups)

    def rated(self) -> tuple[Indicator, ...]:
        """Return the headline indicators, then the commitments of the running text."""
        return self.in_group(Group.HEADLINE) + self.in_group(Group.COMMITMENT)

    def lead_units(self, item: Indicator | Milestone | Task) -> tuple[Unit, ...]:
        """Return the units that lead `item`: its own, else those of its tasks."""
        return self._units_named(item.lead or _of_tasks(self, item, "lead"))

    def cooperating_units(self, item: Indicator | Milestone | Task) -> tuple[Unit, ...]:
        """Return the cooperating units of `item`, without those that lead it."""
        if isinstance(item, Task) or item.lead or item.cooperating:
            return self._units_named(item.cooperating)
        leads = {u.id for u in self.lead_units(item)}
        return tuple(
            u for u in self._units_named(_of_tasks(self, item, "cooperating")) if u.id not in leads
        )

    def _units_named(self, ids: Iterable[str]) -> tuple[Unit, ...]:
        known = {u.id: u for u in self.units}
        return tuple(known[id] for id in dict.fromkeys(ids))


def _of_tasks(plan: Plan, item: Indicator | Milestone | Task, role: str) -> tuple[str, ...]:
    if isinstance(item, Task):
        return ()
    by_code = {t.code: t for t in plan.tasks}
    return tuple(id for code in item.tasks for id in getattr(by_code[code], role))


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """One loaded version of a plan; `number` counts from 1, 0 is the built-in plan itself."""

    plan: Plan
    number: int
    loaded_at: datetime | None
    digest: str  # SHA-256 of the canonical plan
    approved_by: str = ""  # the document that approved the change
    note: str = ""
