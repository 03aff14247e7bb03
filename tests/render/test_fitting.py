from hypothesis import given
from hypothesis import strategies as st

from sbtrack.render.fitting import GUTTER, Demand, fit, fitted


@st.composite
def demands(draw: st.DrawFn) -> Demand:
    least = draw(st.integers(1, 30))
    compact = least + draw(st.integers(0, 20))
    natural = compact + draw(st.integers(0, 200))
    beside, flags = draw(st.integers(compact, natural)), draw(st.tuples(*[st.booleans()] * 2))
    return Demand(natural, compact, least, draw(st.integers(1, 6)), beside, *flags)


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


@given(st.lists(demands(), min_size=1, max_size=14), st.integers(1, 250))
def test_a_column_that_does_not_stretch_is_given_nothing_that_it_cannot_use(
    columns: list[Demand], width: int
) -> None:
    for column, chosen in zip(columns, fit(columns, width).widths, strict=True):
        useful = {column.compact, max(column.compact, column.beside), column.natural, None}
        assert column.stretches or chosen in useful or (chosen or 0) < column.compact


def test_room_goes_to_remarks_before_texts_and_to_headings_last() -> None:
    number = Demand(14, 6, 6, beside=10, stretches=False)
    text = Demand(30, 10, 10)
    assert fit([text, number], 20).widths == (12, 6)
    assert fit([text, number], 25).widths == (13, 10)
    assert fit([text, number], 42).widths == (30, 10)
    assert fit([text, number], 46).widths == (30, 14)


def test_a_vital_column_is_dropped_only_where_texts_cannot_be_squeezed_further() -> None:
    text, number = Demand(30, 20, 12), Demand(10, 10, 10, priority=2)
    assert fit([text, number], 31).dropped == (1,)
    assert fit([text, number._replace(vital=True)], 24).widths == (12, 10)
    assert fit([text, number._replace(vital=True)], 23).dropped == (1,)


def test_of_two_tables_that_are_too_wide_the_narrower_lacks_less() -> None:
    wide, narrow = ([Demand(width, width, width)] * 2 for width in (40, 30))
    assert fitted(narrow, 50)[1] < fitted(wide, 50)[1]
    assert fitted(narrow, 50)[1].excess == 30 + GUTTER + 30 - 50
    assert fitted(narrow, 62)[1].excess == 0


class TestExactly:
    """A column that exactly fits is drawn, and so wide."""

    TEXT, NUMBER = Demand(30, 20, 12), Demand(10, 8, 6, priority=2, stretches=False)

    def test_as_wide_as_it_wants_to_be(self) -> None:
        assert fit([self.TEXT, self.NUMBER], 42).widths == (30, 10)
        assert fit([self.TEXT, self.NUMBER], 41).widths == (30, 8)

    def test_in_compact_form(self) -> None:
        assert fit([self.TEXT, self.NUMBER], 30).widths == (20, 8)
        assert fit([self.TEXT, self.NUMBER], 29).dropped == (1,)

    def test_with_the_remark_beside_its_number(self) -> None:
        number = Demand(14, 6, 6, beside=10, stretches=False)
        assert fit([Demand(30, 10, 10), number], 22).widths == (10, 10)
        assert fit([Demand(30, 10, 10), number], 21).widths == (13, 6)

    def test_with_its_heading_on_one_line(self) -> None:
        number = Demand(14, 6, 6, stretches=False)
        assert fit([Demand(10, 10, 10), number], 26).widths == (10, 14)
        assert fit([Demand(10, 10, 10), number], 25).widths == (10, 6)

    def test_leaves_nothing_to_be_desired(self) -> None:
        text = Demand(30, 20, 12)
        assert [fitted([text], width)[1].squeezed for width in (19, 20, 21)] == [True, False, False]
        assert [fitted([text], width)[1].excess for width in (11, 12, 13)] == [1, 0, 0]
        assert [fitted([text], width)[1].cramped for width in (11, 12, 13)] == [True, False, False]
