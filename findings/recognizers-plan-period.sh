#!/usr/bin/env bash
# recognizers-text-date-time 1.0.2a2 with emoji 1.7.0 (finds times in text, many languages).
#
# 2011-2015年, the span of a five-year plan, is found as four years that end where 2015 begins. One
# year alone, 2013年, is found whole, up to where 2014 begins, so it is not that ends are simply left
# out: the last year of a span is.
#
# The natural guess: a span of years includes the last one, the more so as its end is given in the
# same form, a first day that no longer belongs to it, in which one year ends a day after its last.
#
# Whom it hurts: who takes a plan's period from its title. The year in which most targets fall due is
# outside, a straight path to the target is a quarter too steep, and nothing looks wrong.
# (The older emoji is pinned because this version cannot be imported with one of today.)
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-compile emoji==1.7.0 \
    recognizers-text-date-time==1.0.2a2
venv/bin/python -W ignore - <<'PYTHON'
import datetime
import sys
from importlib.metadata import version

from recognizers_date_time import recognize_datetime
from recognizers_text import Culture

NAMES = ("recognizers-text-date-time", "emoji")
print("python", sys.version.split()[0], *(f"{n} {version(n)}" for n in NAMES))
READ_ON = datetime.datetime(2014, 7, 1)
TEXTS = ["2013年", "2011-2015年", "2011年到2015年", "2011年至2015年"]
seen = {}
for text in TEXTS:
    for found in recognize_datetime(text, Culture.Chinese, reference=READ_ON):
        value = found.resolution["values"][0]
        seen[text, found.text] = (value["timex"], value.get("start"), value.get("end"))
for (text, part), result in seen.items():
    print(text, "->", part, *result)
FIVE = ("(2011-01-01,2015-01-01,P4Y)", "2011-01-01", "2015-01-01")
expected = {
    ("2013年", "2013年"): ("2013", "2013-01-01", "2014-01-01"),
    **{(text, text): FIVE for text in TEXTS[1:]},
}
if seen != expected:
    sys.exit(f"no longer so: expected {expected}, saw {seen}")
PYTHON
