"""Writes the generated documentation anew, or with --check says which pages are no longer true.

Generated are the command references (from `--help`), the plan format (from its schema and rules)
and the output in the console blocks of the READMEs, whose commands are run for real. Those take a
minute, and a test runs them beside the others (`tests/docs/test_console_blocks.py`), so that
--check leaves them out.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from console_blocks import WIDTH, BadBlock, with_output
from generate_plan_format import plan_format_text

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "README.zh-CN.md")
REFERENCES = {"docs/commands.md": "en", "docs/commands.zh-CN.md": "zh"}
TITLES = {"en": "# Commands", "zh": "# 命令参考"}
INTRODUCTIONS = {
    "en": "What `--help` says, command by command. This page is generated.",
    "zh": "各命令的 `--help` 内容。本页由程序生成。",
}

#: Prints what command lines say to `--help`, as a list in JSON.
HELP = """
import json, sys
from contextlib import redirect_stdout
from io import StringIO
from sbtrack.cli.main import run
said = []
for line in sys.argv[1:]:
    with redirect_stdout(StringIO()) as page:
        assert run([*line.split()[1:], "--help"]) == 0
    said.append(page.getvalue())
print(json.dumps(said))
"""


def pages(*, sessions: bool) -> Iterator[tuple[Path, str]]:
    """Yield every generated page with what it should say; the READMEs' sessions if asked to."""
    for name, language in REFERENCES.items():
        yield ROOT / name, reference(language)
    yield ROOT / "docs" / "plan-format.md", plan_format()
    for name in PAGES if sessions else ():
        path = ROOT / name
        yield path, with_output(path.read_text(encoding="utf-8"))


def reference(language: str) -> str:
    """Return the command reference in one language."""
    asked = [*commands()]
    parts = [TITLES[language], INTRODUCTIONS[language]]
    for command, page in zip(asked, help_pages(asked, language), strict=True):
        said = page.strip()
        lines = "\n".join(line.rstrip() for line in said.splitlines())
        parts.append(f"## {command}\n\n```text\n{lines}\n```")
    return "\n\n".join(parts) + "\n"


def commands() -> Iterator[str]:
    """Yield every command line up to its options, groups before their commands."""
    yield "sbtrack"
    for name, module in modules_of("sbtrack.cli.root"):
        yield f"sbtrack {name}"
        for inner, _ in modules_of(module):
            yield f"sbtrack {name} {inner}"


def modules_of(module: str) -> Iterator[tuple[str, str]]:
    """Yield the names and modules of a group's commands."""
    group = import_module(module).app.info.cls
    modules = getattr(group, "modules", {})
    yield from modules.items()


def plan_format() -> str:
    """Return the page on the plan format."""
    return plan_format_text()


def help_pages(asked: list[str], language: str) -> list[str]:
    """Return what commands say to `--help`, asked in one process that begins in that language."""
    done = subprocess.run(
        [sys.executable, "-c", HELP, *asked],
        env={"LANG": "C.UTF-8", "SBTRACK_LANG": language, "TERMINAL_WIDTH": str(WIDTH)},
        text=True, encoding="utf-8", check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    said: list[str] = json.loads(done.stdout)
    return said


def main() -> int:
    """Write or check the pages; return 1 when a page is not true any more."""
    stale, check = [], "--check" in sys.argv
    try:
        found = [*pages(sessions=not check)]
    except BadBlock as wrong:
        sys.exit(f"a console block is wrong: {wrong}")
    for path, text in found:
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(str(path.relative_to(ROOT)))
        if not check:
            path.write_text(text, encoding="utf-8")
    if stale and check:
        print("not current, run `make docs`:", *stale)
        return 1
    print(*(f"wrote {name}" for name in stale), sep="\n", end="\n" if stale else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
