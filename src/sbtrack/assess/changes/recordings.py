"""What entries amount to: a claim that counted before, and the one that counts after them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sbtrack.domain.change import Claim, Recording
from sbtrack.domain.facts import Facts
from sbtrack.domain.frozen import replace
from sbtrack.domain.ledger import Entry, MilestoneReport, Observation
from sbtrack.domain.period import Period


def recordings_of(entries: Iterable[Entry], before: Facts, after: Facts) -> tuple[Recording, ...]:
    """Return what the entries between two states of knowledge amount to, oldest entry first."""
    found: dict[tuple[str, Period], list[Entry]] = {}
    for entry in sorted(entries, key=lambda e: e.id):
        found.setdefault((subject_of(entry.claim), entry.claim.period), []).append(entry)
    return tuple(
        Recording(
            subject,
            period,
            tuple(listed),
            _standing(listed[0].claim, before),
            _standing(listed[0].claim, after),
        )
        for (subject, period), listed in found.items()
    )


def with_claim(facts: Facts, recording: Recording, claim: Claim | None) -> Facts:
    """Return the facts as if `claim`, or nothing, counted for the recording's period."""
    subject, period = recording.subject, recording.period
    if isinstance(recording.entries[0].claim, MilestoneReport):
        reports = [r for r in facts.reports if (r.milestone, r.period) != (subject, period)]
        if isinstance(claim, MilestoneReport):
            reports.append(claim)
        return replace(facts, reports=tuple(sorted(reports, key=_age)))
    series = [o for o in facts.observations.get(subject, ()) if o.period != period]
    if isinstance(claim, Observation):
        series.append(claim)
    known = {**facts.observations, subject: tuple(sorted(series, key=_age))}
    return replace(facts, observations=known)


def subject_of(claim: Claim) -> str:
    """Return the id of the indicator or milestone that a claim is about."""
    return claim.milestone if isinstance(claim, MilestoneReport) else claim.indicator


def _standing(claim: Claim, facts: Facts) -> Claim | None:
    """Return the claim that counts for the same subject and period."""
    known: Sequence[Claim] = facts.reports
    if isinstance(claim, Observation):
        known = facts.observations.get(claim.indicator, ())
    wanted = (subject_of(claim), claim.period)
    return next((c for c in known if (subject_of(c), c.period) == wanted), None)


def _age(claim: Claim) -> tuple[int, int]:
    """Order claims by period end; of periods that end together the finest comes first."""
    return (claim.period.end.toordinal(), -claim.period.start.toordinal())
