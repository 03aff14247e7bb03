"""Message catalogues: says the program's messages in Chinese or English."""

from sbtrack.locale.words import LANGUAGES, Words

__all__ = ["LANGUAGES", "Words"]
