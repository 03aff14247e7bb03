"""Every error a user can meet. Each class owns its sentence: what is wrong, what to do.

SbtrackError                exit code 2
├── BadPeriod               a period that cannot be read
├── BadValue                a value that cannot be read or kept
│   └── WrongUnit           a value in another unit than the indicator is measured in
├── UnknownName             no indicator, unit, task or milestone of that name
├── AmbiguousName           several
├── RecordRefused           a figure that must not be recorded as given
│   └── Implausible         a figure that is recorded only when it is confirmed
├── PlanUnreadable          a plan file that is not readable YAML
├── PlanInvalid             a plan file with problems (carries the diagnostics; exit code 1)
├── LoadRefused             a plan version that must not be loaded
├── StoreError              the database file cannot be used
│   └── StoreReadOnly       it can be read, but nothing can be noted in it
├── DoubtfulClock           what is dated by a clock that is believed only when it is confirmed
├── ExportRefused           a file that cannot or must not be written
├── Unsaid                  what was kept, where it could not be told as it should be
└── UsageError              options that do not go together
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sbtrack.domain.message import Msg

if TYPE_CHECKING:
    from sbtrack.domain.diagnostic import Diagnostic


class SbtrackError(Exception):
    """An error with one sentence for the user."""

    exit_code = 2

    def __init__(self, message: Msg) -> None:
        super().__init__(message.template)
        self.message = message


class BadPeriod(SbtrackError):
    """The text is no reporting period; `why` says it more exactly than that."""

    def __init__(self, text: str, why: Msg | None = None) -> None:
        super().__init__(
            why
            or Msg(
                "{text} is not a reporting period; "
                "write 2013, 2013-H1, 2013-Q2, 2013-06 or 2013-06-30.",
                text=quoted(text),
            )
        )


class BadValue(SbtrackError):
    """The text is no value that can be kept."""


class WrongUnit(BadValue):
    """The value is in another unit than the indicator is measured in."""


class UnknownName(SbtrackError):
    """Nothing in the plan has that code, id or name."""


class AmbiguousName(SbtrackError):
    """Several things in the plan have that name."""


class RecordRefused(SbtrackError):
    """A figure that must not be recorded as given; nothing was written."""


class RecordedAlready(RecordRefused):
    """Something else is recorded for the same period; `finding` says it without what to do."""

    def __init__(self, message: Msg, finding: Msg) -> None:
        super().__init__(message)
        self.finding = finding


class Implausible(RecordRefused):
    """A figure that more often is a slip than a fact; it is recorded when it is confirmed."""

    def __init__(self, finding: Msg) -> None:
        super().__init__(
            Msg(
                "{finding} To record it all the same, repeat the command with --yes.",
                finding=finding,
            )
        )
        self.finding = finding  # without that remedy, for whoever can simply be asked


class PlanUnreadable(SbtrackError):
    """The plan file cannot be read as YAML, safely."""


class PlanInvalid(SbtrackError):
    """The plan file has problems; all of them are carried along."""

    exit_code = 1

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(
            Msg("The plan file has problems ({count}); nothing was loaded.", count=len(diagnostics))
        )
        self.diagnostics = diagnostics


class LoadRefused(SbtrackError):
    """A plan version that must not be loaded over the one in the database."""


class StoreError(SbtrackError):
    """The database file cannot be used as asked; it was not changed."""


class StoreReadOnly(StoreError):
    """The database file can be read, but not written to."""


class DoubtfulClock(SbtrackError):
    """This computer's clock can hardly be right; what it would date is kept when confirmed."""

    def __init__(self, finding: Msg) -> None:
        super().__init__(
            Msg("{finding} To go on all the same, repeat the command with --yes.", finding=finding)
        )


class ExportRefused(SbtrackError):
    """A file that cannot or must not be written; what was there before is untouched."""


class Unsaid(SbtrackError):
    """Something was kept, as the message says first; only telling of it went wrong."""


class UsageError(SbtrackError):
    """Options or arguments that do not go together."""


_WIDE_SPACES = "\u00a0\u2007\u2009\u202f\u2000\u2001\u2002\u2003\u3000"


def quoted(text: str, limit: int = 60) -> str:
    """Return user text fit for a sentence: in one line, without control characters.

    Of more than `limit` characters it is the first `limit`, with … behind.
    """
    kept = text[:limit]
    clean = "".join(c if c.isprintable() else " " if c in _WIDE_SPACES else "�" for c in kept)
    return f"“{clean}”" if len(text) <= limit else f"“{clean}…”"
