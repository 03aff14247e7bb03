"""A doubtful figure: what looks wrong, which entries it rests on, and what to do about it."""

from __future__ import annotations

from decimal import Decimal

from sbtrack.domain.frozen import Frozen
from sbtrack.domain.message import Msg


class Doubt(Frozen):
    """A reason to look at figures again, never an error: the figures may well be right.

    >>> Doubt("sources-disagree", "maternity-insured", (17, 16), Msg("…"), Msg("…")).key
    'sources-disagree:16,17'
    >>> Doubt("jump", "homes", (1,), Msg("…"), Msg("…"), against=Decimal("100.0")).key
    'jump:1@100'
    """

    rule: str
    indicator: str  # id
    entry_ids: tuple[int, ...]  # the entries it rests on
    finding: Msg
    remedy: Msg
    against: Decimal | None = None  # the plan's number, which may be amended, that it rests on

    @property
    def key(self) -> str:
        """The doubt's identity: the same rule about the same entries, whatever else is recorded.

        What was said of a figure beside a baseline or target of 100 says nothing of it beside
        another, so the number is a part of it.
        """
        if self.against is None:
            return self.entries_key
        return f"{self.entries_key}@{self.against.normalize():f}"

    @property
    def entries_key(self) -> str:
        """The rule and the entries alone, by which doubts were once known altogether."""
        return f"{self.rule}:{','.join(map(str, sorted(self.entry_ids)))}"
