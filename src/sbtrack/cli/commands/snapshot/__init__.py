"""`sbtrack snapshot …`, one file a command."""
