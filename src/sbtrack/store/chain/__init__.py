"""The chain of seals, and holding the records against it."""
