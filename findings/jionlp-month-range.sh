#!/usr/bin/env bash
# jionlp 1.5.31 (reads Chinese phrases for times).
#
# 2013年1-9月, the usual way to date a figure that runs from January to September, is read as the
# whole of 2013, and 2013年1月至9月, the same in full, as January alone. Both are called accurate. So
# is 上年同期, the same months of the year before, which is read as that whole year. 前三季度, the
# same nine months named as quarters, is read rightly.
#
# The natural guess: a phrase that is not understood raises an error, as “十二五”期间 does, or is
# marked as blurred, a word the result has. These are partly understood instead: a part that makes a
# date is taken, the rest is dropped, and the mark says the opposite of what happened.
#
# Whom it hurts: who dates the figures of monthly reports by it. Nine months' progress becomes that of
# a year or of a month, and the indicator is judged far behind or far ahead.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-compile jionlp==1.5.31
venv/bin/python - <<'PYTHON'
import sys
from importlib.metadata import version

import jionlp

print("python", sys.version.split()[0], "jionlp", version("jionlp"))
READ_ON = {"year": 2014, "month": 10, "day": 10}
YEAR = ("accurate", "2013-01-01 00:00:00", "2013-12-31 23:59:59")
PHRASES = {
    "2013年前三季度": ("accurate", "2013-01-01 00:00:00", "2013-09-30 23:59:59"),
    "2013年1-9月": YEAR,
    "2013年1月至9月": ("accurate", "2013-01-01 00:00:00", "2013-01-31 23:59:59"),
    "上年同期": YEAR,
    "“十二五”期间": ("ValueError",),
}


def read(phrase):
    try:
        result = jionlp.parse_time(phrase, time_base=READ_ON)
    except ValueError:
        return ("ValueError",)
    return (result["definition"], *result["time"])


seen = {phrase: read(phrase) for phrase in PHRASES}
for phrase, result in seen.items():
    print(phrase, *result)
if seen != PHRASES:
    sys.exit(f"no longer so: expected {PHRASES}, saw {seen}")
PYTHON
