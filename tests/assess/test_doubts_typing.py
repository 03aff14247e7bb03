"""Doubts about figures that are not what their typed text says when it is read again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from doubting import UNMEASURED, doubts, told
from small_plan import a_figure, said

from sbtrack.domain.doubt import Doubt
from sbtrack.domain.ledger import Observation

RULE = "typed-otherwise"


def typed(value: str, entered: str, unit: str) -> list[Doubt]:
    """Return the doubts about a figure that was typed so."""
    figure = replace(a_figure(value, "2012", entry_id=1), entered=entered)
    return of((figure,), unit)


def of(figures: tuple[Observation, ...], unit: str) -> list[Doubt]:
    return [d for d in doubts(UNMEASURED, figures, unit_of_measure=unit) if d.rule == RULE]


@pytest.mark.parametrize(
    ("value", "entered", "unit", "why"),
    [
        ("93.01", "93.0①", "%", "footnote"),
        ("102", "10²", "人", "²"),
        ("372", "3,72", "万人", "3,72"),
        ("500", "0,500", "万人", "0,500"),
        ("5000000", "500 million", "hundred million yuan", "is 5 hundred million yuan"),
        ("37.2", "37.3万人", "万人", "is 37.3 万人"),
        ("37.2", "37.2万户", "万人", "37.2万户"),
        ("-3.1", "下降3.2%", "%", "is -3.2%"),
    ],
)
def test_what_was_read_otherwise_is_doubted(value: str, entered: str, unit: str, why: str) -> None:
    (doubt,) = typed(value, entered, unit)
    assert doubt.key == "typed-otherwise:1"
    assert why in told(doubt)
    assert f"“{entered}”" in told(doubt)
    assert "--revise" in said(doubt.remedy)


@pytest.mark.parametrize(
    ("value", "entered", "unit"),
    [
        ("37.2", "37.2", "万人"),
        ("37.2", "", "万人"),
        ("37.2", "372,000 人", "万人"),
        ("37.20", "37.2", "万人"),
        ("37.2", "３７.２万人", "万人"),
        ("-3.1", "下降3.1%", "%"),
        ("3.1", "降低3.1%", "%"),
        ("3.1", "down 3.1%", "%"),
        ("93", "93%", "%"),
    ],
)
def test_what_is_read_so_today_is_not(value: str, entered: str, unit: str) -> None:
    assert typed(value, entered, unit) == []


@pytest.mark.parametrize(
    ("entered", "doubted"),
    [("93 / 100", 0), ("93人 / 100人", 0), ("", 0), ("93", 0), ("94 / 100", 1), ("93① / 100", 1)],
)
def test_numerator_and_denominator_are_read_again(entered: str, doubted: int) -> None:
    counts = a_figure("93", "2012", ratio=("93", "100"), entry_id=1)
    assert len(of((replace(counts, entered=entered),), "%")) == doubted


def test_what_no_longer_stands_or_was_computed_is_not_read_again() -> None:
    computed = replace(a_figure("93.01", "2012"), entered="93.0①", entry_id=None)
    late = replace(a_figure("93.01", "2019", entry_id=1), entered="93.0①")
    assert of((computed,), "%") == []
    assert of((late,), "%") == []
