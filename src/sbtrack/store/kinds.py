"""What the columns of every table hold: texts, whole numbers, and where nothing may stand.

SQLite keeps whatever it is given, also where the schema says otherwise, so that a row is held
against this before anything is made of it. A test holds this against the tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import NoneType

#: Each table's columns: `#` marks whole numbers, `?` what may be empty; the rest are texts.
TABLES = {
    "entry": "id# kind subject_kind subject_id region period period_start period_end grain value? "
    "numerator? denominator? done#? entered vintage? source note recorded_at recorded_by "
    "supersedes#? reason plan_version#?",
    "evidence": "entry_id# position# kind location sha256? size#?",
    "acknowledgement": "id# doubt reason acknowledged_at acknowledged_by withdraws#?",
    "snapshot": "number# made_at made_by path sha256 size# as_of known_at plan_version#? "
    "last_entry#? week language format program_version replaces#?",
    "seal": "number# kind id# previous hash",
    "ledger_head": "id# count# hash",
    "file_history": "number# event schema_number# program_version seals# happened_at?",
    "plan_version": "number# plan_id title title_zh? title_en? language base_period end_period "
    "utc_offset document_number issuer? issuer_zh? issuer_en? adopted? issued? source? source_zh? "
    "source_en? note? note_zh? note_en? on_track digest loaded_at approved_by version_note",
    "region": "plan_version# id position# name name_zh? name_en?",
    "unit": "plan_version# id position# name name_zh? name_en? short? short_zh? short_en?",
    "task": "plan_version# code position# title title_zh? title_en? summary? summary_zh? "
    "summary_en? sole# cite",
    "task_unit": "plan_version# task_code role position# unit_id",
    "indicator": "plan_version# id position# code name name_zh? name_en? plan_group "
    "constraint_type unit_of_measure baseline_value? baseline_period? baseline_as_printed? "
    "baseline_note? baseline_note_zh? baseline_note_en? no_baseline_reason? "
    "no_baseline_reason_zh? no_baseline_reason_en? target_kind target_by target_as_printed "
    "target_value? target_tolerance? target_factor? target_reference? target_floor? target_rate? "
    "target_change? target_basis? target_bound? target_every? target_baseline_meets#? "
    "target_text? target_text_zh? target_text_en? share# definition? definition_zh? "
    "definition_en? note? note_zh? note_en? cite",
    "yearly_target": "plan_version# indicator_id position# period value",
    "indicator_component": "plan_version# indicator_id position# component_id",
    "indicator_task": "plan_version# indicator_id position# task_code",
    "indicator_unit": "plan_version# indicator_id role position# unit_id",
    "milestone": "plan_version# id position# code title title_zh? title_en? due every? since? "
    "constraint_type note? note_zh? note_en? cite",
    "milestone_task": "plan_version# milestone_id position# task_code",
    "milestone_unit": "plan_version# milestone_id role position# unit_id",
}


def require_row(table: str, row: Mapping[str, object]) -> None:
    """Refuse a row with a value that none of its columns can hold; other columns are passed over.

    Raises:
        TypeError: it has one.
    """
    require_values(table, tuple(row), row.values())


def require_values(table: str, columns: tuple[str, ...], values: Iterable[object]) -> None:
    """Refuse values that those columns of a table cannot hold.

    Raises:
        TypeError: there is one.
    """
    if not _fit(table, columns, tuple(map(type, values))):
        raise TypeError(table)


def flag(value: object) -> bool:
    """Return a truth value, which is kept as 0 or 1.

    Raises:
        ValueError: it is neither.
    """
    if value not in (0, 1):
        raise ValueError(value)
    return bool(value)


@lru_cache(1024)  # rows of one table differ little in what is empty
def _fit(table: str, columns: tuple[str, ...], found: tuple[type, ...]) -> bool:
    kinds = _kinds(table)
    return all(
        kind in kinds.get(column, (kind,)) for column, kind in zip(columns, found, strict=True)
    )


@cache
def _kinds(table: str) -> dict[str, tuple[type, ...]]:
    return {marked.rstrip("#?"): _kind(marked) for marked in TABLES[table].split()}


def _kind(marked: str) -> tuple[type, ...]:
    kind = int if "#" in marked else str
    return (kind, NoneType) if "?" in marked else (kind,)
