"""The neutral table: what every report hands to the terminal, a file or a workbook."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sbtrack.domain.frozen import Frozen, replace
from sbtrack.domain.message import Msg, Name, Percent, Points, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Constraint, Light, MilestoneState, Verdict
from sbtrack.domain.undefined import Undefined


class Align(StrEnum):
    """Side to which a column's cells lean; numbers lean right."""

    LEFT = "left"
    RIGHT = "right"


class Bar(Frozen):
    """A share drawn as a bar; below 0 it is empty, above 1 full."""

    share: Decimal


class Mark(Frozen):
    """A verdict or milestone state with its light: symbol, word and colour together."""

    verdict: Verdict | MilestoneState
    light: Light
    provisional: bool = False


class Lights(Frozen):
    """How many stand at which light, in the order of `Light`; drawn as signs with numbers."""

    counts: tuple[tuple[Light, int], ...]


class Noted(Frozen):
    """A cell with a remark in brackets: behind it, or below it where the column is narrow.

    `period` is drawn only where the table is too narrow for the column that has it; without a
    value it stands there itself. Where a value is undefined, readers are shown `words` instead.
    """

    value: Plain
    remark: Msg | None = None
    period: Period | None = None
    words: Msg | Name | None = None

    @property
    def shown(self) -> Plain:
        """What readers are shown; formats of bare numbers say the value alone."""
        return self.value if self.words is None else self.words


Plain = (
    None  # nothing to say here; never used for a missing value
    | str
    | int
    | Decimal
    | date
    | datetime
    | Period
    | Name
    | Msg
    | Quantity
    | Percent
    | Points
    | Bar
    | Mark
    | Lights
    | Constraint
    | Undefined  # drawn as a dash; the reason is told below the table or beside it
    | tuple[Name, ...]
)
Cell = Plain | Noted


class Column(Frozen):
    """One column. `priority` 1 is always drawn; the highest number is dropped first.

    A column with `period_of` goes where the terminal is narrow: its periods then stand as remarks
    in the column of that key, under the heading `short`, which says what goes without a remark.
    """

    key: str
    heading: Msg
    align: Align = Align.LEFT
    priority: int = 1
    flexible: bool = False  # its text may be wrapped onto several lines when the table is narrow
    comfortable: int = 20  # cells that wrapped text is given before a less important column
    period_of: str = ""
    short: Msg | None = None
    vital: bool = False  # texts are squeezed before it is dropped
    bare: bool = False  # only for formats of bare numbers, which say nothing in brackets or below


class Section(Frozen):
    """Rows under one heading."""

    rows: tuple[tuple[Cell, ...], ...]
    heading: Msg | None = None


class Table(Frozen):
    """A titled table in sections, with notes below it."""

    title: Msg
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    subtitle: Msg | None = None
    notes: tuple[Msg, ...] = ()
    brief: bool = False  # drawn without notes on how it was drawn


_BLANK = (None, "", (), Lights(()), Noted(None))


def without_blanks(table: Table) -> Table:
    """Return the table without the columns in which no row has anything to say.

    For people: a list of milestones has neither baselines nor gaps. Formats for machines keep all.
    """
    rows = [row for section in table.sections for row in section.rows]
    kept = [
        index
        for index in range(len(table.columns))
        if any(row[index] not in _BLANK for row in rows)
    ]
    sections = (
        replace(s, rows=tuple(tuple(row[index] for index in kept) for row in s.rows))
        for s in table.sections
    )
    columns = tuple(table.columns[index] for index in kept)
    return replace(table, columns=columns, sections=tuple(sections))
