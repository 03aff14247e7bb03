"""`sbtrack db verify`: is everything as it was recorded?"""

from __future__ import annotations

import re
from typing import Annotated

import typer

from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.domain.errors import UsageError, quoted
from sbtrack.domain.ledger import Head
from sbtrack.domain.message import Msg

FINDINGS = 1
_FINGERPRINT = re.compile(r"(\d{1,18}):([0-9a-f]{64})")

app = command_app()


@app.command(
    cls=Command,
    help=tell(
        Msg(
            "Check that nothing recorded was altered, removed or reordered, and that evidence "
            "and snapshots are as they were; exit code 1 when something is not."
        )
    ),
)
def db_verify(
    context: typer.Context,
    fingerprint: Annotated[
        str | None,
        typer.Option(
            metavar="COUNT:HASH",
            help=tell(Msg("An earlier fingerprint to compare with, from `db info` or a workbook.")),
        ),
    ] = None,
) -> int:
    """Print the findings, or that all is well."""
    from sbtrack.render.console import make_console  # noqa: PLC0415
    from sbtrack.render.messages import say  # noqa: PLC0415
    from sbtrack.store.care.info import database_info  # noqa: PLC0415
    from sbtrack.store.care.verify import verify  # noqa: PLC0415

    path = context.obj.database
    findings = verify(path, _head(fingerprint))
    console, voice = make_console(), words()
    for finding in findings:
        say(console, Msg("✗ {sentence}", sentence=finding.sentence), voice)
    if findings:
        return FINDINGS
    info = database_info(path)
    say(
        console,
        Msg(
            "✓ All is as it was recorded. Entries: {entries}; plan versions: {versions}; "
            "fingerprint: {fingerprint}.",
            entries=info.entries,
            versions=len(info.versions),
            fingerprint=f"{info.head.count}:{info.head.hash}" if info.head else "-",
        ),
        voice,
    )
    return 0


def _head(text: str | None) -> Head | None:
    if text is None:
        return None
    match = _FINGERPRINT.fullmatch(text.strip())
    if match is None:
        raise UsageError(
            Msg(
                "{text} is not a fingerprint; copy it whole, count and hash, from `sbtrack db "
                "info` or from a workbook.",
                text=quoted(text),
            )
        )
    return Head(int(match[1]), match[2])
