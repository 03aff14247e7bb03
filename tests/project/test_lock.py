"""The lock has what pyproject.toml asks for, and installs anywhere as it does here."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def asked() -> list[Requirement]:
    """Return what the program, its build and its development ask for."""
    lists = [PROJECT["build-system"]["requires"], PROJECT["project"]["dependencies"]]
    lists += PROJECT["dependency-groups"].values()
    return [Requirement(line) for lines in lists for line in lines if isinstance(line, str)]


def pins() -> dict[str, list[tuple[Requirement, list[str]]]]:
    """Return what the lock pins by name: each pin with its hashes."""
    found: dict[str, list[tuple[Requirement, list[str]]]] = {}
    for entry in re.sub(r" *#.*", "", LOCK).replace("\\\n", " ").splitlines():
        line, *hashes = re.split(r"\s+--hash=", entry)
        if line.strip():
            pin = Requirement(line)
            found.setdefault(canonicalize_name(pin.name), []).append((pin, hashes))
    return found


@pytest.mark.parametrize("requirement", asked(), ids=str)
def test_the_lock_satisfies_what_the_project_asks_for(requirement: Requirement) -> None:
    here = pins().get(canonicalize_name(requirement.name), [])
    assert here, "run `make lock`"
    for pin, _ in here:
        (one,) = pin.specifier
        assert requirement.specifier.contains(one.version, prereleases=True), "run `make lock`"


def test_every_pin_is_one_release_with_the_hashes_of_its_files() -> None:
    for found in pins().values():
        for pin, hashes in found:
            assert [one.operator for one in pin.specifier] == ["=="]
            assert hashes
            assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one.strip()) for one in hashes)


def test_the_lock_names_no_registry_no_machine_and_not_the_project_itself() -> None:
    assert "://" not in LOCK
    assert not re.search(r"(^|\s)(/|file:|-e |--(index|extra|find|trusted))", LOCK, re.MULTILINE)
    assert "sbtrack" not in pins()
