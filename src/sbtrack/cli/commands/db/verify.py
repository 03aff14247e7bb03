"""`sbtrack db verify`: is everything as it was recorded?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.cli.options import Output
from sbtrack.cli.output import Format, put_table
from sbtrack.domain.database import DatabaseInfo, Finding
from sbtrack.domain.diagnostic import Severity
from sbtrack.domain.errors import UsageError, quoted
from sbtrack.domain.ledger import Head
from sbtrack.domain.message import Msg
from sbtrack.locale.words import Words
from sbtrack.render.console import make_console
from sbtrack.render.messages import say

FINDINGS = 1
_FINGERPRINT = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")

app = command_app()


@app.command(
    cls=Command,
    help=tell(
        Msg(
            "Check that nothing recorded was altered, removed or reordered, and that evidence "
            "and snapshots are as they were; exit code 1 when something was altered."
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
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help=tell(Msg("Exit code 1 also for mere warnings.")),
        ),
    ] = False,
    output: Output = Format.TABLE,
) -> int:
    """Print the findings, or that all is well."""
    from sbtrack.cli.settings import now  # noqa: PLC0415
    from sbtrack.reports.database import altered, verified_data, verified_table  # noqa: PLC0415
    from sbtrack.store.care.verify import verify  # noqa: PLC0415

    path = context.obj.existing
    findings = verify(path, _head(fingerprint), now=now())
    wrong = len(findings) if strict else altered(findings)
    info = None if altered(findings) else _info(path)
    voice = words(info.language if info else None)
    if output is Format.TABLE:
        _tell(findings, info, voice)
    else:
        data = partial(verified_data, findings, info, voice)
        put_table(verified_table(findings), output, voice, data)
    return FINDINGS if wrong else 0


def _info(path: Path) -> DatabaseInfo:
    from sbtrack.store.care.info import database_info  # noqa: PLC0415

    return database_info(path)


def _tell(findings: Sequence[Finding], info: DatabaseInfo | None, voice: Words) -> None:
    """Say what was found; `info` is None where something was altered."""
    from sbtrack.reports.database import sealed_later  # noqa: PLC0415

    console = make_console()
    for finding in findings:
        if finding.severity is Severity.ERROR:
            say(console, Msg("✗ {sentence}", sentence=finding.sentence), voice)
        else:
            say(console, Msg("! {sentence}", sentence=finding.sentence), voice)
    if info is None:
        return
    said = {
        "entries": info.entries,
        "versions": len(info.versions),
        "fingerprint": f"{info.head.count}:{info.head.hash}" if info.head else "-",
    }
    if findings:
        whole = Msg(
            "✓ What is in the database fits its seals. Entries: {entries}; plan versions: "
            "{versions}; fingerprint: {fingerprint}.",
            **said,
        )
    else:
        whole = Msg(
            "✓ All is as it was recorded. Entries: {entries}; plan versions: {versions}; "
            "fingerprint: {fingerprint}.",
            **said,
        )
    say(console, whole, voice)
    later = sealed_later(info, info.clock)
    if later is not None:
        say(console, later, voice)


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
