"""Writes with more than one step: recording and loading, each checked before anything is kept."""
