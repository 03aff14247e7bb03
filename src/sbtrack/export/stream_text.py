"""Long tables as text, a piece at a time, so that they are never held whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from sbtrack.domain.message import Msg
from sbtrack.export.csv_text import table_to_csv
from sbtrack.export.json_text import to_json
from sbtrack.locale.words import Words
from sbtrack.reports.table import Cell, Column, Section, Table

_PIECE = 1000  # rows


def csv_pieces(
    columns: tuple[Column, ...],
    rows: Iterable[tuple[Cell, ...]],
    words: Words,
    *,
    bom: bool = False,
) -> Iterator[str]:
    r"""Yield a table as CSV, as `table_to_csv` would write it whole.

    The rows hold numbers without a unit of measure, for only then have all pieces one shape.
    """
    rest = iter(rows)
    first = True
    while (piece := tuple(islice(rest, _PIECE))) or first:
        text = table_to_csv(Table(Msg(""), columns, (Section(piece),)), words, bom=bom and first)
        yield text if first else text.partition("\r\n")[2]
        first = False


def json_pieces(items: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Yield objects as a JSON array.

    >>> print("".join(json_pieces([{"a": 1}, {"a": 2}])), end="")
    [
      {
        "a": 1
      },
      {
        "a": 2
      }
    ]
    """
    before = "[\n  "
    for item in items:
        yield before + to_json(item).rstrip().replace("\n", "\n  ")
        before = ",\n  "
    yield "\n]\n" if before.startswith(",") else "[]\n"
