"""What the pages point to is there, and the map of the code leaves no room out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
_LINK = re.compile(r"\]\(([^)#\s]*)(?:#[^)\s]*)?\)")
_PATH = re.compile(r"`((?:src|migrations|tests|tools|bench|examples|data)(?:/[\w./-]*)?)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_paths_lead_to_something(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [page.parent / link for link in _LINK.findall(text) if link and ":" not in link]
    named = [ROOT / path for path in _PATH.findall(text)]
    assert [str(path) for path in (*links, *named) if not path.exists()] == []


def test_the_map_shows_every_room() -> None:
    rooms = {p.parent.name for p in (ROOT / "src" / "sbtrack").glob("*/__init__.py")}
    shown = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert {room for room in rooms if f"| `src/sbtrack/{room}` |" not in shown} == set()
