"""Loading a plan file as a new version: what is recorded is never dropped or restated silently."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sbtrack.domain.codec import digest
from sbtrack.domain.errors import LoadRefused
from sbtrack.domain.lookup import code_of, name_of
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Indicator, Milestone, Plan, PlanVersion
from sbtrack.planfile import read_plan


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did: `version` is None where the newest version is the same plan already."""

    plan: Plan
    version: PlanVersion | None
    dropped: tuple[Indicator | Milestone, ...] = ()


def load_file(
    path: Path,
    file: Path,
    now: datetime,
    approved_by: str = "",
    note: str = "",
    allow_drop: bool = False,
) -> Loaded:
    """Load a plan file into the database, which is made where there is none.

    Raises:
        PlanInvalid, PlanUnreadable: the file is no sound plan.
        LoadRefused: it would drop or restate something that has recorded values, or it is another
            plan.
        StoreError: the database cannot be used.
    """
    from sbtrack.store.reader import open_reader  # noqa: PLC0415
    from sbtrack.store.writer import create_database, load_plan  # noqa: PLC0415  heavy

    plan = read_plan(file)
    dropped: tuple[Indicator | Milestone, ...] = ()
    if path.exists():
        with open_reader(path) as reader:
            newest, recorded = reader.plan_version(), reader.ids_with_entries()
        if newest is not None and newest.plan.id == plan.id:
            dropped = _dropped(newest.plan, plan, recorded)
            _require_same_measure(newest.plan, plan, recorded)
    if dropped and not allow_drop:
        raise _drops(dropped)
    create_database(path, now)
    version = load_plan(path, plan, digest(plan), now, approved_by, note)
    return Loaded(plan, version, dropped)


def _dropped(old: Plan, new: Plan, recorded: set[str]) -> tuple[Indicator | Milestone, ...]:
    kept = {i.id for i in new.indicators} | {m.id for m in new.milestones}
    tracked: tuple[Indicator | Milestone, ...] = (*old.indicators, *old.milestones)
    return tuple(item for item in tracked if item.id in recorded and item.id not in kept)


def _drops(dropped: tuple[Indicator | Milestone, ...]) -> LoadRefused:
    return LoadRefused(
        Msg(
            "The new version has no {items}, for which values are recorded; keep their ids, "
            "or add --allow-drop (the values stay in the ledger).",
            items=tuple(
                Msg("{code} {name}", code=code_of(item), name=name_of(item)) for item in dropped
            ),
        )
    )


def _require_same_measure(old: Plan, new: Plan, recorded: set[str]) -> None:
    """Refuse what would make recorded values mean something else."""
    if recorded and old.region.id != new.region.id:
        raise LoadRefused(
            Msg(
                "The new version calls the region {new}, but values are recorded for {old}; "
                "keep the region's id.",
                new=new.region.id,
                old=old.region.id,
            )
        )
    for indicator in new.indicators:
        if indicator.id not in recorded or not old.has_indicator(indicator.id):
            continue
        before = old.indicator(indicator.id).unit_of_measure
        if before != indicator.unit_of_measure:
            raise LoadRefused(
                Msg(
                    "{name} is measured in {new} in the new version, but its values are recorded "
                    "in {old}; keep the unit of measure, or give the indicator a new id.",
                    name=indicator.name,
                    new=indicator.unit_of_measure,
                    old=before,
                )
            )
