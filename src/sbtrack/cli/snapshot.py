"""`sbtrack snapshot`: the record of exports."""

from sbtrack.cli.groups import group_app
from sbtrack.domain.message import Msg

app = group_app(
    Msg("Exported files: what was written, what changed between two, whether all are intact."),
    list="sbtrack.cli.snapshot_list",
    diff="sbtrack.cli.snapshot_diff",
    verify="sbtrack.cli.snapshot_verify",
)
