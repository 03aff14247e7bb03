"""`log`, `retract`, `doubts` and evidence: what an auditor asks for."""

import csv
import hashlib
import json
import re
import sqlite3
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT, XINGTAI, Said, say, untouched
from since_sample import grown

from sbtrack.domain.ledger import Observation
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.notes import acknowledge

pytestmark = pytest.mark.usefixtures("home")


def refused(said: Said) -> str:
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
    return said.err


def ledger(*options: str) -> list[dict[str, Any]]:
    said = say("log", "--format", "json", *options)
    assert said.code == 0, said.err
    found: list[dict[str, Any]] = json.loads(said.out)
    return found


def standing(code: str) -> dict[str, Any]:
    out = say("status", "--indicator", code, "--format", "json").out
    found: dict[str, Any] = json.loads(out)["indicators"][0]
    return found


def amended(home: Path, old: str, new: str) -> None:
    text = XINGTAI.read_text("utf-8")
    assert old in text
    (home / "amended.yaml").write_text(text.replace(old, new), "utf-8")
    said = say("plan", "load", "amended.yaml")
    assert said.code == 0, said.err


def recorded(*arguments: str) -> None:
    said = say("record", *arguments)
    assert said.code == 0, said.err


@pytest.mark.usefixtures("national")
def test_the_log_is_complete_and_newest_first() -> None:
    found = ledger()
    assert [entry["id"] for entry in found] == list(range(17, 0, -1))
    newest = found[0]
    assert (newest["code"], newest["period"], newest["value"]) == ("3", "2014", 17039)
    assert (newest["kind"], newest["supersedes"]) == ("revision", 16)
    assert newest["recorded_by"] == "analyst"
    assert newest["plan_version"] == 1


@pytest.mark.usefixtures("national")
def test_the_log_is_narrowed_by_item_unit_period_and_person() -> None:
    assert {e["code"] for e in ledger("--indicator", "工伤")} == {"2"}
    assert {e["period"] for e in ledger("--period", "2012")} == {"2012"}
    assert len(ledger("--unit", "人社部")) == 17
    assert ledger("--by", "somebody-else") == []
    assert len(ledger("--as-of", "2011")) == 5


@pytest.mark.usefixtures("national")
def test_the_log_is_narrowed_by_the_day_of_recording() -> None:
    assert ledger("--to", "2020-01-01") == []
    assert len(ledger("--from", "2020")) == 17


@pytest.mark.parametrize("width", [100, 120, 200])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_reason_is_shown_where_there_is_one(home: Path, width: int, language: str) -> None:
    grown(home / "work.db")
    out = say("--lang", language, "log", width=width).out
    assert "统计年鉴" in out
    dropped = [line for line in out.splitlines() if "lack of width" in line or "因宽度不足" in line]
    assert not any("Reason" in line or "原因" in line for line in dropped)


@pytest.mark.usefixtures("national")
def test_a_long_ledger_shows_its_newest_entries_and_says_so() -> None:
    said = say("log", "--limit", "3").out
    assert "Only the newest entries (3)" in said
    assert len([line for line in said.splitlines() if "analyst" in line]) == 3
    assert "newest entries" not in say("log", "--limit", "0").out


@pytest.mark.usefixtures("national")
def test_the_log_as_csv_has_every_entry() -> None:
    rows = list(csv.DictReader(StringIO(say("log", "--format", "csv").out)))
    assert len(rows) == 17
    assert rows[0]["Reason"].startswith("卫生计生统计年鉴2015")


