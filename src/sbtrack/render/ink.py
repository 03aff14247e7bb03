"""What the terminal can show: runs of styled text, made safe for it, printed as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, ConsoleOptions
from rich.segment import Segment

from sbtrack.domain.characters import plain_form
from sbtrack.domain.terms import Light
from sbtrack.locale.signs import visible

#: Text with the name of a Rich style; "" is the terminal's own.
Run = tuple[str, str]
Line = Sequence[Run]

STRONG, QUIET, ALARM = "bold", "dim", "bold red"
LIGHT_STYLES: dict[Light, str] = {
    Light.GREEN: "green",
    Light.YELLOW: "yellow",
    Light.RED: ALARM,
    Light.GREY: QUIET,
}

# Characters that only choose or join emoji; terminals disagree about how wide the result is.
_EMOJI_JOINERS = dict.fromkeys(map(ord, "\u200d\ufe0e\ufe0f"))
_PLAIN = str.maketrans(
    {
        **{
            "✓": "+",
            "✗": "x",
            "◦": ".",
            "▐": "#",
            "░": ".",
            "⣀": "_",
            "⣤": "-",
            "⣶": "=",
            "⣿": "#",
        },
        **{"。": ".", "、": ",", "“": '"', "”": '"', "‘": "'", "’": "'", "《": "<", "》": ">"},
        **{"–": "-", "—": "-", "−": "-", "±": "+/-", "≥": ">=", "≤": "<=", "×": "x", "·": "."},
    }
)


class Lines:
    """Lines for `Console.print`: no markup, no wrapping, no cropping, no trailing spaces."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = lines

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """Yield the lines as Rich segments."""
        for line in self.lines:
            for text, style in _trimmed(line):
                yield Segment(text, console.get_style(style) if style else None)
            yield Segment.line()


def put(console: Console, lines: Iterable[Line]) -> None:
    """Print lines as they are; where there is no colour, in a pipe or a file, without Rich."""
    if console.is_terminal or console.color_system is not None:
        console.print(Lines(lines), crop=False)
        return
    for line in lines:
        console.file.write("".join([text for text, _ in _trimmed(line)]) + "\n")
    console.file.flush()


def printable(text: str, encoding: str) -> str:
    r"""Return `text` without anything that could harm the terminal or that it cannot print.

    Replacing happens before anything is measured, so columns stay aligned.

    >>> printable("✓ 达到\x1b[2J", "gbk"), printable("✓ “达到”…", "ascii")
    ('+ 达到?[2J', '+ "??"...')
    """
    shown = visible(text.translate(_EMOJI_JOINERS))
    if shown.isascii() or _encodable(shown, encoding):
        return shown
    return "".join(c if _encodable(c, encoding) else _plain(c, encoding) for c in shown)


def _plain(character: str, encoding: str) -> str:
    for other in (character.translate(_PLAIN), plain_form(character)):
        if other != character and _encodable(other, encoding):
            return other
    return "?"


def _encodable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    except LookupError:
        return text.isascii()
    return True


def _trimmed(line: Line) -> list[Run]:
    runs = [run for run in line if run[0]]
    while runs and not (last := runs[-1][0].rstrip(" ")):
        runs.pop()
    if runs:
        runs[-1] = (last, runs[-1][1])
    return runs
