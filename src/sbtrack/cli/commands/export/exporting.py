"""Carries out an export: reads, writes, and tells a person what was done."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from sbtrack.actions.clocks import clock_check
from sbtrack.actions.exports import TextFormat, Wanted, export_text, text_pieces
from sbtrack.actions.snapshots.material import Survey
from sbtrack.actions.snapshots.order import Order, Outcome, require_something
from sbtrack.actions.snapshots.single import export_workbook
from sbtrack.actions.snapshots.weekly import export_weekly
from sbtrack.cli.commands.export.options import FileFormat, Request
from sbtrack.cli.frame.language import words
from sbtrack.cli.output import kept, note
from sbtrack.cli.reading import Consulted, consult
from sbtrack.cli.settings import Settings, current_user, now
from sbtrack.domain.errors import UsageError, quoted
from sbtrack.domain.message import Msg
from sbtrack.locale.words import Words
from sbtrack.render.console import make_console, put_text
from sbtrack.render.messages import say
from sbtrack.render.progress import bar


def carry_out(settings: Settings, request: Request, *, confirmed: bool) -> None:
    """Write what was asked for; `confirmed` says that this computer's clock is right.

    Raises:
        SbtrackError: it cannot be done; nothing is left half written.
    """
    started = now()
    with consult(settings, request.as_of, request.known_at) as asked:
        survey = _survey(asked, started)
        voice = words(survey.plan.language)
        order = partial(
            Order,
            database=settings.database,
            made_by=current_user(),
            now=now,
            check=clock_check(settings.database, survey.plan, now, confirmed=confirmed),
            words=voice,
            replace=request.replace,
            allow_empty=request.allow_empty,
            dated=request.as_of is not None,
            remade=request.known_at is not None,
        )
        if request.kind is not FileFormat.XLSX:
            outcome = _text(survey, request, order())
        else:
            outcome = _workbook(survey, request, order, voice)
    if outcome is None:
        return
    if request.verbose:
        _tell(outcome, survey.as_of, voice)
    if not outcome.noted:
        note(
            Msg(
                "The export could not be noted in {path}, which is read-only, so --replace will "
                "not write over it.",
                path=quoted(str(settings.database), 300),
            ),
            voice,
        )


def _survey(asked: Consulted, started: datetime) -> Survey:
    """Return what is to be told: without a moment of what was known, of the week it is now."""
    moment = asked.until or started.astimezone(asked.known_at.tzinfo)
    if asked.reader is not None:
        asked.reader.require_whole()
    return Survey(asked.reader, asked.version, asked.as_of, moment, asked.known_at)


def _workbook(
    survey: Survey, request: Request, order: Callable[..., Order], voice: Words
) -> Outcome:
    with bar(Msg("Writing the workbook"), voice) as progress:
        if request.folder is not None:
            return export_weekly(survey, request.folder, request.keep, order(progress=progress))
        assert request.file is not None
        return export_workbook(survey, request.file, order(progress=progress))


def _text(survey: Survey, request: Request, order: Order) -> Outcome | None:
    wanted, format = Wanted(request.table or "status"), TextFormat(request.kind.value)
    if request.file is not None:
        return export_text(survey, wanted, format, request.file, order)
    if request.replace:
        raise UsageError(Msg("--replace belongs to a file; give --output, or leave it out."))
    require_something(survey, order)
    for piece in text_pieces(survey, wanted, format, order.words, bom=not sys.stdout.isatty()):
        put_text(piece)
    return None


def _tell(outcome: Outcome, today: date, voice: Words) -> None:
    console, path = make_console(), str(outcome.path)
    if outcome.written:
        said = Msg("Wrote {path}, SHA-256 {hash}.", path=path, hash=outcome.sha256)
    elif outcome.as_of == today:
        said = Msg("{path} is there already and nothing has changed since.", path=path)
    else:
        said = Msg(
            "{path} is there already, as of {as_of}, and nothing was recorded since; add "
            "--replace to have it as of {today}.",
            path=path,
            as_of=outcome.as_of,
            today=today,
        )
    with kept(said):
        say(console, said, voice)
        for removed in outcome.removed:
            say(console, Msg("Cleared away {path}.", path=str(removed)), voice)
