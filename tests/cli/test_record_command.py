import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from command_line import Said, say, untouched

from sbtrack.store.writes.writer import create_database


def record(*arguments: str) -> Said:
    return say("record", *arguments)


def entries(name: str) -> list[dict[str, Any]]:
    out = say("show", name, "--format", "json").out
    found: list[dict[str, Any]] = json.loads(out, parse_float=Decimal)["entries"]
    return found


def newest(name: str) -> dict[str, Any]:
    return entries(name)[0]


def refused(said: Said) -> str:
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("sbtrack: error: ")
    assert said.err.count("\n") == 1
    return said.err


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("code", "typed", "value"),
    [
        ("4", "37.2", "37.2"),
        ("4", "37.2万人", "37.2"),
        ("4", "37.2万", "37.2"),
        ("4", "372000人", "37.2"),
        ("4", "372,000人", "37.2"),
        ("4", "0.00372亿", "37.2"),
        ("4", "３７．２万人", "37.2"),
        ("4", " 37.2 万人 ", "37.2"),
        ("4", "37.20", "37.20"),
        ("4", "37.2万 人", "37.2"),
        ("4", "37万2千人", "37.2"),
        ("3", "百分之93", "93"),
        ("4", "37.1234567891234", "37.1234567891234"),
        ("3", "93%", "93"),
        ("3", "93", "93"),
        ("3", "９３．５％", "93.5"),
        ("3", "100", "100"),
        ("7", "1,450元/月", "1450"),
        ("7", "1450", "1450"),
    ],
)
def test_a_figure_is_kept_in_the_unit_of_measure_and_as_it_was_typed(
    code: str, typed: str, value: str
) -> None:
    said = record(code, typed, "-p", "2013")
    assert said.code == 0, said.err
    entry = newest(code)
    assert str(entry["value"]) == value
    assert entry["entered"] == typed


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("code", "typed", "sentence"),
    [
        ("4", "40元", "“40元” is in “元”, but the indicator is measured in 万人"),
        ("4", "93%", "“93%” is in “%”, but the indicator is measured in 万人"),
        ("3", "0.93", "at least 10 times as much or as little as the baseline, 92%"),
        ("3", "101", "101% cannot be"),
        ("3", "-1", "-1% cannot be"),
        ("4", "NaN", "“NaN” is not a finite number"),
        ("4", "-inf", "“-inf” is not a finite number"),
        ("4", "∞", "“∞” is not a finite number"),
        ("4", "", "“” is not a number"),
        ("4", "many", "“many” is not a number"),
        ("4", "1e3", "“1e3” is in powers of ten; write all its digits: “1000”"),
        ("4", "3,72", "“3,72” can be read as “3.72” and as “372”"),
        ("4", "37.2.1", "“37.2.1” has more than one decimal point"),
        ("4", "1234567890123456", "has more digits than can be kept (15)"),
        ("4", "9" * 10_000, "has more digits than can be kept (15)"),
        ("4", "372", "372 万人 is at least 10 times as much or as little as the baseline"),
        ("4", "-3", "-3 万人 is negative, but the baseline is 33.66 万人"),
        ("M8", "37", "is a milestone; say done or not-done"),
        ("4", "0", "0 万人 would be a fall to nothing, since the baseline is 33.66 万人"),
        ("4", "37。2万人", "has “。” where the decimal point should be; write “37.2万人”"),
        ("4", "约37万人", "type the number without “约”, and put the word into --note"),
        ("4", "37万2", "can be read in more than one way"),
        ("7", "10", "Definition: Record the level, the average basic pension"),
        ("7", "10%", "Definition: Record the level, the average basic pension"),
    ],
)
def test_a_figure_that_cannot_be_meant_is_refused_and_nothing_is_kept(
    code: str, typed: str, sentence: str
) -> None:
    said = (
        record(code, "-p", "2013", "--", typed)
        if typed == "-inf"
        else record(code, typed, "-p", "2013")
    )
    assert sentence in refused(said)
    assert untouched()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("period", "sentence"),
    [
        ("2999", "2999 has not ended yet"),
        ("2010", "is not after the plan's base period 2010"),
        ("2010-12-31", "is not after the plan's base period 2010"),
        ("2013-13", "“2013-13” is not a reporting period"),
        ("last year", "“last year” is not a reporting period"),
        ("-2013", "“−2013” is not a reporting period"),
        ("2013-02-29", "There is no day 29 in 2013-02; its last day is 2013-02-28"),
        ("2013年前三季度", "for a figure as of its end write 2013-09 or 2013-09-30"),
        ("1-9月", "does not say of which year"),
        ("", "Say which period the figure is for"),
    ],
)
def test_a_period_in_which_there_can_be_no_figure_is_refused(period: str, sentence: str) -> None:
    assert sentence in refused(record("4", "37", "--period", period))
    assert untouched()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("typed", "period"),
    [
        *(
            ("2013年", "2013"),
            ("２０１３", "2013"),
            ("2013年上半年", "2013-H1"),
            ("2013-6", "2013-06"),
        ),
        *(("2013/06", "2013-06"), ("2013.6", "2013-06"), ("2013年1-6月", "2013-H1")),
        *(("201306", "2013-06"), ("2013年年底", "2013")),
    ],
)
def test_periods_are_read_as_people_write_them(typed: str, period: str) -> None:
    assert record("4", "37", "-p", typed).code == 0
    assert newest("4")["period"] == period


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "name",
    [
        "4",
        "工伤",
        "工伤保险参保人数",
        "work-injury-insured",
        "People insured against",
        "insured against work",
    ],
)
def test_an_indicator_is_named_by_code_id_or_a_part_of_its_name(name: str) -> None:
    said = record(name, "37.2", "-p", "2013")
    if name == "People insured against":
        assert "could be: 4 People insured against work injury, 5" in refused(said)
        return
    assert said.code == 0, said.err
    assert newest("4")["value"] == Decimal("37.2")


