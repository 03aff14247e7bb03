"""What a claim says against the one that stands for its period: what differs, what is kept."""

from __future__ import annotations

from collections.abc import Iterator

from sbtrack.domain.frozen import replace
from sbtrack.domain.ledger import MilestoneReport, Observation
from sbtrack.domain.message import Msg

Claim = Observation | MilestoneReport
VALUE = Msg("value")


def differences(standing: Claim, claim: Claim) -> Iterator[Msg]:
    """Yield the parts in which a claim differs; a vintage, source or note left out does not."""
    if not _same_figures(standing, claim):
        yield VALUE
    if getattr(claim, "vintage", None) not in (None, getattr(standing, "vintage", None)):
        yield Msg("vintage")
    if claim.source not in ("", standing.source):
        yield Msg("source")
    if claim.note not in ("", standing.note):
        yield Msg("note")


def completed(standing: Claim, claim: Claim) -> Claim:
    """Return a correction that repeats the figures with the vintage, source and note they had.

    Correcting one of them must not drop the others. Another figure comes from elsewhere, so it
    takes over nothing.
    """
    if not _same_figures(standing, claim):
        return claim
    kept = replace(claim, source=claim.source or standing.source, note=claim.note or standing.note)
    if isinstance(kept, Observation) and isinstance(standing, Observation):
        return replace(kept, vintage=kept.vintage or standing.vintage)
    return kept


def _same_figures(standing: Claim, claim: Claim) -> bool:
    if isinstance(standing, Observation) and isinstance(claim, Observation):
        figures = (standing.value, standing.numerator, standing.denominator)
        return figures == (claim.value, claim.numerator, claim.denominator)
    return getattr(standing, "done", None) == getattr(claim, "done", None)
