from hypothesis import given
from hypothesis import strategies as st

from sbtrack.render.fitting import GUTTER, Demand, fit


@st.composite
def demands(draw: st.DrawFn) -> Demand:
    least = draw(st.integers(1, 30))
    compact = least + draw(st.integers(0, 20))
    natural = compact + draw(st.integers(0, 200))
    return Demand(natural, compact, least, draw(st.integers(1, 6)))


def _width(widths: list[int]) -> int:
    return sum(widths) + GUTTER * (len(widths) - 1)


@given(st.lists(demands(), min_size=1, max_size=14), st.integers(1, 250))
def test_a_table_fits_unless_only_columns_of_the_first_priority_are_left(
    columns: list[Demand], width: int
) -> None:
    chosen = fit(columns, width)
    kept = [w for w in chosen.widths if w is not None]
    first_only = all(
        columns[i].priority == 1 for i in range(len(columns)) if i not in chosen.dropped
    )
    assert not kept or _width(kept) <= width or first_only


@given(st.lists(demands(), min_size=1, max_size=14), st.integers(1, 250))
def test_nothing_is_dropped_while_a_less_important_column_stays(
    columns: list[Demand], width: int
) -> None:
    dropped = fit(columns, width).dropped
    kept = [c.priority for i, c in enumerate(columns) if i not in dropped]
    assert all(columns[i].priority >= max(kept, default=1) for i in dropped)
    assert all(columns[i].priority > 1 for i in dropped)


@given(st.lists(demands(), min_size=1, max_size=14), st.integers(1, 250))
def test_every_width_lies_between_the_least_and_the_natural_one(
    columns: list[Demand], width: int
) -> None:
    for column, chosen in zip(columns, fit(columns, width).widths, strict=True):
        assert chosen is None or column.least <= chosen <= column.natural


def test_among_equals_the_rightmost_column_goes_first() -> None:
    column = Demand(10, 10, 10, priority=2)
    assert fit([column, column, column], 25).dropped == (2,)