@pytest.mark.usefixtures("home")
def test_a_part_of_a_name_means_the_indicator_for_a_figure_and_the_milestone_for_done() -> None:
    assert "Recorded: 4 " in record("工伤", "37.2", "-p", "2013").out
    assert "Recorded: 6 " in record("生育保险", "30", "-p", "2013").out
    assert "Recorded: M11 " in record("生育保险", "完成", "-p", "2014").out
    assert "could be: 4 " in refused(record("工伤", "done", "-p", "2014"))


@pytest.mark.usefixtures("home")
def test_the_echo_has_indicator_value_period_entry_and_the_new_standing() -> None:
    out = record("工伤", "372000人", "-p", "2013", "--source", "test").out
    recorded, headings, line, explanation = out.splitlines()
    assert recorded == ("Recorded: 4 People insured against work injury, 2013 37.2 万人 (entry 1).")
    assert "Attainment" in headings
    assert line.split()[-3:] == ["on", "track?", "HRSS"]
    assert explanation.startswith(
        "2013 37.2 万人: attainment 55.8%, elapsed 60.0%, 4.2 points behind, within ±5 points"
    )


def test_only_the_command_that_makes_the_database_says_under_which_plan(
    unnamed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(unnamed / "data"))
    database = unnamed / "data" / "sbtrack" / "sbtrack.db"
    refused(record("4", "372", "-p", "2013"))
    assert [*unnamed.iterdir()] == []
    made, recorded = record("4", "37.2", "-p", "2013").out.splitlines()[:2]
    assert made == (
        f"Made the database “{database}”, which follows the built-in plan, "
        "Xingtai's Implementation Opinions on the Outline of the 12th Five-Year Plan for Social "
        "Security. For a plan of your own, delete that file and begin with `sbtrack plan load`."
    )
    assert recorded == "Recorded: 4 People insured against work injury, 2013 37.2 万人 (entry 1)."
    assert "built-in plan" not in record("5", "40", "-p", "2013").out
    database.unlink()
    said = record("4", "37.2", "-p", "2013", "--lang", "zh").out
    assert said.startswith("已新建数据库“")
    assert "”，采用内置规划《邢台市贯彻社会保障“十二五”规划纲要实施意见》。" in said


@pytest.mark.usefixtures("home")
def test_a_database_without_a_plan_is_said_to_follow_the_built_in_one() -> None:
    Path("work.db").unlink()
    create_database(Path("work.db"), datetime(2014, 1, 1, tzinfo=UTC))
    out = record("4", "37.2", "-p", "2013").out
    assert out.startswith("The database “work.db” had no plan yet; it now follows the built-in")


MOVED = "Other indicators that this changes:\n"


@pytest.mark.usefixtures("home")
def test_a_component_shows_the_indicators_that_are_built_from_it() -> None:
    rural = ("S1", "--numerator", "95万人", "--denominator", "100万人", "-p", "2013")
    urban = ("S2", "--numerator", "9万人", "--denominator", "10万人", "-p", "2013")
    assert "2: not rated: the component Enrolment rate of urban" in record(*rural).out
    before, _, moved = record(*urban).out.partition(MOVED)
    assert "Recorded: S2 " in before
    assert "94.55%" in moved
    assert "2: 2013 94.55%: " in moved
    assert MOVED not in record(*urban).out  # nothing was recorded, so nothing moved


