"""What the ledger speaks of and the plan has no more, as it last stood in a version of the plan."""

from __future__ import annotations

from sbtrack.domain.plan import Indicator, Milestone, PlanVersion
from sbtrack.reports.ledger import Subjects, subjects_of
from sbtrack.store.reads.reader import Reader

_FIRST_THAT_DROPS = 2  # the first version has nothing before it


def former_subjects(reader: Reader | None, version: PlanVersion) -> Subjects:
    """Return the indicators and milestones by id."""
    found: dict[str, Indicator | Milestone] = {}
    if reader is None or version.number < _FIRST_THAT_DROPS:
        return found
    missing = reader.ids_with_entries() - subjects_of(version.plan).keys()
    for number in range(version.number - 1, 0, -1):
        earlier = reader.plan_version(number=number) if missing else None
        if earlier is not None:
            found |= {id: s for id, s in subjects_of(earlier.plan).items() if id in missing}
            missing -= found.keys()
    return found
