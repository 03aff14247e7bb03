"""The gap-to-target table: what its lines say at every width, and in files."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from every_kind import every_kind, figures
from rich.cells import cell_len
from rich.console import Console

from sbtrack.assess.plan import assess_indicator, assess_plan
from sbtrack.domain.facts import Facts
from sbtrack.domain.period import Period
from sbtrack.domain.plan import PlanVersion
from sbtrack.domain.targets import AtLeast
from sbtrack.export.csv_text import table_to_csv
from sbtrack.export.json_text import to_json
from sbtrack.locale.words import Words
from sbtrack.render.table import draw
from sbtrack.reports.answer import Answer
from sbtrack.reports.status.columns import Usual, usual_of
from sbtrack.reports.status.data import status_data
from sbtrack.reports.status.rows import indicator_row
from sbtrack.reports.status.table import status_table
from sbtrack.reports.table import Noted, without_blanks

ENGLISH = Words("en")
FIGURES = {
    "up": {"2022": "115"},
    "down": {"2023": "36"},
    "near": {"2023": "74"},
    "cover": {"2023": "55"},
    "grow": {"2023": "990"},
    "brake": {"2023": "940"},
    "each": {"2021": "410", "2022": "380", "2023": "401"},
    "multiple": {"2023": "30"},
    "rates": {"2021": "7", "2022": "9", "2023": "8"},
    "direction": {"2023": "104"},
}


def answer(*ids: str) -> Answer:
    """Return the standing at the end of 2023 of these indicators, of all without any."""
    plan = every_kind()
    known = Facts(figures({id: FIGURES[id] for id in ids or FIGURES}))
    assessed = assess_plan(plan, known, date(2023, 12, 31))
    chosen = tuple(a for a in assessed.indicators if not ids or a.indicator.id in ids)
    assessed = replace(assessed, indicators=chosen)
    return Answer(PlanVersion(plan, 1, None, ""), assessed, datetime(2024, 1, 2, tzinfo=UTC))


def lines(width: int, *ids: str, words: Words = ENGLISH) -> list[str]:
    """Return the table as drawn so wide, without title and notes."""
    out = StringIO()
    draw(without_blanks(status_table(answer(*ids))), words, Console(file=out, width=width))
    drawn = out.getvalue().splitlines()
    return drawn[3 : drawn.index("", 6)]


EVERY_KIND = """\
                                            Actual
No.        Indicator           Target 2025    2023            Gap  Attainment  Verdict

Headline indicators
up         Up (people)                 160     115             45       25.0%  ✗ behind
                                            (2022)
down       Down                 at most 24      36             12       50.0%  ✗ behind
           (deaths)
near       Near                  about 75%     74%          -1 pp       93.3%  ✓ met early
                                (73 to 77)
cover      Cover                      100%     55%          45 pp       25.0%  ✗ behind
                                 (2026-06)
grow       Grow (trips)            1166.45     990         176.45       54.6%  ✗ behind
                             (7.5% a year)
brake      Brake           at most 1021.03     940           13.9           -  ✗ behind
           (trips)             (5% a year)          (limit 926.1)
rates      Rates                        8%  7.997%       0.003 pp       60.0%  ✓ on track
                                  (a year)
each       Each (flats)  each at least 400     401             -1       66.7%  ✗ behind
multiple   Multiple       6 times wage,         30              -           -  ◦ unrated
           (thousand      not below 35
           dollars)       thousand dollars
