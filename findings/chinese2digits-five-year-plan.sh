#!/usr/bin/env bash
# chinese2digits 6.0.2 (finds numbers written in Chinese within text).
#
# The short name of a five-year plan is read as a sum: 十二五, the twelfth, becomes 35, the ten and the
# 25 that follows it when read digit by digit. 十三五 becomes 45, and so on. The number stands in the
# result next to real figures, and is put into the text in place of the name.
#
# The natural guess: a name that is no number is left alone, or at worst read as 125 or 12. Both ways of
# writing numbers, by rank and digit by digit, are known here, and nothing forbids mixing them.
#
# Whom it hurts: who takes the targets out of a Chinese plan's text. Almost every sentence names the
# plan's period, so almost every sentence yields one figure too many, in the size of a percentage.
# cn2an 0.5.24, its best known neighbour, leaves the name as it is when it rewrites a text.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-compile chinese2digits==6.0.2 cn2an==0.5.24
venv/bin/python - <<'PYTHON'
import sys
import warnings
from importlib.metadata import version

import chinese2digits
import cn2an

warnings.simplefilter("ignore")
print("python", sys.version.split()[0], *(f"{n} {version(n)}" for n in ("chinese2digits", "cn2an")))
TEXTS = {
    "三万五": ("35000", "35000"),
    "十二五": ("35", "十二五"),
    "十三五": ("45", "十三五"),
    "“十二五”期间参保率达到百分之九十三": ("“35”期间参保率达到0.93", "“十二五”期间参保率达到93%"),
}
seen = {}
for text in TEXTS:
    one = chinese2digits.takeNumberFromString(text)
    seen[text] = (one["replacedText"], cn2an.transform(text, "cn2an"))
    print(text, "-> chinese2digits", one["digitsStringList"], *seen[text][:1], "| cn2an", seen[text][1])
if seen != TEXTS:
    sys.exit(f"no longer so: expected {TEXTS}, saw {seen}")
PYTHON
