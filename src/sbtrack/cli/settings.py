"""What every command needs to know about its surroundings: file, clock and user."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timezone
from functools import cached_property
from pathlib import Path

from sbtrack.cli.paths import is_there, not_there
from sbtrack.domain.clock import zone_of
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.plan import Plan


class Settings(Frozen):
    """The global options; `db` is None where the default database is meant.

    `quiet` keeps remarks on the ledger itself back, as while a shell completes a word; `told` are
    those that were made.
    """

    db: Path | None
    quiet: bool = False
    __slots__ = ("__dict__",)  # for what was told

    @cached_property
    def told(self) -> set[str]:
        """The remarks on the ledger itself that were made."""
        return set()

    @property
    def database(self) -> Path:
        """The database file, there or not."""
        return self.db if self.db is not None else default_database()

    @property
    def existing(self) -> Path:
        """The same for every command but the one that begins a database under a name.

        A mistyped name would else show the built-in plan, or begin a second ledger.

        Raises:
            StoreError: it was named, and nothing is there.
        """
        if self.db is not None and not is_there(self.db):
            raise not_there(self.db)
        return self.database


def default_database() -> Path:
    """Return the database in the platform's user data folder."""
    from platformdirs import user_data_path  # noqa: PLC0415  only where no path is given

    return user_data_path("sbtrack", appauthor=False) / "sbtrack.db"


def plan_clock(plan: Plan) -> timezone:
    """Return the plan's own time zone."""
    return zone_of(plan.utc_offset)


def now() -> datetime:
    """Return the moment, in UTC."""
    return datetime.now(UTC)


def in_plan_clock(plan: Plan, moment: datetime) -> datetime:
    """Return a moment as the clocks show it where the plan applies."""
    return moment.astimezone(plan_clock(plan))


def today(plan: Plan) -> date:
    """Return the day it is where the plan applies."""
    return now().astimezone(plan_clock(plan)).date()


def current_user() -> str:
    """Return who is at work: `SBTRACK_USER`, else the login."""
    named = os.environ.get("SBTRACK_USER", "").strip()
    if named:
        return named
    import getpass  # noqa: PLC0415  only a writer needs it

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no login: a container, or a service account
        return f"uid {os.getuid()}" if hasattr(os, "getuid") else "unknown"
