"""The plan: indicators, tasks, milestones and responsible units, as one immutable value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from sbtrack.domain.frozen import Frozen
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.targets import About, AtLeast, AtMost, EveryPeriod, Target
from sbtrack.domain.terms import Constraint, Grain, Group


class Unit(Frozen):
    """A responsible unit (责任单位): an organisation."""

    id: str
    name: Name
    short: Name | None = None

    def label(self, language: str) -> str:
        """Return the short name where there is one, for narrow columns."""
        return (self.short or self.name).in_language(language)


class Task(Frozen):
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


class Baseline(Frozen):
    """Value at the base period, in the unit of measure."""

    value: Decimal
    period: Period
    as_printed: str = ""
    note: Name | None = None


class NoBaseline(Frozen):
    """The plan gives no baseline; `reason` is the plan's own, where it states one."""

    reason: Name | None = None


class Indicator(Frozen):
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

    def levels(self) -> Iterator[Decimal]:
        """Yield the levels that the plan states, in the unit of measure: from where, to where."""
        if isinstance(self.baseline, Baseline):
            yield self.baseline.value
        if isinstance(self.target, AtLeast | AtMost | About | EveryPeriod):
            yield self.target.value
        yield from (value for _, value in self.yearly)


class Milestone(Frozen):
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


class Thresholds(Frozen):
    """Limits of the verdicts, in percentage points (个百分点)."""

    on_track: Decimal = Decimal(5)


class Region(Frozen):
    """The area a figure covers."""

    id: str
    name: Name


class Plan(Frozen):
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
    __slots__ = ("__dict__",)  # for what is looked up often, made when it first is

    @cached_property
    def _indicators_by_id(self) -> dict[str, Indicator]:
        return {i.id: i for i in self.indicators}

    @cached_property
    def _tasks_by_code(self) -> dict[str, Task]:
        return {t.code: t for t in self.tasks}

    @cached_property
    def _units_by_id(self) -> dict[str, Unit]:
        return {u.id: u for u in self.units}

    def indicator(self, id: str) -> Indicator:
        """Return the indicator with that id.

        Raises:
            KeyError: when the plan has none.
        """
        return self._indicators_by_id[id]

    def has_indicator(self, id: str) -> bool:
        """Say whether the plan has an indicator with that id."""
        return id in self._indicators_by_id

    def in_group(self, *groups: Group) -> tuple[Indicator, ...]:
        """Return the indicators of these groups, in the plan's order."""
        return tuple(i for i in self.indicators if i.group in groups)

    def rated(self) -> tuple[Indicator, ...]:
        """Return the headline indicators, then the commitments of the running text."""
        return self.in_group(Group.HEADLINE) + self.in_group(Group.COMMITMENT)

    def lead_units(self, item: Indicator | Milestone | Task) -> tuple[Unit, ...]:
        """Return the units that lead `item`: its own, else those of its tasks."""
        return self._units_named(item.lead or self._of_tasks(item, "lead"))

    def cooperating_units(self, item: Indicator | Milestone | Task) -> tuple[Unit, ...]:
        """Return the cooperating units of `item`, without those that lead it."""
        if isinstance(item, Task) or item.lead or item.cooperating:
            return self._units_named(item.cooperating)
        leads = {u.id for u in self.lead_units(item)}
        return tuple(
            u for u in self._units_named(self._of_tasks(item, "cooperating")) if u.id not in leads
        )

    def _units_named(self, ids: Iterable[str]) -> tuple[Unit, ...]:
        return tuple(self._units_by_id[id] for id in dict.fromkeys(ids))

    def _of_tasks(self, item: Indicator | Milestone | Task, role: str) -> tuple[str, ...]:
        if isinstance(item, Task):
            return ()
        tasks = (self._tasks_by_code[code] for code in item.tasks)
        return tuple(id for task in tasks for id in getattr(task, role))


class PlanVersion(Frozen):
    """One loaded version of a plan; `number` counts from 1, 0 is the built-in plan itself."""

    plan: Plan
    number: int
    loaded_at: datetime | None
    digest: str  # SHA-256 of the canonical plan
    approved_by: str = ""  # the document that approved the change
    note: str = ""