def test_the_log_as_csv_and_json_has_everything_there_is_of_an_entry(home: Path) -> None:
    Path("doc.pdf").write_bytes(b"%PDF")
    line = ["3", "-p", "2013", "--numerator", "280", "--denominator", "300", "--note", "=spring"]
    recorded(*line, "--source", "S", "--vintage", "final", "-e", "doc.pdf", "-e", "https://x.org/")
    recorded("M8", "done", "-p", "2013")

    report, found = csv.DictReader(StringIO(say("log", "--format", "csv").out))
    data = ledger()[1]

    with open_reader(home / "work.db") as reader:
        entry = reader.entry(1)
    assert entry is not None
    assert isinstance(entry.claim, Observation)
    sha256 = entry.evidence[0].sha256
    assert found == {
        "Entry": "1", "Recorded by": "analyst", "Kind": "record", "No.": "3", "Period": "2013",
        "Recorded at": found["Recorded at"],
        "Indicator": data["name"], "Value": str(entry.claim.value), "Unit of measure": "%",
        "Vintage": "final", "Source": "S", "Supersedes": "", "Reason": "", "Note": "'=spring",
        "Evidence": "doc.pdf, https://x.org/", "Id": entry.claim.indicator, "Region": "xingtai",
        "Numerator": "280", "Denominator": "300", "As typed": "280 / 300", "Plan version": "1",
        "SHA-256": sha256, "No longer counts": "", "Superseded by": "", "Still counts": "yes",
    }  # fmt: skip
    assert datetime.fromisoformat(found["Recorded at"]) == entry.recorded_at
    assert datetime.fromisoformat(data["recorded_at"]) == entry.recorded_at
    assert (data["numerator"], data["denominator"], data["note"]) == (280, 300, "=spring")
    assert data["evidence"][0] == {
        "kind": "file", "location": "doc.pdf", "sha256": sha256, "size": 4
    }  # fmt: skip
    assert (report["Value"], report["Id"]) == ("done", "work-injury-provincial-pooling")


def test_a_line_says_what_corrected_or_withdrew_it_also_where_that_is_not_listed() -> None:
    recorded("4", "35", "-p", "2013")
    recorded("4", "37.2", "-p", "2013", "--revise", "--reason", "a slip")
    recorded("5", "30", "-p", "2013")
    say("retract", "2", "--reason", "wrong city")
    recorded("4", "36", "-p", "2013")

    found = {e["id"]: (e["superseded_by"], e["counts"]) for e in ledger()}
    assert found == {1: (2, False), 2: (4, False), 3: (None, True), 4: (None, False),
                     5: (None, True)}  # fmt: skip
    lines = say("log", "--by", "analyst", "--format", "csv").out
    assert [
        (line["Entry"], line["No longer counts"], line["Superseded by"], line["Still counts"])
        for line in csv.DictReader(StringIO(lines))
    ] == [
        ("5", "", "", "yes"),
        ("4", "", "", "no"),
        ("3", "", "", "yes"),
        ("2", "withdrawn by 4", "4", "no"),
        ("1", "corrected by 2", "2", "no"),
    ]
    assert [e["superseded_by"] for e in ledger("--indicator", "4")] == [None, None, 4, 2]
    moment = next(e["recorded_at"] for e in ledger() if e["id"] == 2)
    known = {e["id"]: e["superseded_by"] for e in ledger("--known-at", moment)}
    assert known == {1: 2, 2: None}
    assert "withdrawn by 4" in say("log", width=80).out
    assert "corrected by 2" not in say("log", "--limit", "4").out


def test_reports_on_milestones_are_corrected_likewise() -> None:
    recorded("M8", "done", "-p", "2013")
    recorded("M8", "not-done", "-p", "2013", "--revise", "--reason", "too early")

    assert [(e["superseded_by"], e["counts"]) for e in ledger()] == [(None, True), (2, False)]


def test_the_keys_of_the_log_are_those_on_the_page() -> None:
    page = (ROOT / "docs" / "json.md").read_text("utf-8")

    def keys(heading: str) -> set[str]:
        part = page.split(f"\n{heading}\n", 1)[1].split("\n#", 1)[0]
        return set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE))

    recorded("4", "35", "-p", "2013")
    (entry,) = ledger()
    assert {*entry} == keys("## `log`") | keys("### `entries`")


def test_an_exported_ledger_says_what_counts_as_well(home: Path) -> None:
    recorded("4", "35", "-p", "2013")
    say("retract", "1", "--reason", "wrong city")
    said = say("export", "--table", "ledger", "--output", "ledger.json")
    assert said.code == 0, said.err

    exported = json.loads((home / "ledger.json").read_text("utf-8"))
    assert [(e["superseded_by"], e["counts"]) for e in exported] == [(None, False), (2, False)]


