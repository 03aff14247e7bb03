"""Prints what is wrong with a plan file, one line a finding, as editors understand it."""

from __future__ import annotations

from collections.abc import Sequence

from sbtrack.domain.diagnostic import Diagnostic
from sbtrack.locale.words import Words
from sbtrack.planfile import format_diagnostic
from sbtrack.render.cells import Pen
from sbtrack.render.console import make_console
from sbtrack.render.ink import put


def put_findings(file: str, findings: Sequence[Diagnostic], voice: Words) -> None:
    """Print the findings to standard error, from the top of the file down."""
    console = make_console(stderr=True)
    pen = Pen(voice, console.encoding)
    put(console, [((pen.clean(format_diagnostic(file, f, voice)), ""),) for f in findings])
