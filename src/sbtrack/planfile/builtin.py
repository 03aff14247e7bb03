"""The built-in plan, compiled beforehand: `data/plan.yaml` without paying for YAML and pydantic.

`python -m sbtrack.planfile.builtin` compiles it anew, after a change of the file or of the domain.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sbtrack.domain.codec import plan_from_data, plan_to_data

if TYPE_CHECKING:
    from sbtrack.domain.plan import Plan

COMPILED = Path(__file__).with_name("builtin.json")
_PACKAGED = Path(__file__).parents[1] / "data" / "plan.yaml"


def path_of_plan() -> Path:
    """Return where the YAML of the built-in plan is: in the wheel, else in the checkout."""
    if _PACKAGED.exists():
        return _PACKAGED
    return Path(__file__).parents[3] / "data" / "plan.yaml"


def load() -> Plan:
    """Return the compiled plan; compile the YAML itself when it has been edited since.

    Raises:
        PlanInvalid: the edited YAML has errors.
        PlanUnreadable: it cannot be read.
    """
    compiled = _compiled()
    if compiled is None or not _is_of(compiled, path_of_plan()):
        from sbtrack.planfile.reading import read_plan  # noqa: PLC0415  heavy

        return read_plan(path_of_plan())
    return plan_from_data(compiled["plan"])


def compiled_text() -> str:
    """Return what `builtin.json` must say: the plan, and which YAML it comes from.

    Each item stands on a line of its own, so that a change of the plan reads well in a diff.
    """
    from sbtrack.planfile.reading import read_plan  # noqa: PLC0415  heavy

    path = path_of_plan()
    plan = ",\n".join(
        f"{_json(key)}:{_json_lines(value)}" for key, value in plan_to_data(read_plan(path)).items()
    )
    return f'{{"sha256":{_json(_sha256(path))},"plan":{{\n{plan}\n}}}}\n'


def _json_lines(value: object) -> str:
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(_json, value)) + "\n]"
    return _json(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _compiled() -> Any:
    try:
        return json.loads(COMPILED.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _is_of(compiled: Any, path: Path) -> bool:
    """Say whether the YAML is unchanged; where there is none, nothing can differ."""
    return not path.exists() or bool(compiled["sha256"] == _sha256(path))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    COMPILED.write_text(compiled_text(), encoding="utf-8")