def test_a_span_of_days_that_ends_before_it_begins_is_refused() -> None:
    recorded("4", "37.2", "-p", "2013")
    for extra in ([], ["--format", "json"], ["--format", "csv"]):
        said = refused(say("log", "--from", "2015", "--to", "2014", *extra))
        assert "--from “2015” comes after --to “2014”" in said


def test_fewer_lines_than_none_are_refused() -> None:
    assert "--limit takes a whole number from 0 up" in refused(say("log", "--limit", "-3"))


def test_what_is_no_longer_in_the_plan_is_found_in_the_ledger_with_its_unit(home: Path) -> None:
    recorded("4", "37.2", "-p", "2013")
    text = XINGTAI.read_text("utf-8").replace("id: work-injury-insured", "id: injured")
    (home / "changed.yaml").write_text(text, "utf-8")
    assert say("plan", "load", "changed.yaml", "--allow-drop").code == 0

    (found,) = ledger("--indicator", "work-injury-insured")

    assert (found["code"], found["unit_of_measure"]) == ("4", "万人")
    (line,) = csv.DictReader(StringIO(say("log", "--format", "csv").out))
    assert (line["Value"], line["Unit of measure"]) == ("37.2", "万人")
    assert ledger("--indicator", "4") == [], "the code is the new indicator's"
    said = say("log", "--indicator", "nonsense")
    assert (said.code, said.out) == (2, "")


def test_a_withdrawn_entry_stays_in_the_ledger_and_no_longer_counts() -> None:
    recorded("4", "37.2", "-p", "2013")

    said = say("retract", "1", "--reason", "wrong city")

    assert said.code == 0, said.err
    assert "Withdrawn: 4 People insured against work injury, 2013 37.2 万人" in said.out
    found = standing("4")
    assert (found["actual"], found["verdict"], found["reason_code"]) == (None, "unrated", "no_data")
    assert [(e["id"], e["kind"], e["reason"]) for e in ledger()] == [
        (2, "retraction", "wrong city"),
        (1, "record", None),
    ]


def test_after_a_withdrawal_the_right_figure_is_simply_recorded() -> None:
    recorded("4", "37.2", "-p", "2013")
    say("retract", "1", "--reason", "wrong city")

    recorded("4", "36.9", "-p", "2013")

    assert str(standing("4")["actual"]) == "36.9"


def test_a_withdrawal_needs_its_reason_and_an_entry_that_counts() -> None:
    recorded("4", "37.2", "-p", "2013")
    assert "--reason" in refused(say("retract", "1"))
    assert "no entry 9" in refused(say("retract", "9", "--reason", "x"))
    say("retract", "1", "--reason", "x")
    assert refused(say("retract", "1", "--reason", "again"))
    assert refused(say("retract", "2", "--reason", "a withdrawal of a withdrawal"))
    assert len(ledger()) == 2


@pytest.mark.usefixtures("national")
def test_what_was_known_before_a_withdrawal_is_still_known_then() -> None:
    def maternity(*dates: str) -> str:
        return say("show", "3", "--as-of", "2014", "--format", "json", *dates).out

    moment = json.loads(maternity())["entries"][0]["recorded_at"]
    before = maternity("--known-at", moment)
    say("retract", "17", "--reason", "the yearbook is right after all")
    assert maternity("--known-at", moment) == before
    assert json.loads(maternity())["indicator"]["actual_period"] == "2013"


def test_evidence_is_kept_with_its_hash_and_checked(home: Path) -> None:
    document = home / "communiqué.pdf"
    document.write_bytes(b"as published")
    recorded("4", "37.2", "-p", "2013", "-e", str(document), "-e", "https://example.org/2013")

    (entry,) = ledger()
    assert entry["evidence"] == [
        {
            "kind": "file",
            "location": "communiqué.pdf",
            "sha256": hashlib.sha256(b"as published").hexdigest(),
            "size": 12,
        },
        {"kind": "link", "location": "https://example.org/2013", "sha256": None, "size": None},
    ]
    assert say("db", "verify").code == 0

    document.write_bytes(b"as altered!!")
    said = say("db", "verify")
    assert said.code == 1
    assert "communiqué.pdf" in said.out


def test_evidence_that_is_not_there_records_nothing() -> None:
    said = say("record", "4", "37.2", "-p", "2013", "-e", "missing.pdf")
    assert "missing.pdf" in refused(said)
    assert untouched()


