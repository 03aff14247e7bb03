"""Paths as people type them: a `~` that no shell expanded, and a database that is not there.

Shells leave a `~` alone within a word (`--db=~/x.db`); cron, systemd and `env` know no shell at
all, and it means a home folder here too.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from sbtrack.domain.errors import StoreError, UsageError, quoted
from sbtrack.domain.message import Msg

_SQLITE = b"SQLite format 3\0"
_NEAR = 0.7  # a slip of the fingers, or an ending left out
_MOST_NEAR = 3
_HEAD = r"~[^/]*" if os.sep == "/" else r"~[^/\\]*"


def path_typed(text: str) -> Path:
    """Return the path that was typed.

    Raises:
        UsageError: as for `expanded`.
    """
    return Path(expanded(text))


def expanded(text: str) -> str:
    """Return a path with the home folder in place of a leading `~` or `~name`.

    As shells do, a name that no user has is left as it is, so that `~draft.csv` is a file; but
    nobody means `~anna/x.db` to make a folder of that name where there is no user `anna`.

    Raises:
        UsageError: it is not known which folder is meant.
    """
    head = re.match(_HEAD, text)
    if head is None:
        return text
    found = os.path.expanduser(text)  # noqa: PTH111  pathlib's fails where nobody has the name
    own, path = head[0] == "~", quoted(text, 300)
    if own and not (os.environ.get("HOME", "-") and os.path.isabs(found)):  # noqa: PTH117
        raise UsageError(
            Msg(
                "{path} begins with your home folder, and it is not known which one that is; set "
                "HOME, or write the whole path.",
                path=path,
            )
        )
    if not own and found == text and text != head[0] and not Path(head[0]).is_dir():
        raise UsageError(
            Msg(
                "{path} begins with the home folder of {name}, but there is no such user; write "
                "the whole path.",
                path=path,
                name=quoted(head[0][1:]),
            )
        )
    return found


def is_there(path: Path) -> bool:
    """Say whether there is something at the path, if only out of reach or a link to nowhere."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True
    return True


def not_there(path: Path) -> StoreError:
    """Say that nothing is where a database was named, what may be meant, and how to begin one."""
    near, shown = _databases_called_like(path), quoted(str(path), 300)
    if near:
        return StoreError(
            Msg(
                "There is no database at {path}; did you mean {near}? To begin one there, use "
                "`sbtrack plan load FILE --db PATH`, with --builtin in place of FILE for the "
                "built-in plan.",
                path=shown,
                near=tuple(quoted(str(found), 300) for found in near),
            )
        )
    return StoreError(
        Msg(
            "There is no database at {path}; check the path, or begin one there with `sbtrack plan "
            "load FILE --db PATH`, with --builtin in place of FILE for the built-in plan.",
            path=shown,
        )
    )


def _databases_called_like(path: Path) -> tuple[Path, ...]:
    """Return files beside the path that look like databases and have nearly its name."""
    from difflib import get_close_matches  # noqa: PLC0415  only for what is mistyped

    try:
        names = os.listdir(path.parent)  # noqa: PTH208  names are all that is compared
    except OSError:
        return ()
    called = (path.with_name(name) for name in get_close_matches(path.name, names, 20, _NEAR))
    return tuple(filter(_is_database, called))[:_MOST_NEAR]


def _is_database(path: Path) -> bool:
    try:
        if not path.is_file():  # to open a pipe would be to wait for somebody
            return False
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False