@pytest.mark.usefixtures("home")
def test_a_reference_shows_the_multiple_that_is_held_against_it() -> None:
    assert record("T4", "30", "-p", "2013").code == 0
    _, _, moved = record("S3", "39542", "-p", "2013").out.partition(MOVED)
    assert "T4: 2013 30 万元: " in moved
    assert "23.73 万元" in moved
    assert "T5" not in moved
    assert MOVED not in record("S3", "36000", "-p", "2012").out  # the ceiling is one of 2013
    _, _, back = say("retract", "2", "--reason", "a slip").out.partition(MOVED)
    assert "T4: " in back
    assert "23.73" not in back


@pytest.mark.usefixtures("home")
def test_a_report_that_never_counts_says_so() -> None:
    out = record("M22", "done", "-p", "2012").out
    assert "Kept but not judged: it is asked for from 2013 on." in out
    assert "Kept" not in record("M22", "done", "-p", "2013").out


@pytest.mark.usefixtures("home")
def test_a_short_form_is_suggested_and_not_recorded() -> None:
    assert "did you mean 8 Holders of a social security card?" in refused(
        record("社保卡", "30", "-p", "2013")
    )
    assert untouched()


@pytest.mark.usefixtures("home")
def test_the_same_thing_twice_changes_nothing() -> None:
    given = ("4", "37.2", "-p", "2013", "--source", "公报", "--note", "初步", "--vintage", "final")
    assert record(*given).code == 0
    before = Path("work.db").read_bytes()
    for again in (given, ("4", "372000人", "-p", "2013年"), ("4", "37.20", "-p", "2013")):
        said = record(*again)
        assert said.code == 0
        assert "Recorded already as entry 1" in said.out
    assert Path("work.db").read_bytes() == before


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("37.3", "value"),
        ("37.2 --vintage final", "vintage"),
        ("37.2 --source another", "source"),
        ("37.2 --note another", "note"),
        ("37.2 --evidence https://example.org/a", "evidence"),
        ("37.3 --note another --vintage final", "value, vintage, note"),
    ],
)
def test_what_differs_from_the_record_needs_a_revision(typed: str, parts: str) -> None:
    assert record("4", "37.2", "-p", "2013", "-s", "one", "--note", "one").code == 0
    before = Path("work.db").read_bytes()
    sentence = refused(record("4", *typed.split(), "-p", "2013"))
    assert f"as 37.2 万人 (entry 1), and its {parts} would change" in sentence
    assert Path("work.db").read_bytes() == before


@pytest.mark.usefixtures("home")
def test_a_revision_supersedes_and_gives_its_reason() -> None:
    assert record("4", "37.2", "-p", "2013", "--source", "one").code == 0
    said = record("4", "37.3", "-p", "2013", "--revise", "--reason", "-1% by the audit")
    assert "Revised: 4 People insured against work injury, 2013 37.2 万人 → 37.3 万人" in said.out
    new, old = entries("4")
    assert (new["kind"], new["supersedes"], new["reason"]) == ("revision", 1, "-1% by the audit")
    assert (new["source"], old["source"]) == (None, "one")


@pytest.mark.usefixtures("home")
def test_a_revision_of_one_part_keeps_the_others() -> None:
    first = ("-s", "one", "--note", "by hand", "-e", "https://example.org/a")
    assert record("4", "37.2", "-p", "2013", *first).code == 0
    last = ("--vintage", "final", "-e", "https://example.org/b", "--revise", "--reason", "settled")
    said = record("4", "37.2", "-p", "2013", *last)
    assert "2013 37.2 万人 (entry 2); new: vintage, evidence." in said.out
    entry = newest("4")
    assert (entry["source"], entry["note"], entry["vintage"]) == ("one", "by hand", "final")
    assert [e["location"] for e in entry["evidence"]] == [
        "https://example.org/a",
        "https://example.org/b",
    ]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--revise", "A revision needs its reason"),
        ("--reason because", "A reason belongs to a revision"),
        ("--revise --reason because", "Nothing is recorded for 2012 yet"),
    ],
)
def test_a_revision_and_its_reason_go_together(options: str, sentence: str) -> None:
    assert record("4", "37.2", "-p", "2013").code == 0
    assert sentence in refused(record("4", "36", "-p", "2012", *options.split()))


@pytest.mark.usefixtures("home")
def test_a_leap_from_the_figure_before_is_recorded_only_when_confirmed() -> None:
    assert record("4", "37.2", "-p", "2012").code == 0
    sentence = refused(record("4", "3.72", "-p", "2013"))
    assert "as the figure for 2012, 37.2 万人" in sentence
    assert "--yes" in sentence
    assert record("4", "3.72", "-p", "2013", "--yes").code == 0
    assert newest("4")["value"] == Decimal("3.72")


