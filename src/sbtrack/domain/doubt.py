"""A doubtful figure: what looks wrong, which entries it rests on, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from sbtrack.domain.message import Msg


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to look at figures again, never an error: the figures may well be right.

    >>> Doubt("sources-disagree", "maternity-insured", (17, 16), Msg("…"), Msg("…")).key
    'sources-disagree:16,17'
    """

    rule: str
    indicator: str  # id
    entry_ids: tuple[int, ...]  # the entries it rests on
    finding: Msg
    remedy: Msg

    @property
    def key(self) -> str:
        """The doubt's identity: the same rule about the same entries, whatever else is recorded."""
        return f"{self.rule}:{','.join(map(str, sorted(self.entry_ids)))}"
