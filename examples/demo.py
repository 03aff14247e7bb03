"""What the program is for, in a minute: a national plan with its figures, then the built-in plan.

Both go into throw-away databases. It speaks the person's language, English where the locale is
neither Chinese nor English, and is as wide as the window; into a pipe it is as wide as the window
behind it, else 100 columns.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from record_figures import record

from sbtrack.cli.frame import language
from sbtrack.cli.main import BROKEN_PIPE, INTERRUPTED, run
from sbtrack.domain.errors import SbtrackError
from sbtrack.domain.terms import Group
from sbtrack.planfile import builtin_plan
from sbtrack.render.console import make_console
from sbtrack.render.ink import STRONG, printable, put
from sbtrack.render.messages import draw_error, told

ROOT = Path(__file__).parents[1]
NATIONAL = Path("examples/national-12fyp")
XINGTAI = Path("data/plan.yaml")
COLUMNS = 100  # where nothing is a window

#: What is said between the commands.
REMARKS = {
    "gaps": {
        "en": "A national plan for 2015 and its published figures: how far is each target, and "
        "will it be met?",
        "zh": "国家规划的2015年目标和已公布的数据：离目标还差多少，能否完成？",
    },
    "why": {
        "en": "Where does a verdict come from? The plan's words, every step, every source:",
        "zh": "评价从何而来？规划原文、每一步计算、每个数据的来源：",
    },
    "builtin": {
        "en": "The built-in plan, of the city of Xingtai. No figure has been recorded for it:",
        "zh": "内置规划：邢台市贯彻社会保障“十二五”规划纲要实施意见，尚未录入数据：",
    },
    "more": {
        "en": "It also has {commitments} commitments in the running text, {milestones} milestones, "
        "{tasks} measures and {units} units.",
        "zh": "此外还有正文承诺{commitments}项、里程碑{milestones}项、举措{tasks}项、"
        "责任单位{units}个。",
    },
    "onwards": {
        "en": "The program is {program}; README.md goes on from here.",
        "zh": "程序是{program}；接下来请看README.zh-CN.md。",
    },
}
EXAMPLE = {"en": "work-injury", "zh": "工伤"}


class Ended(Exception):
    """A command of the tour did not end well; holds its exit code."""


def demonstrate(folder: Path) -> None:
    """Run the commands in a folder, each printed before its output."""
    for name in ("data", "examples"):
        (folder / name).symlink_to(ROOT / name)
    os.chdir(folder)
    remark("gaps")
    command("--db", "china.db", "plan", "load", str(NATIONAL / "plan.yaml"), silent=True)
    figures = NATIONAL / "figures.csv"
    typed(f"python examples/record_figures.py {figures} china.db")
    with contextlib.redirect_stdout(io.StringIO()):
        record(figures, Path("china.db"))
    command("--db", "china.db", "status", "--as-of", "2014")
    remark("why")
    example = EXAMPLE[language.words().language]
    command("--db", "china.db", "show", example, "--as-of", "2014")
    remark("builtin")
    command("--db", "xingtai.db", "plan", "load", str(XINGTAI), silent=True)
    command("--db", "xingtai.db", "status", "--part", "headline")
    plan = builtin_plan()
    commitments = sum(i.group is Group.COMMITMENT for i in plan.indicators)
    counts = {"milestones": plan.milestones, "tasks": plan.tasks, "units": plan.units}
    remark("more", commitments=commitments, **{name: len(kept) for name, kept in counts.items()})
    remark("onwards", program=program())


def remark(name: str, **values: object) -> None:
    """Say something about what is shown, in the person's language."""
    console = make_console()
    text = REMARKS[name][language.words().language].format(**values)
    put(console, [(), *told(printable(text, console.encoding), STRONG, console.width)])


def command(*arguments: str, silent: bool = False) -> None:
    """Print a command line and run it; what a silent one answers is left out."""
    typed("sbtrack", *arguments)
    with contextlib.redirect_stdout(io.StringIO()) if silent else contextlib.nullcontext():
        if not silent:
            print(flush=True)
        code = run([*arguments])
    if code:
        raise Ended(code)


def typed(*words: str) -> None:
    """Print a command line as it is typed; lines that follow each other stand together."""
    console = make_console()
    put(console, [((printable(f"$ {' '.join(words)}", console.encoding), ""),)])


def program() -> Path:
    """Return where the program that runs here lies, from the project's folder if it is in it."""
    path = Path(sys.executable).with_name("sbtrack")
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


def settle(environment: Mapping[str, str]) -> dict[str, str]:
    """Return what has to be set for the language and the width."""
    language.choose(None, environment)
    wanted = {language.VARIABLE: language.words().language}
    if not sys.stdout.isatty():
        width = environment.get("COLUMNS") or str(window() or COLUMNS)
        wanted |= {"FORCE_COLOR": "1", "COLUMNS": width}
        if "FORCE_COLOR" not in environment:
            wanted["TERM"] = "dumb"  # as wide as a window, without its colours
    return wanted


def window() -> int | None:
    """Return the width of the window that is behind a pipe, as in `make demo | less`."""
    for stream in (sys.__stderr__, sys.__stdin__):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            return os.get_terminal_size(stream.fileno()).columns or None
    return None


def main() -> int:
    """Show it all; return the exit code of the command that went wrong, if any."""
    try:
        os.environ |= settle(os.environ)
        with TemporaryDirectory(prefix="sbtrack-demo-") as made:
            try:
                demonstrate(Path(made))
            finally:
                os.chdir(ROOT)
    except Ended as ended:
        return 0 if ended.args == (BROKEN_PIPE,) else int(ended.args[0])
    except SbtrackError as error:
        draw_error(make_console(stderr=True), error.message, language.words())
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


if __name__ == "__main__":
    sys.exit(main())
