from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from time import sleep

import pytest

from sbtrack.actions.claims import Typed
from sbtrack.actions.loading import load_file
from sbtrack.actions.recording import Intent, record_claim
from sbtrack.domain.errors import LoadRefused, PlanInvalid, PlanUnreadable
from sbtrack.domain.ledger import Draft, Observation
from sbtrack.domain.lookup import find_tracked
from sbtrack.domain.period import Period
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.ledger import add_entries
from sbtrack.store.writing import transaction

NOW = datetime(2014, 7, 1, 1, 30, tzinfo=UTC)
NATIONAL = Path(__file__).parents[2] / "examples" / "national-12fyp" / "plan.yaml"
XINGTAI = Path(__file__).parents[2] / "data" / "plan.yaml"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a database that follows the national plan, with a figure for indicator 2."""
    made = tmp_path / "ledger.db"
    loaded = load_file(made, NATIONAL, NOW)
    assert loaded.version is not None
    intent = Intent("analyst", NOW, date(2014, 7, 1), confirmed=True)
    item = find_tracked("2", loaded.plan)
    record_claim(made, loaded.version, item, Typed("2012", "1.901亿人"), intent)
    return made


def amended(folder: Path, *changes: tuple[str, str]) -> Path:
    text = NATIONAL.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = folder / "amended.yaml"
    file.write_text(text, "utf-8")
    return file


def numbers(path: Path) -> list[int]:
    with open_reader(path) as reader:
        return [listing.number for listing in reader.plan_versions()]


def test_the_same_plan_again_is_no_new_version(path: Path) -> None:
    assert load_file(path, NATIONAL, NOW, confirmed=True).version is None
    assert numbers(path) == [1]


def test_an_amendment_is_a_new_version_with_its_document(path: Path, tmp_path: Path) -> None:
    file = amended(tmp_path, ("value: 21000", "value: 22000"))
    loaded = load_file(path, file, NOW, confirmed=True, approved_by="国发〔2014〕1号", note="上调")
    assert loaded.version is not None
    assert (loaded.version.number, loaded.dropped) == (2, ())
    with open_reader(path) as reader:
        _, newest = reader.plan_versions()
    assert (newest.approved_by, newest.note) == ("国发〔2014〕1号", "上调")


def test_a_plan_with_problems_changes_nothing_and_makes_nothing(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(PlanInvalid) as caught:
        load_file(path, amended(tmp_path, ("value: 21000", "value: many")), NOW, confirmed=True)
    assert caught.value.exit_code == 1
    assert len(caught.value.diagnostics) == 1
    assert path.read_bytes() == before
    with pytest.raises(PlanInvalid):
        load_file(tmp_path / "new.db", tmp_path / "amended.yaml", NOW)
    with pytest.raises(PlanUnreadable):
        load_file(tmp_path / "new.db", tmp_path / "lost.yaml", NOW)
    assert not (tmp_path / "new.db").exists()


def test_another_plan_needs_another_database(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(LoadRefused) as caught:
        load_file(path, XINGTAI, NOW)
    assert caught.value.message.arguments == {"old": "national-hrss-12fyp", "new": "xingtai-12fyp"}
    assert path.read_bytes() == before


def test_an_indicator_with_figures_is_dropped_only_on_purpose(path: Path, tmp_path: Path) -> None:
    file = amended(tmp_path, ("id: work-injury-insured", "id: work-injury-members"))
    with pytest.raises(LoadRefused) as caught:
        load_file(path, file, NOW, confirmed=True)
    assert "--allow-drop" in caught.value.message.template
    assert numbers(path) == [1]
    loaded = load_file(path, file, NOW, confirmed=True, allow_drop=True)
    assert [item.id for item in loaded.dropped] == ["work-injury-insured"]
    with open_reader(path) as reader:
        assert reader.ids_with_entries() == {"work-injury-insured"}


def test_an_indicator_without_figures_may_go(path: Path, tmp_path: Path) -> None:
    file = amended(tmp_path, ("id: maternity-insured", "id: maternity-members"))
    loaded = load_file(path, file, NOW, confirmed=True)
    assert loaded.version is not None
    assert loaded.dropped == ()


def test_figures_keep_their_unit_of_measure(path: Path, tmp_path: Path) -> None:
    in_people = (
        (
            "unit_of_measure: 万人\n    baseline: {value: 16200, as_printed: 1.62亿}",
            "unit_of_measure: 人\n    baseline: {value: 162000000}",
        ),
        ("value: 21000, as_printed: 工伤保险参保人数达到2.1亿人", "value: 210000000"),
    )
    with pytest.raises(LoadRefused) as caught:
        load_file(path, amended(tmp_path, *in_people), NOW, confirmed=True)
    assert "keep the unit of measure" in caught.value.message.template
    assert numbers(path) == [1]


def test_figures_that_were_dropped_keep_their_unit_of_measure_too(
    path: Path, tmp_path: Path
) -> None:
    gone = amended(tmp_path, ("id: work-injury-insured", "id: work-injury-members"))
    load_file(path, gone, NOW, confirmed=True, allow_drop=True)
    in_people = (
        (
            "unit_of_measure: 万人\n    baseline: {value: 16200, as_printed: 1.62亿}",
            "unit_of_measure: 人\n    baseline: {value: 162000000}",
        ),
        ("value: 21000, as_printed: 工伤保险参保人数达到2.1亿人", "value: 210000000"),
    )
    with pytest.raises(LoadRefused) as caught:
        load_file(path, amended(tmp_path, *in_people), NOW, confirmed=True)
    assert "keep the unit of measure" in caught.value.message.template
    assert numbers(path) == [1, 2]


def test_a_figure_recorded_while_its_indicator_is_being_dropped_is_not_dropped(
    path: Path, tmp_path: Path
) -> None:
    file = amended(tmp_path, ("id: maternity-insured", "id: maternity-members"))
    claim = Observation("maternity-insured", "china", Period.of_year(2012), Decimal("15428.7"))
    with ThreadPoolExecutor(1) as other:
        with transaction(path) as connection:  # has the lock from here on
            loading = other.submit(load_file, path, file, NOW)
            sleep(0.3)  # whatever can be decided without the lock is decided now
            add_entries(connection, (Draft(claim=claim),), 1, "analyst", NOW)
        with pytest.raises(LoadRefused) as caught:
            loading.result()
    assert "--allow-drop" in caught.value.message.template
    assert numbers(path) == [1]


def test_a_text_that_cannot_be_kept_makes_no_database(tmp_path: Path) -> None:
    with pytest.raises(LoadRefused):
        load_file(tmp_path / "new.db", NATIONAL, NOW, approved_by="\udcff")
    assert [*tmp_path.iterdir()] == []


def test_figures_keep_their_region(path: Path, tmp_path: Path) -> None:
    with pytest.raises(LoadRefused) as caught:
        load_file(path, amended(tmp_path, ("id: china", "id: prc")), NOW, confirmed=True)
    assert caught.value.message.arguments == {"new": "prc", "old": "china"}


def test_what_was_dropped_on_purpose_may_come_back(path: Path, tmp_path: Path) -> None:
    file = amended(tmp_path, ("id: work-injury-insured", "id: work-injury-members"))
    load_file(path, file, NOW, confirmed=True, allow_drop=True)
    back = load_file(path, NATIONAL, NOW, confirmed=True)
    assert back.version is not None
    assert back.version.number == 3
    with open_reader(path) as reader:
        region = back.plan.region.id
        assert len(reader.series("work-injury-insured", region)) == 1
    assert replace(back.plan) == back.plan