def test_new_evidence_for_a_recorded_figure_is_a_revision(home: Path) -> None:
    (home / "a.pdf").write_bytes(b"a")
    recorded("4", "37.2", "-p", "2013")
    assert refused(say("record", "4", "37.2", "-p", "2013", "-e", "a.pdf"))
    recorded("4", "37.2", "-p", "2013", "-e", "a.pdf", "--revise", "--reason", "document found")
    recorded("4", "37.2", "-p", "2013", "-e", "a.pdf")
    assert len(ledger()) == 2


def test_a_doubtful_figure_is_recorded_and_the_doubt_is_told() -> None:
    recorded("4", "37.2", "-p", "2012")
    said = say("record", "4", "36.1", "-p", "2013")
    assert said.code == 0
    assert "[count-falls:1,2]" in said.out
    assert str(standing("4")["actual"]) == "36.1"


def test_a_doubt_is_acknowledged_with_a_reason_and_opened_again() -> None:
    recorded("4", "37.2", "-p", "2012")
    recorded("4", "36.1", "-p", "2013")
    doubt = "count-falls:1,2"

    assert say("doubts", "--check").code == 1
    assert "reason" in refused(say("doubts", "--acknowledge", doubt))
    said = say("doubts", "--acknowledge", doubt, "--reason", "a factory moved away")
    assert said.code == 0, said.err

    assert say("doubts", "--check").code == 0
    assert "Acknowledged and left out: 1" in say("doubts").out
    assert "a factory moved away" in say("doubts", "--all").out
    say("doubts", "--withdraw", doubt, "--reason", "it did not")
    assert say("doubts", "--check").code == 1


def test_a_part_that_does_not_add_up_with_its_sister_is_told_at_once() -> None:
    def part(name: str, numerator: str, denominator: str) -> str:
        rate = ["--numerator", numerator, "--denominator", denominator]
        return say("record", name, "-p", "2013", *rate).out

    recorded("2", "97", "-p", "2013")
    assert "Doubtful" not in part("rural-resident-pension-coverage", "280", "300")

    said = part("urban-resident-pension-coverage", "20", "40")

    assert "[components-do-not-add-up:1,2,3]" in said


def test_what_was_said_beside_one_baseline_is_not_said_beside_another(home: Path) -> None:
    recorded("4", "30", "-p", "2011")
    doubt = "count-falls:1@33.66"
    assert f"[{doubt}]" not in say("doubts").out
    assert doubt in say("doubts").out
    assert say("doubts", "--acknowledge", doubt, "--reason", "scope").code == 0
    assert say("doubts", "--check").code == 0

    amended(home, "value: 33.66", "value: 35")

    assert "count-falls:1@35" in say("doubts").out
    assert say("doubts", "--check").code == 1


def test_what_was_said_of_the_entries_alone_holds_until_the_plan_is_amended(home: Path) -> None:
    recorded("4", "30", "-p", "2011")
    acknowledge(
        home / "work.db",
        "count-falls:1",
        reason="scope",
        acknowledged_by="li",
        now=lambda: datetime.now(UTC),
    )
    assert "scope" in say("doubts", "--all").out
    assert say("doubts", "--check").code == 0

    said = say("doubts", "--withdraw", "count-falls:1@33.66", "--reason", "it is not")
    assert said.code == 0, said.err
    assert say("doubts", "--check").code == 1


def test_only_a_doubt_that_there_is_can_be_acknowledged() -> None:
    recorded("4", "37.2", "-p", "2012")
    assert "no doubt" in refused(say("doubts", "--acknowledge", "jump:1,2", "--reason", "x"))


def test_doubts_are_given_as_data_with_the_entries_they_rest_on() -> None:
    recorded("4", "37.2", "-p", "2012")
    recorded("4", "36.1", "-p", "2013")
    (found,) = json.loads(say("doubts", "--format", "json").out)
    assert (found["rule"], found["code"], found["entries"]) == ("count-falls", "4", [1, 2])
    assert found["acknowledged_by"] is None


def test_the_database_is_copied_and_the_copy_verifies(home: Path) -> None:
    recorded("4", "37.2", "-p", "2013")
    assert say("db", "backup", "copy.db").code == 0
    assert say("db", "verify", "--db", "copy.db").code == 0
    assert (home / "copy.db").stat().st_mode & 0o077 == 0
    assert "copy.db" in refused(say("db", "backup", "copy.db"))


