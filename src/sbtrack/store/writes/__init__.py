"""From the domain to the tables."""
