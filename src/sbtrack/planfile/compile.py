"""From what the YAML says to what it means: a sound draft becomes a domain plan."""

from __future__ import annotations

from decimal import Decimal

from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import (
    Baseline,
    Indicator,
    Milestone,
    NoBaseline,
    Plan,
    Region,
    Task,
    Thresholds,
    Unit,
)
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    Coverage,
    CumulativeChange,
    EveryPeriod,
    MultipleOf,
    Target,
    Undetermined,
)
from sbtrack.domain.terms import Constraint, Group
from sbtrack.planfile.defaults import growth_bound, is_share
from sbtrack.planfile.draft import COMMITMENTS, HEADLINE, SERIES, AnyIndicator, Draft
from sbtrack.planfile.schema import MilestoneSpec, PlanSpec, SeriesSpec, TaskSpec, UnitSpec
from sbtrack.planfile.targetspec import (
    AboutSpec,
    AnnualGrowthSpec,
    AnyTargetSpec,
    AtLeastSpec,
    AtMostSpec,
    CoverageSpec,
    CumulativeChangeSpec,
    EveryPeriodSpec,
    MultipleOfSpec,
    UndeterminedSpec,
)
from sbtrack.planfile.wordingspec import AnyWording, BaselineSpec, NoBaselineSpec

_GROUPS = {HEADLINE: Group.HEADLINE, COMMITMENTS: Group.COMMITMENT, SERIES: Group.SERIES}
_ONLY_RECORDED = {"zh": "只记录，不评价", "en": "recorded, never rated"}


def compile_plan(draft: Draft) -> Plan:
    """Return the plan that a draft without errors means.

    Raises:
        ValueError: the draft has no sound header, so it was not without errors.
    """
    if draft.header is None:
        raise ValueError("a draft without a header cannot be compiled")
    compiler = _Compiler(draft.header.spec)
    return compiler.plan(draft)


