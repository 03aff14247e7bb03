"""What changed from one standing of a plan to another, and the causes it is put down to."""

from __future__ import annotations

from enum import StrEnum

from sbtrack.domain.assessment import Assessment, MilestoneAssessment
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.ledger import Entry, MilestoneReport, Observation
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Milestone

Claim = Observation | MilestoneReport
Finding = Assessment | MilestoneAssessment


class Cause(StrEnum):
    """Why an item stands otherwise than before (变化原因)."""

    NEW_PERIOD = "new_period"  # 新报告期: a figure for a period that had none
    REVISED = "revised"  # 数据修订: another figure for the same period
    REPORTED_DONE = "reported_done"  # 报告完成: a milestone that was reported as done
    RETRACTED = "retracted"  # 数据撤回: a figure that no longer counts
    TARGET_AMENDED = "target_amended"  # 目标调整: the plan asks for something else
    PLAN_CHANGED = "plan_changed"  # 规划修改: it says otherwise what is not the target: a label
    RULE_CHANGED = "rule_changed"  # 规则变化: it is judged by another rule
    ITEM_ADDED = "item_added"  # 新增: the plan did not have it
    ITEM_DROPPED = "item_dropped"  # 删除: the plan has it no longer
    CLOCK = "clock"  # 时间推移: the date on which the plan is judged


class Recording(Frozen):
    """What the entries on one subject and period amount to, from one standing to the other.

    `before` and `after` are what counted then and counts now, None for nothing: a figure that
    was recorded and corrected in between is one that is new.
    """

    subject: str  # id of the indicator or milestone
    period: Period
    entries: tuple[Entry, ...]  # those recorded in between, oldest first
    before: Claim | None
    after: Claim | None

    @property
    def cause(self) -> Cause | None:
        """What the entries would be the cause as; None if they leave nothing behind."""
        if self.after is None:
            return None if self.before is None else Cause.RETRACTED
        if self.before is not None:
            return Cause.REVISED
        done = isinstance(self.after, MilestoneReport) and self.after.done
        return Cause.REPORTED_DONE if done else Cause.NEW_PERIOD


class Reason(Frozen):
    """One cause of a change, what of the change it accounts for, and the recordings behind it."""

    cause: Cause
    accounts_for: frozenset[str]  # what is seen of an item, by the names in `Change.seen`
    recordings: tuple[Recording, ...] = ()
    by_program: bool = False  # the rule is the program's own, not one that the plan states


class Change(Frozen):
    """One item of the plan then and now, and why it stands otherwise.

    `before` is None for an item that the plan did not rate then, `after` for one that it does
    not rate now. `seen` names everything that differs; nothing differs for an item on which
    something was merely recorded. `besides` are recordings that caused none of it.
    """

    item: Indicator | Milestone  # as the later plan has it, if it does
    before: Finding | None
    after: Finding | None
    seen: frozenset[str] = frozenset()
    reasons: tuple[Reason, ...] = ()
    besides: tuple[Recording, ...] = ()

    @property
    def causes(self) -> tuple[Cause, ...]:
        """The causes, each once."""
        return tuple(dict.fromkeys(reason.cause for reason in self.reasons))

    @property
    def only_the_clock(self) -> bool:
        """Say whether nothing but the date on which the plan is judged made the difference."""
        return self.causes == (Cause.CLOCK,)
