"""Finding a plan's items by code, by id or its beginning, or by a unique part of a name.

A code that the plan does not have must find nothing else: the 4 in 12345热线 is no item's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from sbtrack.domain.characters import folded, full_size
from sbtrack.domain.errors import AmbiguousName, UnknownName, quoted
from sbtrack.domain.message import Msg, Name
from sbtrack.domain.plan import Indicator, Milestone, Plan, Task, Unit

#: Names that an error lists before it only counts the rest.
MOST_CANDIDATES = 8
#: Names that are suggested for one that is unknown.
MOST_SUGGESTED = 3
_ALIKE = 0.6  # of the letters of two names, as difflib counts them
_FEWEST_PARTS = 2  # one character or word of a name is short for too many
_SHORTEST_PART = 2  # of a name that finds it, in characters; one stands in too many by chance
_SHORTEST_BEGINNING = 3  # of an id that finds it: ids are often letters that begin others
_LIKE_A_CODE = re.compile(r"([a-z]*)[0-9]+(?:[.-][0-9]+)*")

Item = Indicator | Milestone | Task | Unit
T = TypeVar("T", Indicator, Milestone, Task, Unit, Indicator | Milestone, Item)


def find(text: str, items: Iterable[T]) -> T:
    """Return the item that `text` names: an exact code, id or name first, else a unique part.

    A part of a name has at least two characters, the beginning of an id three. What looks like a
    code (12, 3.1, M8) has to be one, or a whole id or name.

    Raises:
        UnknownName: nothing matches; the sentence suggests the nearest names.
        AmbiguousName: several match; the sentence lists them.
    """
    pool = tuple(items)
    matches = _matching(text, pool)
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise AmbiguousName(_ambiguous(text, matches))
    raise UnknownName(_unknown(text, pool))


def find_tracked(text: str, plan: Plan, *, milestone: bool = False) -> Indicator | Milestone:
    """Return the indicator or milestone that `text` names.

    A part of a name may be that of one indicator and of many milestones; it then means the
    indicator, and of several indicators the one whose name begins with it. With `milestone` it
    means the milestone where there is only one.
    """
    tracked: tuple[Indicator | Milestone, ...] = (*plan.indicators, *plan.milestones)
    try:
        return find(text, tracked)
    except AmbiguousName:
        kind = Milestone if milestone else Indicator
        preferred = _matching(text, [item for item in tracked if isinstance(item, kind)])
        if len(preferred) > 1 and not milestone:
            preferred = [item for item in preferred if _begins(text, item)]
        if len(preferred) != 1:
            raise
        return preferred[0]


def may_name(text: str, item: Item, items: Sequence[Item]) -> bool:
    """Say whether `text` finds the item among others, if only as one of several."""
    return item in _matching(text, items)


def name_of(item: Item) -> Name:
    """Return the item's name or title."""
    return item.title if isinstance(item, Task | Milestone) else item.name


def code_of(item: Item) -> str:
    """Return what a user types for the item: its code, or a unit's id."""
    return item.id if isinstance(item, Unit) else item.code


def titled(item: Item) -> Msg:
    """Return what an item is called in full, by its code and its name."""
    return Msg("{code} {name}", code=code_of(item), name=name_of(item))


def labels_of(item: Item) -> Sequence[str]:
    """Return everything that names the item exactly, the code first."""
    id = [] if isinstance(item, Task) else [item.id]
    return [code_of(item), *_names_of(item), *id]


def _matching(text: str, pool: Sequence[T]) -> Sequence[T]:
    wanted = folded(text)
    exact = [i for i in pool if wanted in map(folded, labels_of(i))]
    if exact or _looks_like_a_code(wanted, pool):
        return exact
    return [i for i in pool if _part_of(wanted, i) or _begins_id(wanted, i)]


def _looks_like_a_code(wanted: str, pool: Iterable[Item]) -> bool:
    """Say whether a folded text can only be meant as a code: 12, 3.1 or M8.

    With several letters (CO2, PM2.5) it is one where codes of the plan begin with them.
    """
    form = _LIKE_A_CODE.fullmatch(wanted)
    if form is None:
        return False
    letters = form[1]
    return len(letters) <= 1 or any(letters == _letters_of(code_of(item)) for item in pool)


