#!/usr/bin/env bash
# petl 1.7.30 (tables from file to file).
#
# Turning a column into numbers reads (2.5), an accountant's minus 2.5, as a complex number of plus
# 2.5. The total of the column is then complex as well, and off by twice the figure; written to a file
# it is "(2.5+0j)". A code such as 7J in the same column becomes a number too.
#
# The natural guess: what is no plain number stays as it is, as "1,304" and "82.1%" do. That complex
# numbers are tried last is said; that a bracket alone is enough for one, and loses a sign, is not.
#
# Whom it hurts: who loads balances and changes from financial tables, in which brackets are the usual
# minus sign, and sums them.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-compile petl==1.7.30
venv/bin/python - <<'PYTHON'
import sys
from importlib.metadata import version

import petl

print("python", sys.version.split()[0], "petl", version("petl"))
TYPED = ["82.5", "(2.5)", "1,304", "82.1%", "7J", "-2.5"]
table = petl.convertnumbers([["unit", "change"], *([f"unit {t}", t] for t in TYPED)])
read = list(petl.values(table, "change"))
for typed, got in zip(TYPED, read, strict=True):
    print(f"{typed:>6} read as {got!r}")
total = sum(petl.values(petl.head(table, 2), "change"))
print("82.5 and (2.5) together:", total)
petl.tocsv(petl.head(table, 2), "out.csv")
with open("out.csv") as file:
    lines = file.read().split()
print("written:", lines[-1])

expected = ([82.5, 2.5 + 0j, "1,304", "82.1%", 7j, -2.5], 85 + 0j, "(2.5),(2.5+0j)")
seen = (read, total, lines[-1])
if seen != expected or not isinstance(read[1], complex):
    sys.exit(f"no longer so: expected {expected}, saw {seen}")
PYTHON
