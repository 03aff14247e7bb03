"""Doubts about how a figure was read: one that is not what its typed text says today."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sbtrack.assess.doubts.grounds import Found, Grounds, check, stated_figure
from sbtrack.domain.errors import BadValue, quoted
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.moves import move_in
from sbtrack.domain.plan import Indicator
from sbtrack.domain.quantity import parse_count, parse_value

#: Between the numerator and the denominator of a rate, as typed.
_OVER = " / "


@check
def typed_otherwise(grounds: Grounds) -> Iterator[Found]:
    """A figure is what the text says that was typed for it.

    What it checks: the figures that stand, whose typed text is refused when it is read again, or
    has another value. A fall said in words may be kept with either sign.
    Why it matters: earlier versions of the program read some texts wrongly that are refused now.
    Example: 93.01 was kept of a pasted 93.0①, whose ① is the mark of a footnote
    """
    for indicator in grounds.plan.indicators:
        for figure in grounds.figures(indicator):
            if figure.entry_id is None or figure.entered in ("", str(figure.value)):
                continue
            finding = _finding(indicator, figure)
            if finding is not None:
                yield Found(
                    indicator,
                    (figure.entry_id,),
                    finding,
                    Msg("Compare it with its source, and correct it with --revise."),
                )


def _finding(indicator: Indicator, figure: Observation) -> Msg | None:
    """Return in what a figure is not its typed text, None where it is."""
    parts = {
        "name": indicator.name,
        "period": figure.period,
        "value": stated_figure(indicator, figure),
        "typed": quoted(figure.entered),
    }
    try:
        if figure.numerator is not None:
            return None if _counts_hold(figure) else _otherwise(parts)
        read = _read(indicator, figure)
    except BadValue as error:
        return Msg(
            "{name} for {period} is kept as {value}, for which {typed} was typed; that would be "
            "refused today: {why}",
            why=error.message,
            **parts,
        )
    if read == figure.value:
        return None
    said = Quantity(read, indicator.unit_of_measure)
    return Msg(
        "{name} for {period} is kept as {value}, but {typed} was typed, which is {read}.",
        read=said,
        **parts,
    )


def _read(indicator: Indicator, figure: Observation) -> Decimal:
    """Return what was typed; of a change in words the sign depends on what was recorded then."""
    move = move_in(figure.entered)
    if move is None:
        return parse_value(figure.entered, indicator.unit_of_measure)
    read = abs(parse_value(move.number, indicator.unit_of_measure))
    return -read if figure.value < 0 else read


def _counts_hold(figure: Observation) -> bool:
    """Say whether the numerator and denominator are those that were typed."""
    above, over, below = figure.entered.partition(_OVER)
    if not over:  # kept by another program, without its text
        return True
    counts = (parse_count(above)[0], parse_count(below)[0])
    return counts == (figure.numerator, figure.denominator)


def _otherwise(parts: dict[str, object]) -> Msg:
    return Msg(
        "{name} for {period} is kept as {value}, of other counts than were typed: {typed}.",
        **parts,
    )
