"""Writes requirements.lock anew: the newest releases that pyproject.toml allows, with hashes.

One lock serves every Python that pyproject.toml allows and every platform; pip alone installs
it. uv works it out, in a place that is thrown away; the index is the one that uv is told of
(`UV_DEFAULT_INDEX`), and the lock names none.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
COMPILE = (
    "pip", "compile", "pyproject.toml", "--group", "dev", "--output-file", "requirements.lock",
    "--universal", "--generate-hashes", "--only-binary", ":all:", "--upgrade", "--no-config",
    "--quiet", "--custom-compile-command", "make lock",
)  # fmt: skip


def main() -> None:
    """Renew the lock; a failure of pip or uv ends it with what they say."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=")
    with TemporaryDirectory() as name:
        venv.create(name, with_pip=True)
        programs = Path(name) / ("Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", "uv"], check=True)
        line = [programs / "uv", *COMPILE, "--python-version", oldest]
        subprocess.run(line, cwd=ROOT, check=True)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)
