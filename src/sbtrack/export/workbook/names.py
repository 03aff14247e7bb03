"""Names in a workbook: what links lead to, and what other workbooks can refer to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName

from sbtrack.export.workbook.layout import Layout
from sbtrack.reports.workbook.sheets import Place, Tab

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_]")


class Places:
    """Finds where links lead."""

    def __init__(self, layouts: Mapping[Tab, Layout]) -> None:
        self._layouts = layouts

    def of(self, place: Place) -> str | None:
        """Return the location of a place; in a long sheet that is a name, set once it is known."""
        layout = self._layouts.get(place.tab)
        if layout is None:
            return None
        if not place.key:
            return f"{quote_sheetname(layout.name)}!A1"
        if layout.sheet.long:
            return name_of(place.tab, place.key)
        row = layout.keys.get(place.key)
        return None if row is None else f"{quote_sheetname(layout.name)}!A{row}"


def name_of(tab: Tab, key: str) -> str:
    """Return the name of a line of a long sheet.

    >>> name_of(Tab.VALUES, "work-injury-insured")
    'values.work_injury_insured'
    """
    return f"{tab.value}.{_word(key)}"


def add_names(workbook: Workbook, layouts: Mapping[Tab, Layout]) -> None:
    """Name the tables, the figures of the indicators, and the dates; all rows are known by now."""
    for layout in layouts.values():
        for name, cells in _names(layout):
            location = f"{quote_sheetname(layout.name)}!{cells}"
            workbook.defined_names[name] = DefinedName(name, attr_text=location)


def _names(layout: Layout) -> Iterator[tuple[str, str]]:
    sheet = layout.sheet
    if sheet.fields:
        yield f"{sheet.tab.value}_table", layout.table
    for key, row in layout.keys.items():
        if sheet.long:
            yield name_of(sheet.tab, key), f"$A${row}"
        for index, field in enumerate(sheet.fields, 1):
            if field.names is not None:
                yield f"{field.names}{_word(key)}", f"${get_column_letter(index)}${row}"


def _word(key: str) -> str:
    return _NOT_IN_NAMES.sub("_", key)
