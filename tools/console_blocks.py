"""Runs a page's console blocks as its reader does: top to bottom, in one shell, in one folder.

A block after the line `<!-- generated -->` is given what its commands print today. Any other is run
as well, has no output, and every command has to end well; one that cannot be run says why in the
line before it: `<!-- not run: it installs packages -->`. Where the program refuses something, the
block shows its sentence; every other exit code than 0 is an error in the page.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

ROOT = Path(__file__).parents[1]
WIDTH = 100
PROMPT = "$ "
BLOCK = re.compile(
    r"^(?:<!-- (?P<marker>[^\n]*) -->\n)?```console\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE
)
NOT_RUN = re.compile(r"not run: \S.*")
REFUSALS = ("sbtrack: error: ", "sbtrack: 错误：")
#: The moment at which a page is made is no part of what it shows.
CHANGING = (
    (re.compile(r"\d{4}-\d\d-\d\d(\s)\d\d:\d\d"), r"2026-11-24\g<1>09:00"),
    (re.compile(r"\d{4}年\d+月\d+日(\s)\d\d:\d\d"), r"2026年11月24日\g<1>09:00"),
    (re.compile(r"\d{4}-W\d\d"), "2026-W48"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "5fb2" * 16),
    (re.compile(r"\x1b\[[0-9;]*m"), ""),
)


class BadBlock(Exception):
    """A console block does not do what its page says."""


class Block(NamedTuple):
    """A console block: what stands before it, and its lines."""

    marker: str
    body: str

    @property
    def is_run(self) -> bool:
        """Whether its commands are run; one that is not has said why."""
        return NOT_RUN.fullmatch(self.marker) is None

    @property
    def commands(self) -> list[str]:
        """The command lines, without the prompt."""
        lines = self.body.splitlines()
        return [line.removeprefix(PROMPT) for line in lines if line.startswith(PROMPT)]


class Done(NamedTuple):
    """What came of a command line."""

    code: int
    said: str


class Shell:
    """A shell that keeps what is exported and assigned from one command line to the next."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._shell = subprocess.Popen(
            ["/bin/sh"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            cwd=folder, env=dict(environment), text=True, encoding="utf-8",
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._shell.communicate()

    def run(self, command: str) -> Done:
        """Run a command line; it finds nothing on its standard input.

        Raises:
            BadBlock: the shell came to its end, as it does at a line that it cannot read.
        """
        assert self._shell.stdin
        assert self._shell.stdout
        end = f"--end-of-{id(self)}--"
        self._shell.stdin.write(f"{{ {command}\n}} </dev/null\nprintf '\\n%s %s\\n' {end} $?\n")
        self._shell.stdin.flush()
        said = ""
        for line in self._shell.stdout:
            if line.startswith(end):
                return Done(int(line.split()[1]), said.removesuffix("\n"))
            said += line
        raise BadBlock(f"{command}: the shell stopped\n{said}")


def blocks(text: str) -> Iterator[Block]:
    """Yield a page's console blocks."""
    for match in BLOCK.finditer(text):
        yield Block(match["marker"] or "", match["body"])


def with_output(text: str) -> str:
    """Return a page with its commands run, and their output as it is today.

    Raises:
        BadBlock: a command ends otherwise than the page says.
    """
    with reader_shell() as shell:
        return BLOCK.sub(lambda match: _renewed(match, shell), text)


@contextmanager
def reader_shell() -> Iterator[Shell]:
    """Give a shell in a folder that looks like a fresh clone after `make demo`.

    Home is empty, the locale is neither English nor Chinese, and the program is not on the PATH.
    """
    with tempfile.TemporaryDirectory(prefix="sbtrack-docs-") as made:
        folder = Path(made, "sbtrack")
        (folder / ".venv").mkdir(parents=True)
        for name, there in (
            ("data", ROOT / "data"),
            ("examples", ROOT / "examples"),
            (".venv/bin", Path(sys.executable).parent),
        ):
            (folder / name).symlink_to(there)
        environment = {
            "PATH": os.defpath,
            "HOME": made,
            "LANG": "C.UTF-8",
            "SBTRACK_USER": "analyst",
            "COLUMNS": str(WIDTH),
            "FORCE_COLOR": "1",
            "TERM": "dumb",
        }
        with Shell(folder, environment) as shell:
            yield shell


def _renewed(match: re.Match[str], shell: Shell) -> str:
    block = Block(match["marker"] or "", match["body"])
    if not block.is_run:
        return match[0]
    shows = block.marker == "generated"
    if not shows and block.body != "".join(f"{PROMPT}{line}\n" for line in block.commands):
        raise BadBlock(f"a block with output is not marked as generated:\n{block.body}")
    body = "".join(_step(command, shell, shows) for command in block.commands)
    start, end = (position - match.start() for position in match.span("body"))
    return match[0][:start] + body + match[0][end:]


def _step(command: str, shell: Shell, shows: bool) -> str:
    if "$(date" in command:
        time.sleep(1)  # a reader is never so quick that it is still the second of the line before
    done = shell.run(command)
    refused = done.code == 2 and done.said.startswith(REFUSALS)
    if "Traceback" in done.said or (done.code != 0 and not (shows and refused)):
        raise BadBlock(f"{command}: exit code {done.code}\n{done.said}")
    said = done.said if shows else ""
    for pattern, fixed in CHANGING:
        said = pattern.sub(fixed, said)
    return f"{PROMPT}{command}\n{said}"
