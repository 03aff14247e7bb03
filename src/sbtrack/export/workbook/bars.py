"""Bars behind shares: flat with an edge where a program can draw that, else fading.

The format of 2007 knows only bars that fade; what newer programs draw instead is an extension,
which openpyxl does not write.
"""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from openpyxl.formatting.rule import DataBar, FormatObject, Rule
from openpyxl.styles import Color

_COLOUR, _EDGE = "FF9DC3E6", "FF1F3864"
_RULE_EXTENSION = "{B025F937-C7B1-47D3-B67F-A62EFF666E3E}"
_SHEET_EXTENSION = "{78C0D931-6437-407d-A8EE-F0AAD7539E65}"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"
_END_OF_BAR, _END_OF_SHEET = b"</dataBar></cfRule>", b"</worksheet>"


def bar_rule() -> Rule:
    """Return a bar over the whole cell at one, and none at nothing or below."""
    ends = [FormatObject(type="num", val=0), FormatObject(type="num", val=1)]
    bar = DataBar(minLength=0, maxLength=100, cfvo=ends, color=Color(rgb=_COLOUR))
    return Rule(type="dataBar", dataBar=bar)


def with_flat_bars(tail: bytes, sheet: str, ranges: list[str]) -> bytes:
    """Return the XML behind the rows of a sheet, with each of its bars described anew.

    `ranges` are the cells of the bars, in the order in which they stand there.
    """
    if not ranges:
        return tail
    described = []
    for cells in ranges:
        id = _id(f"{sheet}!{cells}")
        reference = (
            f'</dataBar><extLst><ext xmlns:x14="{_X14}" uri="{_RULE_EXTENSION}">'
            f"<x14:id>{id}</x14:id></ext></extLst></cfRule>"
        )
        before, found, after = tail.partition(_END_OF_BAR)
        assert found, "each bar that was asked for is there"
        tail = before + reference.encode() + after
        described.append(_described(id, cells))
    extension = (
        f'<extLst><ext xmlns:x14="{_X14}" uri="{_SHEET_EXTENSION}"><x14:conditionalFormattings>'
        f"{''.join(described)}</x14:conditionalFormattings></ext></extLst>"
    )
    return tail.replace(_END_OF_SHEET, extension.encode() + _END_OF_SHEET)


def _described(id: str, cells: str) -> str:
    return (
        f'<x14:conditionalFormatting xmlns:xm="{_XM}"><x14:cfRule type="dataBar" id="{id}">'
        '<x14:dataBar minLength="0" maxLength="100" border="1" gradient="0" '
        'axisPosition="none">'
        '<x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo>'
        '<x14:cfvo type="num"><xm:f>1</xm:f></x14:cfvo>'
        f'<x14:borderColor rgb="{_EDGE}"/></x14:dataBar></x14:cfRule>'
        f"<xm:sqref>{cells}</xm:sqref></x14:conditionalFormatting>"
    )


def _id(place: str) -> str:
    """Return an id that is the same whenever the same workbook is written."""
    return f"{{{UUID(bytes=sha256(place.encode()).digest()[:16])}}}".upper()
