"""Writes with more than one step."""
