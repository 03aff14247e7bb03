"""What a question was answered from: plan version, two dates, and the assessment itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from sbtrack.assess.plan import PlanAssessment
from sbtrack.domain.errors import quoted
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Plan, PlanVersion
from sbtrack.reports.table import Cell


class Answer(Frozen):
    """A plan assessed as of one date by what was known at one moment.

    `known_at` is in the plan's own clock. `recorded` is False where there is no database, at
    `missing`, so that nothing can have been recorded; `version` is then 0, the built-in plan.
    Compared with an earlier answer, `amendments` are the versions loaded since, oldest first.
    """

    version: PlanVersion
    assessed: PlanAssessment
    known_at: datetime
    recorded: bool = True
    missing: Path | None = None
    amendments: tuple[PlanVersion, ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan of the version that was in force."""
        return self.version.plan

    @property
    def as_of(self) -> date:
        """The date on which the plan is judged."""
        return self.assessed.as_of

    def dates(self) -> Msg:
        """Return the two dates and the version in one line."""
        if not self.version.number:
            return Msg(
                "as of {as_of}, known at {known_at}", as_of=self.as_of, known_at=self.known_at
            )
        return Msg(
            "as of {as_of}, known at {known_at}, plan version {version}",
            as_of=self.as_of,
            known_at=self.known_at,
            version=self.version.number,
        )

    def date_facts(self) -> Iterator[tuple[Msg, Cell]]:
        """Yield the same line by line."""
        yield Msg("As of"), self.as_of
        yield Msg("Known at"), self.known_at
        if self.version.number:
            yield Msg("Plan version"), self.version.number

    def notices(self) -> tuple[Msg, ...]:
        """Return what must be said first: that nothing is recorded yet."""
        return () if self.recorded else (no_database(self.missing),)


def no_database(path: Path | None) -> Msg:
    """Return what is to be known of an answer from no database."""
    if path is None:
        return Msg("Nothing is recorded yet: there is no database, and this is the built-in plan.")
    return Msg(
        "Nothing is recorded yet: there is no database at {path}, and this is the built-in plan.",
        path=quoted(str(path), limit=300),
    )
