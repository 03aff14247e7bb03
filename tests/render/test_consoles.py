import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from processes import watched

from sbtrack.render.ink import printable

FOLDER = Path(__file__).parent
DRAW = (
    f"import sys; sys.path.insert(0, {str(FOLDER)!r})\n"
    "from status_sample import ENGLISH, draw, status_table\n"
    "from sbtrack.render.console import make_console\n"
    "draw(status_table('zh'), ENGLISH, make_console())\n"
)


def _environment(**extra: str) -> dict[str, str]:
    import sbtrack

    source = str(Path(sbtrack.__file__).parents[1])
    kept = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME"}}
    return {**kept, "PYTHONPATH": source, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", **extra}


def _piped(code: str = DRAW, **extra: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-c", code], env=_environment(**extra), capture_output=True, check=True
    )
    assert done.stderr == b""
    return done.stdout


def _on_a_terminal(code: str = DRAW, **extra: str) -> str:
    master, slave = pty.openpty()
    line = [sys.executable, "-c", code]
    process = watched(subprocess.Popen(line, env=_environment(**extra), stdout=slave, stderr=slave))
    os.close(slave)
    found = b""
    try:
        while chunk := os.read(master, 65536):
            found += chunk
    except OSError:
        pass  # Linux says so when the other end is closed
    os.close(master)
    assert process.wait() == 0
    return found.decode().replace("\r\n", "\n")


def test_a_pipe_gets_every_column_and_no_colour_whatever_columns_says() -> None:
    text = _piped(COLUMNS="40").decode()
    assert "\x1b" not in text
    assert "Not shown" not in text
    assert "▐▐▐▐▐▐░░░░" in text


def test_a_terminal_gets_colour_and_the_width_in_columns() -> None:
    assert _on_a_terminal(COLUMNS="120") == _golden("status-zh-120-colour.txt")


def test_no_color_leaves_no_colour_codes() -> None:
    text = _on_a_terminal(COLUMNS="120", NO_COLOR="1")
    assert "\x1b[32m" not in text
    assert "\x1b[31m" not in text
    assert "\x1b[1m" in text


def test_a_dumb_terminal_gets_plain_text_in_its_width() -> None:
    assert _on_a_terminal(COLUMNS="80", TERM="dumb") == _golden("status-zh-80.txt")


def test_force_color_makes_a_pipe_a_terminal() -> None:
    assert _piped(FORCE_COLOR="1", COLUMNS="120").decode() == _golden("status-zh-120-colour.txt")
    assert "Not shown" not in _piped(FORCE_COLOR="1").decode()


@pytest.mark.parametrize("columns", ["0", "-5", "wide", "9" * 5000])
def test_a_width_that_makes_no_sense_is_ignored(columns: str) -> None:
    assert "Not shown" in _on_a_terminal(COLUMNS=columns)


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1", "cp437", "utf-16"])
def test_no_encoding_of_standard_output_breaks_drawing(encoding: str) -> None:
    text = _piped(PYTHONIOENCODING=encoding).decode(encoding)
    assert "70.5" in text
    assert "behind" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        *(("93.0①", "93.0(1)"), ("10²", "10^2"), ("m₁", "m_1"), ("5㎡", "5m2"), ("3⑴", "3(1)")),
        *(("3⒈5", "3(1.)5"), ("９３", "93"), ("3½", "3?"), ("5\u33cb", "5HP")),
    ],
)
def test_what_only_looks_like_a_digit_is_not_shown_as_one_where_it_cannot_be_shown(
    text: str, shown: str
) -> None:
    assert printable(text, "ascii") == shown


def test_ascii_shows_signs_and_bars_in_plain_characters() -> None:
    text = _piped(PYTHONIOENCODING="ascii").decode()
    assert "######....  55.8%" in " ".join(text.split(" ")).replace("   ", "  ")
    assert "+ on track?" in text
    assert "x reversed" in text


def test_gbk_keeps_chinese_and_replaces_only_what_it_lacks() -> None:
    text = _piped(PYTHONIOENCODING="gbk").decode("gbk")
    assert "邢台市贯彻社会保障“十二五”规划纲要实施意见" in text
    assert "+ on track" in text
    assert "######...." in text


def test_text_for_machines_is_utf8_on_a_pipe_with_its_own_line_ends() -> None:
    code = "from sbtrack.render.console import put_text; put_text('a,\\x1b,工伤\\r\\n')"
    assert _piped(code, PYTHONIOENCODING="ascii") == "a,\x1b,工伤\r\n".encode()


def test_text_for_machines_cannot_steer_a_terminal() -> None:
    code = "from sbtrack.render.console import put_text; put_text('a,\\x1b[2J,工伤\\r\\n')"
    assert _on_a_terminal(code) == "a,␛[2J,工伤\n"
    assert _on_a_terminal(code, PYTHONIOENCODING="ascii") == "a,?[2J,??\n"


def test_drawing_needs_no_heavy_part_of_rich() -> None:
    code = (
        "import sys; import sbtrack.render.table, sbtrack.render.console, sbtrack.render.plot\n"
        "heavy = {'rich.markdown', 'rich.syntax', 'rich.progress', 'rich.table', 'pygments'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert _piped(code) == b"[]\n"


def _golden(name: str) -> str:
    return (FOLDER / "golden" / name).read_text(encoding="utf-8")
