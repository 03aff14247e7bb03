"""Doubtful figures as a table and as plain data, with what was said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sbtrack.domain.acknowledgement import Acknowledgement
from sbtrack.domain.doubt import Doubt
from sbtrack.domain.message import Msg, Name
from sbtrack.domain.plan import Plan
from sbtrack.locale.words import Words
from sbtrack.reports.table import Cell, Column, Section, Table

Data = dict[str, Any]
Known = Mapping[str, Acknowledgement]

COLUMNS = (
    Column("code", Msg("No.")),
    Column("name", Msg("Indicator"), flexible=True, priority=3),
    Column("finding", Msg("What is doubtful"), flexible=True),
    Column("remedy", Msg("What to do"), flexible=True, priority=4),
    Column("entries", Msg("Entries"), priority=5),
    Column("key", Msg("Doubt")),
    Column("known", Msg("Acknowledged"), flexible=True, priority=2),
)


def doubt_table(plan: Plan, doubts: Sequence[Doubt], known: Known, left_out: int = 0) -> Table:
    """Return one line a doubt; `known` holds the acknowledgements by doubt.

    `left_out` counts the doubts that are not listed since they were acknowledged.
    """
    rows = tuple(_row(plan, doubt, known.get(doubt.key)) for doubt in doubts)
    notes = tuple(_notes(doubts, left_out))
    return Table(Msg("Doubtful figures"), COLUMNS, (Section(rows),), notes=notes)


def doubt_data(plan: Plan, doubts: Sequence[Doubt], known: Known, words: Words) -> list[Data]:
    """Return the doubts as plain data."""
    return [_plain(plan, doubt, known.get(doubt.key), words) for doubt in doubts]


def _row(plan: Plan, doubt: Doubt, known: Acknowledgement | None) -> tuple[Cell, ...]:
    indicator = plan.indicator(doubt.indicator)
    said: Cell = None
    if known is not None:
        said = Msg("{who}: {reason}", who=known.acknowledged_by, reason=known.reason)
    return (
        indicator.code,
        indicator.name,
        doubt.finding,
        doubt.remedy,
        tuple(Name(str(id)) for id in doubt.entry_ids),
        doubt.key,
        said,
    )


def _notes(doubts: Sequence[Doubt], left_out: int) -> Iterator[Msg]:
    if not doubts and not left_out:
        yield Msg("Nothing looks doubtful.")
    if doubts:
        yield Msg(
            "A doubt stops nothing: the figures may well be right. Whoever has looked can say so "
            "with `sbtrack doubts --acknowledge DOUBT --reason TEXT`."
        )
    if left_out:
        yield Msg("Acknowledged and left out: {count}; --all lists them too.", count=left_out)


def _plain(plan: Plan, doubt: Doubt, known: Acknowledgement | None, words: Words) -> Data:
    indicator = plan.indicator(doubt.indicator)
    return {
        "doubt": doubt.key,
        "rule": doubt.rule,
        "code": indicator.code,
        "id": indicator.id,
        "name": words.value(indicator.name),
        "entries": [*doubt.entry_ids],
        "finding": words.say(doubt.finding),
        "remedy": words.say(doubt.remedy),
        "acknowledged_by": known.acknowledged_by if known else None,
        "acknowledged_at": known.acknowledged_at if known else None,
        "reason": known.reason if known else None,
    }
