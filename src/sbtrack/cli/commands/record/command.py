"""`sbtrack record`: keep an actual value, or that a milestone is done."""

from __future__ import annotations

import typer

from sbtrack.cli.commands.record.options import (
    Denominator,
    EvidencePlaces,
    HowSettled,
    Item,
    Note,
    Numerator,
    Reason,
    Revise,
    Source,
    Value,
    When,
    Yes,
)
from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell
from sbtrack.domain.errors import UsageError
from sbtrack.domain.message import Msg

app = command_app()


@app.command(cls=Command, help=tell(Msg("Record an actual value, or that a milestone is done.")))
def record(
    context: typer.Context,
    indicator: Item = None,
    value: Value = None,
    period: When = None,
    numerator: Numerator = None,
    denominator: Denominator = None,
    source: Source = "",
    note: Note = "",
    evidence: EvidencePlaces = None,
    vintage: HowSettled = None,
    revise: Revise = False,
    reason: Reason = "",
    yes: Yes = False,
) -> int:
    """Record one claim, or ask for each."""
    from sbtrack.actions.claims import Typed  # noqa: PLC0415
    from sbtrack.cli.commands.record.recording import Recorder  # noqa: PLC0415
    from sbtrack.cli.paths import expanded  # noqa: PLC0415

    recorder = Recorder(context.obj, revise=revise, reason=reason, confirmed=yes)
    places = tuple(expanded(place) for place in evidence or ())
    typed = Typed(period or "", value, numerator, denominator, vintage, source, note, places)
    if indicator is None:
        from sbtrack.cli.commands.record.interview import interview  # noqa: PLC0415

        return interview(recorder, typed)
    if not typed.period:
        raise UsageError(
            Msg("Say which period the figure is for, for example --period 2013 or -p 2013-06.")
        )
    recorder.record(indicator, typed)
    return 0
