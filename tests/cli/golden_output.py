"""Whole outputs that are kept, and how each is made.

`python tests/cli/golden_output.py` writes them anew; read the difference before keeping it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from command_line import at_work, make_national, say, timeless, transcript

GOLDEN = Path(__file__).with_name("golden")
LANGUAGES = ("en", "zh")
WIDTHS = (80, 120, 200)

#: Where the default database would lie: a folder that is not there, of the same name everywhere.
NOWHERE = {"XDG_DATA_HOME": "/nowhere"}
#: Name, database, widths, command line. Where none is named the built-in plan answers.
_TABLES = (
    ("status", "national.db", WIDTHS, "status --as-of 2014"),
    ("status-2012", "national.db", (120,), "status --as-of 2012"),
    ("status-xingtai", "", WIDTHS, "status --as-of 2014-06"),
    ("status-overdue", "", (80,), "status --as-of 2014 --verdict overdue"),
    ("show-missing-years", "national.db", (80, 120), "show 1 --as-of 2012"),
    ("show-ahead", "national.db", (80, 120), "show 2 --as-of 2014"),
    ("show-unrated", "national.db", (80,), "show 9 --as-of 2014"),
    ("show-series", "national.db", (80,), "show S1 --as-of 2014"),
    ("show-milestone", "", (80,), "show M22 --as-of 2014"),
    ("units", "", (80, 120), "unit list --as-of 2014"),
    ("unit", "", (120,), "unit show civil-affairs-bureau --as-of 2014"),
    ("tasks", "", (120, 200), "task list --as-of 2014"),
    ("task", "", (80,), "task show 1.1 --as-of 2014"),
    ("task-empty", "", (80,), "task show 1.5 --as-of 2014"),
)
_PAGES = ("show", "plan check", "task show", "unit list")
_RECORD = (
    ["plan", "load", "--builtin"],
    ["record", "工伤", "37.2万人", "--period", "2013", "--source", "公报"],
    ["record", "4", "372000人", "-p", "2013年"],
    ["record", "4", "37.3", "-p", "2013"],
    ["record", "4", "37.3", "-p", "2013", "--revise", "--reason", "更正"],
    ["record", "4", "37.3", "-p", "2013", "--vintage", "final", "--revise", "--reason", "定案"],
    ["record", "2", "--numerator", "93.1万", "--denominator", "98万", "-p", "2013-06"],
    ["record", "7", "1,450元/月", "-p", "2011"],
    ["record", "S1", "95%", "-p", "2012"],
    ["record", "M22", "done", "-p", "2013"],
    ["record", "M8", "not-done", "-p", "2014"],
)
_MISTYPED = (
    ["statsu"],
    ["status", "--chekc"],
    ["status", "--format", "xml"],
    ["status", "--constraint", "bound"],
    ["status", "--as-of", "yesterday"],
    ["status", "--known-at", "2999"],
    ["status", "extra"],
    ["status", "--db"],
    ["status", "--db", ""],
    ["show"],
    ["show", "保险"],
    ["show", "工伤保险参加人数"],
    ["show", "飞船"],
    ["task", "show", "9.9"],
    ["unit", "show", "市人"],
    ["plan", "show", "--version", "x"],
    ["plan", "check", "nothing.yaml"],
    ["record"],
    ["record", "4"],
    ["record", "4", "-p", "2013"],
    ["record", "4", "37", "-p"],
    ["record", "4", "37", "38", "-p", "2013"],
    ["record", "4", "37", "-p", "2013-13"],
    ["record", "4", "37", "-p", "2010"],
    ["record", "4", "NaN", "-p", "2013"],
    ["record", "4", "40元", "-p", "2013"],
    ["record", "4", "12345678901234567", "-p", "2013"],
    ["record", "4", "372", "-p", "2013"],
    ["record", "4", "-3", "-p", "2013"],
    ["record", "3", "101%", "-p", "2013"],
    ["record", "M8", "perhaps", "-p", "2013"],
    ["record", "4", "37", "-p", "2013", "--revise"],
    ["record", "4", "37", "-p", "2013", "--vintage", "new"],
)
_HELP = """
import sys
from sbtrack.cli.main import run
for page in sys.argv[1:]:
    print("$ sbtrack", page, "--help")
    run([*page.split(), "--help"])
"""


def cases() -> dict[str, Callable[[], str]]:
    """Return how every output that is kept is made, by its name; see `made`."""
    found: dict[str, Callable[[], str]] = {}
    for language in LANGUAGES:
        found[f"help-{language}"] = partial(_help_pages, language)
        found[f"mistyped-{language}"] = partial(_typed, _MISTYPED, language, "")
        found[f"record-{language}"] = partial(_typed, _RECORD, language, f"{language}.db", 100)
        for name, database, widths, line in _TABLES:
            for width in widths:
                named = ["--db", database] if database else []
                words = [*named, "--lang", language, *line.split()]
                found[f"{name}-{language}-{width}"] = partial(_table, words, width)
    return found


def made(name: str, home: Path) -> str:
    """Make one output; `home` has the national example in national.db, and nothing else."""
    with at_work(home, **NOWHERE):
        return cases()[name]()


def _table(words: list[str], width: int) -> str:
    said = say(*words, width=width)
    assert said.code == 0, said.err
    return timeless(said.out)


def _typed(
    lines: tuple[list[str], ...], language: str, database: str, width: int | None = None
) -> str:
    with at_work(Path.cwd(), SBTRACK_LANG=language, SBTRACK_DB=database, **NOWHERE):
        return transcript(*lines, width=width)


def _help_pages(language: str) -> str:
    """Return some help pages; they are in the language in which a process starts."""
    done = subprocess.run(
        [sys.executable, "-c", _HELP, *_PAGES],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "SBTRACK_LANG": language, "PYTHONIOENCODING": "utf-8"},
    )
    return done.stdout


def main() -> None:
    """Write the files anew, and remove those of which there are no more."""
    for old in GOLDEN.glob("*.txt"):
        if old.stem not in cases():
            old.unlink()
    with TemporaryDirectory() as once:
        national = make_national(Path(once))
        for name in cases():
            with TemporaryDirectory() as home:
                copyfile(national, Path(home, "national.db"))
                text = made(name, Path(home))
            (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
