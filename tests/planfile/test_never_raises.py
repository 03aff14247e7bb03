"""Whatever the bytes are, checking them gives findings or a plan, and never an exception."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from sbtrack.domain.codec import plan_from_data, plan_to_data
from sbtrack.locale.words import Words
from sbtrack.planfile import PlanReading, builtin_path, format_diagnostic
from sbtrack.planfile.reading import check_bytes
from sbtrack.planfile.source import read_source

HERE = Path(__file__).parent
FILES = [*sorted((HERE / "errors").glob("*.yaml")), HERE / "plans" / "english.yaml"]
SOUND = [(HERE / "plans" / "english.yaml").read_text(encoding="utf-8")]
SOUND.append("\n".join(builtin_path().read_text(encoding="utf-8").split("\n")[:180]))
WORDS = sorted({word for text in SOUND for word in re.findall(r"[^\s:,\[\]{}]+", text)})
PIECES = [
    *("\n", " ", "  ", "- ", ": ", "[", "]", "{", "}", "? ", "|\n", ">\n", "'", '"', "#", "%"),
    *("&a ", "*a", "!t ", "<<: ", "---\n", "...\n", "\t", "\r", "\0", "\ufeff", "\u202e", "\ud7ff"),
    *("null", "~", "true", "-0", "1e5", "9" * 50, "0001", "9999-12-31", "2015-Q1", "month", "-100"),
]


def assert_sound(reading: PlanReading, data: bytes) -> None:
    """Hold what every reading promises, whatever was read."""
    words = Words("en")
    line_count = len(re.split(rb"\r\n|[\r\n]", data))
    for found in reading.diagnostics:
        line = format_diagnostic("plan.yaml", found, words)
        assert line.isprintable(), line
        assert len(line) < 1000, line
        assert 1 <= found.line <= line_count
        assert found.column >= 1
    assert (reading.plan is None) == bool(reading.errors)
    if reading.plan is not None:
        assert plan_from_data(plan_to_data(reading.plan)) == reading.plan


@given(st.binary(max_size=200))
@example(b"")
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
def test_random_bytes_bring_findings(data: bytes) -> None:
    assert_sound(check_bytes(data), data)


@given(st.text(max_size=200))
def test_random_text_brings_findings(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    assert_sound(check_bytes(data), data)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Return a plan file with words swapped, lines moved, or pieces put in and taken out."""
    text = draw(st.sampled_from(SOUND) | st.sampled_from(FILES).map(_decoded))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        match draw(st.sampled_from(("piece", "cut", "word", "line"))):
            case "piece":
                text = text[:at] + draw(st.sampled_from(PIECES)) + text[at:]
            case "cut":
                text = text[:at] + text[at + draw(st.integers(1, 30)) :]
            case "word":
                _, _, rest = text[at:].partition(" ")
                text = f"{text[:at]} {draw(st.sampled_from(WORDS))} {rest}"
            case "line":
                lines = text.split("\n")
                line = lines.pop(draw(st.integers(0, len(lines) - 1)))
                lines.insert(draw(st.integers(0, len(lines))), line)
                text = "\n".join(lines)
    return text.encode("utf-8", "replace")


def _decoded(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


@given(mutated())
def test_a_damaged_plan_brings_findings_or_another_plan(data: bytes) -> None:
    assert_sound(check_bytes(data), data)


def test_both_parsers_of_yaml_see_the_same_files() -> None:
    for path in FILES:
        data = path.read_bytes()
        fast, slow = read_source(data), read_source(data, yaml.SafeLoader)
        assert (fast.root is None) == (slow.root is None), path.name
        assert [(f.rule, f.line) for f in fast.findings] == [
            (f.rule, f.line) for f in slow.findings
        ], path.name
