"""What changed between two standings, and why: as a table, in words, as data."""
