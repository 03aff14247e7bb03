"""Neutral tables to files and text formats."""
