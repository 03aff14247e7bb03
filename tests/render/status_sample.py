"""A table like the one `status` prints, in English and in Chinese, for the tests of drawing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from pathlib import Path

from rich.console import Console

from sbtrack.domain.message import Msg, Name, Percent, Points, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Constraint, Light, MilestoneState, Verdict, Why
from sbtrack.domain.undefined import Undefined
from sbtrack.locale.words import Words
from sbtrack.render.table import draw
from sbtrack.reports.table import Align, Bar, Cell, Column, Mark, Noted, Section, Table

GOLDEN = Path(__file__).parent / "golden"
ENGLISH = Words("en")
NOTHING = Undefined(Why.NO_DATA, Msg("nothing recorded yet"))

_B, _A, _N = Constraint.BINDING, Constraint.ANTICIPATORY, Constraint.UNSPECIFIED


@dataclass(frozen=True)
class Line:
    code: str
    english: str
    chinese: str
    constraint: Constraint
    unit: str
    baseline: str
    target: str
    actual: str
    period: str
    gap: str
    attainment: str
    elapsed: str
    pace: str
    mark: Mark


_HEADLINE = (
    Line("1", "Workers in basic old-age insurance", "职工基本养老保险参保人数", _B, "万人",
         "50.25", "70.5", "63.1", "2013", "7.4", "0.6346", "0.6", "0.0346",
         Mark(Verdict.ON_TRACK, Light.GREEN)),
    Line("2", "Residents' old-age insurance coverage", "城乡居民社会养老保险参保率", _A, "%",
         "", "95", "88.6", "2013", "6.4", "", "0.6", "",
         Mark(Verdict.UNRATED, Light.GREY)),
    Line("3", "Basic medical insurance coverage", "基本医疗保险参保率", _B, "%",
         "92", "95", "96.3", "2013-H1", "-1.3", "1.4333", "0.5", "0.9333",
         Mark(Verdict.MET_EARLY, Light.GREEN)),
    Line("4", "Work-injury insured", "工伤保险参保人数", _B, "万人",
         "33.66", "40", "37.2", "2013", "2.8", "0.5584", "0.6", "-0.0416",
         Mark(Verdict.ON_TRACK, Light.GREEN, provisional=True)),
    Line("5", "Unemployment insured", "失业保险参保人数", _B, "万人",
         "33.55", "40", "34.9", "2012", "5.1", "0.2093", "0.6", "-0.3907",
         Mark(Verdict.BEHIND, Light.RED)),
    Line("6", "Maternity insured", "生育保险参保人数", _B, "万人",
         "24.84", "32", "24.1", "2013", "7.9", "-0.1034", "0.6", "-0.7034",
         Mark(Verdict.REVERSED, Light.RED)),
    Line("7", "Yearly growth of enterprise retirees' basic pension",
         "企业退休人员基本养老金年均增长率", _A, "元/月",
         "1304", "2100.11", "1602", "2013", "498.11", "0.4319", "0.6", "-0.1681",
         Mark(Verdict.BEHIND, Light.YELLOW)),
    Line("8", "Social security card holders", "社会保障卡持卡人数", _A, "万人",
         "0", "400", "", "", "", "", "", "", Mark(Verdict.UNRATED, Light.GREY)),
)  # fmt: skip
_COMMITMENTS = (
    Line("10a", "Payment ceiling, workers' medical insurance", "城镇职工医保最高支付限额", _N, "元",
         "", "186000", "", "", "", "", "", "", Mark(Verdict.UNRATED, Light.GREY)),
)  # fmt: skip
_LEAD = Name("市人力资源和社会保障局", (("en", "Bureau of Human Resources and Social Security"),))
_FINANCE = Name("市财政局", (("en", "Bureau of Finance"),))

_HEADINGS = {
    "code": ("No.", "编号"),
    "name": ("Indicator", "指标"),
    "constraint": ("Type", "属性"),
    "baseline": ("Baseline", "基期值"),
    "target": ("Target", "目标"),
    "actual": ("Actual", "实际值"),
    "period": ("Period", "报告期"),
    "gap": ("Gap", "差距"),
    "bar": ("Progress", "进度"),
    "attainment": ("Attainment", "完成程度"),
    "elapsed": ("Elapsed", "时间进度"),
    "pace": ("Pace (pp)", "时序差(点)"),
    "verdict": ("Verdict", "评价"),
    "lead": ("Lead unit", "牵头单位"),
}
_PRIORITIES = {
    "constraint": 7, "baseline": 5, "gap": 2, "bar": 9, "attainment": 2, "elapsed": 3,
    "pace": 4, "lead": 6,
}  # fmt: skip
_SHORT = {
    "actual": ("Actual 2013", "2013年实际值"),
    "target": ("Target 2015", "2015年目标"),
    "pace": ("Pace, pp", "时序差（点）"),
}
_RIGHT = {"baseline", "target", "actual", "gap", "attainment", "elapsed", "pace"}


def status_table(language: str) -> Table:
    """Return the sample with names and headings in "en" or "zh"."""
    chinese = language == "zh"

    def msg(english: str, other: str) -> Msg:
        return Msg(other if chinese else english)

    columns = tuple(
        Column(
            key,
            msg(*names),
            Align.RIGHT if key in _RIGHT else Align.LEFT,
            _PRIORITIES.get(key, 1),
            flexible=key in {"name", "target", "lead"},
            comfortable={"target": 12, "name": 18}.get(key, 20),
            period_of="actual" if key == "period" else "",
            short=msg(*_SHORT[key]) if key in _SHORT else None,
            vital=key in {"gap", "attainment"},
        )
        for key, names in _HEADINGS.items()
    )
    sections = (
        Section(
            tuple(_row(line, chinese) for line in _HEADLINE),
            msg("Headline indicators", "主要指标"),
        ),
        Section(
            tuple(_row(line, chinese) for line in _COMMITMENTS),
            msg("Commitments in the text", "正文量化承诺"),
        ),
        Section(_milestones(chinese), msg("Milestones", "里程碑")),
    )
    return Table(
        msg(
            "Xingtai social security, 12th Five-Year Plan",
            "邢台市贯彻社会保障“十二五”规划纲要实施意见",
        ),
        columns,
        sections,
        msg("as of 2013-12-31, known at 2014-03-01", "截至2013年12月31日,已知至2014年3月1日"),
        (
            msg(
                "Binding: 5 indicators, 2 behind. Anticipatory: 3, 1 behind.",
                "约束性5项,滞后2项;预期性3项,滞后1项。",
            ),
        ),
    )


def drawn(table: Table, width: int) -> str:
    """Return a table as drawn without colour, `width` cells wide."""
    out = StringIO()
    draw(table, ENGLISH, Console(file=out, width=width))
    return out.getvalue()


def coloured(table: Table, width: int) -> str:
    """Return a table as drawn on a terminal with the 16 standard colours."""
    out = StringIO()
    terminal = Console(
        file=out,
        width=width,
        height=25,  # with a height given, TERM=dumb is not taken for 80 cells
        force_terminal=True,
        color_system="standard",
    )
    draw(table, ENGLISH, terminal)
    return out.getvalue()


def _row(line: Line, chinese: bool) -> tuple[Cell, ...]:
    def quantity(text: str) -> Cell:
        return Quantity(Decimal(text), line.unit) if text else NOTHING

    def actual() -> Cell:
        older = line.period not in ("", "2013")
        value = Quantity(Decimal(line.actual), line.unit) if line.actual else NOTHING
        return Noted(value, period=Period.parse(line.period) if older else None)

    def target() -> Cell:
        value = Quantity(Decimal(line.target), line.unit)
        growth = Msg("年均10%" if chinese else "10% a year")
        return Noted(value, growth if line.code == "7" else None)

    def share(text: str, kind: type[Percent | Points | Bar]) -> Cell:
        return kind(Decimal(text)) if text else NOTHING

    return (
        line.code,
        _name(line.english, line.chinese, chinese),
        line.constraint,
        quantity(line.baseline),
        target(),
        actual(),
        Period.parse(line.period) if line.period else None,
        quantity(line.gap),
        share(line.attainment, Bar),
        share(line.attainment, Percent),
        share(line.elapsed, Percent),
        share(line.pace, Points),
        line.mark,
        (_name(_LEAD.in_language("en"), _LEAD.text, chinese),),
    )


def _milestones(chinese: bool) -> tuple[tuple[Cell, ...], ...]:
    lead = _name(_LEAD.in_language("en"), _LEAD.text, chinese)
    finance = _name(_FINANCE.in_language("en"), _FINANCE.text, chinese)
    coverage = _name("Residents' scheme covers the area", "城乡居民社会养老保险制度全覆盖", chinese)
    pooling = _name("Pooling at city level", "市级统筹", chinese)
    blank: tuple[Cell, ...] = (None,) * 7
    done = Mark(MilestoneState.DONE, Light.GREEN)
    overdue = Mark(MilestoneState.OVERDUE, Light.RED)
    final, earlier = (Noted(None, period=Period.of_year(year)) for year in (2015, 2012))
    return (
        ("M1", coverage, None, None, final, *blank, done, (lead,)),
        ("M2", pooling, None, None, earlier, *blank, overdue, (lead, finance)),
    )


def _name(english: str, other: str, chinese: bool) -> Name:
    return Name(other if chinese else english)


def golden_cases() -> dict[str, str]:
    """Return every whole output that is kept, by file name."""
    cases = {
        f"status-{language}-{width}.txt": drawn(status_table(language), width)
        for language in ("en", "zh")
        for width in (80, 120, 200)
    }
    return cases | {"status-zh-120-colour.txt": coloured(status_table("zh"), 120)}


if __name__ == "__main__":  # writes the goldens anew; read the difference before keeping it
    for name, text in golden_cases().items():
        (GOLDEN / name).write_text(text, encoding="utf-8")
