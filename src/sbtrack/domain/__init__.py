"""Nouns of plan tracking: frozen values and enums, standard library only."""
