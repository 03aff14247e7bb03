"""What was recorded by id is never told of something else because ids were moved in the file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sbtrack.actions.claims import Typed
from sbtrack.actions.loading import load_file
from sbtrack.actions.recording import Intent, record_claim
from sbtrack.domain.codec import digest
from sbtrack.domain.errors import LoadRefused
from sbtrack.domain.lookup import find_tracked
from sbtrack.locale.words import Words
from sbtrack.planfile import read_plan
from sbtrack.store.writes.writer import load_plan

NOW = datetime(2022, 7, 1, 1, 30, tzinfo=UTC)
PLAN = """format: 1
plan: {id: p, title: P, language: zh, region: {id: r, name: R}, base: 2020, end: 2025}
units: [{id: u, name: U}]
indicators:
  - {code: "8", id: jobless, name: {zh: 失业率, en: Jobless}, constraint: binding,
     unit_of_measure: "%", baseline: 3.2, target: {kind: at_most, value: 4.5, baseline_meets: true},
     lead: [u]}
  - {code: "16", id: insured, name: {zh: 参保率, en: Insured}, constraint: binding,
     unit_of_measure: "%", baseline: 80, target: {kind: at_least, value: 95}, lead: [u]}
  - {code: "17", id: roads, name: {zh: 通路率, en: Roads}, constraint: binding,
     unit_of_measure: "%", baseline: 80, target: {kind: at_least, value: 95}, lead: [u]}
milestones:
  - {code: M1, id: law, title: 立法, due: 2022, lead: [u]}
  - {code: M2, id: centre, title: 建成中心, due: 2023, lead: [u]}
"""


def plan_file(folder: Path, *moves: tuple[str, str]) -> Path:
    """Write the plan with ids moved: each item with the first id gets the second one."""
    text = PLAN
    for old, new in moves:
        assert f"id: {old}," in text
        text = text.replace(f"id: {old},", f"id: ={new},")
    file = folder / "plan.yaml"
    file.write_text(text.replace("id: =", "id: "), "utf-8")
    return file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a database with a figure for 8 and a report of M1."""
    made = tmp_path / "ledger.db"
    loaded = load_file(made, plan_file(tmp_path), NOW)
    assert loaded.version is not None
    intent = Intent("analyst", NOW, date(2022, 7, 1), confirmed=True)
    jobless, law = (find_tracked(code, loaded.plan) for code in ("8", "M1"))
    record_claim(made, loaded.version, jobless, Typed("2021", "3.4"), intent)
    record_claim(made, loaded.version, law, Typed("2021", "done"), intent)
    return made


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        ((("jobless", "insured"), ("insured", "jobless")), ("8 失业率", "insured", "16 参保率")),
        ((("jobless", "insured"), ("insured", "new")), ("8 失业率", "insured", "16 参保率")),
        ((("insured", "jobless"), ("jobless", "new")), ("16 参保率", "jobless", "8 失业率")),
        (
            (("jobless", "insured"), ("insured", "roads"), ("roads", "jobless")),
            ("8 失业率", "insured", "16 参保率"),
        ),
        ((("law", "centre"), ("centre", "law")), ("M1 立法", "centre", "M2 建成中心")),
        ((("law", "jobless"), ("jobless", "law")), ("8 失业率", "law", "M1 立法")),
    ],
)
@pytest.mark.parametrize("allow_drop", [False, True])
def test_an_id_that_was_moved_to_something_else_is_refused(
    path: Path,
    tmp_path: Path,
    moves: tuple[tuple[str, str], ...],
    said: tuple[str, ...],
    allow_drop: bool,
) -> None:
    before = path.read_bytes()
    with pytest.raises(LoadRefused) as raised:
        load_file(path, plan_file(tmp_path, *moves), NOW, confirmed=True, allow_drop=allow_drop)
    item, new, owner = said
    chinese = Words("zh").say(raised.value.message)
    assert chinese.startswith(f"新版规划中“{item}”的标识是{new}，而它原是“{owner}”的标识")
    assert raised.value.exit_code == 2
    assert path.read_bytes() == before


def test_the_sentence_says_in_english_what_to_do(path: Path, tmp_path: Path) -> None:
    file = plan_file(tmp_path, ("jobless", "insured"), ("insured", "jobless"))
    with pytest.raises(LoadRefused) as raised:
        load_file(path, file, NOW, confirmed=True)
    assert Words("en").say(raised.value.message) == (
        "The new version gives 8 Jobless the id insured, which was that of 16 Insured, so that "
        "recorded values would be told of the wrong one; give it the id jobless again, or one "
        "that nothing had."
    )


def test_names_that_changed_places_are_the_same_as_ids_that_did(path: Path, tmp_path: Path) -> None:
    text = plan_file(tmp_path).read_text("utf-8")
    names = "{zh: 失业率, en: Jobless}", "{zh: 参保率, en: Insured}"
    swapped = text.replace(names[0], "=").replace(names[1], names[0]).replace("=", names[1])
    (tmp_path / "plan.yaml").write_text(swapped, "utf-8")
    with pytest.raises(LoadRefused, match="which was that of"):
        load_file(path, tmp_path / "plan.yaml", NOW, confirmed=True)


@pytest.mark.parametrize(
    "moves",
    [
        (("insured", "roads"), ("roads", "insured")),  # nothing is recorded for either
        (("insured", "coverage"),),
    ],
)
def test_ids_without_anything_recorded_may_move(
    path: Path, tmp_path: Path, moves: tuple[tuple[str, str], ...]
) -> None:
    loaded = load_file(path, plan_file(tmp_path, *moves), NOW, confirmed=True)
    assert loaded.version is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{zh: 失业率, en: Jobless}", "{zh: 城镇失业率, en: Jobless in towns}"),
        ("{zh: 失业率, en: Jobless}", "{zh: 失业率, en: Insured}"),  # a translation alone
        ('code: "8"', 'code: "9"'),
    ],
)
def test_a_new_name_or_code_under_the_same_id_is_no_move(
    path: Path, tmp_path: Path, old: str, new: str
) -> None:
    file = plan_file(tmp_path)
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    assert load_file(path, file, NOW, confirmed=True).version is not None


def test_ids_of_what_was_dropped_before_are_kept_too(path: Path, tmp_path: Path) -> None:
    load_file(path, plan_file(tmp_path, ("jobless", "new")), NOW, confirmed=True, allow_drop=True)
    file = plan_file(tmp_path, ("jobless", "new"), ("roads", "jobless"))
    with pytest.raises(LoadRefused, match="which was that of"):
        load_file(path, file, NOW, confirmed=True)


def test_ids_that_an_older_program_let_move_can_be_put_right(path: Path, tmp_path: Path) -> None:
    moved = read_plan(plan_file(tmp_path, ("jobless", "insured"), ("insured", "jobless")))
    load_plan(path, moved, digest(moved), NOW)  # as it was written without this check
    right = load_file(path, plan_file(tmp_path), NOW, confirmed=True)
    assert right.version is not None
    assert right.version.number == 3
