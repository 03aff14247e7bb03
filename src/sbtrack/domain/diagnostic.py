"""A problem in a user's file: a place, what is wrong, what to do."""

from enum import StrEnum

from sbtrack.domain.frozen import Frozen
from sbtrack.domain.message import Msg


class Severity(StrEnum):
    """An error stops a plan from being loaded; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Diagnostic(Frozen):
    """One finding at `line`:`column` (both from 1; column counts characters)."""

    rule: str
    line: int
    column: int
    problem: Msg
    remedy: Msg
    severity: Severity = Severity.ERROR
