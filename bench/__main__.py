"""Runs every benchmark; leaves with exit code 1 when one is past its limit."""

from __future__ import annotations

import sys

from bench import items, ledger, log, recording, startup, workbook

if __name__ == "__main__":
    benches = (startup, ledger, recording, log, items, workbook)
    results = [bench.main() for bench in benches]
    sys.exit(0 if all(results) else 1)
