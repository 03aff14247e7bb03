#!/usr/bin/env bash
# libhxl 5.2.2 (tables with hashtags, used for indicators of humanitarian programmes).
#
# A word among the figures wins the maximum, and a dash the minimum: a column with 82.1, 9.5, n/a and
# a dash has the sum 91.6 and the average 45.8, and at the same time the maximum "n/a" and the minimum
# "-". Sum and average warn of each word and leave it out; minimum and maximum take it, in silence. A
# filter for figures above 100 compares a figure written 1,304 as text, and drops it.
#
# The natural guess: what counts as a number is settled once for a column, so that all totals of it
# rest on the same cells; the manual of the proxy built on it even says that words are left out of all
# of them. Here a figure and a word, which cannot be compared, are compared as text.
#
# Whom it hurts: who prints the best and worst unit of an indicator from collected sheets, where
# "n/a", a dash or a thousands separator is what people type.
# (six is installed along because this version imports it and asks for it nowhere.)
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-compile libhxl==5.2.2 six==1.17.0
venv/bin/python - <<'PYTHON'
import sys
from importlib.metadata import version

import hxl

print("python", sys.version.split()[0], "libhxl", version("libhxl"))
TAGS = ["#org", "#indicator+rate"]


def table(*values):
    return hxl.data([["Unit", "Rate"], TAGS, *([f"unit {n}", v] for n, v in enumerate(values))])


seen = {}
for what in ("sum", "average", "min", "max"):
    source = table("82.1", "n/a", "9.5", "-")
    total = source.count([], aggregators=f"{what}(#indicator+rate) as Total#indicator+total")
    seen[what] = [row.values[0] for row in total]
above = table("1,304", "1304", "62.3").with_rows("#indicator+rate > 100")
seen["above 100"] = [row.values[1] for row in above]
for what, result in seen.items():
    print(what, result)
expected = {"sum": [91.6], "average": [45.8], "min": ["-"], "max": ["n/a"], "above 100": ["1304"]}
if seen != expected:
    sys.exit(f"no longer so: expected {expected}, saw {seen}")
PYTHON
