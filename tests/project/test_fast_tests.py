"""Which tests a change asks for."""

from pathlib import Path

import fast_tests
import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("file", "rooms"),
    [
        ("src/sbtrack/assess/pace.py", {"assess"}),
        ("src/sbtrack/store/chain/check.py", {"store"}),
        ("tests/cli/golden/help-en.txt", {"cli"}),
        ("tools/every_python.py", {"project"}),
        ("docs/cron.md", {"docs"}),
        ("README.zh-CN.md", {"docs"}),
        ("migrations/versions/0001.py", {"store"}),
        ("requirements.lock", {"project"}),
        ("tests/conftest.py", set()),
        ("LICENSE", set()),
    ],
)
def test_a_file_asks_for_the_tests_of_its_room(file: str, rooms: set[str]) -> None:
    assert fast_tests.rooms_of([file]) == rooms


def test_every_room_has_its_tests_and_its_examples() -> None:
    assert fast_tests.folders_of({"store", "docs"}) == [
        "tests/docs",
        "tests/store",
        "src/sbtrack/store",
    ]
    for folder in (ROOT / "tests").iterdir():
        if folder.is_dir() and folder.name != "__pycache__":
            assert f"tests/{folder.name}" in fast_tests.folders_of([folder.name])


def test_a_room_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert fast_tests.main(["asses"]) == 2
    assert "there is no room asses" in capsys.readouterr().err


def test_every_file_that_is_spoken_of_is_there() -> None:
    assert [name for name in fast_tests.BESIDES if not (ROOT / name).exists()] == []
    assert {*fast_tests.BESIDES.values()} <= {path.name for path in (ROOT / "tests").iterdir()}
