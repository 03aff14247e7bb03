"""The changelog has its form, and agrees with the version."""

import re
from datetime import date
from pathlib import Path

import sbtrack

ROOT = Path(__file__).parents[2]
HEADINGS = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)


def test_what_is_not_released_comes_first_then_versions_newest_first_each_with_its_day() -> None:
    unreleased, *released = HEADINGS
    assert unreleased == "[Unreleased]"
    found = [re.fullmatch(r"\[(\d+)\.(\d+)\.(\d+)\] - (\S+)", heading) for heading in released]
    assert None not in found
    versions = [tuple(map(int, match.groups()[:3])) for match in found if match]
    assert versions == sorted(set(versions), reverse=True)
    days = [date.fromisoformat(match[4]) for match in found if match]
    assert days == sorted(days, reverse=True)


def test_the_newest_version_is_the_programs() -> None:
    newest = next((heading for heading in HEADINGS if heading != "[Unreleased]"), None)
    assert newest is None or newest.startswith(f"[{sbtrack.__version__}] ")


def test_nothing_stands_outside_the_usual_sections() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    usual = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    for version in text.split("\n## ")[1:]:
        sections = re.findall(r"^### (.+)$", version, re.MULTILINE)
        assert set(sections) <= usual
        assert len(sections) == len(set(sections))
