"""Getting the bytes of a plan file, whatever the path turns out to be."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from sbtrack.domain.errors import PlanUnreadable, quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.system import detail_of

#: A plan of a thousand indicators is half a megabyte; more is not a plan.
MAX_BYTES = 5_000_000


def read_bytes(path: Path) -> bytes:
    """Return the content of an ordinary file of at most `MAX_BYTES`.

    Nothing is opened that is not an ordinary file, so that a pipe or a device can neither hang
    nor flood the program, and nothing is read of a file that is too large.

    Raises:
        PlanUnreadable: no such file, not an ordinary file, too large, or not allowed.
    """
    name = quoted(str(path), limit=300)
    try:
        _refuse_unusual(path.stat(), name)
        # Between the look and the opening the file may have become a pipe: do not wait for one.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            _refuse_unusual(os.fstat(handle), name)
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise PlanUnreadable(_why(error, name)) from None
    if len(data) > MAX_BYTES:  # it grew, or is one of those files that have no size
        raise _too_large(name)
    return data


def _refuse_unusual(found: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise PlanUnreadable(
            Msg("{file} is a folder; name the plan file in it.", file=name),
        )
    if not stat.S_ISREG(found.st_mode):
        raise PlanUnreadable(
            Msg(
                "{file} is a pipe or a device, not a file; save the plan to a file first.",
                file=name,
            )
        )
    if found.st_size > MAX_BYTES:
        raise _too_large(name)


def _too_large(name: str) -> PlanUnreadable:
    return PlanUnreadable(
        Msg(
            "{file} is larger than {limit} MB, so it was not read; "
            "check that it is the plan file you meant.",
            file=name,
            limit=MAX_BYTES // 1_000_000,
        )
    )


def _why(error: OSError | ValueError, name: str) -> Msg:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return Msg("There is no file {file}; check the name and the folder.", file=name)
        case PermissionError():
            return Msg(
                "{file} may not be read by you; ask its owner, or copy it to a folder of yours.",
                file=name,
            )
        case OSError():
            return Msg(
                "{file} cannot be read ({reason}); check the disk and the name.",
                file=name,
                reason=detail_of(error),
            )
        case _:
            return Msg("{file} is not a file name; check what was typed.", file=name)
