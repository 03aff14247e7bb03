"""A plan is loaded whole or not at all, and every version stays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from store_sample import AMENDED, HOUR, PLAN, START, load, new_database

from sbtrack.domain.codec import digest
from sbtrack.domain.errors import LoadRefused, SbtrackError, StoreError
from sbtrack.domain.message import Name
from sbtrack.locale.words import Words
from sbtrack.planfile import builtin_plan
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.writer import create_database, load_plan


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_database(tmp_path / "a.db")


def _said(error: SbtrackError) -> str:
    return Words("en").say(error.message)


@pytest.mark.parametrize("plan", [PLAN, AMENDED, builtin_plan()], ids=lambda p: p.id)
def test_a_plan_comes_back_whole(tmp_path: Path, plan: object) -> None:
    assert isinstance(plan, type(PLAN))
    path = tmp_path / "b.db"
    create_database(path)

    loaded = load_plan(path, plan, digest(plan), START, "某文〔2013〕1号", "首版")

    with open_reader(path) as reader:
        assert reader.plan_version() == loaded
        assert loaded is not None
        assert loaded.plan == plan
        (listing,) = reader.plan_versions()
    assert (listing.number, listing.title, listing.approved_by, listing.note) == (
        1,
        plan.title,
        "某文〔2013〕1号",
        "首版",
    )


def test_the_same_plan_is_not_loaded_twice_and_another_is_refused(path: Path) -> None:
    before = path.read_bytes()
    assert load(path) is None
    with pytest.raises(LoadRefused) as caught:
        load(path, replace(PLAN, id="other"))
    assert "The database follows the plan sample, not other;" in _said(caught.value)
    assert path.read_bytes() == before


def test_a_plan_can_speak_any_language(path: Path) -> None:
    spoken = replace(PLAN, title=Name("x", (("en", "z"), ("fr", "y"))))
    load(path, spoken)
    with open_reader(path) as reader:
        assert reader.plan_version().plan == spoken  # type: ignore[union-attr]


def test_a_digest_that_is_not_the_plans_is_not_written(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        load_plan(path, AMENDED, "0" * 64, START)
    assert "does not come back from the database as it was given" in _said(caught.value)
    assert path.read_bytes() == before


def test_every_version_stays_and_can_be_asked_for(path: Path) -> None:
    load(path, AMENDED, START + HOUR)
    with open_reader(path) as reader:
        newest, first = reader.plan_version(), reader.plan_version(number=1)
        assert newest is not None
        assert first is not None
        assert (newest.plan, first.plan) == (AMENDED, PLAN)
        assert reader.plan_version(START) == first
        assert reader.plan_version(START - HOUR) is None
        assert reader.plan_version(START, number=2) is None
        assert reader.plan_version(number=3) is None