@pytest.mark.usefixtures("home")
def test_a_rate_may_be_given_as_numerator_and_denominator() -> None:
    said = record("2", "--numerator", "93.1万", "--denominator", "980000", "-p", "2013")
    assert "2013 95% (entry 1)" in said.out
    entry = newest("2")
    assert (entry["value"], entry["numerator"], entry["denominator"]) == (95, 931000, 980000)
    assert entry["entered"] == "93.1万 / 980000"


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2 --numerator 95", "Give either a value, or both --numerator and --denominator"),
        ("2 95 --numerator 95 --denominator 100", "Give either a value, or both"),
        ("2 --numerator 95 --denominator 0", "The denominator is zero"),
        ("2 --numerator 95人 --denominator 100户", "The numerator is in “人” and the denominator"),
        ("2 --numerator 99 --denominator 90", "“99” is more than the whole, “90”"),
        ("2 --numerator -7 --denominator -8", "“−7” is below zero"),
        ("2 --numerator 650% --denominator 700%", "“650%” is a rate already"),
        ("2 --numerator 650万人 --denominator 700", "“650万人” has a unit and “700” has none"),
        ("4 --numerator 95 --denominator 100", "make a ratio, but the indicator is measured in"),
        ("M8 --numerator 95 --denominator 100", "is a milestone"),
        ("--numerator 95 --denominator 100", "Name the indicator whose numerator"),
        ("2", "Give the value after the name"),
    ],
)
def test_half_a_rate_is_refused(typed: str, sentence: str) -> None:
    assert sentence in refused(record(*typed.split(), "-p", "2013"))


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("word", ["done", "Done", "yes", "完成", "已完成", "是"])
def test_a_milestone_can_be_reported_done(word: str) -> None:
    said = record("M8", word, "-p", "2014")
    assert "Recorded: M8 Work-injury insurance pooled by the province, 2014 done" in said.out
    assert newest("M8")["done"] is True


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("word", ["not-done", "not done", "undone", "no", "未完成", "否"])
def test_a_milestone_can_be_reported_not_done(word: str) -> None:
    assert "2014 not done (entry 1)" in record("M8", word, "-p", "2014").out
    assert newest("M8")["done"] is False
    assert "its value would change" in refused(record("M8", "done", "-p", "2014"))
    assert record("M8", "done", "-p", "2014", "--revise", "--reason", "found").code == 0
    assert [e["done"] for e in entries("M8")] == [True, False]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("vintage", ["preliminary", "初步数", "Preliminary"])
def test_how_settled_a_figure_is_can_be_said_in_both_languages(vintage: str) -> None:
    assert record("4", "37.2", "-p", "2013", "--vintage", vintage).code == 0
    assert newest("4")["vintage"] == "preliminary"


def test_who_records_is_the_login_or_whom_sbtrack_user_names(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert record("4", "37.2", "-p", "2013").code == 0
    monkeypatch.setenv("SBTRACK_USER", "  李分析  ")
    assert record("5", "37.2", "-p", "2013").code == 0
    monkeypatch.delenv("SBTRACK_USER")
    monkeypatch.setenv("LOGNAME", "clerk")
    assert record("6", "30", "-p", "2013").code == 0
    who = [newest(code)["recorded_by"] for code in ("4", "5", "6")]
    assert who == ["analyst", "李分析", "clerk"]
    assert home.joinpath("work.db").exists()


@pytest.mark.usefixtures("home")
def test_a_text_that_begins_with_a_hyphen_stays_as_it_was_typed() -> None:
    texts = ("--note", "-5% against the plan", "--source", "-1- bulletin")
    assert record("4", "37.2", "-p", "2013", *texts).code == 0
    entry = newest("4")
    assert (entry["note"], entry["source"]) == ("-5% against the plan", "-1- bulletin")


@pytest.mark.usefixtures("home")
def test_a_file_that_is_evidence_is_kept_by_its_hash() -> None:
    Path("bulletin.txt").write_text("37.2")
    assert record("4", "37.2", "-p", "2013", "-e", "bulletin.txt").code == 0
    (evidence,) = newest("4")["evidence"]
    assert (evidence["kind"], evidence["location"], evidence["size"]) == ("file", "bulletin.txt", 4)
    missing = record("4", "37", "-p", "2012", "-e", "lost.pdf")
    assert "There is no readable file “lost.pdf”" in refused(missing)


def test_the_default_database_lies_in_the_user_data_folder(
    unnamed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(unnamed / "data"))
    assert record("4", "37.2", "-p", "2013").code == 0
    found = [path.relative_to(unnamed) for path in unnamed.rglob("*.db")]
    assert found == [Path("data/sbtrack/sbtrack.db")]
