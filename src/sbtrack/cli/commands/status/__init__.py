"""`sbtrack status` and what only it needs."""
