"""The printed text of the Xingtai document, taken apart into the places that the plan cites."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("xingtai-2013-11.txt")
PARTS = {"一、": "一", "二、": "二", "三、": "三"}


def without_spaces(text: str) -> str:
    """Return the text without white space, which the archived page scatters in it."""
    return re.sub(r"\s", "", text)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as it is printed: its number, title and units."""

    code: str
    title: str
    lead: list[str]
    cooperating: list[str]
    sole: bool  # printed as 责任单位


def source() -> str:
    """Return the document as archived, without the line that says where it comes from."""
    return FILE.read_text(encoding="utf-8").split("\n", 1)[1]


def places() -> dict[str, str]:
    """Return the text of each place, by the name that `cite` gives it, without white space."""
    found: dict[str, list[str]] = {}
    part = section = place = ""
    for line in source().splitlines():
        if line[:2] in PARTS:
            part = place = PARTS[line[:2]]
        elif part == "一":
            place = "一、表注" if line.startswith("注:") else "一、表"
        elif part == "二":
            if heading := re.match(r"\((.)\)", line):
                place = section = f"二({heading[1]})"
            elif number := re.match(r"(\d)\.", line):
                place = section + number[1]
        found.setdefault(place, []).append(line)
    return {name: without_spaces("".join(lines)) for name, lines in found.items()}


def cited(cite: str) -> str:
    """Return the text at the places that `cite` names."""
    by_name = places()
    names = (re.sub(r"表第\d项", "表", name) for name in cite.split(";"))
    return "".join(by_name[name] for name in names)


def table() -> list[list[str]]:
    """Return the rows of the table of headline indicators, cell by cell as printed."""
    lines = [line.strip() for line in source().splitlines()]
    start = lines.index("“十二五”时期社会保障事业发展主要指标")
    end = next(n for n, line in enumerate(lines) if line.startswith("注:"))
    rows: list[list[str]] = []
    for cell in filter(None, lines[start + 1 : end]):
        if re.match(r"\d、", cell):
            rows.append([])
        if rows:
            rows[-1].append(cell)
    return rows


def measures() -> list[Measure]:
    """Return the measures of part two; one without a number has its section's heading."""
    found = []
    section, heading = 0, ""
    for line in source().splitlines():
        if match := re.match(r"\((.)\)(.*)。", line):
            section, heading = "一二三四五六七".index(match[1]) + 1, match[2]
        elif units := re.search(r"\((牵头单位|责任单位):([^)]*)\)$", line.strip()):
            number = re.match(r"(\d)\.(.*?)。", line)
            lead, _, cooperating = units[2].partition(",配合单位:")
            found.append(
                Measure(
                    code=f"{section}.{number[1]}" if number else str(section),
                    title=number[2] if number else heading,
                    lead=lead.split("、"),
                    cooperating=cooperating.split("、") if cooperating else [],
                    sole=units[1] == "责任单位",
                )
            )
    return found