class _Compiler:
    """Compiles items of one plan, whose language and periods stand in for what they omit."""

    def __init__(self, header: PlanSpec) -> None:
        self.header = header

    def plan(self, draft: Draft) -> Plan:
        header = self.header
        return Plan(
            id=header.id,
            title=self.name(header.title),
            language=header.language,
            region=Region(header.region.id, self.name(header.region.name)),
            base=header.base,
            end=header.end,
            utc_offset=header.utc_offset,
            document_number=header.document_number or "",
            issuer=self.optional(header.issuer),
            adopted=header.adopted,
            issued=header.issued,
            source=self.optional(header.source),
            note=self.optional(header.note),
            thresholds=Thresholds(draft.thresholds.on_track),
            units=tuple(self.unit(item.spec) for item in draft.units),
            tasks=tuple(self.task(item.spec) for item in draft.tasks),
            indicators=tuple(self.indicator(item) for item in draft.indicators),
            milestones=tuple(self.milestone(item.spec) for item in draft.milestones),
        )

    def unit(self, spec: UnitSpec) -> Unit:
        return Unit(spec.id, self.name(spec.name), self.optional(spec.short))

    def task(self, spec: TaskSpec) -> Task:
        return Task(
            code=spec.code,
            title=self.name(spec.title),
            lead=spec.lead,
            cooperating=spec.cooperating,
            sole=spec.sole,
            summary=self.optional(spec.summary),
            cite=spec.cite or "",
        )

    def indicator(self, item: AnyIndicator) -> Indicator:
        spec = item.spec
        return Indicator(
            code=spec.code,
            id=spec.id,
            name=self.name(spec.name),
            group=_GROUPS[item.section],
            constraint=spec.constraint or Constraint.UNSPECIFIED,
            unit_of_measure=spec.unit_of_measure,
            baseline=self.baseline(spec),
            target=self.target(spec.target) if spec.target else self.only_recorded(),
            yearly=_by_end(spec),
            share=is_share(spec),
            components=spec.components,
            tasks=spec.tasks,
            lead=spec.lead,
            cooperating=spec.cooperating,
            definition=self.optional(spec.definition),
            note=self.optional(spec.note),
            cite=spec.cite or "",
        )

    def milestone(self, spec: MilestoneSpec) -> Milestone:
        return Milestone(
            code=spec.code,
            id=spec.id,
            title=self.name(spec.title),
            due=spec.due or self.header.end,
            every=spec.every,
            since=spec.since,
            constraint=spec.constraint or Constraint.UNSPECIFIED,
            tasks=spec.tasks,
            lead=spec.lead,
            cooperating=spec.cooperating,
            note=self.optional(spec.note),
            cite=spec.cite or "",
        )

    def baseline(self, spec: SeriesSpec) -> Baseline | NoBaseline:
        match spec.baseline:
            case None:
                return NoBaseline()
            case NoBaselineSpec(unavailable=reason):
                return NoBaseline(self.name(reason))
            case BaselineSpec() as known:
                return Baseline(
                    known.value,
                    known.period or self.header.base,
                    known.as_printed or "",
                    self.optional(known.note),
                )
        return Baseline(spec.baseline, self.header.base)

    def only_recorded(self) -> Target:
        """Return the target of a series that has none."""
        return Undetermined(by=self.header.end, text=self.name_by(_ONLY_RECORDED))

    def target(self, spec: AnyTargetSpec) -> Target:
        by, printed = spec.by or self.header.end, spec.as_printed or ""
        match spec:
            case AtLeastSpec(value=value, baseline_meets=meets):
                return AtLeast(by=by, as_printed=printed, value=value, baseline_meets=meets)
            case AtMostSpec(value=value, baseline_meets=meets):
                return AtMost(by=by, as_printed=printed, value=value, baseline_meets=meets)
            case AboutSpec(value=value, tolerance=tolerance):
                return About(by=by, as_printed=printed, value=value, tolerance=tolerance)
            case CoverageSpec():
                return Coverage(by=by, as_printed=printed)
            case UndeterminedSpec(text=text):
                return Undetermined(by=by, as_printed=printed, text=self.name(text))
            case _:
                return _reckoned(spec, by, printed)

    def name(self, wording: AnyWording) -> Name:
        """Return a text in the plan's language with its translations."""
        if isinstance(wording, str):
            return Name(wording)
        return self.name_by({"zh": wording.zh, "en": wording.en})

    def name_by(self, texts: dict[str, str] | dict[str, str | None]) -> Name:
        own = texts[self.header.language]
        others = tuple(
            (language, text)
            for language, text in texts.items()
            if text and language != self.header.language
        )
        return Name(own or "", others)

    def optional(self, wording: AnyWording | None) -> Name | None:
        return None if wording is None else self.name(wording)


def _reckoned(
    spec: AnnualGrowthSpec | CumulativeChangeSpec | EveryPeriodSpec | MultipleOfSpec,
    by: Period,
    printed: str,
) -> Target:
    """Return a target whose level has to be worked out, or that has one for each period."""
    match spec:
        case AnnualGrowthSpec(rate=rate, basis=basis):
            bound = growth_bound(spec)
            return AnnualGrowth(by=by, as_printed=printed, rate=rate, basis=basis, bound=bound)
        case CumulativeChangeSpec(change=change, basis=basis):
            bound = growth_bound(spec)
            return CumulativeChange(
                by=by, as_printed=printed, change=change, basis=basis, bound=bound
            )
        case EveryPeriodSpec(bound=bound, value=value, every=every):
            return EveryPeriod(by=by, as_printed=printed, bound=bound, value=value, every=every)
        case MultipleOfSpec(factor=factor, reference=reference, floor=floor):
            return MultipleOf(
                by=by, as_printed=printed, factor=factor, reference=reference, floor=floor
            )


def _by_end(spec: SeriesSpec) -> tuple[tuple[Period, Decimal], ...]:
    return tuple(sorted(spec.yearly.items(), key=lambda point: point[0].end))
