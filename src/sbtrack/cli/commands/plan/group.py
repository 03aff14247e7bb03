"""`sbtrack plan`: plan files and the versions that were loaded."""

from sbtrack.cli.frame.groups import group_app
from sbtrack.domain.message import Msg

app = group_app(
    Msg("Plan files: check, load, show, compare; the schema for editors."),
    check="sbtrack.cli.commands.plan.check",
    load="sbtrack.cli.commands.plan.load",
    show="sbtrack.cli.commands.plan.show",
    diff="sbtrack.cli.commands.plan.diff",
    schema="sbtrack.cli.commands.plan.schema",
)
