"""Half-written files that killed runs left behind, and nothing else."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from pathlib import Path

from sbtrack.actions.snapshots.trouble import explained

PART = ".part"
_OURS = re.compile(rf"\.(?P<name>.+)\.(?P<pid>[1-9][0-9]*){re.escape(PART)}")
_SUFFIXES = (".xlsx", ".csv", ".json", ".md")


def sweep_weekly(folder: Path, plan: str) -> None:
    """Take away what is left of a plan's weekly workbooks; to be called when `alone_in`.

    Raises:
        ExportRefused: it cannot be taken away.
    """
    left = re.compile(rf"\.{re.escape(plan)}-[0-9]{{4}}-W[0-9][0-9]\.xlsx{re.escape(PART)}")
    with explained(folder):
        for file in folder.iterdir():
            if left.fullmatch(file.name):
                file.unlink(missing_ok=True)


def sweep_dead(folder: Path, name: str) -> None:
    """Take away what is left of files of any name whose writer, a process, is no more.

    Only what bears the name of an export, or `name`, is an ordinary file, and belongs to us. What
    cannot be taken away stays: it is in nobody's way.
    """
    if os.name != "posix":  # to ask whether a process lives would end it
        return
    with suppress(OSError):
        for file in folder.iterdir():
            found = _OURS.fullmatch(file.name)
            if found is None or not (found["name"] == name or found["name"].endswith(_SUFFIXES)):
                continue
            with suppress(OSError):
                if _is_our_own(file) and _is_dead(int(found["pid"])):
                    file.unlink()


def _is_our_own(file: Path) -> bool:
    status = file.lstat()
    return stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid()


def _is_dead(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):  # another user's, or a number that no process ever had
        return False
    return False
