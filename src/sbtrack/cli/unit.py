"""`sbtrack unit`: who is responsible for what."""

from sbtrack.cli.groups import group_app
from sbtrack.domain.message import Msg

app = group_app(
    Msg("Responsible units: what each leads and supports, and how it stands."),
    list="sbtrack.cli.unit_list",
    show="sbtrack.cli.unit_show",
)
