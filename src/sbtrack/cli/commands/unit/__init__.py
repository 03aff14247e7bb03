"""`sbtrack unit …`, one file a command."""
