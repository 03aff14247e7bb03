"""Checks the project under every Python on the PATH, with the newest or the oldest of everything.

`python tools/every_python.py newest` installs the newest releases of all that pyproject.toml
names, `oldest` exactly its lower bounds; then `make test` runs, for each Python from 3.11 on, in
an environment that is thrown away. A Python that does not start is named and left out. Fails
when a check failed, or when there was no Python to try.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ASK = "import ensurepip, platform, sys; print(sys.executable, platform.python_version(), sep='\\n')"
PATIENCE = 60  # seconds until a program that says nothing is no Python


def asked() -> list[Requirement]:
    """Return what the program, its build and its development ask for."""
    lists = [PROJECT["build-system"]["requires"], PROJECT["project"]["dependencies"]]
    lists += PROJECT["dependency-groups"].values()
    return [Requirement(line) for lines in lists for line in lines if isinstance(line, str)]


def lowest(requirement: Requirement) -> str:
    """Return a requirement for exactly the oldest release that is allowed."""
    (version,) = [one.version for one in requirement.specifier if one.operator == ">="]
    marker = f" ; {requirement.marker}" if requirement.marker else ""
    return f"{requirement.name}=={version}{marker}"


def pythons(path: str) -> Iterator[tuple[str, str | None]]:
    """Yield the version of each usable Python on a PATH with where it is, or a name with None.

    One a minor version: the first that starts, as a shell would find it; a name that pyenv
    answers for is asked for in the versions that have it.
    """
    supported = SpecifierSet(PROJECT["project"]["requires-python"])
    found: dict[str, list[Path]] = {}
    for folder in map(Path, path.split(os.pathsep)):
        for program in folder.glob("python3*"):
            if re.fullmatch(r"python3\.\d+", program.name):
                found.setdefault(program.name, []).append(program)
    for name in sorted(found, key=lambda name: int(name.partition(".")[2])):
        if name.removeprefix("python") in supported:
            answers = (_answer(program) for program in (*found[name], *_of_pyenv(name)))
            yield next((answer for answer in answers if answer), (name, None))


def main(arguments: list[str]) -> int:
    """Try every Python; print what came of each, and return 1 when something failed."""
    if arguments not in (["newest"], ["oldest"]):
        print(__doc__, file=sys.stderr)
        return 2
    (which,) = arguments
    results = []
    for version, python in pythons(os.environ.get("PATH", os.defpath)):
        if python is None:
            results.append((version, "left out: it does not start, or lacks venv"))
            continue
        print(f"\n=== Python {version}, the {which} of everything", flush=True)
        results.append((version, "passed" if _passes(python, which) else "FAILED"))
    print(f"\n=== The {which} of everything, under every Python on the PATH")
    print(*(f"{version:<10}  {result}" for version, result in results), sep="\n")
    outcomes = {result for _, result in results}
    return 0 if "passed" in outcomes and "FAILED" not in outcomes else 1


def _passes(python: str, which: str) -> bool:
    with TemporaryDirectory(prefix="sbtrack-") as name:
        place = Path(name)
        environment = place / "venv"
        try:
            subprocess.run([python, "-m", "venv", environment], check=True)
            _install(environment, place, which)
            # `make` then takes the environment for the one that it would have made.
            for stamp in (".tools", ".program"):
                (environment / stamp).touch()
            subprocess.run(["make", "test", f"VENV={environment}"], cwd=ROOT, check=True)
        except subprocess.CalledProcessError as failed:
            print(f"=== {failed}", flush=True)
            return False
    return True


def _install(environment: Path, place: Path, which: str) -> None:
    wanted = place / "wanted.txt"
    lines = map(lowest if which == "oldest" else str, asked())
    wanted.write_text("\n".join(lines), "utf-8")
    pip = (environment / "bin" / "python", "-m", "pip")
    for arguments in (
        ("install", "--quiet", "--upgrade", "pip"),
        ("install", "--quiet", "--requirement", wanted),
        ("install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", ROOT),
        ("check",),
        ("list",),
    ):
        subprocess.run([*pip, *arguments], check=True)


def _answer(program: Path) -> tuple[str, str] | None:
    try:
        done = subprocess.run(
            [program, "-c", ASK], capture_output=True, text=True, check=True, timeout=PATIENCE
        )
    except (OSError, subprocess.SubprocessError):
        return None
    python, version = done.stdout.splitlines()
    return version, python


def _of_pyenv(name: str) -> Iterator[Path]:
    """Yield a Python's programs in the versions of pyenv, whose shims may be switched off."""
    try:
        whence = ["pyenv", "whence", "--path", name]
        done = subprocess.run(whence, capture_output=True, text=True, check=True, timeout=PATIENCE)
    except (OSError, subprocess.SubprocessError):
        return
    yield from map(Path, reversed(done.stdout.splitlines()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