def _letters_of(code: str) -> str:
    form = _LIKE_A_CODE.fullmatch(folded(code))
    return form[1] if form else ""


def _part_of(wanted: str, item: Item) -> bool:
    """Say whether `wanted` is a part of a name, with CO₂ as such or as CO2."""
    return len(wanted) >= _SHORTEST_PART and any(
        wanted in folded(name) or wanted in folded(full_size(name)) for name in _names_of(item)
    )


def _begins_id(wanted: str, item: Item) -> bool:
    if isinstance(item, Task) or len(wanted) < _SHORTEST_BEGINNING:
        return False
    return folded(item.id).startswith(wanted)


def _names_of(item: Item) -> Sequence[str]:
    names = name_of(item).everywhere()
    short = item.short if isinstance(item, Unit) else None
    return (*names, *short.everywhere()) if short else tuple(names)


def _begins(text: str, item: Item) -> bool:
    return any(folded(name).startswith(folded(text)) for name in _names_of(item))


def _ambiguous(text: str, matches: Sequence[Item]) -> Msg:
    listed, more = matches[:MOST_CANDIDATES], len(matches) - MOST_CANDIDATES
    if more > 0:
        return Msg(
            "{text} could be: {candidates}, and {more} more. Type the code or more of the name.",
            text=quoted(text),
            candidates=tuple(map(titled, listed)),
            more=more,
        )
    return Msg(
        "{text} could be: {candidates}. Type the code or more of the name.",
        text=quoted(text),
        candidates=tuple(map(titled, listed)),
    )


def _unknown(text: str, pool: Sequence[Item]) -> Msg:
    near = _nearest(text, pool)
    if near:
        return Msg(
            "Nothing in the plan is called {text}; did you mean {candidates}?",
            text=quoted(text),
            candidates=tuple(map(titled, near)),
        )
    if pool and all(isinstance(item, Task) for item in pool):
        return Msg(
            "The plan has no task {text}; see `sbtrack task list` for codes and titles.",
            text=quoted(text),
        )
    if pool and all(isinstance(item, Unit) for item in pool):
        return Msg(
            "The plan has no unit {text}; see `sbtrack unit list` for ids and names.",
            text=quoted(text),
        )
    return Msg(
        "Nothing in the plan is called {text}; see `sbtrack plan show` for codes and names.",
        text=quoted(text),
    )


def _nearest(text: str, pool: Sequence[Item]) -> Sequence[Item]:
    """Return what may have been meant: short forms (工伤险) first, the closest before others.

    Before them those whose name has it as a part: it looks like a code then, or is an id's part.
    Then names that are spelt like it: at least three fifths of all letters of both are in common.
    """
    from difflib import get_close_matches  # noqa: PLC0415  only for what is mistyped

    within = [i for i in pool if _part_of(folded(text), i)]
    short = [(length, i) for i in pool if (length := _length_of_short_form(text, i))]
    found = {id(i): i for i in (*within, *(i for _, i in sorted(short, key=lambda p: p[0])))}
    by_label = {folded(label): i for i in pool for label in labels_of(i)}
    for label in get_close_matches(folded(text), by_label, n=MOST_SUGGESTED, cutoff=_ALIKE):
        found.setdefault(id(by_label[label]), by_label[label])
    return list(found.values())[:MOST_SUGGESTED]


def _length_of_short_form(text: str, item: Item) -> int | None:
    """Return how much of a name `text` is short for; None when it is for none of them."""
    parts = [folded(word) for word in text.split()] if text.isascii() else [*folded(text)]
    if len(parts) < _FEWEST_PARTS:
        return None
    names = labels_of(item)[1:]
    lengths = [_span_in_order(parts, folded(name)) for name in names]
    return min((length for length in lengths if length is not None), default=None)


def _span_in_order(parts: Sequence[str], name: str) -> int | None:
    """Return the length of the piece of `name` that has all parts in this order, if it does.

    >>> _span_in_order("工伤险", "工伤保险参保人数"), _span_in_order("险工", "工伤保险参保人数")
    (4, None)
    """
    first = name.find(parts[0])
    end = first + len(parts[0])
    for part in parts[1:]:
        place = name.find(part, end)
        if first < 0 or place < 0:
            return None
        end = place + len(part)
    return end - first
