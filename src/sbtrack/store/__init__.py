"""The SQLite file: tables, the ledger (writes), the reader (reads), migrations."""
