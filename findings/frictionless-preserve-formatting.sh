#!/usr/bin/env bash
# frictionless 5.21.0 with openpyxl 3.1.5 (describes and reads tables).
#
# Asked to keep the formatting of a workbook, frictionless builds the shown text itself, and builds
# another text than the spreadsheet shows. A figure that counts in percent already, with a percent
# sign that only stands after it, is multiplied by a hundred all the same: 82.1 shown as 82.1%
# comes back as 8210.0%. A fraction shown as 1/2 comes back as 0, halves are rounded to the even digit
# where a spreadsheet rounds up, and the year of a Chinese date changes places with its own character.
#
# The natural guess: "preserve formatting" is the way to get what the reader of the sheet sees,
# or else the bare value. Nothing tells which cells were formatted rightly.
#
# Whom it hurts: who takes over figures from a leader's sheet, where shares are often typed as 82.1
# with a fixed sign behind: next to shares that were typed as 0.821 they are a hundred times too large.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-compile frictionless==5.21.0 openpyxl==3.1.5
venv/bin/python - <<'PYTHON'
import datetime
import sys
from importlib.metadata import version

import openpyxl
from frictionless import Dialect, Resource, formats

print("python", sys.version.split()[0], *(f"{n} {version(n)}" for n in ("frictionless", "openpyxl")))
CELLS = [  # value, format, what a spreadsheet shows, what comes back
    (82.1, "0.0\\%", "82.1%", "8210.0%"),
    (82.1, '0.0"%"', "82.1%", "82.1"),
    (0.821, "0.0%", "82.1%", "82.1%"),
    (0.5, "# ?/?", "1/2", "0"),
    (92.5, "0", "93", "92"),
    (0.125, "0.00", "0.13", "0.12"),
    (datetime.datetime(2013, 6, 1), 'yyyy"年"m"月"', "2013年6月", "年2013月6"),
]
book = openpyxl.Workbook()
for row, (value, shown, _, _) in enumerate(CELLS, start=1):
    book.active.cell(row, 1, value).number_format = shown
book.save("shares.xlsx")
control = formats.ExcelControl(preserve_formatting=True)
with Resource("shares.xlsx", dialect=Dialect(header=False, controls=[control])) as resource:
    seen = [row[0] for row in resource.cell_stream]
for (value, shown, screen, _), got in zip(CELLS, seen, strict=True):
    print(f"{value!s:>20} with the format {shown:15} shows {screen:10} and comes back as {got!r}")
if seen != [expected for *_, expected in CELLS]:
    sys.exit(f"no longer so: saw {seen}")
PYTHON
