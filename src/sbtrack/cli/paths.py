"""Paths as people type them: a `~` that no shell has expanded means a home folder here too.

Shells leave it alone within a word (`--db=~/x.db`); cron, systemd and `env` know no shell at all.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from sbtrack.domain.errors import UsageError, quoted
from sbtrack.domain.message import Msg

_HEAD = re.compile(r"~[^/]*" if os.sep == "/" else r"~[^/\\]*")


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
    head = _HEAD.match(text)
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
