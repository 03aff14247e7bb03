"""One table as CSV, JSON or Markdown: to a file or to whoever reads."""

import csv
import json
import subprocess
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from command_line import PROGRAM, say
from since_sample import grown
from test_cheap_start import HEAVY, loaded

from sbtrack.domain.ledger import Draft, Observation
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Grain
from sbtrack.store.writes.writer import record_all

BOM = "\ufeff"
TABLES = ("status", "values", "ledger", "tasks", "units")


def ok(*arguments: str) -> str:
    said = say(*arguments)
    assert (said.code, said.err) == (0, "")
    return said.out


def rows(text: str) -> list[dict[str, str]]:
    return [*csv.DictReader(StringIO(text.removeprefix(BOM)))]


@pytest.mark.usefixtures("national")
@pytest.mark.parametrize("table", TABLES)
def test_csv_bears_the_mark_by_which_excel_reads_chinese(table: str) -> None:
    ok("export", "--format", "csv", "--table", table, "--output", "out.csv")
    written = Path("out.csv").read_bytes()
    assert written.startswith(BOM.encode())
    assert written == ok("export", "--format", "csv", "--table", table).encode()
    assert len({len(line) for line in csv.reader(StringIO(written.decode("utf-8-sig")))}) == 1


@pytest.mark.usefixtures("national")
def test_the_status_is_what_the_status_command_says() -> None:
    dates = ("--as-of", "2014")
    ours = json.loads(ok("export", "--format", "json", "--table", "status", *dates))
    theirs = json.loads(ok("status", "--format", "json", *dates))
    assert {**ours, "known_at": ""} == {**theirs, "known_at": ""}
    said = ok("export", "--format", "markdown", *dates)
    assert said.splitlines()[-1] == ok("status", "--format", "markdown", *dates).splitlines()[-1]


@pytest.mark.usefixtures("national")
def test_values_are_all_there_with_their_numbers_apart_from_their_units() -> None:
    found = rows(ok("export", "--format", "csv", "--table", "values"))
    assert len(found) == 17
    by_entry = {line["Entry"]: line for line in found}
    assert (by_entry["16"]["Value"], by_entry["16"]["Unit of measure"]) == ("17035", "万人")
    assert (by_entry["16"]["State"], by_entry["17"]["State"]) == (
        *("corrected by entry 17", "current"),
    )
    assert by_entry["12"]["Source"] == "人社部2014年度统计公报"
    said = json.loads(ok("export", "--format", "json", "--table", "values"))
    assert [str(value["entry"]) for value in said] == [line["Entry"] for line in found]
    assert [value["entry"] for value in said if not value["current"]] == [16]


@pytest.mark.usefixtures("national")
def test_the_ledger_is_the_same_in_every_format() -> None:
    said = json.loads(ok("export", "--format", "json", "--table", "ledger"))
    assert [entry["id"] for entry in said] == [*range(17, 0, -1)]
    assert said == json.loads(ok("log", "--format", "json"))
    listed = rows(ok("export", "--format", "csv", "--table", "ledger"))
    assert [line["Entry"] for line in listed] == [str(entry["id"]) for entry in said]
    assert ok("export", "--format", "markdown", "--table", "ledger").count("\n| ") == 19


def test_a_ledger_of_many_pieces_has_one_heading_and_one_shape(home: Path) -> None:
    grown(home / "work.db")
    drafts = [
        Draft(claim=Observation("wage", "city", Period(day, day, Grain.DAY), Decimal(30000)))
        for day in (date(2011, 1, 1) + timedelta(days=number) for number in range(1100))
    ]
    record_all(home / "work.db", drafts, recorded_by="测试员", now=datetime.now(UTC))
    for table in ("values", "ledger"):
        text = ok("export", "--format", "csv", "--table", table)
        listed = [*csv.reader(StringIO(text.removeprefix(BOM)))]
        assert len(listed) > 1101
        assert len({len(line) for line in listed}) == 1
        assert len([line for line in listed if "Entry" in line]) == 1


