"""What can be wrong with what is in a database, each in one sentence."""

from __future__ import annotations

from pathlib import Path

from sbtrack.domain.errors import StoreError, quoted
from sbtrack.domain.message import Msg


class Damaged(StoreError):
    """The content of a database contradicts itself."""


def damaged(path: Path) -> StoreError:
    """The content contradicts itself."""
    return Damaged(
        Msg(
            "{path} is damaged; see what `sbtrack db verify` finds, and restore a backup.",
            path=shown(path),
        )
    )


def unreadable(path: Path, record: Msg) -> StoreError:
    """A record holds what no writer of ours wrote."""
    return Damaged(
        Msg(
            "{path} is damaged: {record} cannot be read; see what `sbtrack db verify` finds, and "
            "restore a backup.",
            path=shown(path),
            record=record,
        )
    )


def beyond_checking(path: Path) -> StoreError:
    """Not even a copy to be checked can be made."""
    return StoreError(
        Msg("{path} is too damaged to be checked; restore a backup.", path=shown(path))
    )


def mismarked(path: Path, schema: int) -> StoreError:
    """The file says that it has one schema, and was brought to another."""
    return StoreError(
        Msg(
            "{path} says that its schema is {schema}, which is not what its migrations made: "
            "another tool changed it, so it was left as it is; restore a backup.",
            path=shown(path),
            schema=schema,
        )
    )


def altered(path: Path, record: Msg) -> StoreError:
    """A record is not what was sealed."""
    return StoreError(
        Msg(
            "{record} in {path} is not as it was written: somebody changed it, or its seal; "
            "nothing is told that rests on it. See what `sbtrack db verify` finds and restore a "
            "backup.",
            record=record,
            path=shown(path),
        )
    )


def unsound(path: Path, finding: Msg) -> StoreError:
    """Not all that something rests on is as it was recorded, and it is to leave the house."""
    return StoreError(
        Msg(
            "{path} is not as it was recorded, so nothing was written: {finding} See all that "
            "`sbtrack db verify` finds, and restore a backup.",
            path=shown(path),
            finding=finding,
        )
    )


def shown(path: Path) -> str:
    """Return a path as sentences name it."""
    return quoted(str(path), limit=300)
