"""Whoever types what a page shows, from top to bottom, sees what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from console_blocks import BadBlock, Block, blocks, with_output
from generate_docs import PAGES, ROOT

EVERY_PAGE = [
    page for page in sorted(ROOT.rglob("*.md")) if ".venv" not in page.relative_to(ROOT).parts
]


def console(*lines: str, marker: str = "") -> str:
    """Return a page with one console block, its lines without the prompt of their own."""
    before = f"<!-- {marker} -->\n" if marker else ""
    return "Text.\n\n" + before + "```console\n" + "".join(f"{line}\n" for line in lines) + "```\n"


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_shows_is_what_its_reader_sees(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert with_output(text) == text


def test_both_readmes_show_the_same_session() -> None:
    english, chinese = ([*blocks((ROOT / name).read_text("utf-8"))] for name in PAGES)
    assert [*map(outline, english)] == [*map(outline, chinese)]
    assert sum(not block.is_run for block in english) <= 3


def outline(block: Block) -> tuple[str, list[str]]:
    """Return a block without its output, and its commands without what is said in a language."""
    words = (re.sub(r"SBTRACK_LANG=\w+", "", command) for command in block.commands)
    return block.marker, [re.sub(r'"[^"$]*"|[^\x00-\x7f]\S*|\b[a-z-]+-injury\b|\bmaternity\b', "",
                                 line) for line in words]  # fmt: skip


@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_console_block_is_run_or_says_why_not(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    found = [*blocks(text)]
    assert len(found) == text.count("```console")
    if str(page.relative_to(ROOT)) not in PAGES:
        assert [block.body for block in found if block.is_run] == []


def test_settings_and_files_last_from_one_block_to_the_next() -> None:
    first = console("$ export WHERE=here", "$ echo kept > file")
    second = console("$ echo $WHERE $(cat file)", marker="generated")
    assert "here kept\n" in with_output(first + second)


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (console("$ false"), "exit code 1"),
        (console("$ sbtrack"), "exit code 127"),  # it is not on the PATH before the page says so
        (console("$ .venv/bin/sbtrack show nothing-of-the-kind"), "exit code 2"),
        (console("$ exit 3"), "the shell stopped"),
        (console("$ echo", "output"), "not marked as generated"),
        (console("$ false", marker="generated"), "exit code 1"),
        (console("$ echo Traceback", marker="generated"), "exit code 0"),
    ],
)
def test_a_command_that_ends_otherwise_than_the_page_says_is_found(page: str, why: str) -> None:
    with pytest.raises(BadBlock, match=why):
        with_output(page)


def test_a_refusal_that_is_shown_is_what_the_page_says() -> None:
    page = console("$ .venv/bin/sbtrack --lang en show nothing-of-the-kind", marker="generated")
    assert "sbtrack: error: " in with_output(page)


def test_a_block_that_is_not_run_says_why() -> None:
    page = console("$ exit 3", marker="not run: it would end everything")
    assert with_output(page) == page
    with pytest.raises(BadBlock):
        with_output(console("$ exit 3", marker="not run: "))
