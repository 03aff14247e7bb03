"""What holds for every test: ordinary surroundings, and no process that outlives its test."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import processes
import pytest
from hypothesis import HealthCheck, settings

#: All that a test may know of the machine; everything else is set here, or by the test.
KEPT = ("PATH", "TMPDIR", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONHOME", "SBTRACK_REWRITE")
ORDINARY = {"LANG": "C.UTF-8", "TZ": "UTC", "TERM": "dumb"}

# On a busy machine an example may take any time; the same examples come every time, half as many
# as usual.
settings.register_profile(
    "steady",
    max_examples=50,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# Other examples every time, and more of them.
settings.register_profile(
    "search", settings.get_profile("steady"), derandomize=False, max_examples=1000
)
settings.load_profile("steady")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Leave behind what is set on this machine, before anything of the program is imported."""
    before, mask, home = dict(os.environ), os.umask(0o022), tempfile.mkdtemp(prefix="sbtrack-home-")
    kept = {name: text for name, text in before.items() if name in KEPT or "PYTEST" in name}
    _set_environment({**kept, **ORDINARY, "HOME": home})

    def restore() -> None:
        _set_environment(before)
        os.umask(mask)
        shutil.rmtree(home)

    config.add_cleanup(restore)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave to `make slow` all but a sample of what says how many of its cases are enough."""
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("sample") and not item.get_closest_marker("slow"):
            cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for some in cases.values():
        marker = some[0].get_closest_marker("sample")
        assert marker is not None
        wanted = min(marker.args[0], len(some))
        kept = {number * len(some) // wanted for number in range(wanted)}  # from all over
        for number, item in enumerate(some):
            if number not in kept:
                item.add_marker(pytest.mark.slow)


def _set_environment(wanted: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(wanted)
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture(autouse=True)
def no_process_outlives_its_test() -> Iterator[None]:
    """End what a test has left running, so that no other test meets it, and fail the test."""
    yield
    left = processes.end_all()
    assert left == [], "a test has to end what it starts"


@pytest.fixture
def unnamed(tmp_path: Path) -> Iterator[Path]:
    """Work in an empty home, where no database is named."""
    from command_line import at_work

    with at_work(tmp_path, SBTRACK_LANG="en"):
        yield tmp_path


@pytest.fixture
def unbegun(tmp_path: Path) -> Iterator[Path]:
    """Work in an empty home, where work.db is named and not there."""
    from command_line import at_work

    with at_work(tmp_path, SBTRACK_LANG="en", SBTRACK_DB="work.db"):
        yield tmp_path


@pytest.fixture
def home(unbegun: Path) -> Path:
    """Work in a home with nothing but work.db, in which the built-in plan is loaded."""
    from command_line import begin

    begin()
    return unbegun


@pytest.fixture(scope="session")
def national_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the database of the national example; it is only to be copied."""
    from command_line import make_national

    return make_national(tmp_path_factory.mktemp("national"))


@pytest.fixture
def national(national_file: Path, home: Path) -> Path:
    """Return a database of one's own with the national example and its published figures."""
    path = home / "work.db"
    path.unlink()  # what is copied over it would keep its rights, for the owner alone
    shutil.copyfile(national_file, path)
    return path
