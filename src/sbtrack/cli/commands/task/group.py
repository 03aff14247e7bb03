"""`sbtrack task`: the plan's measures."""

from sbtrack.cli.frame.groups import group_app
from sbtrack.domain.message import Msg

app = group_app(
    Msg("Tasks (measures) of the plan: their units, and how what they serve stands."),
    list="sbtrack.cli.commands.task.list",
    show="sbtrack.cli.commands.task.show",
)
