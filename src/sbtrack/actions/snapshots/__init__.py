"""Snapshots: written, noted, cleared away and checked."""
