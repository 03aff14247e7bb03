"""Loading a plan file as a new version: what is recorded is never dropped or restated silently."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sbtrack.actions.clocks import clock_check
from sbtrack.actions.moved_ids import require_own_ids
from sbtrack.domain.codec import digest
from sbtrack.domain.errors import LoadRefused
from sbtrack.domain.lookup import titled
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Indicator, Milestone, Plan, PlanVersion
from sbtrack.planfile import builtin_plan, read_plan
from sbtrack.store.moments import Now
from sbtrack.store.reads.reader import Reader


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did: `version` is None where the newest version is the same plan already."""

    plan: Plan
    version: PlanVersion | None
    dropped: tuple[Indicator | Milestone, ...] = ()


def load_file(
    path: Path,
    file: Path | None,
    now: Now,
    approved_by: str = "",
    note: str = "",
    allow_drop: bool = False,
    confirmed: bool = False,
) -> Loaded:
    """Load a plan file into the database, which is made where there is none.

    Without a file the built-in plan is loaded. `confirmed` says that the clock is right.

    Raises:
        PlanInvalid, PlanUnreadable: the file is no sound plan.
        LoadRefused: it would drop or restate something that has recorded values, or give them to
            something else, or it is another plan.
        DoubtfulClock: this computer's clock can hardly be right.
        StoreError: the database cannot be used.
    """
    from sbtrack.store.writes.writer import load_plan  # noqa: PLC0415  heavy

    plan = builtin_plan() if file is None else read_plan(file)
    dropped: list[Indicator | Milestone] = []

    def check(reader: Reader) -> None:
        newest = reader.plan_version()
        if newest is not None:
            require_own_ids(newest, plan, reader)
            dropped.extend(_dropped(newest.plan, plan, reader.ids_with_entries()))
            _require_same_region(newest.plan, plan, reader)
            _require_same_measures(plan, reader)
        if dropped and not allow_drop:
            raise _drops(tuple(dropped))
        clock_check(path, plan, now, confirmed=confirmed)(reader)

    version = load_plan(path, plan, digest(plan), now, approved_by, note, check=check, create=True)
    return Loaded(plan, version, tuple(dropped))


def _dropped(old: Plan, new: Plan, recorded: set[str]) -> tuple[Indicator | Milestone, ...]:
    kept = {(Indicator, i.id) for i in new.indicators} | {(Milestone, m.id) for m in new.milestones}
    tracked: tuple[Indicator | Milestone, ...] = (*old.indicators, *old.milestones)
    return tuple(i for i in tracked if i.id in recorded and (type(i), i.id) not in kept)


def _drops(dropped: tuple[Indicator | Milestone, ...]) -> LoadRefused:
    return LoadRefused(
        Msg(
            "The new version has no {items}, for which values are recorded; keep their ids, "
            "or add --allow-drop (the values stay in the ledger).",
            items=tuple(map(titled, dropped)),
        )
    )


def _require_same_region(old: Plan, new: Plan, reader: Reader) -> None:
    """Refuse what would leave recorded values out."""
    if old.region.id != new.region.id and reader.last_entry_id() is not None:
        raise LoadRefused(
            Msg(
                "The new version calls the region {new}, but values are recorded for {old}; "
                "keep the region's id.",
                new=new.region.id,
                old=old.region.id,
            )
        )


def _require_same_measures(new: Plan, reader: Reader) -> None:
    """Refuse what would make recorded values mean something else, also those dropped before."""
    recorded = reader.measures_recorded()
    for indicator in new.indicators:
        before = recorded.get(indicator.id, indicator.unit_of_measure)
        if before != indicator.unit_of_measure:
            raise LoadRefused(
                Msg(
                    "{name} is measured in {new} in the new version, but its values are recorded "
                    "in {old}; keep the unit of measure, or give the indicator a new id.",
                    name=indicator.name,
                    new=indicator.unit_of_measure or Msg("none"),
                    old=before or Msg("none"),
                )
            )
