"""Doubtful figures: one file a kind of ground."""
