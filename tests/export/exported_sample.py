"""A small table with one of everything, for the tests of the text formats."""

from datetime import UTC, date, datetime
from decimal import Decimal

from sbtrack.domain.message import Msg, Name, Percent, Points, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Constraint, Light, MilestoneState, Verdict, Why
from sbtrack.domain.undefined import Undefined
from sbtrack.reports.table import Align, Bar, Cell, Column, Mark, Section, Table

NOTHING = Undefined(Why.NO_DATA, Msg("nothing recorded yet"))
DAY = datetime(2014, 3, 1, 9, 30, tzinfo=UTC)

_RIGHT = Align.RIGHT
COLUMNS = (
    Column("code", Msg("No.")),
    Column("name", Msg("Indicator"), flexible=True),
    Column("constraint", Msg("Type")),
    Column("actual", Msg("Actual"), _RIGHT),
    Column("gap", Msg("Gap"), _RIGHT),
    Column("bar", Msg("Progress")),
    Column("attainment", Msg("Attainment"), _RIGHT),
    Column("pace", Msg("Pace (pp)"), _RIGHT),
    Column("period", Msg("Period")),
    Column("verdict", Msg("Verdict")),
    Column("recorded", Msg("Recorded")),
    Column("lead", Msg("Lead unit")),
)
THIRD = Decimal(1) / Decimal(3)
_LEAD = (Name("市人社局"), Name("市财政局"))

INJURY: tuple[Cell, ...] = (
    "4", Name("工伤保险"), Constraint.BINDING, Quantity(Decimal("37.255"), "万人", 1),
    Quantity(Decimal("-2.80"), "万人"), Bar(THIRD), Percent(THIRD), Points(Decimal("-0.0416")),
    Period.parse("2013-H1"), Mark(Verdict.BEHIND, Light.RED, provisional=True), DAY, _LEAD,
)  # fmt: skip
PENSION: tuple[Cell, ...] = (
    "7", Name("养老金"), Constraint.ANTICIPATORY, Quantity(Decimal("1602"), "元/月"), NOTHING,
    NOTHING, NOTHING, NOTHING, Period.of_year(2013), Mark(Verdict.UNRATED, Light.GREY),
    date(2014, 3, 1), (),
)  # fmt: skip
MILESTONE: tuple[Cell, ...] = (
    "M1", Name("市级统筹"), None, None, None, None, None, None, Period.of_year(2012),
    Mark(MilestoneState.DONE, Light.GREEN), None, _LEAD[:1],
)  # fmt: skip

TABLE = Table(
    Msg("Plan"),
    COLUMNS,
    (
        Section((INJURY, PENSION), Msg("Headline indicators")),
        Section((MILESTONE,), Msg("Milestones")),
    ),
    Msg("as of {day}", day=date(2013, 12, 31)),
    (Msg("First note."), Msg("Second note.")),
)


def single(cell: Cell, heading: str = "X") -> Table:
    """Return a table of one cell."""
    return Table(Msg("T"), (Column("x", Msg("{h}", h=heading)),), (Section(((cell,),)),))
