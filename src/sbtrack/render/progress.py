"""A bar on standard error for work that takes a while, where somebody sees it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sbtrack.domain.message import Msg
from sbtrack.locale.words import Words
from sbtrack.render.console import make_console

Told = Callable[[int, int], None]


@contextmanager
def bar(message: Msg, words: Words) -> Iterator[Told]:
    """Give what is to be told how much of how much is done; draws nothing without a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=make_console(stderr=True), transient=True) as progress:
        task = progress.add_task(words.say(message), total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)
