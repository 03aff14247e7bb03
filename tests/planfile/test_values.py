"""How single values are read: what is written is what it means, or it is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_text import TEXT, plan_of, reading

from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, NoBaseline
from sbtrack.domain.targets import AtLeast
from sbtrack.domain.terms import Constraint
from sbtrack.locale.words import Words
from sbtrack.planfile.reading import check_bytes


def _target(written: str) -> Decimal:
    plan = reading(
        ("baseline: 50", "baseline: -1000000000"), ("value: 70", f"value: {written}")
    ).plan
    assert plan is not None
    target = plan.indicator("insured").target
    assert isinstance(target, AtLeast)
    return target.value


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("70.5", "70.5"),
        ("70.50", "70.50"),
        ("0.10", "0.10"),
        ("123456789.123456", "123456789.123456"),
        ("'71'", "71"),
        ('"-71"', "-71"),
        ("+71", "71"),
        ("0", "0"),
        ("-0", "0"),
        ("0.00", "0.00"),
        ("2015", "2015"),
    ],
)
def test_a_number_keeps_the_digits_it_is_written_with(written: str, kept: str) -> None:
    assert str(_target(written)) == kept


@given(st.decimals(-(10**9) + 1, 10**9, places=5).filter(lambda d: len(d.as_tuple().digits) <= 15))
@settings(max_examples=40)
def test_any_number_of_fifteen_digits_comes_back_exactly(number: Decimal) -> None:
    written = f"{number:f}"
    assert f"{_target(written):f}" == written.replace("-0.00000", "0.00000")


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "NO", "Yes", "y", "n"])
def test_words_that_older_yaml_took_for_true_and_false_stay_texts(word: str) -> None:
    assert plan_of(("name: People insured", f"name: {word}")).indicator("insured").name == Name(
        word
    )


def test_norway_may_be_the_region() -> None:
    plan = plan_of(("region: {id: town, name: Town}", "region: {id: no, name: NO}"))
    assert (plan.region.id, plan.region.name) == ("no", Name("NO"))


@pytest.mark.parametrize(
    ("code", "kept"), [("1", "1"), ("1.10", "1.10"), ("007", "007"), ("1e3", "1e3"), ("0x1", "0x1")]
)
def test_a_code_is_never_taken_for_a_number(code: str, kept: str) -> None:
    assert plan_of(('code: "1"', f"code: {code}")).indicators[0].code == kept


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2015", "2015"),
        ("'2015'", "2015"),
        ("2015-H1", "2015-H1"),
        ("2015Q3", "2015-Q3"),
        ("2015-06", "2015-06"),
        ("2015-06-30", "2015-06-30"),
        ("2015年", "2015"),
        ("2015年底", "2015"),
        ("2015年上半年", "2015-H1"),
        ("２０１５", "2015"),
    ],
)
def test_a_period_may_be_written_as_people_write_it(written: str, meant: str) -> None:
    plan = plan_of(("value: 70", f"value: 70, by: {written}"))
    assert plan.indicator("insured").target.by == Period.parse(meant)


@pytest.mark.parametrize("written", ["2013-04-18", "'2013-04-18'", "2013年4月18日", "2013-4-18"])
def test_a_date_may_be_written_in_chinese_or_by_the_standard(written: str) -> None:
    assert plan_of(("  base:", f"  issued: {written}\n  base:")).issued == date(2013, 4, 18)


@pytest.mark.parametrize("written", ["20130418", "2013", "2013-04", "2013-04-31", "18.4.2013"])
def test_a_date_that_is_no_single_day_is_refused(written: str) -> None:
    found = reading(("  base:", f"  issued: {written}\n  base:"))
    assert [d.rule for d in found.diagnostics] == ["not-a-date"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("约束性", Constraint.BINDING),
        ("预期性", Constraint.ANTICIPATORY),
        ("未标注", Constraint.UNSPECIFIED),
        ("unspecified", Constraint.UNSPECIFIED),
    ],
)
def test_a_label_may_be_the_one_the_plan_prints(written: str, meant: Constraint) -> None:
    assert plan_of(("constraint: binding", f"constraint: {written}")).indicators[0].constraint == (
        meant
    )


def test_a_baseline_may_be_a_number_a_value_with_more_or_a_reason() -> None:
    base = Period.of_year(2010)
    assert plan_of().indicators[0].baseline == Baseline(Decimal(50), base)
    assert plan_of(("baseline: 50", "baseline: {value: 50, as_printed: '50'}")).indicators[
        0
    ].baseline == Baseline(Decimal(50), base, "50")
    assert plan_of(("baseline: 50", "baseline: {unavailable: lost}")).indicators[0].baseline == (
        NoBaseline(Name("lost"))
    )


def test_a_text_may_be_folded_or_indented_and_loses_the_spaces_around_it() -> None:
    folded = plan_of(("lead: [finance]", "lead: [finance]\n    note: >-\n      one\n      two\n"))
    kept = plan_of(("lead: [finance]", "lead: [finance]\n    note: |\n      one\n      two\n"))
    spaced = plan_of(("name: People insured", "name: '  People insured '"))
    assert folded.indicators[0].note == Name("one two")
    assert kept.indicators[0].note == Name("one\ntwo")
    assert spaced.indicators[0].name == Name("People insured")


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        b"---\n" + TEXT.encode() + b"...\n# the end\n",
        b"# a comment\n\n" + TEXT.encode(),
    ],
    ids=["mark", "windows", "old mac", "document marks", "comments"],
)
def test_marks_comments_and_line_ends_change_nothing(data: bytes) -> None:
    assert check_bytes(data).plan == plan_of()


def test_places_are_counted_alike_with_every_line_end() -> None:
    wrong = TEXT.replace("value: 70", "value: seventy")
    places = {
        (d.line, d.column)
        for end in ("\n", "\r\n", "\r")
        for d in check_bytes(wrong.replace("\n", end).encode()).diagnostics
    }
    assert places == {(18, 37)}


def test_columns_count_characters_and_not_bytes() -> None:
    found = reading(
        ("target: {kind: at_least, value: 70}", "target: {as_printed: 七十万, kind: x}")
    )
    assert [(d.line, d.column) for d in found.diagnostics] == [(18, 37)]


def test_a_name_of_ten_thousand_characters_is_refused_and_a_note_is_not() -> None:
    long = "x" * 10_000
    found = reading(("name: People insured", f"name: {long}"))
    assert [d.rule for d in found.diagnostics] == ["text-too-long"]
    plan = plan_of(("lead: [finance]", f"lead: [finance]\n    note: {long}"))
    assert plan.indicators[0].note == Name(long)


def test_a_tab_in_a_name_is_refused_for_it_would_break_tables() -> None:
    found = reading(("name: People insured", 'name: "People\\tinsured"'))
    assert [d.rule for d in found.diagnostics] == ["control-character"]


@pytest.mark.parametrize("written", ["none", "None", '"none"', "无"])
def test_figures_can_be_said_to_have_no_unit_of_measure(written: str) -> None:
    plan = plan_of(("unit_of_measure: people", f"unit_of_measure: {written}"))
    assert plan.indicator("insured").unit_of_measure == ""


@pytest.mark.parametrize(
    "written", ["指数", "per 1000 people", "1/10万", "1/1000", "$", "°C", "‰", "s"]
)
def test_a_unit_of_measure_may_be_any_word_or_sign_that_stands_for_one(written: str) -> None:
    plan = plan_of(("unit_of_measure: people", f"unit_of_measure: {written}"))
    assert plan.indicator("insured").unit_of_measure == written


@pytest.mark.parametrize(
    "written", ["1", "１", "100", "'-'", "——", "/", "N/A", "无量纲", "unitless"]
)
def test_a_number_or_a_dash_is_no_unit_of_measure(written: str) -> None:
    (found,) = reading(("unit_of_measure: people", f"unit_of_measure: {written}")).diagnostics
    assert found.rule == "not-a-unit-of-measure"
    assert "write `none`" in Words("en").say(found.remedy)


@pytest.mark.parametrize("change", ["unit_of_measure:", 'unit_of_measure: ""', "# no unit"])
def test_a_unit_that_is_left_out_is_asked_for_with_the_word_for_none(change: str) -> None:
    (found,) = reading(("unit_of_measure: people", change)).diagnostics
    assert found.rule in ("empty-value", "missing-key")
    assert "write `none`" in Words("en").say(found.remedy)


def test_figures_with_and_without_a_unit_are_not_added_up() -> None:
    part = "\nseries:\n  - {code: S1, id: part, name: Part, unit_of_measure: s}"
    (found,) = reading(
        ("unit_of_measure: people", "unit_of_measure: none"),
        ("lead: [finance]", f"lead: [finance]\n    components: [part]{part}"),
    ).diagnostics
    assert Words("en").say(found.problem) == ("“part” is measured in “s”, the whole in `none`.")
