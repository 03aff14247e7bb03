"""Why cells are empty or provisional: each reason once, with the codes it holds for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sbtrack.assess.attainment import beside_middle
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.message import Msg
from sbtrack.domain.undefined import Undefined


def reason_notes(found: Sequence[Assessment]) -> Iterator[Msg]:
    """Yield why indicators are unrated, provisional, or have no attainment or a low one."""
    unrated = [(a, a.reason.reason) for a in found if a.reason is not None]
    for reason, codes in _grouped(unrated):
        yield Msg("Not rated ({codes}): {reason}", codes=codes, reason=reason)
    provisional = [(a, a.provisional) for a in found if a.provisional is not None]
    for reason, codes in _grouped(provisional):
        yield Msg("Provisional ({codes}): {reason}", codes=codes, reason=reason)
    rated = [a for a in found if a.reason is None]
    dashes = [(a, a.attainment.reason) for a in rated if isinstance(a.attainment, Undefined)]
    for reason, codes in _grouped(dashes):
        yield Msg("No attainment ({codes}): {reason}", codes=codes, reason=reason)
    beside = tuple(a.indicator.code for a in rated if beside_middle(a))
    if beside:
        yield Msg(
            "Met with attainment below 100% ({codes}): it is counted to the middle of the range, "
            "and anywhere within the range the target is met",
            codes=beside,
        )


def _grouped(found: Sequence[tuple[Assessment, Msg]]) -> Iterator[tuple[Msg, tuple[str, ...]]]:
    by_reason: dict[Msg, list[str]] = {}
    for assessed, reason in found:
        by_reason.setdefault(reason, []).append(assessed.indicator.code)
    for reason, codes in by_reason.items():
        yield reason, tuple(codes)
