#!/usr/bin/env bash
# xlsx2csv 0.8.6 (reads cells of a workbook made with openpyxl 3.1.5).
#
# A number whose cell format shows a unit is written as a date when the unit has one of the letters
# d, h, m, s or y in it, although it stands in quotation marks: a cell that shows "12.5 days" becomes
# its own format with a day of January 1900 in it, and the 12.5 is nowhere in the CSV. Below one it
# becomes a time of the day. A negative figure of the same column stays a number. Where the unit has
# no such letter and the format begins with 0.0, the figure gets as many decimals as the format has
# characters after the point.
#
# The natural guess: a converter that takes values from a workbook gives the value, or the text on
# the screen. It gives neither: the letters are looked for in the whole format, quoted text included.
#
# Whom it hurts: who takes tables apart that show units the way spreadsheets for people do, such as
# days, persons, m³ or yuan. Formats with Chinese units keep the number, with odd zeros after it.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-compile xlsx2csv==0.8.6 openpyxl==3.1.5
venv/bin/python - <<'PYTHON'
import csv
import io
import sys
from importlib.metadata import version

import openpyxl
from xlsx2csv import Xlsx2csv

print("python", sys.version.split()[0], *(f"{n} {version(n)}" for n in ("xlsx2csv", "openpyxl")))
CELLS = [
    (12.5, '0.0" days"', '0.0" 11ays"'),
    (-12.5, '0.0" days"', "-12.50000000"),
    (0.5, '0.0" days"', "12:00"),
    (1.5, '0.0"m"', '0.0"12"'),
    (62.3, '#,##0.0" yuan"', '#,##0.0" yuan"'),
    (62.3, '#,##0.0"%"', "62.3"),
    (13.4, '0.0"亿元"', "13.40000"),
    (13.4, "0.0", "13.4"),
]
book = openpyxl.Workbook()
for row, (value, shown, _) in enumerate(CELLS, start=1):
    book.active.cell(row, 1, value).number_format = shown
book.save("units.xlsx")
text = io.StringIO()
Xlsx2csv("units.xlsx").convert(text)
seen = [line[0] for line in csv.reader(io.StringIO(text.getvalue()))]
for (value, shown, _), got in zip(CELLS, seen, strict=True):
    print(f"{value:>6} with the format {shown:18} is written {got!r}")
if seen != [expected for _, _, expected in CELLS]:
    sys.exit(f"no longer so: saw {seen}")
PYTHON
