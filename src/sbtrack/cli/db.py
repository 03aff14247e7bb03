"""`sbtrack db`: the database file itself."""

from sbtrack.cli.groups import group_app
from sbtrack.domain.message import Msg

app = group_app(
    Msg("The database file: what it holds, backups, verification, upgrades."),
    info="sbtrack.cli.db_info",
    backup="sbtrack.cli.db_backup",
    verify="sbtrack.cli.db_verify",
    upgrade="sbtrack.cli.db_upgrade",
)
