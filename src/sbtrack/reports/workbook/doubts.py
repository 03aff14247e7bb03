"""Doubtful figures: what somebody should look at again, and what was said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sbtrack.domain.doubt import Doubt
from sbtrack.domain.message import Msg, Name
from sbtrack.reports.answer import Answer
from sbtrack.reports.doubts import Known
from sbtrack.reports.workbook.sheets import (
    ALWAYS,
    Field,
    Kind,
    Line,
    Linked,
    Look,
    Place,
    Sheet,
    Tab,
)

FIELDS = (
    Field("code", Msg("No."), Look.LABEL, 6),
    Field("name", Msg("Indicator"), widest=30, narrowest=16),
    Field("finding", Msg("What is doubtful"), widest=56, narrowest=30),
    Field("remedy", Msg("What to do"), widest=44, narrowest=24),
    Field("entries", Msg("Entries"), widest=12, narrowest=8),
    Field("known", Msg("Acknowledged"), widest=30, narrowest=14, fold=1),
    Field("key", Msg("Doubt"), widest=24, narrowest=10, fold=ALWAYS),
)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """The doubts about the figures, and the acknowledgements that stand, by doubt."""

    doubts: tuple[Doubt, ...]
    known: Known

    @property
    def open(self) -> tuple[Doubt, ...]:
        """The doubts of which nobody said that they were looked into."""
        return tuple(doubt for doubt in self.doubts if doubt.key not in self.known)


def doubts_sheet(answer: Answer, doubtful: Doubtful | None) -> Sheet:
    """Return the sheet; None says that there are too many figures to look through each week."""
    return Sheet(
        tab=Tab.DOUBTS,
        title=Msg("Doubtful figures"),
        intro=(_said(doubtful),),
        fields=FIELDS,
        lines=tuple(_lines(answer, doubtful)) if doubtful else (),
    )


def _said(doubtful: Doubtful | None) -> Msg:
    if doubtful is None:
        return Msg(
            "There are too many figures to look through for every workbook; see `sbtrack doubts`."
        )
    if not doubtful.doubts:
        return Msg("Nothing looks doubtful.")
    return Msg(
        "A doubt stops nothing: the figures may well be right. Whoever has looked can say so "
        "with `sbtrack doubts --acknowledge DOUBT --reason TEXT`."
    )


def _lines(answer: Answer, doubtful: Doubtful) -> Iterator[Line]:
    for doubt in doubtful.doubts:
        indicator, known = answer.plan.indicator(doubt.indicator), doubtful.known.get(doubt.key)
        said = None
        if known is not None:
            said = Msg("{who}: {reason}", who=known.acknowledged_by, reason=known.reason)
        yield Line(
            (
                Linked(indicator.code, Place(Tab.VALUES, indicator.id)),
                indicator.name,
                doubt.finding,
                doubt.remedy,
                tuple(Name(str(id)) for id in doubt.entry_ids),
                said,
                doubt.key,
            ),
            kind=Kind.QUIET if known else Kind.PLAIN,
        )
