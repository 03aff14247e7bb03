#!/usr/bin/env bash
# pyjstat 2.4.0 with pandas 3.0.6 (JSON-stat, the cubes of statistical offices).
#
# A table of observations made into a JSON-stat dataset keeps its figures in the order of the rows,
# and never looks at what each row says it is for. A table sorted by year first gets back other
# figures for other units; a table in which one observation is missing gets a cube one cell short,
# so every later figure moves up by one. Nothing is raised while the dataset is written.
#
# The natural guess: each row carries its own labels, so the order of the rows means nothing, and a
# missing observation becomes an empty cell. JSON-stat itself has no labels next to its values, only
# places counted along the dimensions, and nobody does that counting here.
#
# Whom it hurts: who publishes indicators by unit and year. The file is valid in form, its labels
# are all right, its totals even agree; only the figures stand at the wrong place.
# Sorting by all dimensions, in the order of the columns, and filling the holes first avoids it.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-compile pyjstat==2.4.0 pandas==3.0.6
venv/bin/python - <<'PYTHON'
import json
import sys
from importlib.metadata import version

import pandas
from pyjstat import pyjstat

print("python", sys.version.split()[0], *(f"{n} {version(n)}" for n in ("pyjstat", "pandas")))
ROWS = [("North", "2011", 1.0), ("South", "2011", 2.0), ("North", "2012", 3.0),
        ("South", "2012", 4.0), ("North", "2013", 5.0), ("South", "2013", 6.0)]  # fmt: skip


def written(rows):
    table = pandas.DataFrame(rows, columns=["unit", "year", "value"])
    return pyjstat.Dataset.read(table).write()


def figures(text):
    table = pyjstat.Dataset.read(text).write("dataframe")
    return {(u, y): v for u, y, v in table.itertuples(index=False)}


by_year, by_unit = figures(written(ROWS)), figures(written(sorted(ROWS)))
for unit, year, value in ROWS:
    print(unit, year, "given", value, "back when sorted by year", by_year[unit, year],
          "back when sorted by unit", by_unit[unit, year])
hole = json.loads(written(sorted(ROWS)[1:]))
print("one row missing: size", hole["size"], "values", hole["value"])

given = {(u, y): v for u, y, v in ROWS}
seen = (by_unit == given, [by_year[u, y] for u, y, _ in ROWS], hole["size"], hole["value"])
expected = (True, [1.0, 4.0, 2.0, 5.0, 3.0, 6.0], [2, 3], [3.0, 5.0, 2.0, 4.0, 6.0])
if seen != expected:
    sys.exit(f"no longer so: expected {expected}, saw {seen}")
PYTHON
