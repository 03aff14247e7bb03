"""From bytes to text: UTF-8 only, and nothing in it that cannot be seen."""

from __future__ import annotations

import re

from sbtrack.domain.message import Msg
from sbtrack.planfile.nodes import Place
from sbtrack.planfile.rules import Complaint, Words, problem

_UTF16 = (b"\xff\xfe", b"\xfe\xff")

#: Control characters, signs that end a line in YAML but in no editor, signs that turn the
#: direction of writing (a text could show other digits than it has), spaces without width as
#: web pages leave them, halves of characters.
_INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\u200b\u2060\ufeff\ud800-\udfff\ufffe\uffff"
)
_IN_FILE = re.compile(f"[{_INVISIBLE}]")
_LINE_END = re.compile("\r\n|[\r\n]")  # as the YAML parser counts lines
_IN_VALUE = re.compile(f"[{_INVISIBLE}\r]")


class Misplaced(Exception):
    """A complaint with its place, for which reading stops."""

    def __init__(self, complaint: Complaint, place: Place) -> None:
        super().__init__(complaint.rule.name)
        self.complaint, self.place = complaint, place


@problem
def not_utf_8(found: str, looks_like: str) -> Words:
    """A plan file is text in UTF-8.

    What it checks: every byte of the file belongs to a character in UTF-8; a byte order mark at
    the beginning is fine.
    Why it matters: in another encoding the Chinese would come out as other characters, unnoticed.
    Example: a file that Notepad saved as "ANSI" (GBK) or "Unicode" (UTF-16).
    """
    remedy = Msg("Save the file as UTF-8.")
    if not looks_like:
        return Msg("The bytes {found} are not UTF-8.", found=found), remedy
    return (
        Msg(
            "The bytes {found} are not UTF-8; the file looks like {encoding}.",
            found=found,
            encoding=looks_like,
        ),
        remedy,
    )


@problem
def control_character(code: str) -> Words:
    r"""A plan file has no invisible characters.

    What it checks: no control characters, no signs that change the direction of writing, in the
    file or by an escape in a quoted text.
    Why it matters: they make a text look different from what it is, or confuse a terminal.
    Example: `name: "GDP\u202E1.1"`
    """
    return (
        Msg("There is an invisible character here, {code}.", code=code),
        Msg("Delete it, or type the text again."),
    )


def decode(data: bytes) -> str:
    """Return the text of a file, without a byte order mark.

    Raises:
        Misplaced: not UTF-8, or with invisible characters; at the first such place.
    """
    if data.startswith(_UTF16) or b"\0" in data[:4]:
        raise Misplaced(not_utf_8(_in_hex(data[:2]), "UTF-16"), Place(1, 1))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The error counts from behind a byte order mark when there is one.
        body = data.removeprefix(b"\xef\xbb\xbf")
        bad = not_utf_8(_in_hex(body[error.start : error.start + 2]), _guess(data))
        before = body[: error.start].decode()
        raise Misplaced(bad, place_in(before, len(before))) from None
    if found := _IN_FILE.search(text):
        raise Misplaced(complaint_about(found[0]), place_in(text, found.start()))
    return text


def invisible_in(value: str) -> Complaint | None:
    """Return the complaint about an invisible character in a value, from an escape."""
    found = _IN_VALUE.search(value)
    return complaint_about(found[0]) if found else None


def complaint_about(character: str) -> Complaint:
    """Return the complaint about one invisible character."""
    return control_character(f"U+{ord(character):04X}")


def place_in(text: str, index: int) -> Place:
    """Return the place of the character at `index`."""
    lines = _LINE_END.split(text[:index])
    return Place(len(lines), len(lines[-1]) + 1)


def _guess(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GBK"


def _in_hex(data: bytes) -> str:
    return data.hex(" ").upper()
