"""`sbtrack export` and what only it needs."""
