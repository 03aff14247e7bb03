from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from command_line import at_work, make_national


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """Work in an empty home; what is recorded goes to work.db there."""
    with at_work(tmp_path, SBTRACK_LANG="en", SBTRACK_DB="work.db"):
        yield tmp_path


@pytest.fixture(scope="session")
def national_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the database of the national example; it is only to be copied."""
    return make_national(tmp_path_factory.mktemp("national"))


@pytest.fixture
def national(national_file: Path, home: Path) -> Path:
    """Return a database of one's own with the national example and its published figures."""
    path = home / "work.db"
    copyfile(national_file, path)
    return path
