"""Everything about one indicator or milestone."""
