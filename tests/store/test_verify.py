"""Whatever is done to a ledger behind its back is found, and the finding says where."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sealed_sample import PUT_IN, said, sealed_ledger
from store_sample import START, WHO, figure, note, tampered

from sbtrack.domain.database import FindingKind
from sbtrack.domain.ledger import Head
from sbtrack.store.care.verify import verify, verify_ok
from sbtrack.store.chain import form2
from sbtrack.store.chain.seals import KEYS
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.notes import acknowledge


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sealed_ledger(tmp_path)


def test_a_ledger_that_nobody_touched_has_no_findings(path: Path) -> None:
    assert verify(path) == ()
    assert verify_ok(path)


@pytest.mark.sample(8)
@pytest.mark.parametrize(
    "change",
    [
        "entry SET value = '37.21' WHERE id = 3",
        "entry SET value = '37.200' WHERE id = 3",
        "entry SET source = 'another' WHERE id = 3",
        "entry SET note = 'x' WHERE id = 3",
        "entry SET entered = '1' WHERE id = 3",
        "entry SET vintage = 'final' WHERE id = 3",
        "entry SET cell = 'A1' WHERE id = 3",
        "entry SET more = '{}' WHERE id = 3",
        "entry SET item = 1 WHERE id = 3",
        "entry SET span = (SELECT MIN(number) FROM span) WHERE id = 3",
        "entry SET numerator = '1', denominator = '2' WHERE id = 3",
        "entry SET note = CAST(x'ff' AS TEXT) WHERE id = 3",
        "entry SET value = x'3831' WHERE id = 3",
        "batch SET recorded_by = 'somebody' WHERE number = 3",
        "batch SET plan_version = 2 WHERE number = 3",
        "batch SET source = 'another' WHERE number = 3",
        "batch SET file = 'x.xlsx' WHERE number = 3",
        "batch SET last_entry = 4 WHERE number = 3",
        "batch SET recorded_at = '2012-01-10T10:30:00.000000Z' WHERE number = 3",
    ],
)
def test_any_column_that_was_changed_is_found_with_its_entry(path: Path, change: str) -> None:
    tampered(path, f"UPDATE {change}")

    findings = verify(path)

    (finding,) = [f for f in findings if f.kind is FindingKind.CHAIN]
    assert finding.entry_id == 3
    assert said((finding,)) == ["Somebody changed entry 3 after it was written."]
    assert not verify_ok(path)


def test_what_a_number_means_cannot_be_changed_for_any_entry(path: Path) -> None:
    for change, entries in (
        ("item SET id = 'urban2' WHERE id = 'rural'", [2, 3, 6]),
        ("region SET id = 'county'", [1, 2, 3, 4, 5, 6, 7]),
        ("span SET period = '2014' WHERE period = '2013'", [3, 7]),
        ("span SET last_day = '2014-12-31' WHERE period = '2012'", [2, 4, 6]),
        ("part SET id = 'women'", [1, 2, 3, 4, 5, 6, 7]),
    ):
        copy = path.with_name("copy.db")
        copy.write_bytes(path.read_bytes())
        tampered(copy, f"UPDATE {change}")
        found = [f.entry_id for f in verify(copy) if f.kind is FindingKind.CHAIN]
        assert found == entries, change


def test_evidence_that_was_changed_added_or_removed_is_found_with_its_entry(path: Path) -> None:
    for statement in (
        "UPDATE evidence SET location = 'https://other.example/' WHERE position = 1",
        "DELETE FROM evidence WHERE position = 1",
        "INSERT INTO evidence VALUES (1, 2, 'link', 'https://more.example/', NULL, NULL)",
        "DELETE FROM evidence",
    ):
        tampered(path, statement)
        assert said(verify(path)) == ["Somebody changed entry 1 after it was written."]


@pytest.mark.parametrize("id", [2, 4, 7])
def test_an_entry_that_was_removed_is_named(path: Path, id: int) -> None:
    tampered(path, f"DELETE FROM entry WHERE id = {id}")

    findings = [f for f in verify(path) if f.kind is FindingKind.CHAIN]

    assert said(tuple(findings)) == [f"Somebody removed entry {id}."]
    assert findings[0].entry_id == id


def test_an_entry_that_others_refer_to_leaves_a_gap_there_too(path: Path) -> None:
    tampered(path, "DELETE FROM entry WHERE id = 2")
    kinds = [f.kind for f in verify(path)]
    assert kinds == [FindingKind.CHAIN, FindingKind.REFERENCE], "the cause first"


def test_the_newest_entry_removed_with_its_seal_is_missed_by_the_chains_head(path: Path) -> None:
    tampered(path, "DELETE FROM entry WHERE id = 7", "DELETE FROM seal WHERE id = 7")

    assert said(verify(path)) == [
        "The chain ends at seal 10, but had 11: somebody removed what was recorded last."
    ]


def test_what_is_recorded_after_a_removal_does_not_hide_it(path: Path) -> None:
    tampered(path, "DELETE FROM entry WHERE id = 7")
    entry = note(path, figure("urban", "2013", "10"), 9)
    assert entry.id == 8
    assert said(verify(path)) == ["Somebody removed entry 7."]


def test_removal_with_seal_and_head_is_found_by_a_fingerprint_that_was_noted(path: Path) -> None:
    with open_reader(path) as reader:
        noted = reader.head()
    tampered(
        path,
        "DELETE FROM entry WHERE id = 7",
        "DELETE FROM seal WHERE number = 11",
        "UPDATE ledger_head SET count = 10, hash = (SELECT hash FROM seal WHERE number = 10)",
    )
    assert verify(path) == (), "the file alone cannot know"

    (line,) = said(verify(path, noted))
    assert line == (
        f"The fingerprint 11:{noted.hash} was noted when there were 11 seals, but the ledger has "
        "only 10: the records after seal 10 are missing, unless this is an older copy or the "
        "fingerprint is of another ledger."
    )


@pytest.mark.parametrize(("count", "shorter"), [(11, False), (12, True), (99, True)])
def test_a_ledger_too_short_for_a_fingerprint_is_called_that(
    path: Path, count: int, shorter: bool
) -> None:
    (line,) = said(verify(path, Head(count, "0" * 16)))
    assert ("has only 11: the records after seal 11 are missing" in line) is shorter
    assert line.startswith("The ledger never had") is not shorter


def test_a_fingerprint_that_was_noted_stays_true_while_the_ledger_grows(path: Path) -> None:
    with open_reader(path) as reader:
        noted = reader.head()
    note(path, figure("wage"), 9)
    assert verify(path, noted) == ()
    assert verify(path, Head(noted.count, noted.hash[:16])) == ()
    assert len(verify(path, Head(noted.count - 1, noted.hash[:16]))) == 1
    assert len(verify(path, Head(noted.count, ""))) == 1
    assert verify(path, Head(0, "0" * 64)) == ()


def test_entries_that_changed_places_are_named(path: Path) -> None:
    tampered(
        path,
        "UPDATE entry SET id = 99 WHERE id = 2",
        "UPDATE entry SET id = 2 WHERE id = 3",
        "UPDATE entry SET id = 3 WHERE id = 99",
    )
    lines = said(tuple(f for f in verify(path) if f.entry_id in (2, 3)))
    assert "Somebody reordered what was written: in the place of entry 2 stands entry 3." in lines
    assert "Somebody reordered what was written: in the place of entry 3 stands entry 2." in lines


def test_a_date_out_of_order_is_named_by_the_entry(path: Path) -> None:
    tampered(path, "UPDATE batch SET recorded_at = '2012-01-10T08:30:00.000000Z' WHERE number = 3")
    lines = said(tuple(f for f in verify(path) if f.entry_id == 3))
    assert any(line.startswith("The date of entry 3 (") for line in lines)


@pytest.mark.parametrize(
    ("moment", "told"),
    [("2012-01-10T20:30:00.000000Z", True), ("2012-01-10T20:30:00.000001Z", False)],
)
def test_no_two_records_of_one_table_are_of_the_same_moment(
    path: Path, moment: str, told: bool
) -> None:
    """The database itself refuses two such entries, so these are acknowledgements."""
    acknowledge(path, "count-falls", reason="r", acknowledged_by=WHO, now=START)
    first = "2012-01-10T20:30:00.000000Z"
    tampered(
        path,
        f"UPDATE acknowledgement SET acknowledged_at = '{first}' WHERE id = 1",
        f"UPDATE acknowledgement SET acknowledged_at = '{moment}' WHERE id = 2",
    )
    out_of_order = [line for line in said(verify(path)) if line.startswith("The date of ")]
    sentence = (
        "The date of acknowledgement 2 (2012-01-11 04:30) is not after that of the one before it."
    )
    assert out_of_order == ([sentence] if told else [])


def test_an_entry_that_another_tool_put_in_is_named(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in PUT_IN:
            connection.execute(statement)

    assert said(verify(path)) == ["Another tool put in entry 8: it has no seal."]
    note(path, figure("wage"), 9)
    assert said(verify(path)) == ["Another tool put in entry 8: it has no seal."]


def test_an_entry_sealed_anew_after_it_was_changed_breaks_the_next_seal(path: Path) -> None:
    tampered(path, "UPDATE entry SET value = '99' WHERE id = 3")
    with closing(sqlite3.connect(path)) as connection:
        ((_, text),) = form2.texts_of(connection, "entry", (3,))
        (previous,) = connection.execute("SELECT hash FROM seal WHERE number = 3").fetchone()
    hashed, mark = form2.hash_of(previous, text), form2.mark_of(text)
    tampered(path, f"UPDATE seal SET hash = x'{hashed.hex()}', mark = x'{mark.hex()}' "
                   "WHERE number = 4")  # fmt: skip
    assert said(verify(path)) == [
        "Seal 5 does not follow the one before it: somebody changed, inserted or reordered "
        "seals there."
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("UPDATE seal SET hash = x'" + "ff" * 32 + "' WHERE number = 4",
         "Seal 5 does not follow the one before it: somebody changed, inserted or reordered "
         "seals there."),
        ("UPDATE seal SET mark = x'" + "ff" * 8 + "' WHERE number = 4",
         "Somebody changed entry 3 after it was written."),
        ("DELETE FROM seal WHERE number IN (4, 5)",
         "Seals 4 to 5 of the chain are missing: somebody removed them."),
        ("DELETE FROM seal WHERE number = 10",
         "Seal 10 of the chain is missing: somebody removed it."),
        ("UPDATE seal SET number = -5 WHERE number = 1",
         "Seal 1 of the chain is missing: somebody removed it."),
        ("UPDATE ledger_head SET hash = (SELECT hash FROM seal WHERE number = 2)",
         "The chain ends otherwise than it did (at seal 11, after 11): somebody changed its end."),
        ("DELETE FROM ledger_head",
         "The record of where the chain ends is missing: somebody removed it."),
    ],
)  # fmt: skip
def test_a_chain_that_was_tampered_with_says_at_which_seal(
    path: Path, change: str, sentence: str
) -> None:
    tampered(path, change)
    assert sentence in said(verify(path))


def test_a_sealed_thing_of_every_kind_is_held_to_its_seal(path: Path) -> None:
    for table, column in (
        ("plan_version", "approved_by"), ("entry", "note"), ("acknowledgement", "reason"),
        ("snapshot", "week"),
    ):  # fmt: skip
        tampered(path, f"UPDATE {table} SET {column} = 'x' WHERE {KEYS[table]} = 1")
    assert {line for line in said(verify(path)) if "after it was written" in line} == {
        "Somebody changed plan version 1 after it was written.",
        "Somebody changed entry 1 after it was written.",
        "Somebody changed acknowledgement 1 after it was written.",
        "Somebody changed the record of snapshot 1 after it was written.",
    }


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE target SET value = '99' WHERE kind = 'annual_growth'",
        "UPDATE target SET as_printed = 'x' WHERE item = 'injury'",
        "UPDATE target SET position = position + 9 WHERE kind = 'yearly'",
        "UPDATE plan_item SET more = '{}' WHERE id = 'review'",
        "UPDATE plan_item SET constraint_type = 'binding' WHERE kind = 'indicator'",
        "UPDATE plan_text SET content = 'x' WHERE language = 'en'",
        "INSERT INTO plan_text SELECT 1, 'unit', 'finance', 'short', 'en', 'x'",
        "UPDATE responsibility SET position = position + 9 WHERE item = '2'",
        "DELETE FROM responsibility WHERE kind = 'milestone'",
    ],
)
def test_a_plans_row_that_was_changed_is_found_also_where_the_program_never_looks(
    path: Path, change: str
) -> None:
    tampered(path, change if change.startswith("INSERT") else f"{change} AND plan_version = 1")
    assert "Somebody changed plan version 1 after it was written." in said(verify(path))


def test_bytes_are_no_text_that_looks_like_them(path: Path) -> None:
    note(path, figure("wage", note="b'1'"), 9)
    tampered(path, "UPDATE entry SET note = x'31' WHERE id = 8")
    assert "Somebody changed entry 8 after it was written." in said(verify(path))
