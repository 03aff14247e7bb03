"""`sbtrack plan …`, one file a command."""
