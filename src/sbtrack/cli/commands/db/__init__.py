"""`sbtrack db …`, one file a command."""
