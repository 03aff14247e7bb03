"""Looks templates up in a compiled catalogue (`.mo`) without reading the rest of it.

The standard library's reader decodes all 1,500 messages first, at every start of the program.
"""

from __future__ import annotations

from pathlib import Path
from struct import unpack_from

_MAGIC = 0x950412DE  # little-endian, as Babel writes it


class Catalogue:
    """What a template is in another language; one that is not there stays as it is.

    The templates stand in the file in the order of their bytes.
    """

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        magic, _, self._count, self._templates, self._said = unpack_from("<5I", self._data)
        if magic != _MAGIC:
            raise ValueError(path)
        self._known: dict[str, str] = {}

    def __call__(self, template: str) -> str:
        """Return a template in the catalogue's language."""
        known = self._known.get(template)
        if known is None:
            known = self._known[template] = self._found(template)
        return known

    def _found(self, template: str) -> str:
        wanted, low, high = template.encode(), 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self._text(self._templates, middle) < wanted:
                low = middle + 1
            else:
                high = middle
        if low == self._count or self._text(self._templates, low) != wanted:
            return template
        return self._text(self._said, low).decode()

    def _text(self, table: int, index: int) -> bytes:
        length, start = unpack_from("<2I", self._data, table + 8 * index)
        return self._data[start : start + length]
