"""Where each clause of the Xingtai document stands in the plan file; see xingtai-clauses.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("xingtai-clauses.txt")
_CODE = re.compile(r"[MT]?\d+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as printed, the place it stands at, and what the plan file has of it."""

    place: str
    text: str
    codes: tuple[str, ...] = ()
    in_summary: tuple[str, ...] = ()  # words of the measure's summary
    in_comment: tuple[str, ...] = ()  # words of a comment that sets it aside
    no_matter: str = ""  # title, or part of the clauses beside it


def clauses() -> Iterator[Clause]:
    """Yield every clause of parts two and three, in the order of the document.

    Raises:
        ValueError: a clause stands nowhere, or is said both to matter and not to.
    """
    place = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            place = line.strip("[]")
        elif line and not line.startswith("#"):
            text, _, where = line.partition(" = ")
            yield _clause(place, text, where.split())


def _clause(place: str, text: str, where: list[str]) -> Clause:
    codes = tuple(word for word in where if _CODE.fullmatch(word))
    in_summary = tuple(word[1:] for word in where if word.startswith("@"))
    in_comment = tuple(word[1:] for word in where if word.startswith("%"))
    rest = [word for word in where if not _CODE.fullmatch(word) and word[0] not in "@%"]
    if not where or (rest and len(where) > 1):
        raise ValueError(f"{place} {text}: {where}")
    return Clause(place, text, codes, in_summary, in_comment, *rest)
