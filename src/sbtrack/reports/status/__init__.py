"""How everything stands: the table, the counts, the data."""
