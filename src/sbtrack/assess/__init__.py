"""Verbs: pure arithmetic over domain values; one file per quantity."""
