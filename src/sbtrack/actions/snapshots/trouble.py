"""What the operating system did not allow, each in one sentence."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sbtrack.domain.errors import ExportRefused, quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.system import detail_of

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what kept us from writing into a sentence."""
    try:
        yield
    except OSError as error:
        raise _unwritable(path, error) from error


@contextmanager
def explained_reading(path: Path) -> Iterator[None]:
    """Turn what kept us from reading a file that is there into a sentence."""
    try:
        yield
    except OSError as error:
        raise ExportRefused(
            Msg(
                "{path} is there but cannot be read ({detail}), so it was left alone; check its "
                "permissions, or take it away.",
                path=_shown(path),
                detail=detail_of(error),
            )
        ) from error


def make_folder(folder: Path) -> None:
    """Make a folder where there is none.

    Raises:
        ExportRefused: something else has its place, or it cannot be made.
    """
    with explained(folder):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise ExportRefused(_in_the_way(folder)) from error


def _in_the_way(folder: Path) -> Msg:
    shown = _shown(folder)
    if folder.is_symlink():
        return Msg("{path} is a link that leads nowhere; mend it, or name a folder.", path=shown)
    if folder.exists():
        return Msg("{path} is no folder; name a folder, there or not.", path=shown)
    return Msg("A part of {path} is no folder; name another one.", path=shown)


def _unwritable(path: Path, error: OSError) -> ExportRefused:
    if error.errno in _NO_ROOM:
        return ExportRefused(
            Msg("There is no room left to write {path}; make room and try again.",
                path=_shown(path))
        )  # fmt: skip
    if error.errno == errno.EFBIG:
        return ExportRefused(
            Msg(
                "{path} would be larger than files may become here; raise the limit on their size "
                "(`ulimit -f`), or write it elsewhere.",
                path=_shown(path),
            )
        )
    return ExportRefused(
        Msg(
            "{path} cannot be written ({detail}); check the folder and its permissions.",
            path=_shown(path),
            detail=detail_of(error),
        )
    )


def _shown(path: Path) -> str:
    return quoted(str(path), 300)
