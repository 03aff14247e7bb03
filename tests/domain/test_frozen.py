"""Immutable classes are dataclasses to everyone who uses them."""

from __future__ import annotations

import copy
import pickle
from dataclasses import fields, is_dataclass, replace
from functools import cached_property
from operator import itemgetter
from typing import Any

import pytest

from sbtrack.domain.frozen import Frozen


class Place(Frozen):
    name: str
    size: int = 1
    tags: tuple[str, ...] = ()


class Town(Place):
    mayor: str = "nobody"


class Village(Frozen):
    name: str
    size: int = 1
    tags: tuple[str, ...] = ()


class Named(Frozen, kw_only=True):
    hint: str = ""
    name: str


class Slow(Frozen):
    name: str
    __slots__ = ("__dict__",)

    @cached_property
    def letters(self) -> tuple[str, ...]:
        return tuple(self.name)


class Empty(Frozen):
    pass


OURS = Place("a", 2, ("x",))
UNTYPED: Any = Place


def test_values_are_given_in_order_or_by_name_and_the_rest_has_its_default() -> None:
    assert (
        Place("a", 2, ("x",))
        == Place(tags=("x",), size=2, name="a")
        == Place("a", tags=("x",), size=2)
    )
    assert (OURS.name, OURS.size, OURS.tags) == ("a", 2, ("x",))
    assert (Place("a").size, Place("a").tags) == (1, ())


def test_a_class_that_extends_another_has_its_fields_first() -> None:
    town = Town("a", 2, ("x",), "b")
    assert (town.name, town.size, town.tags, town.mayor) == ("a", 2, ("x",), "b")
    assert Town("a").mayor == "nobody"


@pytest.mark.parametrize(
    ("given", "named", "said"),
    [
        ((), {}, "Place needs name"),
        ((), {"size": 3}, "Place needs name"),
        (("a", 1, (), 4), {}, "Place takes 3 values without names, not 4"),
        (("a",), {"name": "b"}, "Place has no name, or was given it twice"),
        (("a",), {"colour": "b"}, "Place has no colour"),
        (("a", 1, ()), {"colour": "b"}, "Place has no colour"),
    ],
)
def test_what_does_not_fit_the_fields_is_refused(
    given: tuple[object, ...], named: dict[str, object], said: str
) -> None:
    with pytest.raises(TypeError, match=said):
        UNTYPED(*given, **named)


def test_fields_that_need_their_names_take_no_others() -> None:
    assert Named(name="a") == Named(name="a", hint="")
    unnamed: Any = Named
    for given in (("a",), ("", "a")):
        with pytest.raises(TypeError, match="Named takes 0 values without names"):
            unnamed(*given)
    with pytest.raises(TypeError, match="Named needs name"):
        unnamed()


def test_nothing_can_be_changed_added_or_removed() -> None:
    changing: Any = OURS
    for name in ("name", "colour"):
        with pytest.raises(AttributeError, match=f"Place is immutable: {name}"):
            setattr(changing, name, "b")
        with pytest.raises(AttributeError, match=f"Place is immutable: {name}"):
            delattr(changing, name)
    assert Place("a", 2, ("x",)) == OURS
    assert not hasattr(OURS, "__dict__")


def test_equal_are_only_those_of_one_class_with_equal_fields() -> None:
    assert Place("a", 2, ("x",)) == OURS
    assert hash(OURS) == hash(Place("a", 2, ("x",)))
    assert Place("a", 2, ("y",)) != OURS
    village: object = Village("a", 2, ("x",))
    values: object = ("a", 2, ("x",))
    assert village != OURS
    assert values != OURS
    assert Place("a") != Town("a")
    assert len({OURS, Place("a", 2, ("x",)), Place("b"), Village("b")}) == 3
    assert Empty() == Empty()


def test_it_is_no_sequence() -> None:
    uses: tuple[Any, ...] = (iter, len, sorted, itemgetter(0))
    for use in uses:
        with pytest.raises(TypeError):
            use(OURS)
    match OURS:
        case [*_]:
            pytest.fail("taken for a sequence")
        case Place(name, size):
            assert (name, size) == ("a", 2)


def test_its_text_names_every_field() -> None:
    assert repr(OURS) == "Place(name='a', size=2, tags=('x',))"
    assert repr(Town("a")) == "Town(name='a', size=1, tags=(), mayor='nobody')"


def test_the_standard_library_knows_it_as_a_dataclass() -> None:
    assert is_dataclass(OURS)
    assert [field.name for field in fields(Town)] == ["name", "size", "tags", "mayor"]
    assert [field.name for field in fields(Place)] == ["name", "size", "tags"]
    assert replace(OURS, size=3) == Place("a", 3, ("x",))
    assert replace(Named(name="a"), hint="b") == Named(name="a", hint="b")
    with pytest.raises(TypeError, match="Place has no colour"):
        replace(OURS, **{"colour": 1})  # type: ignore[arg-type]


def test_it_can_be_copied_and_sent() -> None:
    for kept in (OURS, Town("a"), Named(name="a"), Empty()):
        assert copy.copy(kept) == copy.deepcopy(kept) == pickle.loads(pickle.dumps(kept)) == kept


def test_what_was_worked_out_once_belongs_to_no_comparison_and_no_copy() -> None:
    slow, fresh = Slow("ab"), Slow("ab")
    assert slow.letters is slow.letters
    assert slow == fresh
    assert repr(slow) == repr(fresh) == "Slow(name='ab')"
    assert vars(copy.copy(slow)) == {}
