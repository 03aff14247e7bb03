"""Ledgers to doubt: entries and current figures of small plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from small_plan import END, Figures, a_figure, a_plan, an_indicator, said

from sbtrack.assess.doubts.find import doubts_of
from sbtrack.domain.doubt import Doubt
from sbtrack.domain.ledger import Entry, EntryKind, Observation
from sbtrack.domain.message import Name
from sbtrack.domain.plan import Indicator
from sbtrack.domain.targets import Target, Undetermined

UNMEASURED = Undetermined(by=END, text=Name("-"))
RECORDED = datetime(2016, 1, 1, tzinfo=UTC)


def entry(claim: Observation, kind: EntryKind = EntryKind.RECORD) -> Entry:
    assert claim.entry_id is not None
    return Entry(claim.entry_id, kind, claim, RECORDED, "分析员")


def numbered(figures: Figures, id: str = "x", first: int = 1) -> tuple[Observation, ...]:
    """Figures whose entries are numbered from `first` in the order they are given."""
    return tuple(
        a_figure(value, period, id=id, entry_id=first + n)
        for n, (period, value) in enumerate(figures.items())
    )


def doubts(
    target: Target,
    figures: Figures | Sequence[Observation],
    baseline: str | None = None,
    *,
    as_of: str = "2016-06-30",
    others: Sequence[Indicator] = (),
    more: dict[str, Sequence[Observation]] | None = None,
    history: Sequence[Entry] = (),
    **changes: Any,
) -> tuple[Doubt, ...]:
    """The doubts about `x`, whose entries are numbered from 1."""
    own = numbered(figures) if isinstance(figures, Mapping) else figures
    plan = a_plan(an_indicator(target, baseline, **changes), *others)
    series = {"x": tuple(own), **(more or {})}
    return doubts_of(plan, series, {"x": history}, date.fromisoformat(as_of))


def told(doubt: Doubt) -> str:
    return said(doubt.finding)


def rules(found: Sequence[Doubt]) -> list[str]:
    return [doubt.rule for doubt in found]
