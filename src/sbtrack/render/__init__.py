"""Neutral tables to the terminal, through Rich."""
