"""How everything is kept: the tables."""
