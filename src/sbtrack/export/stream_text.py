"""Long tables as text, a piece at a time, so that they are never held whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sbtrack.export.json_text import to_json


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
