"""Writes the generated documentation anew, or with --check says which pages are no longer true.

Generated are the command references (from `--help`), the plan format (from its schema and rules)
and every console block of the READMEs and guides that follows a line `<!-- generated -->`: its
commands are run for real, in a folder of their own.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from generate_plan_format import plan_format_text

ROOT = Path(__file__).parents[1]
PAGES = {"README.md": "en", "README.zh-CN.md": "zh"}
REFERENCES = {"docs/commands.md": "en", "docs/commands.zh-CN.md": "zh"}
TITLES = {"en": "# Commands", "zh": "# 命令参考"}
INTRODUCTIONS = {
    "en": "What `--help` says, command by command. This page is generated.",
    "zh": "各命令的 `--help` 内容。本页由程序生成。",
}
WIDTH = 100
BLOCK = re.compile(r"(?<=<!-- generated -->\n```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
#: The moment at which a page is made is no part of what it shows.
MOMENTS = (
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d"), "2026-11-24 09:00"),
    (re.compile(r"\d{4}年\d+月\d+日 \d\d:\d\d"), "2026年11月24日 09:00"),
)


def pages() -> Iterator[tuple[Path, str]]:
    """Yield every generated page with what it should say."""
    for name, language in REFERENCES.items():
        yield ROOT / name, reference(language)
    yield ROOT / "docs" / "plan-format.md", plan_format()
    for name, language in PAGES.items():
        path = ROOT / name
        yield path, with_output(path.read_text(encoding="utf-8"), language)


def reference(language: str) -> str:
    """Return the command reference in one language."""
    parts = [TITLES[language], INTRODUCTIONS[language]]
    for command in commands():
        said = run(f"{command} --help", language, ROOT, {})
        lines = "\n".join(line.rstrip() for line in said.strip().splitlines())
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


def with_output(text: str, language: str) -> str:
    """Return a page with the output of its commands as it is today."""
    with tempfile.TemporaryDirectory(prefix="sbtrack-docs-") as made:
        folder = Path(made)
        for name in ("data", "examples"):
            (folder / name).symlink_to(ROOT / name)
        return BLOCK.sub(lambda block: executed(block[0], language, folder), text)


def executed(block: str, language: str, folder: Path) -> str:
    """Return a console block with its commands run one after the other."""
    parts = []
    for line in block.splitlines():
        if line.startswith("$ "):
            said = run(line.removeprefix("$ "), language, folder, {"FORCE_COLOR": "1"})
            parts.append(f"{line}\n{normal(said)}")
    return "".join(parts)


def normal(text: str) -> str:
    """Return output without what differs from run to run."""
    for pattern, fixed in MOMENTS:
        text = pattern.sub(fixed, text)
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def run(command: str, language: str, folder: Path, more: dict[str, str]) -> str:
    """Run a command line and return what it prints, be it findings or a refusal."""
    env = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "SBTRACK_LANG": language,
        "SBTRACK_USER": "analyst",
        "COLUMNS": str(WIDTH),
        "TERMINAL_WIDTH": str(WIDTH),
        "NO_COLOR": "1",
        **more,
    }
    done = subprocess.run(
        command, shell=True, cwd=folder, env=env, text=True, encoding="utf-8", check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode not in (0, 1, 2) or "Traceback" in done.stdout:
        sys.exit(f"{command}: exit code {done.returncode}\n{done.stdout}")
    return done.stdout


def main() -> int:
    """Write or check the pages; return 1 when a page is not true any more."""
    stale = []
    for path, text in pages():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(str(path.relative_to(ROOT)))
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
    if stale and "--check" in sys.argv:
        print("not current, run `make docs`:", *stale)
        return 1
    print(*(f"wrote {name}" for name in stale), sep="\n", end="\n" if stale else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
