"""Names, periods and targets as plain data and back: the parts a plan's items are made of."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any

from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    Coverage,
    CumulativeChange,
    EveryPeriod,
    MultipleOf,
    Target,
    Undetermined,
    kind_of,
)
from sbtrack.domain.terms import Basis, Bound, Grain

Data = dict[str, Any]  # what JSON can hold: str, bool, list and dict
NameData = str | Data


def name_to_data(name: Name) -> NameData:
    """Return a name as its text, with the translations beside it where there are some."""
    if name.text and not name.translations:
        return name.text
    return {"text": name.text, "translations": dict(name.translations)}


def name_from_data(data: NameData) -> Name:
    """Return the name that `name_to_data` gave this data for."""
    if isinstance(data, str):
        return Name(data)
    return Name(data["text"], tuple(data["translations"].items()))


def target_to_data(target: Target) -> Data:
    """Return a target as data: its kind, and what that kind states."""
    return {
        "kind": kind_of(target),
        "by": str(target.by),
        **given(as_printed=target.as_printed),
        **_terms_of(target),
    }


def target_from_data(data: Data) -> Target:
    """Return the target that `target_to_data` gave this data for."""
    return _TARGETS[data["kind"]](data, period_from_data(data["by"]), data.get("as_printed", ""))


def _terms_of(target: Target) -> Data:  # noqa: PLR0911  one line a kind
    match target:
        case AtLeast() | AtMost():
            return {"value": str(target.value)} | given(baseline_meets=target.baseline_meets)
        case About():
            return {"value": str(target.value), "tolerance": str(target.tolerance)}
        case AnnualGrowth():
            return {"rate": str(target.rate)} | _growth_terms(target)
        case CumulativeChange():
            return {"change": str(target.change)} | _growth_terms(target)
        case EveryPeriod():
            every = other_than(target.every, Grain.YEAR)
            return {"bound": str(target.bound), "value": str(target.value)} | given(every=every)
        case MultipleOf():
            floor = maybe_text(target.floor)
            return {"factor": str(target.factor), "reference": target.reference} | given(
                floor=floor
            )
        case Undetermined():
            return {"text": name_to_data(target.text)}
        case Coverage():
            return {}


def _growth_terms(target: AnnualGrowth | CumulativeChange) -> Data:
    return given(
        basis=other_than(target.basis, Basis.LEVELS),
        bound=other_than(target.bound, Bound.AT_LEAST),
    )


_TARGETS: dict[str, Callable[[Data, Period, str], Target]] = {
    "at_least": lambda d, by, printed: AtLeast(
        by=by,
        as_printed=printed,
        value=Decimal(d["value"]),
        baseline_meets=bool(d.get("baseline_meets")),
    ),
    "at_most": lambda d, by, printed: AtMost(
        by=by,
        as_printed=printed,
        value=Decimal(d["value"]),
        baseline_meets=bool(d.get("baseline_meets")),
    ),
    "about": lambda d, by, printed: About(
        by=by, as_printed=printed, value=Decimal(d["value"]), tolerance=Decimal(d["tolerance"])
    ),
    "annual_growth": lambda d, by, printed: AnnualGrowth(
        by=by,
        as_printed=printed,
        rate=Decimal(d["rate"]),
        basis=Basis(d.get("basis", "levels")),
        bound=Bound(d.get("bound", "at_least")),
    ),
    "cumulative_change": lambda d, by, printed: CumulativeChange(
        by=by,
        as_printed=printed,
        change=Decimal(d["change"]),
        basis=Basis(d.get("basis", "levels")),
        bound=Bound(d.get("bound", "at_least")),
    ),
    "every_period": lambda d, by, printed: EveryPeriod(
        by=by,
        as_printed=printed,
        bound=Bound(d["bound"]),
        value=Decimal(d["value"]),
        every=Grain(d.get("every", "year")),
    ),
    "multiple_of": lambda d, by, printed: MultipleOf(
        by=by,
        as_printed=printed,
        factor=Decimal(d["factor"]),
        reference=d["reference"],
        floor=Decimal(d["floor"]) if "floor" in d else None,
    ),
    "coverage": lambda _, by, printed: Coverage(by=by, as_printed=printed),
    "undetermined": lambda d, by, printed: Undetermined(
        by=by, as_printed=printed, text=name_from_data(d["text"])
    ),
}


def given(**fields: object) -> Data:
    """Keep what is not at its default: every default is encoded as something empty."""
    return {key: value for key, value in fields.items() if value}


def other_than(value: object, default: object) -> str | None:
    """Return the value as text, None when it is written as the default is."""
    text = str(value)
    return None if text == str(default) else text


def maybe_text(value: object | None) -> str | None:
    """Return the value as text, None for None."""
    return None if value is None else str(value)


#: Reads a period; plans name few periods many times over, and periods are immutable.
period_from_data: Callable[[str], Period] = cache(Period.parse)
