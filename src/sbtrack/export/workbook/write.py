"""Writes a neutral workbook as an .xlsx file.

openpyxl writes what stands around the rows of a sheet, and everything that is no sheet; the rows
come from `body`, so that numbers keep their last digit, text is never a formula, and a sheet of
any length is written as it is read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import BinaryIO

# What openpyxl writes must not depend on whether lxml happens to be installed.
os.environ["OPENPYXL_LXML"] = "False"

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from sbtrack.export.workbook.archive import Archive, Packer
from sbtrack.export.workbook.bars import with_flat_bars
from sbtrack.export.workbook.body import Body
from sbtrack.export.workbook.charts import add_charts
from sbtrack.export.workbook.frame import frame
from sbtrack.export.workbook.layout import Layout, height_of, laid_out, notes_height
from sbtrack.export.workbook.names import Places, add_names
from sbtrack.export.workbook.paper import break_pages
from sbtrack.export.workbook.pen import Pen
from sbtrack.export.workbook.styles import Styles
from sbtrack.locale.words import Words
from sbtrack.reports.workbook.sheets import NAMES, Book, Look, Tab

#: Told how many more rows of the long sheets are written.
Progress = Callable[[int], None]


def write_workbook(
    book: Book, words: Words, target: BinaryIO, progress: Progress = lambda _: None
) -> None:
    """Write a workbook to a file that can be sought in.

    Raises:
        OSError: it cannot be written.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    sheets = {s.tab: workbook.create_sheet(words.say(NAMES[s.tab])) for s in book.sheets}
    styles = Styles(workbook, next(iter(sheets.values())), words.language)
    pen = Pen(words)
    layouts = {s.tab: laid_out(s, sheets[s.tab].title, pen) for s in book.sheets}
    places = Places(layouts)
    for tab, layout in layouts.items():
        frame(sheets[tab], layout, places, words, book.limit)
        if layout.sheet.fields and not layout.sheet.long:
            heights = [height_of(line, layout.wrapping, pen) for line in layout.lines]
            break_pages(sheets[tab], layout, heights, notes_height(layout, pen))
    add_charts(workbook, layouts, words)
    _describe(workbook, book, words)
    parts = {
        f"xl/worksheets/sheet{number}.xml": (
            Body(layout, pen, styles, progress).rows,
            _Ending(workbook, layout, layouts),
        )
        for number, layout in enumerate(layouts.values(), 1)
    }
    with Archive(target, parts) as archive:
        Packer(workbook, archive).save()


class _Ending:
    """Sets right what was not known before the rows of a sheet were written."""

    def __init__(self, workbook: Workbook, layout: Layout, layouts: Mapping[Tab, Layout]) -> None:
        self._workbook = workbook
        self._layout = layout
        self._layouts = layouts

    def __call__(self, tail: bytes) -> bytes:
        sheet = self._workbook[self._layout.name]
        old = sheet.auto_filter.ref
        if old:
            sheet.auto_filter.ref = self._layout.table.replace("$", "")
            tail = tail.replace(f'ref="{old}"'.encode(), f'ref="{sheet.auto_filter.ref}"'.encode())
        bars = [f.key for f in self._layout.sheet.fields if f.look is Look.BAR]
        if b"<dataBar" in tail:
            cells = [self._layout.cells_of(key) for key in bars]
            tail = with_flat_bars(tail, self._layout.name, cells)
        if self._layout is [*self._layouts.values()][-1]:
            add_names(self._workbook, self._layouts)
        return tail


def _describe(workbook: Workbook, book: Book, words: Words) -> None:
    properties, made = workbook.properties, book.made_for.replace(tzinfo=None, microsecond=0)
    properties.title = words.say(book.title)
    properties.subject = words.say(book.subject)
    properties.creator = properties.lastModifiedBy = words.say(book.issuer)
    properties.language = words.language
    properties.created = properties.modified = made
    for name, value in book.properties:
        custom = StringProperty(name=name, value=value)
        workbook.custom_doc_props.append(custom)  # type: ignore[attr-defined]
