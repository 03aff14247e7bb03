"""Looking after a database file: backup, upgrade, verification, what it holds."""
