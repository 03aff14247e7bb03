"""How a claim is said, and what helps somebody whose figure was refused."""

from __future__ import annotations

from sbtrack.actions.standing import Claim
from sbtrack.assess.precision import tidy
from sbtrack.domain.ledger import MilestoneReport, Observation
from sbtrack.domain.message import Msg, Name, Quantity
from sbtrack.domain.plan import Indicator, Milestone

_ENOUGH = 200  # characters of a definition


def said(item: Indicator | Milestone, claim: Claim) -> Quantity | Msg:
    """Return what a claim says: a value in the unit of measure, or whether it is done."""
    if isinstance(claim, MilestoneReport):
        return Msg("done") if claim.done else Msg("not done")
    assert isinstance(item, Indicator)
    return shown(item, claim)


def shown(indicator: Indicator, claim: Observation) -> Quantity:
    """Return a figure as it was stated; a quotient is rounded, as nobody stated its digits."""
    if claim.numerator is None:
        return Quantity(claim.value, indicator.unit_of_measure)
    return tidy(claim.value, indicator.unit_of_measure)


def with_definition(finding: Msg, indicator: Indicator) -> Msg:
    """Return a finding, followed by what the indicator measures where the plan defines it."""
    if indicator.definition is None:
        return finding
    return Msg(
        "{finding} Definition: {definition}",
        finding=finding,
        definition=_shortened(indicator.definition),
    )


def _shortened(name: Name) -> Name:
    translations = tuple((language, _cut(text)) for language, text in name.translations)
    return Name(_cut(name.text), translations)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _ENOUGH else f"{line[:_ENOUGH]}…"
