"""`sbtrack unit`: who is responsible for what."""

from sbtrack.cli.frame.groups import group_app
from sbtrack.domain.message import Msg

app = group_app(
    Msg("Responsible units: what each leads and supports, and how it stands."),
    list="sbtrack.cli.commands.unit.list",
    show="sbtrack.cli.commands.unit.show",
)
