"""`sbtrack plan schema`: the JSON Schema of plan files, for editors."""

from __future__ import annotations

import json

from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell
from sbtrack.domain.message import Msg
from sbtrack.planfile import plan_schema as schema_of_plans
from sbtrack.render.console import put_text

app = command_app()


@app.command(cls=Command, help=tell(Msg("Print the JSON Schema of plan files, for editors.")))
def plan_schema() -> None:
    """Print the schema."""
    put_text(json.dumps(schema_of_plans(), ensure_ascii=False, indent=2) + "\n")
