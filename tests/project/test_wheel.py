"""What is installed has all that the program needs, and says which Pythons were tried."""

import subprocess
import sys
import tomllib
from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "sbtrack"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built with the tools that are here."""
    folder = tmp_path_factory.mktemp("wheel")
    hatchling = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*hatchling, "--directory", str(folder)], cwd=ROOT, check=True)
    (path,) = folder.glob("sbtrack-*-py3-none-any.whl")
    return path


def test_the_wheel_has_every_module_its_types_its_words_and_its_data(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    kept = {path for path in SOURCE.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert {f"sbtrack/{path.relative_to(SOURCE).as_posix()}" for path in kept} <= names
    assert "sbtrack/py.typed" in names
    assert "sbtrack/data/plan.yaml" in names
    migrations = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("migrations/**/*.py")}
    assert {f"sbtrack/{name}" for name in migrations} <= names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_wheel_says_what_the_project_says(wheel: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    with ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        said = message_from_bytes(archive.read(name))
    assert said["Requires-Python"] == project["requires-python"]
    assert sorted(said.get_all("Classifier", [])) == sorted(project["classifiers"])
    assert len(said.get_all("Requires-Dist", [])) == len(project["dependencies"])
