"""The package of an .xlsx file, written so that the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

#: The moment that every part bears: the earliest that the format knows.
MOMENT = (1980, 1, 1, 0, 0, 0)

#: The rows of a sheet, and what to change in the XML behind them once they are written.
Rows = Callable[[], Iterator[str]]
Ending = Callable[[bytes], bytes]


class Archive(ZipFile):
    """Takes the parts of a workbook from openpyxl, and puts the rows into its sheets.

    `sheets` gives them by the name of the part. Nothing of the clock, the machine or a
    temporary file is kept.
    """

    def __init__(self, target: BinaryIO, sheets: Mapping[str, tuple[Rows, Ending]]) -> None:
        super().__init__(target, "w", ZIP_DEFLATED)
        self._sheets = sheets

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Add a small part."""
        with self._part(str(zinfo_or_arcname)) as part:
            part.write(data.encode() if isinstance(data, str) else data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Add a sheet: what openpyxl wrote of it, with our rows in place of its own."""
        head, tail = _around_rows(Path(filename).read_bytes())
        rows, ending = self._sheets[str(arcname)]
        with self._part(str(arcname)) as part:
            part.write(head + b"<sheetData>")
            for some in rows():
                part.write(some.encode())
            part.write(b"</sheetData>" + ending(tail))

    def _part(self, name: str) -> IO[bytes]:
        info = ZipInfo(name.lstrip("/"), MOMENT)
        info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 0, 0
        return self.open(info, "w")


def _around_rows(xml: bytes) -> tuple[bytes, bytes]:
    """Return what stands before and behind the rows of a sheet, without its old size."""
    before, found, after = xml.partition(b"<sheetData")
    assert found, "openpyxl writes rows into every sheet"
    size, _, rest = before.partition(b"<dimension ")
    if rest:
        before = size + rest.partition(b"/>")[2]
    empty = after.lstrip().startswith(b"/>")
    return before, after.partition(b"/>" if empty else b"</sheetData>")[2]
