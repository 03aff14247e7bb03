"""Immutable classes with named fields: dataclasses in use, without what those cost at every start.

`@dataclass(frozen=True, slots=True)` writes six functions for each class as text and compiles them
whenever the program starts. These classes share their functions, which go by the fields' names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, fields, make_dataclass
from dataclasses import replace as replaced_in_dataclass
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

_NEEDED: Any = object()  # stands where a field has no default
_NOWHERE = -1
T = TypeVar("T")


class _Fields:
    """The fields as `dataclasses` asks for them (`replace`, `fields`), made when it does."""

    def __init__(self) -> None:
        self._made: dict[type, Mapping[str, Field[Any]]] = {}

    def __get__(self, _: object, owner: _FrozenType) -> Mapping[str, Field[Any]]:
        if owner not in self._made:
            typed = [(name, object) for name in owner._field_names]
            said = {"__doc__": owner.__name__}  # without one, `dataclasses` works out a long one
            like = make_dataclass(
                owner.__name__, typed, namespace=said, init=False, repr=False, eq=False
            )
            self._made[owner] = {field.name: field for field in fields(like)}
        return self._made[owner]


@dataclass_transform(frozen_default=True)
class _FrozenType(type):
    """Makes slots of the names that a class annotates, and keeps their defaults aside."""

    _field_names: tuple[str, ...]
    _field_places: dict[str, int]  # of the names
    _field_defaults: tuple[Any, ...]  # one a name
    _field_setters: tuple[Callable[[Any, Any], None], ...]
    _most_unnamed: int  # values that may be given without their names
    _field_values: Callable[[Any], object]

    def __new__(
        mcls, name: str, bases: tuple[type, ...], body: dict[str, Any], *, kw_only: bool = False
    ) -> _FrozenType:
        own = tuple(body.get("__annotations__", ()))
        defaults = tuple([body.pop(field, _NEEDED) for field in own])
        names, before, setters = _inherited(bases)
        names += own
        body["__slots__"] = (*body.get("__slots__", ()), *own)
        body["__match_args__"] = () if kw_only else names
        made = super().__new__(mcls, name, bases, body)
        made._field_names, made._field_defaults = names, before + defaults
        made._field_places = {name: place for place, name in enumerate(names)}
        made._field_setters = setters + tuple([made.__dict__[field].__set__ for field in own])
        made._most_unnamed = 0 if kw_only else len(names)
        made._field_values = attrgetter(*names or ("__class__",))
        return made

    def _complete(cls, given: tuple[Any, ...], named: dict[str, Any]) -> list[Any]:
        """Return a value for every field: those that were given, and the defaults of the others."""
        unnamed = len(given)
        if unnamed > cls._most_unnamed:
            raise TypeError(
                f"{cls.__name__} takes {cls._most_unnamed} values without names, not {unnamed}"
            )
        values = [*given, *cls._field_defaults[unnamed:]]
        for name, value in named.items():
            place = cls._field_places.get(name, _NOWHERE)
            if place < unnamed:
                raise TypeError(f"{cls.__name__} has no {name}, or was given it twice")
            values[place] = value
        if unnamed + len(named) < len(values):
            lacking = [
                n for n, value in zip(cls._field_names, values, strict=True) if value is _NEEDED
            ]
            if lacking:
                raise TypeError(f"{cls.__name__} needs {', '.join(lacking)}")
        return values


def _inherited(bases: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the names, defaults and setters of the class that is extended; there is only one."""
    return (
        (bases[0]._field_names, bases[0]._field_defaults, bases[0]._field_setters)
        if bases
        else ((), (), ())
    )


class Frozen(metaclass=_FrozenType):
    """Base of a class whose annotations are its fields; an instance never changes.

    Two are equal if they are of the same class and all their fields are equal. `replace` of
    `dataclasses` makes one that differs; `__slots__` can name what is no field, such as a cache.

    >>> class Point(Frozen):
    ...     x: int
    ...     y: int = 0
    >>> Point(1), Point(x=1) == Point(1, 0)
    (Point(x=1, y=0), True)
    """

    __dataclass_fields__ = _Fields()

    def __init__(self, *given: Any, **named: Any) -> None:
        kind = type(self)
        values: Iterable[Any] = given
        if named or len(given) != kind._most_unnamed or not given:
            values = kind._complete(given, named)
        for put, value in zip(kind._field_setters, values):  # noqa: B905  as many; `strict` costs
            put(self, value)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return bool(type(self)._field_values(self) == type(self)._field_values(other))

    def __hash__(self) -> int:
        return hash(type(self)._field_values(self))

    def __repr__(self) -> str:
        told = (f"{name}={getattr(self, name)!r}" for name in type(self)._field_names)
        return f"{type(self).__qualname__}({', '.join(told)})"

    def __setattr__(self, name: str, _: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is immutable: {name} stays as it is")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is immutable: {name} stays")

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), *(getattr(self, name) for name in type(self)._field_names))


def _fill(made: Frozen, values: Iterable[object]) -> None:
    for put, value in zip(type(made)._field_setters, values, strict=True):
        put(made, value)


def _restored(kind: type[Frozen], *values: object) -> Frozen:
    """Return a copy, or what was pickled."""
    made = object.__new__(kind)
    _fill(made, values)
    return made


def replace(thing: T, /, **changes: object) -> T:
    """Return a thing with other values in some of its fields, as `dataclasses.replace` does.

    That one asks for descriptions of the fields, whose making costs more than the first use.

    >>> class Point(Frozen):
    ...     x: int
    ...     y: int = 0
    >>> replace(Point(1), y=2)
    Point(x=1, y=2)
    """
    if not isinstance(thing, Frozen):
        return replaced_in_dataclass(thing, **changes)  # type: ignore[type-var]
    kind = type(thing)
    for name in changes:
        if name not in kind._field_places:
            raise TypeError(f"{kind.__name__} has no {name}")
    names = kind._field_names
    made = object.__new__(kind)
    _fill(made, [changes[n] if n in changes else getattr(thing, n) for n in names])
    return made
