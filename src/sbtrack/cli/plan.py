"""`sbtrack plan`: plan files and the versions that were loaded."""

from sbtrack.cli.groups import group_app
from sbtrack.domain.message import Msg

app = group_app(
    Msg("Plan files: check, load, show, compare; the schema for editors."),
    check="sbtrack.cli.plan_check",
    load="sbtrack.cli.plan_load",
    show="sbtrack.cli.plan_show",
    diff="sbtrack.cli.plan_diff",
    schema="sbtrack.cli.plan_schema",
)
