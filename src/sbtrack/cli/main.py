"""The way in: reads the global options, runs one command, and turns errors into one sentence."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import Any

import typer
from typer.main import get_command

from sbtrack.cli.arguments import arranged, value_of
from sbtrack.cli.frame import language
from sbtrack.cli.frame.shells import ASKED, prepare
from sbtrack.cli.streams import standard_streams
from sbtrack.domain.errors import SbtrackError, quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.system import detail_of

COULD_NOT_RUN = 2
INTERRUPTED = 130
BROKEN_PIPE = 141


def main() -> None:
    """Run the program and leave with its exit code; that of findings is never that of a fault."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt_once)
    with standard_streams():
        try:
            code = run(sys.argv[1:])
        except Exception:  # a fault of ours, shown whole so that it can be reported
            import traceback  # noqa: PLC0415

            with suppress(OSError):
                traceback.print_exc()
            code = COULD_NOT_RUN
    sys.exit(code)


def run(typed: list[str]) -> int:
    """Run one command line; return 0 good, 1 findings, 2 could not run.

    What could not be said, not even what is wrong, is no finding.
    """
    arguments = arranged(typed)
    try:
        language.choose(value_of("--lang", arguments), os.environ)
        return _invoke(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return BROKEN_PIPE
    except SbtrackError as error:
        said, code = error.message, error.exit_code
    except OSError as error:
        said, code = _refused(error), COULD_NOT_RUN
    try:
        _tell_error(said)
    except OSError:
        return COULD_NOT_RUN
    return code


def _invoke(arguments: list[str]) -> int:
    from sbtrack.cli.root import app  # noqa: PLC0415  its help is told in the chosen language

    if ASKED in os.environ:
        prepare()
    try:
        result: Any = get_command(app)(args=arguments, prog_name="sbtrack", standalone_mode=False)
        sys.stdout.flush()
    except typer.Abort:
        print(file=sys.stderr)  # the question that was asked stands alone on its line
        return INTERRUPTED
    except SystemExit:
        if type(sys.stdout).__name__ == "PacifyFlushWrapper":  # Typer's, for a closed pipe
            return BROKEN_PIPE
        raise
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # the help has been printed
            return error.exit_code
        from sbtrack.cli.usage import complaint  # noqa: PLC0415  only for a mistyped line

        _tell_error(complaint(error, arguments))
        return COULD_NOT_RUN
    return result if isinstance(result, int) else 0


def _interrupt_once(*_: int | FrameType | None) -> None:
    """Interrupt the program; who presses the key again does not disturb it while it leaves."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _tell_error(message: Msg) -> None:
    from sbtrack.render.console import make_console  # noqa: PLC0415
    from sbtrack.render.messages import draw_error  # noqa: PLC0415

    draw_error(make_console(stderr=True), message, language.words())


def _refused(error: OSError) -> Msg:
    """Return what the operating system did not allow, mostly to write the answer."""
    if error.filename is None and isinstance(error, FileNotFoundError):
        return Msg(
            "The folder that you work in is no longer there; change to another one, and try again."
        )
    if error.filename is None:
        return Msg(
            "The answer could not be written ({detail}); check where the output goes.",
            detail=detail_of(error),
        )
    return Msg(
        "{path} could not be used ({detail}); check that it is there and that you may use it.",
        path=quoted(str(error.filename), limit=300),
        detail=detail_of(error),
    )
