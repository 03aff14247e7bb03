#!/usr/bin/env bash
# csvw 4.1.1 (CSV on the Web: a table and a description of its columns).
#
# A decimal column that names its thousands separator and not its decimal separator is read
# rightly and written wrongly: the point is left out, so 62.3 is written as 623. Nothing is
# raised, and what was written is again a valid number of that column, ten or a hundred times
# too large, different for each figure.
#
# The natural guess: the decimal separator that is not named is the point, as the standard says,
# in both directions. Reading does so. Writing replaces the comma and the point in one step by what
# the description names, and a point that has no name there is replaced by nothing.
#
# Whom it hurts: who reads figures with "1,304.5" in them from a described table and writes the
# table again. Naming both separators avoids it.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-compile csvw==4.1.1
venv/bin/python - <<'PYTHON'
import sys
from importlib.metadata import version

from csvw.metadata import Datatype

print("python", sys.version.split()[0], "csvw", version("csvw"))
FIGURES = ("62.3", "1,304.5", "1234567.25", "82.10", "37")


def there_and_back(**format):
    column = Datatype.fromvalue({"base": "decimal", "format": format})
    written = {figure: column.formatted(column.read(figure)) for figure in FIGURES}
    print(format)
    for figure, text in written.items():
        print(f"  {figure:>12} read as {column.read(figure)!r:24} written {text:>12}, "
              f"read again as {column.read(text)!r}")
    return written


seen = [there_and_back(groupChar=","), there_and_back(groupChar=",", decimalChar=".")]
expected = [
    {"62.3": "623", "1,304.5": "1,3045", "1234567.25": "1,234,56725", "82.10": "8210", "37": "37"},
    {"62.3": "62.3", "1,304.5": "1,304.5", "1234567.25": "1,234,567.25", "82.10": "82.10",
     "37": "37"},
]
if seen != expected:
    sys.exit(f"no longer so: expected {expected}, saw {seen}")
PYTHON
