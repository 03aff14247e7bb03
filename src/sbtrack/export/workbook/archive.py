"""The package of an .xlsx file, written so that the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import IO, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

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

    def __exit__(self, kind: Any, *error: Any) -> None:
        """Close a package that is complete; leave one alone that could not be written."""
        if kind is not None:
            self.fp = None  # else it would try again to write its end when it is forgotten
        super().__exit__(kind, *error)

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Add a small part."""
        with self._part(str(zinfo_or_arcname)) as part:
            part.write(data.encode() if isinstance(data, str) else data)

    def write_sheet(self, name: str, xml: bytes) -> None:
        """Add a sheet: what openpyxl made of it, with our rows in place of its own."""
        head, tail = _around_rows(xml)
        rows, ending = self._sheets[name]
        with self._part(name) as part:
            part.write(head + b"<sheetData>")
            for some in rows():
                part.write(some.encode())
            part.write(b"</sheetData>" + ending(tail))

    def _part(self, name: str) -> IO[bytes]:
        info = ZipInfo(name.lstrip("/"), MOMENT)
        info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 0, 0
        return self.open(info, "w")


class Packer(ExcelWriter):
    """Lets openpyxl write a workbook, each sheet through memory instead of a temporary file.

    A killed run would leave such files behind. The sheets are small without their rows.
    """

    def __init__(self, workbook: Workbook, archive: Archive) -> None:
        super().__init__(workbook, archive)
        self._package = archive

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write one sheet."""
        drawing = SpreadsheetDrawing()
        drawing.charts, drawing.images = ws._charts, []  # type: ignore[attr-defined]
        ws._drawing = drawing  # type: ignore[attr-defined]
        out = BytesIO()
        writer = WorksheetWriter(ws, out)
        writer.write()
        ws._rels = writer._rels  # type: ignore[attr-defined]
        self._package.write_sheet(ws.path[1:], out.getvalue())
        self.manifest.append(ws)


def _around_rows(xml: bytes) -> tuple[bytes, bytes]:
    """Return what stands before and behind the rows of a sheet, without its old size."""
    before, found, after = xml.partition(b"<sheetData")
    assert found, "openpyxl writes rows into every sheet"
    size, _, rest = before.partition(b"<dimension ")
    if rest:
        before = size + rest.partition(b"/>")[2]
    empty = after.lstrip().startswith(b"/>")
    return before, after.partition(b"/>" if empty else b"</sheetData>")[2]
