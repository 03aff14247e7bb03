"""Hostile values in every column of every table: one sentence at most, never a traceback.

A sample of what `test_every_altered_value` tries.
"""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from shutil import copyfile

import pytest
from altered_rows import HOSTILE, READING, WRITING, Trial, alter, columns_of, make_whole

#: The columns that decide what a line is, each with what would end a careless reader.
SHARP = (
    ("entry", "value", ("'NaN'", "'-Infinity'", "'1E999999'", "'abc'", "x'31'")),
    ("entry", "denominator", ("'0'", "'NaN'")),
    ("batch", "recorded_at", ("'zz'", "'2014-99-99T00:00:00.000000Z'", "'9999-12-31'", "x'31'")),
    ("span", "last_day", ("'9999-12-31'", "'0001-01-01'", "'2013-02-30'")),
    ("span", "period", ("'9999'", "'zz'", "x'31'", "''")),
    ("entry", "span", ("1", "99999999999999999")),
    ("entry", "state", ("'zz'",)),
    ("entry", "supersedes", ("'zz'", "-1", "1")),
    ("plan_version", "utc_offset", ("'zz'", "'+99:00'", "''")),
    ("plan_version", "language", ("'fr'", "''")),
    ("plan_version", "base_period", ("'9999'", "'0001'", "'x'")),
    ("target", "value", ("'q'", "NULL", "'Infinity'", "'1E500'")),
    ("target", "period", ("'9999'", "'0001'", "'x'")),
    ("target", "kind", ("'zz'", "'baseline'")),
    ("plan_item", "more", ("'x'", "'[]'", "'null'", "''", '\'{"due":"9999"}\'')),
    ("plan_item", "unit_of_measure", ("'%'", "char(27) || '[31m'")),
    ("acknowledgement", "acknowledged_at", ("'9999-12-31T23:59:59.999999Z'", "'zz'")),
    ("file_history", "happened_at", ("'zz'", "x'31'")),
    ("ledger_head", "hash", ("'zz'", "x'31'")),
)
#: One command for each kind of record.
WRITERS = (WRITING[0], WRITING[3], WRITING[4], WRITING[5], WRITING[7])
#: What only a writer reads, each with what it says is damaged.
ENDS = (
    ("ledger_head", "count", ("'zz'", "NULL", "1.5", "x'31'", "-7", "9223372036854775807"),
     "the end of the chain of seals"),
    ("ledger_head", "hash", ("NULL", "x'31'", "CAST(x'ff41' AS TEXT)"), ""),
    ("seal", "id", ("'zz'", "1.5", "x'31'"), ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with something in every table; it is only to be copied."""
    return make_whole(tmp_path_factory.mktemp("whole"))


@pytest.fixture
def trial(whole: Path, home: Path) -> Trial:
    """Return what asks altered copies of that database."""
    return Trial(whole, home)


@pytest.mark.parametrize("each", [9, pytest.param(1, marks=pytest.mark.slow)])
def test_no_column_of_any_table_ends_a_command_and_every_alteration_is_found(
    trial: Trial, each: int
) -> None:
    reading, writing, values = cycle(READING), cycle(WRITING), cycle(HOSTILE)
    columns = columns_of(trial.whole)
    assert len({table for table, _ in columns}) >= 17
    for table, column in columns[::each]:
        for _ in HOSTILE:
            name = next(values)
            if trial.alter(table, column, name):
                break
        else:
            pytest.fail(f"nothing could be written to {table}.{column}")
        for line in (["status"], next(reading)):
            trial.read(line)
        trial.write(next(writing))


@pytest.mark.sample(6)
@pytest.mark.parametrize(
    ("table", "column", "values"), SHARP, ids=[f"{table}-{column}" for table, column, _ in SHARP]
)
def test_what_is_calculated_with_is_one_sentence_that_leads_to_the_check(
    trial: Trial, table: str, column: str, values: tuple[str, ...]
) -> None:
    for value in values:
        copyfile(trial.whole, trial.file)
        if not alter(trial.file, table, column, value):
            continue
        for line in (["status"], ["db", "info"], ["log", "--format", "json"], ["show", "1"]):
            said = trial.ask(line)
            assert said.code != 2 or "`sbtrack db verify`" in said.err, (line, value)
        assert trial.ask(["db", "verify"]).code == 1


@pytest.mark.sample(5)
@pytest.mark.parametrize(("table", "column", "values", "named"), ENDS)
@pytest.mark.parametrize("line", WRITERS, ids=[line[0] for line in WRITERS])
def test_whoever_writes_after_what_cannot_be_read_is_told_so(
    trial: Trial, table: str, column: str, values: tuple[str, ...], named: str, line: list[str]
) -> None:
    for value in values:
        copyfile(trial.whole, trial.file)
        assert alter(trial.file, table, column, value)
        before = trial.file.read_bytes()
        said = trial.ask(line)
        if table == "ledger_head":
            assert said.code == 2, value
        if said.code == 2:
            assert "`sbtrack db verify`" in said.err
            assert named in said.err
            assert trial.file.read_bytes() == before
