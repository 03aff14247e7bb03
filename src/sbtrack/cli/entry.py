"""The way in of the installed program: Ctrl-C is answered from the first moment on.

Importing the program takes a while, in which the key would show a traceback; so nothing is imported
before somebody is there to catch it.
"""

_INTERRUPTED = 130  # as `sbtrack.cli.main` says it; to import it from there is what takes a while


def main() -> None:
    """Import the program and run it; leave with its exit code, silently where it is interrupted."""
    try:
        from sbtrack.cli.main import main as run  # noqa: PLC0415

        run()
    except KeyboardInterrupt:
        raise SystemExit(_INTERRUPTED) from None
