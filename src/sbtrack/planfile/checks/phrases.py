"""What printed words say of a figure: that it is a floor, a ceiling, a fall, a yearly rate.

Only words that stand by the figure itself count, in its own clause: a plan prints several figures
in a sentence, and words like 累计 or "over" mean other things elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from sbtrack.domain.characters import plainly
from sbtrack.domain.moves import way_of_text
from sbtrack.domain.quantity import MAX_DIGITS, Measure
from sbtrack.planfile.checks import vocabulary as v


class Says(Enum):
    """What the words around a figure can say of it."""

    FLOOR = auto()  # 以上, 不低于, ≥; at least
    CEILING = auto()  # 以内, 不超过, ≤; at most
    HELD = auto()  # 控制在: a ceiling, unless another word follows
    NEAR = auto()  # 左右; about
    FALL_BY = auto()  # 降低16%
    FALL_TO = auto()  # 降到16%
    RISE_BY = auto()
    RISE_TO = auto()
    PER_YEAR = auto()  # a rate a year
    AVERAGE = auto()  # 年均, of the years together
    TOTAL = auto()  # 五年累计, 〔16〕


_WAYS = frozenset({Says.FALL_BY, Says.FALL_TO, Says.RISE_BY, Says.RISE_TO})
_NAMED = {-1: Says.FALL_BY, 1: Says.RISE_BY}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A figure as it is printed: its clause, and what the words there say of it."""

    clause: str
    says: frozenset[Says]


def phrases_on(
    figure: Decimal, printed: str, unit_of_measure: str, name: str = ""
) -> Iterator[Phrase]:
    """Yield each clause in which the figure is printed in its unit of measure.

    A table prints a bare figure under a `name` that says which way it counts (能耗降低).

    >>> [sorted(s.name for s in p.says) for p in phrases_on(Decimal(4), "控制在4%以内", "%")]
    [['CEILING', 'HELD']]
    """
    for part in v.BREAK.split(_plain(printed)):
        clause, end = v.YEAR.sub("", part), 0
        for number in v.NUMBER.finditer(clause):
            lead, ahead = clause[: number.start()], clause[end : number.start()]
            end = number.end()
            tail = clause[end:]
            after = _behind_unit(v.NUMBER.split(tail, maxsplit=1)[0], unit_of_measure)
            if after is not None and _is(figure, number[0], tail, unit_of_measure):
                yield _phrase(part.strip(), frozenset(_said(lead, ahead, after)), ahead, name)


def _plain(printed: str) -> str:
    """Return the text with one notation for what plans print in several."""
    plain = v.HUNDREDTHS.sub(r"\1%", plainly(printed))
    plain = v.TOTAL_MARK.sub("〔累计〕", v.BRACKETED.sub(r"〔\1〕", plain))
    return v.FIVE_YEARS.sub(r"\1", plain)


def _phrase(clause: str, says: frozenset[Says], ahead: str, name: str) -> Phrase:
    """Return the phrase; the name counts where the words by the figure give no direction."""
    if any(words.search(ahead) for words in (v.MINUS, v.FALLING, v.RISING)) or _WAYS & says:
        return Phrase(clause, says)
    way = _NAMED.get(way_of_text(name))
    return Phrase(f"{name} {clause}", says | {way}) if way else Phrase(clause, says)


def _is(figure: Decimal, number: str, tail: str, unit_of_measure: str) -> bool:
    """Say whether a printed number is the figure, as such or with its power of ten (1.34亿)."""
    value = Decimal(number.replace(",", ""))
    power = Measure.parse(unit_of_measure).power
    wanted = {abs(figure), abs(figure.scaleb(power))}
    return value in wanted or value.scaleb(Measure.parse(tail[:MAX_DIGITS]).power) in wanted


def _behind_unit(tail: str, unit_of_measure: str) -> str | None:
    """Return what follows a number and its unit; None when it has another unit, or is a range."""
    rest, base = Measure.parse(tail).base, Measure.parse(unit_of_measure).base
    if v.RANGE.match(rest):
        return None
    for unit in v.PERCENT if base == "%" else (base, base.partition("/")[0], base.rstrip("s")):
        if unit and rest.startswith(unit):
            behind = rest[len(unit) :]
            return None if v.RANGE.match(behind) else behind
    return rest if not rest[:1].isalnum() or v.GOES_ON.match(rest) else None


def _said(lead: str, ahead: str, after: str) -> Iterator[Says]:
    yield from _limits(ahead, after)
    yield from _ways(ahead, after)
    yield from _spans(lead, after)


def _limits(ahead: str, after: str) -> Iterator[Says]:
    """Yield on which side of the figure the plan wants to be."""
    sides = {Says.FLOOR for found in v.FLOORS if found.search(ahead)}
    sides |= {Says.CEILING for found in v.CEILINGS if found.search(ahead)}
    for compared in (v.COMPARED_ZH, v.COMPARED_EN):
        if found := compared.search(ahead):
            above, denied = bool(found["above"]), bool(found["denied"])
            sides.add(Says.CEILING if above == denied else Says.FLOOR)
    if v.AND_ABOVE.match(after):
        sides.add(Says.FLOOR)
    if v.AND_BELOW.match(after):
        sides.add(Says.CEILING)
    if len(sides) == 1:  # with both, it is not for this check to say which is meant
        yield from sides
    if v.HELD.search(ahead):
        yield Says.HELD
    if v.NEARLY.search(ahead) or v.OR_SO.match(after):
        yield Says.NEAR


def _ways(ahead: str, after: str) -> Iterator[Says]:
    """Yield whether the figure is a fall or a rise, or where one leads."""
    if v.MINUS.search(ahead):
        return
    falls, rises = bool(v.FALLING.search(ahead)), bool(v.RISING.search(ahead))
    if not rises and (v.FALL_BY.search(ahead) or v.A_FALL.match(after)):
        yield Says.FALL_BY
    if not rises and v.FALL_TO.search(ahead):
        yield Says.FALL_TO
    if not falls and not v.CURBED.search(ahead):
        if v.RISE_BY.search(ahead):
            yield Says.RISE_BY
        if v.RISE_TO.search(ahead):
            yield Says.RISE_TO


def _spans(lead: str, after: str) -> Iterator[Says]:
    """Yield over which time the figure counts."""
    clause = f"{lead} {after}"
    yearly = v.YEARLY.search(clause)
    if v.AVERAGE_ZH.search(lead) or (yearly and v.AVERAGE_EN.search(clause)):
        yield Says.AVERAGE
    if v.PER_YEAR.match(after) or v.YEARLY_RATE.search(lead):
        yield Says.PER_YEAR
    bracketed = v.MARKED.match(after) or (v.OPENED.search(lead) and v.CLOSED.match(after))
    total = bracketed or v.TOTAL.search(clause) or any(t.search(lead) for t in v.TOTAL_OF)
    if total and not yearly:
        yield Says.TOTAL
