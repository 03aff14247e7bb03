import re
import unicodedata
from decimal import Decimal

import pytest
from rich.cells import cell_len
from status_sample import coloured, drawn

from sbtrack.domain.message import Msg, Name, Quantity
from sbtrack.locale.signs import SYMBOLS, visible
from sbtrack.render.cells import EMPTY, FILLED
from sbtrack.reports.table import Align, Cell, Column, Section, Table

HOSTILE = {
    "[red]工伤[/red] [/] [link=file:///etc]x[/link]": "[red]工伤[/red] [/] [link=file:///etc]x[/link]",
    ":smile: :boom:": ":smile: :boom:",
    "\x1b[2J\x1b]0;owned\x07": "␛[2J␛]0;owned␇",
    "\x9b31mred\x90": "�31mred�",
    "a\u202egnp.exe\u2066b": "a�gnp.exe�b",
    "one\ntwo\r\nthree\ttabs\x0b\x0c": "one␊two␍␊three␉tabs␋␌",
    "nul\0del\x7f": "nul␀del␡",
    "zero\u200bwidth\ufeff\u00ad": "zero�width��",
    "lines\u2028here\u2029": "lines�here�",
    "lone\udcff surrogate\ud800": "lone� surrogate�",
    "no-break\u00a0space\u3000ideographic": "no-break space\u3000ideographic",
    "👨\u200d👩\u200d👧 ❤\ufe0f": "👨👩👧 ❤",
    "{name} %s {0}": "{name} %s {0}",
    "e\u0301\u0301\u0301": "e\u0301\u0301\u0301",
    "'; DROP TABLE observation; --": "'; DROP TABLE observation; --",
}


def _table(cell: Cell) -> Table:
    columns = (Column("x", Msg("X"), flexible=True), Column("end", Msg("E"), Align.RIGHT))
    return Table(Msg("T"), columns, (Section(((cell, "|"), ("plain", "|"))),))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(text: str) -> None:
    shown, plain = drawn(_table(Name(text)), 200).split("\n")[3:5]
    assert shown.rstrip("|").rstrip() == HOSTILE[text]
    assert cell_len(shown) == cell_len(plain)


@pytest.mark.parametrize("text", HOSTILE)
def test_on_a_colour_terminal_only_our_own_codes_arrive(text: str) -> None:
    table = _table(Name(text))
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured(table, 200)) == drawn(table, 200)
    assert set(re.findall(r"\x1b\[[^a-z]*[a-z]?", coloured(table, 200))) == {
        "\x1b[0m",
        "\x1b[1m",
        "\x1b[2m",
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_titles_headings_notes_and_units_does_nothing(text: str) -> None:
    said = Msg("{text}", text=text)
    rows = ((Quantity(Decimal(1), text),),)
    table = Table(said, (Column("x", said),), (Section(rows, said),), said, (said,))
    lines = drawn(table, 200).split("\n")
    assert lines == [
        HOSTILE[text], HOSTILE[text], "", HOSTILE[text], "", HOSTILE[text],
        f"1 {HOSTILE[text]}", "", HOSTILE[text], "",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["x" * 10_000, "工伤保险" * 2_500, "ab " * 3_334, "\x1b" * 10_000])
@pytest.mark.parametrize("width", [20, 80, 1_000_000])
def test_a_name_of_ten_thousand_characters_is_drawn_whole(name: str, width: int) -> None:
    text = drawn(_table(Name(name)), width)
    lines = text.split("\n")
    assert max(map(cell_len, lines)) <= max(width, 20)
    wanted = visible(name).replace(" ", "")
    assert text.replace(" ", "").replace("\n", "").replace("|", "").count(wanted) == 1


def test_no_sign_of_ours_is_of_ambiguous_width() -> None:
    signs = [*SYMBOLS.values(), FILLED, EMPTY]
    assert {unicodedata.east_asian_width(sign) for sign in signs} <= {"N", "Na"}