def test_what_changed_is_told_against_the_last_weekly_workbook(home: Path) -> None:
    grown(home / "work.db")
    weekly = ("export", "--yes", "--weekly", "--dir", "snapshots", "--known-at")
    changes = ("export", "--format", "json", "--table", "changes", "--known-at", "2014-03-07")
    said = say(*changes)
    assert said.code == 2
    assert "There is no snapshot of an earlier week" in said.err
    ok(*weekly, "2014-02-28")
    found = json.loads(ok(*changes))
    causes = {c["code"]: [x["cause"] for x in c["causes"]] for c in found["changes"]}
    assert causes["2"] == ["revised"]
    assert "new_period" in causes["1"]


@pytest.mark.usefixtures("national")
def test_a_file_is_noted_like_a_workbook_and_its_format_may_be_in_its_name() -> None:
    for name in ("a.csv", "b.json", "c.md", "d.MARKDOWN"):
        assert ok("export", "-o", name, "--table", "units") == ""
    noted = json.loads(ok("snapshot", "list", "--format", "json"))
    assert [(Path(s["path"]).name, s["format"], s["week"]) for s in noted] == [
        *[("a.csv", "csv", None), ("b.json", "json", None), ("c.md", "markdown", None)],
        ("d.MARKDOWN", "markdown", None),
    ]
    assert say("snapshot", "verify").code == 0
    said = say("export", "-o", "a.csv")
    assert (said.code, "is there already" in said.err) == (2, True)


@pytest.mark.usefixtures("national")
@pytest.mark.parametrize(
    "line", ["export --format csv --table values", "snapshot list", "snapshot verify"]
)
def test_what_writes_no_workbook_loads_nothing_heavy(home: Path, line: str) -> None:
    code, names = loaded(home, line)
    assert code == 0
    assert names & HEAVY == set()


def test_an_empty_ledger_exports_nothing_unless_that_is_wanted(unnamed: Path) -> None:
    assert say("export", "--format", "csv").code == 2
    found = rows(ok("export", "--format", "csv", "--allow-empty"))
    assert len(found) > 20
    assert ok("export", "--format", "json", "--table", "values", "--allow-empty") == "[]\n"
    assert [*unnamed.iterdir()] == []


@pytest.mark.usefixtures("national")
def test_a_reader_that_goes_away_and_a_full_disk_make_no_traceback() -> None:
    line = [str(PROGRAM), "export", "--format", "csv", "--table", "values"]
    gone = subprocess.run(
        ["/bin/sh", "-c", '"$0" "$@" | head -n 1', *line], capture_output=True, check=False
    )
    assert b"Traceback" not in gone.stderr
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"The answer could not be written" in done.stderr


@pytest.mark.usefixtures("national")
@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("-o x.pdf", "“x.pdf” does not say in which format to write"),
        ("-o report", "“report” does not say in which format to write"),
        ("-o 2014.12 --table values", "does not say in which format to write"),
        ("-o x.csv --format json", "“x.csv” is not what a file of the format json is called"),
        ("-o x.xlsx --format csv", "is not what a file of the format csv is called"),
        ("-o x.XLS --format xlsx", "is not what a file of the format xlsx is called"),
        ("-o x.md --format xlsx", "is not what a file of the format xlsx is called"),
        ("-o -", "Standard output has no name that says in which format"),
        ("-o - --format xlsx", "A workbook cannot go to standard output"),
        ("-o - --format csv --replace", "--replace belongs to a file"),
    ],
)
def test_a_name_that_says_another_format_or_none_is_refused(line: str, sentence: str) -> None:
    said = say("export", *line.split())
    assert (said.code, said.out, sentence in said.err) == (2, "", True)
    assert [*Path().glob("x.*")] == []


@pytest.mark.usefixtures("national")
def test_a_format_may_be_given_where_the_name_has_none_and_a_dash_is_standard_output() -> None:
    for name in ("report", "report.txt", "2014.12"):
        ok("export", "-o", name, "--format", "csv")
    piped = ok("export", "-o", "-", "--format", "csv")
    assert piped.encode() == Path("report").read_bytes() == Path("2014.12").read_bytes()
    assert not Path("-").exists()
    ok("export", "-o", "book", "--format", "xlsx")
    assert Path("book").read_bytes().startswith(b"PK")


@pytest.mark.usefixtures("national")
def test_a_name_that_no_system_takes_is_one_sentence_in_the_readers_language() -> None:
    said = say("export", "-o", f"{'x' * 300}.csv", "--lang", "zh")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "（文件名过长）" in said.err
