"""`sbtrack task`: the plan's measures."""

from sbtrack.cli.groups import group_app
from sbtrack.domain.message import Msg

app = group_app(
    Msg("Tasks (measures) of the plan: their units, and how what they serve stands."),
    list="sbtrack.cli.task_list",
    show="sbtrack.cli.task_show",
)
