"""What somebody at the terminal should know of the ledger itself, beside the answer."""

from __future__ import annotations

from sbtrack.cli.frame.language import words
from sbtrack.cli.output import note
from sbtrack.cli.settings import Settings, in_plan_clock, now
from sbtrack.domain.ledger import Entry
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Plan
from sbtrack.store.moments import is_ahead
from sbtrack.store.reads.reader import Reader


def tell_without_seal(settings: Settings, reader: Reader, plan: Plan) -> None:
    """Say, once a command, that the answer may rest on what another tool put in."""
    records = () if settings.quiet or settings.told else reader.without_seal()
    if records:
        settings.told.add("without seal")
        said = Msg(
            "Another tool put in {records}, without a seal: the answer may rest on that; see what "
            "`sbtrack db verify` finds.",
            records=records,
        )
        note(said, words(plan.language))


def tell_dated_ahead(entry: Entry, plan: Plan) -> None:
    """Say of an entry just made that it is dated well ahead, since something in the ledger is."""
    if is_ahead(entry.recorded_at, now()):
        said = Msg(
            "The ledger's clock is ahead of this computer's: entry {id} is dated {moment}, and so "
            "will be all that is recorded until then. `sbtrack db clock` sets it right.",
            id=entry.id,
            moment=in_plan_clock(plan, entry.recorded_at),
        )
        note(said, words(plan.language))