@pytest.mark.parametrize(
    ("asked", "variable", "said"),
    [
        ("", "", "已备份到"),
        ("", "en", "Copied to"),
        ("zh", "en", "已备份到"),
        ("en", "zh", "Copied to"),
    ],
)
def test_a_copy_is_told_in_the_language_that_was_asked_for_or_else_the_plans(
    monkeypatch: pytest.MonkeyPatch, asked: str, variable: str, said: str
) -> None:
    monkeypatch.setenv("SBTRACK_LANG", variable)
    option = ["--lang", asked] if asked else []
    assert say("db", "backup", "copy.db", *option).out.startswith(said)
    chinese = said == "已备份到"
    assert ("已是最新" in say("db", "upgrade", *option).out) is chinese
    assert ("不予覆盖" in refused(say("db", "backup", "copy.db", *option))) is chinese


def test_an_entry_altered_behind_the_programs_back_is_named(home: Path) -> None:
    recorded("4", "37.2", "-p", "2013")
    recorded("5", "35", "-p", "2013")
    with sqlite3.connect(home / "work.db") as connection:
        connection.execute("DROP TRIGGER entry_no_update")
        connection.execute("UPDATE entry SET value = '39.9' WHERE id = 1")
    connection.close()

    said = say("db", "verify")

    assert said.code == 1
    assert "entry 1" in said.out


def test_a_noted_fingerprint_proves_what_was_there() -> None:
    recorded("4", "37.2", "-p", "2013")
    noted = json.loads(say("db", "info", "--json").out)["fingerprint"]
    recorded("5", "35", "-p", "2013")
    assert say("db", "verify", "--fingerprint", noted).code == 0

    count, _, hash = noted.partition(":")
    other = f"{count}:{hash[::-1]}"
    assert say("db", "verify", "--fingerprint", other).code == 1
    assert "fingerprint" in refused(say("db", "verify", "--fingerprint", "nonsense"))


def test_an_upgrade_with_nothing_to_do_says_so() -> None:
    recorded("4", "37.2", "-p", "2013")
    said = say("db", "upgrade")
    assert (said.code, said.err) == (0, "")
    assert "nothing changed" in said.out


def test_db_info_tells_moments_by_the_clock_of_the_plan() -> None:
    recorded("4", "37.2", "-p", "2013")
    facts = dict(
        re.split(r"  +", line, maxsplit=1) for line in say("db", "info").out.splitlines()[2:]
    )
    assert facts["First recorded"] == facts["Last recorded"]
    assert facts["Last recorded"] in say("log").out


def test_without_a_database_the_ledger_is_empty_and_the_file_commands_say_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SBTRACK_DB")
    for line in (["log"], ["doubts"], ["snapshot", "list"], ["snapshot", "verify"]):
        said = say(*line)
        assert (said.code, said.err) == (0, "")
        assert "there is no database at" in said.out
    for command in (["db", "info"], ["db", "verify"], ["db", "backup", "x"], ["db", "upgrade"]):
        assert "There is no database" in refused(say(*command))
    assert "There is no database" in refused(say("retract", "1", "--reason", "x"))


def test_a_dossier_lists_revisions_with_the_source_and_evidence_of_each_figure(home: Path) -> None:
    (home / "a.pdf").write_bytes(b"a")
    recorded("4", "37.1", "-p", "2013", "--source", "bulletin")
    revision = ["--revise", "--reason", "newer", "--source", "yearbook", "-e", "a.pdf"]
    recorded("4", "37.2", "-p", "2013", *revision)

    lines = say("show", "4").out.partition("Revisions")[2].splitlines()

    assert "Source" in lines[2]
    assert "Evidence" in lines[2]
    assert "yearbook" in lines[3]
    assert "a.pdf" in lines[3]
    assert "bulletin" in lines[4]


def test_of_a_milestone_in_a_period_that_is_not_over_nothing_is_said_of_values() -> None:
    said = refused(say("record", "M8", "done", "-p", "2999"))

    assert "nothing can be reported as of its end" in said
    assert "value" not in said
