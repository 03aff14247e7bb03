"""`sbtrack task …`, one file a command."""
