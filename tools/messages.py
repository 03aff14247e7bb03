"""Keeps the message catalogues: extracts every message, merges translations, compiles them.

`python tools/messages.py` brings every catalogue up to date with the source; `--check` changes
nothing and fails when one is not, or lacks a translation. The result depends on the source and
on the translations alone: it holds no dates and no line numbers.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, unescape, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "sbtrack"
CATALOGUES = SOURCE / "locale" / "catalogues"

_PLACES = "python-brace-format"
_HEADER = "# {language}: translations of the messages of sbtrack. See docs/translating.md."


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a message is said.

    `template` is None where it is no literal, so that no catalogue could know it; `arguments` is
    None where they are not spelt out.
    """

    template: str | None
    line: int
    arguments: frozenset[str] | None


class _Catalogue(Catalog):
    """A catalogue whose header says what programs need, and nothing that changes by itself."""

    def __iter__(self) -> Iterator[Message]:
        for message in super().__iter__():
            yield message if message.id else Message("", "\n".join(self._header()))

    def _header(self) -> list[str]:
        return [
            "Project-Id-Version: sbtrack",
            f"Language: {self.locale}",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: 8bit",
        ]


def uses_in(code: str) -> Iterator[Use]:
    """Yield the messages in a module: every `Msg("…")`, and every `words.text("…")`."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and _is_marker(node.func):
            first = node.args[0] if node.args else None
            literal = first.value if isinstance(first, ast.Constant) else None
            names = [keyword.arg for keyword in node.keywords]
            yield Use(
                literal if isinstance(literal, str) else None,
                node.lineno,
                None if None in names else frozenset(name for name in names if name),
            )


def uses_below(source: Path) -> Iterator[tuple[str, Use]]:
    """Yield the messages of every module below `source`, with its name."""
    for path in sorted(source.rglob("*.py")):
        name = path.relative_to(source).as_posix()
        yield from ((name, use) for use in uses_in(path.read_text(encoding="utf-8")))


def extracted(source: Path) -> dict[str, list[str]]:
    """Return every template below `source` with the files that say it, both in order."""
    found: dict[str, list[str]] = {}
    for name, use in uses_below(source):
        if use.template and name not in (files := found.setdefault(use.template, [])):
            files.append(name)
    return dict(sorted(found.items(), key=lambda item: (item[1], item[0])))


def not_literal(source: Path) -> list[str]:
    """Return the places where a template is put together at run time."""
    return [f"{name}:{use.line}" for name, use in uses_below(source) if use.template is None]


def merged(messages: Mapping[str, list[str]], po: bytes, language: str) -> Catalog:
    """Return the catalogue of exactly these messages, with the translations that `po` has.

    A message that is new but resembles an old one takes its translation, marked fuzzy: it is
    not used until somebody has read it and taken the mark away.
    """
    template = Catalog(fuzzy=False)
    for message, files in messages.items():
        template.add(message, locations=[(file, 0) for file in files])
    old = read_po(BytesIO(po), locale=language, charset="utf-8")
    old.update(template)
    new = _Catalogue(locale=language, fuzzy=False, header_comment=_HEADER.format(language=language))
    for message in messages:
        entry = old[message]
        assert entry is not None
        # Templates are for str.format; Babel's own guess differs from version to version.
        entry.flags = (entry.flags & {"fuzzy"}) | ({_PLACES} if "{" in message else set())
        _read_previous(entry)
        new[message] = entry
    return new


def written(catalogue: Catalog) -> tuple[bytes, bytes]:
    """Return a catalogue as the content of its .po and its .mo file."""
    po, mo = BytesIO(), BytesIO()
    write_po(po, catalogue, width=0, include_lineno=False, include_previous=True)
    write_mo(mo, catalogue)
    return po.getvalue(), mo.getvalue()


def unfinished(catalogue: Catalog) -> list[str]:
    """Return the messages that have no translation, or one that nobody has read yet."""
    return [str(m.id) for m in catalogue if m.id and (not m.string or m.fuzzy)]


def update(source: Path, catalogues: Path, *, check: bool = False) -> Iterator[str]:
    """Bring the catalogues up to date, or with `check` only look; yield what is to be done."""
    messages = extracted(source)
    yield from (f"{place}: the template is no literal" for place in not_literal(source))
    for path in sorted(catalogues.glob("*/LC_MESSAGES/sbtrack.po")):
        language, before = path.parts[-3], path.read_bytes()
        catalogue = merged(messages, before, language)
        yield from (f"{language}: to translate: {text}" for text in unfinished(catalogue))
        compiled = path.with_suffix(".mo")
        for file, content in zip((path, compiled), written(catalogue), strict=True):
            if not file.exists() or file.read_bytes() != content:
                if check:
                    yield f"{language}: {file.name} is not up to date; run {Path(__file__).name}"
                else:
                    file.write_bytes(content)


def main(arguments: list[str]) -> int:
    """Run the command; with `--check` findings make it fail."""
    check = arguments == ["--check"]
    if arguments and not check:
        print(__doc__, file=sys.stderr)
        return 2
    findings = list(update(SOURCE, CATALOGUES, check=check))
    print(*findings, sep="\n", end="\n" if findings else "")
    return 1 if findings and check else 0


def _read_previous(entry: Message) -> None:
    """Read what a fuzzy translation was of: Babel writes that, and then takes it for comments.

    It goes as soon as the mark does.
    """
    lines = [line[1:].strip() for line in entry.user_comments if line.startswith("|")]
    entry.user_comments = [line for line in entry.user_comments if not line.startswith("|")]
    if lines and entry.fuzzy and not entry.previous_id:
        entry.previous_id = [unescape(" ".join(lines).removeprefix("msgid "))]


def _is_marker(function: ast.expr) -> bool:
    match function:
        case ast.Name(id="Msg") | ast.Attribute(attr="Msg"):
            return True
        case ast.Attribute(value=ast.Name(id="words") | ast.Attribute(attr="words"), attr="text"):
            return True
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
