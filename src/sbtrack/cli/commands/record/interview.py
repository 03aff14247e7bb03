"""Recording by question and answer: indicator by indicator, with the last value beside each."""

from __future__ import annotations

import sys

import typer

from sbtrack.actions.claims import Typed, require_recordable
from sbtrack.actions.wording import said
from sbtrack.cli.commands.record.recording import Recorder
from sbtrack.cli.frame.language import words
from sbtrack.cli.reading import consult
from sbtrack.cli.settings import today
from sbtrack.domain.errors import Implausible, RecordedAlready, SbtrackError, Unsaid, UsageError
from sbtrack.domain.frozen import replace
from sbtrack.domain.ledger import Observation
from sbtrack.domain.lookup import titled
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.domain.unreadable import NOTE
from sbtrack.locale.words import Words
from sbtrack.render.cells import Pen
from sbtrack.render.console import make_console
from sbtrack.render.messages import draw_error, say

_STOP = frozenset({"q", "quit", "exit"})


def interview(recorder: Recorder, common: Typed) -> int:
    """Ask for each indicator's figure; an empty answer skips it, q ends.

    What is `common` to all figures is not asked for again.

    Raises:
        UsageError: nobody is there to answer, or a figure was given without its indicator.
        BadPeriod, RecordRefused: nothing can be recorded for the period that was given.
    """
    if common.numerator is not None or common.denominator is not None:
        raise UsageError(Msg("Name the indicator whose numerator and denominator these are."))
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            Msg(
                "There is nobody to ask; give the indicator and its value, "
                "for example `sbtrack record 4 37.2 --period 2013`."
            )
        )
    plan, last = _last_values(recorder)
    period = _open_period(common.period, plan) if common.period else ""
    voice = words(plan.language)
    say(make_console(), Msg("An empty answer skips an indicator; q ends."), voice)
    common = replace(
        common,
        period=period or _asked_period(plan, voice),
        source=common.source or _ask(Msg("Source"), voice),
    )
    for indicator in plan.indicators:
        answer = _asked_value(indicator, last.get(indicator.id), voice)
        while answer and answer.lower() not in _STOP:
            if _recorded(recorder, indicator, replace(common, value=answer), voice):
                break
            answer = _asked_value(indicator, last.get(indicator.id), voice)
        if answer.lower() in _STOP:
            break
    return 0


def _recorded(recorder: Recorder, indicator: Indicator, typed: Typed, voice: Words) -> bool:
    try:
        recorder.record(indicator.code, typed)
    except Implausible as error:
        draw_error(make_console(stderr=True), error.finding, voice)
        if recorder.confirmed or _ask(Msg("Record it all the same? (y/n)"), voice).lower() != "y":
            return False
        return _recorded(replace(recorder, confirmed=True), indicator, typed, voice)
    except RecordedAlready as error:
        draw_error(make_console(stderr=True), error.finding, voice)
        reason = _ask(Msg("Why does it change? An empty answer leaves it as it is"), voice)
        if not reason or reason.lower() in _STOP:
            return True
        return _recorded(replace(recorder, revise=True, reason=reason), indicator, typed, voice)
    except SbtrackError as error:
        draw_error(make_console(stderr=True), _as_said_here(error.message, indicator), voice)
        return isinstance(error, Unsaid)
    return True


def _as_said_here(message: Msg, indicator: Indicator) -> Msg:
    """Return a refusal whose advice can be followed: nobody types --note at a question."""
    if message.arguments.get("note") != NOTE:
        return message
    later = Msg(
        "--note of `sbtrack record {code}` later (leave this answer empty then)",
        code=indicator.code,
    )
    pairs = tuple((name, later if name == "note" else value) for name, value in message.pairs)
    return replace(message, pairs=pairs)


def _last_values(recorder: Recorder) -> tuple[Plan, dict[str, Observation]]:
    with consult(recorder.settings) as consulted:
        plan, reader = consulted.plan, consulted.reader
        if reader is None:
            return plan, {}
        newest = (
            next(reader.latest(i.id, plan.region.id, consulted.as_of), None)
            for i in plan.indicators
        )
        return plan, {o.indicator: o for o in newest if o is not None}


def _open_period(text: str, plan: Plan) -> str:
    """Return the period, for which figures can be recorded: asking for them is no use else."""
    period = Period.parse(text)
    require_recordable(period, plan, today(plan))
    return str(period)


def _asked_period(plan: Plan, voice: Words) -> str:
    while True:
        text = _ask(Msg("Period, such as 2013 or 2013-06"), voice)
        try:
            return _open_period(text, plan)
        except SbtrackError as error:
            draw_error(make_console(stderr=True), error.message, voice)


def _asked_value(indicator: Indicator, last: Observation | None, voice: Words) -> str:
    heading = titled(indicator)
    if indicator.unit_of_measure:
        heading = Msg(
            "{code} {name}, in {unit_of_measure}",
            code=indicator.code,
            name=indicator.name,
            unit_of_measure=indicator.unit_of_measure,
        )
    if last is None:
        return _ask(Msg("{heading} (nothing recorded)", heading=heading), voice)
    return _ask(
        Msg(
            "{heading} (last: {period} {value})",
            heading=heading,
            period=last.period,
            value=said(indicator, last),
        ),
        voice,
    )


def _ask(question: Msg, voice: Words) -> str:
    text = Pen(voice, sys.stdout.encoding).say(Msg("{question}: ", question=question))
    answer: str = typer.prompt(text, default="", show_default=False, prompt_suffix="")
    return answer.strip()