direction  Direction               to rise     104              -           -  ◦ unrated
           (people)"""


def test_a_line_says_what_the_target_is_and_for_when_and_of_when_the_figure_is() -> None:
    assert "\n".join(lines(90, *FIGURES)) == EVERY_KIND


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 100, 120, 160, 200])
def test_no_line_is_wider_than_the_terminal_whatever_the_kinds(width: int, language: str) -> None:
    assert max(cell_len(line) for line in lines(width, words=Words(language))) <= width


@pytest.mark.parametrize("width", range(60, 260, 7))
def test_pace_is_never_drawn_without_what_it_is_counted_from(width: int) -> None:
    heading = " ".join(lines(width, "up", "near")[:2])
    assert "Pace" not in heading or {"Attainment", "share"} <= {*heading.split()}


def test_an_old_figure_bears_its_period_or_has_it_in_a_column() -> None:
    wide = lines(300, "up", "down")
    assert "115 people  2022" in next(line for line in wide if line.startswith("up"))
    for width in (70, 90, 110):
        drawn = lines(width, "up", "down")
        assert drawn[:2] == [line for line in drawn[:2] if "2022" not in line]
        assert "(2022)" in "\n".join(drawn)
        assert "(2023)" not in "\n".join(drawn)


@pytest.mark.sample(1)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_terminal_that_is_too_narrow_gets_the_narrowest_table(language: str) -> None:
    words = Words(language)
    fits = next(w for w in range(40, 120) if max(map(cell_len, lines(w, words=words))) <= w)
    for width in range(20, fits):
        assert max(map(cell_len, lines(width, words=words))) <= fits


@pytest.mark.parametrize("value", ["1166.45", "1166.4488", "1166.448", "1166.4", "1166.44877"])
def test_target_actual_and_gap_of_a_line_are_those_of_its_sentence_and_subtract(value: str) -> None:
    # The target is 812.5 x 1.075 ** 5 = 1166.448785...
    plan = every_kind()
    known = figures({"grow": {"2025": value}})
    found = assess_indicator(plan, plan.indicator("grow"), known, date(2026, 1, 1))
    target, actual, gap = (
        ENGLISH.value(cell.value if isinstance(cell, Noted) else cell).removesuffix(" trips")
        for cell in (indicator_row(found, plan, Usual(None, None))[at] for at in (4, 7, 9))
    )
    sentence = ENGLISH.say(found.explanation)

    assert target != actual
    assert Decimal(target) - Decimal(actual) == Decimal(gap)
    assert f"2025 {actual} trips: " in sentence
    assert f"the target {target} trips" in sentence
    assert f" {gap.removeprefix('-')} trips" in sentence


def test_a_target_without_a_level_is_said_in_words() -> None:
    text = " ".join(" ".join(lines(200, "multiple", "direction")).split())
    assert "6 times wage, not below 35 thousand dollars" in text
    assert "to rise" in text
    notes = [ENGLISH.say(note) for note in status_table(answer("multiple")).notes]
    assert "Targets are multiples of: wage Wage" in notes


def test_csv_has_bare_numbers_and_beside_them_what_they_mean() -> None:
    text = table_to_csv(status_table(answer("near", "brake", "multiple", "each")), ENGLISH)
    rows = {row["No."]: row for row in csv.DictReader(StringIO(text))}
    assert [row["Target"] for row in rows.values()] == ["75", "1021.02525", "400", ""]
    assert [row["Target in words"] for row in rows.values()] == [
        "about 75% (±2 pp)",
        "average yearly growth at most 5%",
        "every year at least 400 flats",
        "6 times Wage, not below 35 thousand dollars",
    ]
    assert (rows["brake"]["Gap"], rows["brake"]["Gap counted to"]) == ("13.9", "926.1")
    assert (rows["near"]["Gap"], rows["near"]["Gap counted to"]) == ("-1", "73")
    assert rows["multiple"]["Reason"] == "the reference Wage has no figure for 2023"
    near = rows["near"]
    assert (near["Attainment (%)"], near["Planned share (%)"]) == ("93.333333", "77.777778")
    assert near["Pace (pp)"] == "15.555556"


def test_json_says_what_a_target_asks_for_piece_by_piece() -> None:
    found = {line["code"]: line for line in status_data(answer(), ENGLISH)["indicators"]}

    def pieces(id: str) -> dict[str, object]:
        wanted = {k: v for k, v in found[id].items() if k.startswith("target_")}
        given = ("target_kind", "target_by", "target_as_printed")
        return {k: str(v) for k, v in wanted.items() if v is not None and k not in given}

    assert pieces("up") == {
        "target_in_words": "at least 160 people",
        "target_bound": "at_least",
    }
    assert pieces("near") == {"target_in_words": "about 75% (±2 pp)", "target_tolerance": "2"}
    assert pieces("brake") == {
        "target_in_words": "average yearly growth at most 5%",
        "target_bound": "at_most",
        "target_rate": "5",
        "target_basis": "levels",
    }
    assert pieces("rates-cut") == {
        "target_in_words": "total change at most -15%",
        "target_bound": "at_most",
        "target_rate": "-15",
        "target_basis": "rates",
    }
    assert pieces("each") == {
        "target_in_words": "every year at least 400 flats",
        "target_bound": "at_least",
        "target_every": "year",
    }
    assert pieces("multiple") == {
        "target_in_words": "6 times Wage, not below 35 thousand dollars",
        "target_bound": "at_least",
        "target_factor": "6",
        "target_reference": "wage",
        "target_floor": "35",
    }
    assert pieces("direction") == {"target_in_words": "to rise"}


def test_json_has_the_level_that_the_gap_is_counted_to() -> None:
    for line in status_data(answer(), ENGLISH)["indicators"]:
        if line["gap"] is None:
            continue
        apart = line["limit"] - line["actual"]
        gap = apart if line["target_bound"] == "at_least" else -apart
        if line["target_tolerance"] is not None:
            gap = apart if line["limit"] < line["target"] else -apart
        assert line["gap"] == gap, line["code"]
    (near,) = status_data(answer("near"), ENGLISH)["indicators"]
    assert (near["actual"], near["limit"]) == (74, 73)
    (brake,) = status_data(answer("brake"), ENGLISH)["indicators"]
    assert to_json(brake["limit"]) == "926.1\n"
    assert brake["target"] != brake["limit"]


@pytest.mark.parametrize(
    ("due", "usual"),
    [
        (("2023", "2023", "2025", "2025", "2027", "2027"), "2025"),  # the plan's own end
        (("2023", "2023", "2025", "2027", "2027"), "2027"),  # of the others the later
        (("2023", "2023", "2023", "2025", "2025"), "2023"),  # most lines
        (("2025-Q4", "2024"), "2025-Q4"),
        (("2025", "2025-Q4"), "2025"),
    ],
)
def test_among_equals_the_plans_own_end_goes_without_saying(
    due: tuple[str, ...], usual: str
) -> None:
    plan = every_kind()
    targets = [AtLeast(by=Period.parse(by), value=Decimal(160)) for by in due]
    found = [
        assess_indicator(plan, replace(plan.indicator("up"), target=t), {}, date(2023, 12, 31))
        for t in targets
    ]
    for listed in (found, found[::-1]):
        assert usual_of(listed, plan) == Usual(None, Period.parse(usual))


@pytest.mark.parametrize(
    ("periods", "usual"),
    [
        (("2022", "2022", "2023", "2023"), "2023"),  # the newest
        (("2022", "2022", "2023"), "2022"),
        (("2023", "2023-Q4"), "2023-Q4"),  # the one that began later
    ],
)
def test_among_equals_the_newest_actual_goes_without_saying(
    periods: tuple[str, ...], usual: str
) -> None:
    plan, up = every_kind(), every_kind().indicator("up")
    found = [
        assess_indicator(plan, up, figures({"up": {period: "115"}}), date(2023, 12, 31))
        for period in periods
    ]
    for listed in (found, found[::-1]):
        assert usual_of(listed, plan).actual == Period.parse(usual)
