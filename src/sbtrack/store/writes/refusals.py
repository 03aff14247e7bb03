"""What must not be written to the ledger, and the sentences that say why."""

from __future__ import annotations

from sbtrack.domain.errors import RecordRefused
from sbtrack.domain.ledger import Draft, EntryKind, Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.store.kept import MOST_DIGITS, can_be_kept
from sbtrack.store.texts import flaw_in


def require_keepable(draft: Draft, recorded_by: str) -> None:
    """Refuse what cannot be kept as it is.

    Raises:
        RecordRefused: a text or number of it cannot be kept, or it lacks its reason.
    """
    flaw = flaw_in(draft, recorded_by)
    if flaw is not None:
        raise RecordRefused(flaw)
    if draft.kind is not EntryKind.RECORD and not draft.reason.strip():
        raise RecordRefused(Msg("A correction or withdrawal needs its reason; give one."))
    if isinstance(draft.claim, Observation):
        numbers = (draft.claim.value, draft.claim.numerator, draft.claim.denominator)
        if not all(number is None or can_be_kept(number) for number in numbers):
            raise RecordRefused(
                Msg(
                    "Only finite numbers of at most {most} digits can be recorded; check the "
                    "value.",
                    most=MOST_DIGITS,
                )
            )


def not_counting(id: int, later: list[tuple[int, str]]) -> Msg:
    """Return why an entry counts no longer, by the later entries of its claim, oldest first.

    What was recorded after a withdrawal corrects nothing, and is not advised to be withdrawn.
    """
    (following, _), (newest, kind) = later[0], later[-1]
    end = next((number for number, kind in later if kind == EntryKind.RETRACTION), None)
    if end is None:
        return Msg(
            "Entry {id} no longer counts: entry {current} corrects it; withdraw that one.",
            id=id,
            current=newest,
        )
    why = Msg("entry {end} withdrew it", end=end)
    if end != following:
        why = Msg(
            "entry {following} corrected it, and entry {end} withdrew what it was corrected to",
            following=following,
            end=end,
        )
    if kind != EntryKind.RETRACTION:
        return Msg(
            "Entry {id} no longer counts: {why}. Entry {current} was recorded anew after that; "
            "withdraw it only if it is wrong as well.",
            id=id,
            why=why,
            current=newest,
        )
    if end != following:
        return Msg("Entry {id} no longer counts: {why}.", id=id, why=why)
    return Msg("Entry {id} has been withdrawn already.", id=id)


def overtaken(subject: str, period: Period, current: int | None) -> RecordRefused:
    """Return the refusal of what was decided before somebody else recorded something there."""
    if current is None:
        return RecordRefused(
            Msg(
                "The entry for {subject}, {period} no longer stands: somebody withdrew it in the "
                "meantime; look at the ledger and try again.",
                subject=subject,
                period=period,
            )
        )
    return RecordRefused(
        Msg(
            "There is an entry for {subject}, {period} that was not there when this was decided "
            "(number {id}); look at the ledger and try again.",
            subject=subject,
            period=period,
            id=current,
        )
    )
