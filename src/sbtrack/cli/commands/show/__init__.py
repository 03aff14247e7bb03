"""`sbtrack show` and what only it needs."""
