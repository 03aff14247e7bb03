"""The Chinese catalogue as a translator sees it, for the tests of its contents."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

import messages
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

PO = messages.CATALOGUES / "zh" / "LC_MESSAGES" / "sbtrack.po"


def translations() -> dict[str, str]:
    """Return the messages that have a translation, with it; one that is fuzzy is none."""
    return {
        str(entry.id): str(entry.string)
        for entry in catalogue()
        if entry.id and entry.string and not entry.fuzzy
    }


def catalogue() -> Catalog:
    """Return the catalogue as it is kept."""
    with PO.open("rb") as file:
        return read_po(file, "zh")


def placeholders(template: str) -> set[str]:
    """Return the places of a template that values go into, with how they are written."""
    return set(_places(template))


def _places(template: str) -> Iterator[str]:
    for _, name, form, conversion in Formatter().parse(template):
        if name is not None:
            yield f"{name}!{conversion}:{form}"
