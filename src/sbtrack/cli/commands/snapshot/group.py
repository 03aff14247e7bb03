"""`sbtrack snapshot`: the record of exports."""

from sbtrack.cli.frame.groups import group_app
from sbtrack.domain.message import Msg

app = group_app(
    Msg("Exported files: what was written, what changed between two, whether all are intact."),
    list="sbtrack.cli.commands.snapshot.list",
    diff="sbtrack.cli.commands.snapshot.diff",
    verify="sbtrack.cli.commands.snapshot.verify",
)
