"""`sbtrack db`: the database file itself."""

from sbtrack.cli.frame.groups import group_app
from sbtrack.domain.message import Msg

app = group_app(
    Msg("The database file: what it holds, backups, verification, its clock, upgrades."),
    info="sbtrack.cli.commands.db.info",
    backup="sbtrack.cli.commands.db.backup",
    verify="sbtrack.cli.commands.db.verify",
    clock="sbtrack.cli.commands.db.clock",
    upgrade="sbtrack.cli.commands.db.upgrade",
)
