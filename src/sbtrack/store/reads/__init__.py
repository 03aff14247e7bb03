"""From the tables to the domain, with the standard library alone."""
