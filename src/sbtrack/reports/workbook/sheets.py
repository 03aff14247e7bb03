"""The neutral workbook: sheets of typed cells that know of each other, before they are drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum

from sbtrack.domain.message import Msg
from sbtrack.reports.table import Cell


class Tab(StrEnum):
    """The sheets, in the order of their tabs."""

    STATUS = "status"
    MILESTONES = "milestones"
    CHANGES = "changes"
    CHARTS = "charts"
    VALUES = "values"
    TASKS = "tasks"
    UNITS = "units"
    DOUBTS = "doubts"
    LEDGER = "ledger"
    PATHS = "paths"
    ABOUT = "about"


NAMES: dict[Tab, Msg] = {
    Tab.STATUS: Msg("Overview"),
    Tab.MILESTONES: Msg("Milestones"),
    Tab.CHANGES: Msg("What changed"),
    Tab.CHARTS: Msg("Charts"),
    Tab.VALUES: Msg("Recorded values"),
    Tab.TASKS: Msg("Tasks and milestones"),
    Tab.UNITS: Msg("By unit"),
    Tab.DOUBTS: Msg("Doubtful figures"),
    Tab.LEDGER: Msg("New entries"),
    Tab.PATHS: Msg("Chart data"),
    Tab.ABOUT: Msg("Explanations"),
}


class Look(Enum):
    """What a column is for, and so how it is drawn."""

    TEXT = "text"
    LABEL = "label"  # a short text, in the middle
    FIGURE = "figure"
    BAR = "bar"  # shares of one, with a bar behind the number
    PACE = "pace"  # percentage points that stand out below the limit
    MARK = "mark"  # verdicts


#: Looks of columns whose texts may stand on several lines.
WRAPPED = frozenset({Look.TEXT, Look.MARK})


class Side(StrEnum):
    """To which side of its cell a text or number leans."""

    LEFT = "left"
    MIDDLE = "center"
    RIGHT = "right"


class Kind(Enum):
    """What a line is."""

    PLAIN = "plain"
    HEADING = "heading"  # opens a part of the table
    QUIET = "quiet"  # no longer counts


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads: a line of a sheet, or with no key its top."""

    tab: Tab
    key: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """A cell that leads somewhere."""

    cell: Cell
    to: Place


SheetCell = Cell | Linked
Counts = tuple[tuple[SheetCell, ...], ...]  # rows, the first one of headings


#: The rank of a column that is folded away at all times: what it says stands elsewhere too.
ALWAYS = 99


@dataclass(frozen=True, slots=True)
class Field:
    """A column; `widest` is the width, in half-width characters, at which its text wraps.

    Where a page is too narrow, texts wrap at `narrowest`, and columns with a rank in `fold` are
    folded away, the highest first; so are those of them in which nothing stands. `names` gives
    each keyed line's cell a name in the workbook that starts so.
    """

    key: str
    heading: Msg
    look: Look = Look.TEXT
    widest: int = 14
    narrowest: int = 0
    fold: int = 0  # 0: never
    names: str | None = None

    @property
    def side(self) -> Side:
        """The side to which its cells lean."""
        if self.look is Look.LABEL:
            return Side.MIDDLE
        return Side.LEFT if self.look in (Look.TEXT, Look.MARK) else Side.RIGHT


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet; by its key, links find it. Where it says so, a new page begins."""

    cells: tuple[SheetCell, ...]
    key: str = ""
    kind: Kind = Kind.PLAIN
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A line chart of some lines of the data sheet, from the line with the key `first`.

    Each point has the end of its period, the planned value and the figure. `floor` is where the
    axis of values starts; None leaves that to the program that draws it. `places` are the
    decimals on that axis, and `path` is what the planned values are called.
    """

    title: Msg
    unit_of_measure: str
    first: str
    points: tuple[tuple[date, Decimal | None, Decimal | None], ...]
    path: Msg
    places: int = 0
    floor: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: title, what to know first, blocks of counts, one table, and notes below it.

    The lines of a `long` sheet are made while they are written, once, and may be very many. One
    that is `paged` is read page by page, in larger letters.
    """

    tab: Tab
    title: Msg
    intro: tuple[SheetCell, ...] = ()
    counts: tuple[Counts, ...] = ()
    fields: tuple[Field, ...] = ()
    lines: Iterable[Line] = ()
    notes: tuple[Msg, ...] = ()
    charts: tuple[Chart, ...] = ()
    long: bool = False
    paged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A whole workbook, and what its properties say; `limit` is of pace, in points."""

    sheets: tuple[Sheet, ...]
    title: Msg
    subject: Msg
    issuer: Msg
    made_for: datetime  # in place of the moment it is written, in UTC
    limit: Decimal
    properties: tuple[tuple[str, str], ...]
