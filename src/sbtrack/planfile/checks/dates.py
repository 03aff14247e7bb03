"""Checks of dates and periods: what the plan says must lie in the plan's time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period, periods_between
from sbtrack.domain.terms import Grain
from sbtrack.planfile.checks.check import Check, Found, error, warning
from sbtrack.planfile.defaults import baseline_period, target_period
from sbtrack.planfile.draft import Draft
from sbtrack.planfile.nodes import Place
from sbtrack.planfile.targetspec import EveryPeriodSpec
from sbtrack.planfile.wordingspec import BaselineSpec


@error
def end_before_base(draft: Draft) -> Iterator[Found]:
    """A plan ends after its base.

    What it checks: `end` ends after `base` does.
    Why it matters: no time would pass in which anything could be reached.
    Example: `base: 2015` with `end: 2010`
    """
    if draft.header and draft.base and draft.end and draft.end.end <= draft.base.end:
        yield (
            draft.header.at("end"),
            Msg(
                "The plan ends in {end}, not after its base {base}.", end=draft.end, base=draft.base
            ),
            Msg("Check the two periods."),
        )


@warning
def very_long_plan(draft: Draft) -> Iterator[Found]:
    """A plan runs for years, not for generations.

    What it checks: no more than 50 years from `base` to `end`.
    Why it matters: more often a digit of the year is wrong.
    Example: `base: 2010` with `end: 2105`
    """
    if draft.header and draft.base and draft.end:
        years = draft.end.end.year - draft.base.end.year
        if years > 50:
            yield (
                draft.header.at("end"),
                Msg("The plan runs for {years} years.", years=years),
                Msg("Check the digits of the two years."),
            )


@error
def due_before_base(draft: Draft) -> Iterator[Found]:
    """What a plan asks for is due after the base.

    What it checks: `by` of targets and `due` of milestones end after the base period, for a target
    after its baseline's period.
    Why it matters: it would be late before the plan began.
    Example: `by: 2005` in a plan with `base: 2010`
    """
    for item in draft.indicators:
        start, by = baseline_period(item, draft), target_period(item, draft)
        own = item.spec.target and (item.spec.target.by or start != draft.base)
        if own and start and by and by.end <= start.end:
            yield item.at("target", "by"), _not_after(by, start), Msg("Check the two periods.")
    for milestone in draft.milestones:
        due = milestone.spec.due
        if due and draft.base and due.end <= draft.base.end:
            yield milestone.at("due"), _not_after(due, draft.base), Msg("Check the two periods.")


@warning
def due_after_end(draft: Draft) -> Iterator[Found]:
    """What a plan asks for is due by its end.

    What it checks: `by` of targets and `due` of milestones do not end after the plan's `end`.
    Why it matters: a plan may print such a date, but more often a digit is wrong.
    Example: `by: 2051` in a plan with `end: 2015`
    """
    if draft.end is None:
        return
    for place, period in _due_periods(draft):
        if period.end > draft.end.end:
            yield (
                place,
                Msg("{period} is after the plan's end, {end}.", period=period, end=draft.end),
                Msg("Check the digits; if the plan prints this date, leave it."),
            )


@warning
def baseline_after_base(draft: Draft) -> Iterator[Found]:
    """Baselines are of the base period.

    What it checks: `period` of a baseline does not end after the plan's `base`.
    Why it matters: a plan may use a later figure, but progress then counts from there.
    Example: `baseline: {value: 3, period: 2012}` in a plan with `base: 2010`
    """
    for item in draft.indicators:
        baseline = item.spec.baseline
        own = baseline.period if isinstance(baseline, BaselineSpec) else None
        if own and draft.base and own.end > draft.base.end:
            yield (
                item.at("baseline", "period"),
                Msg(
                    "The baseline's period {period} is after the plan's base, {base}.",
                    period=own,
                    base=draft.base,
                ),
                Msg("Check the digits; if the plan prints this period, leave it."),
            )


@error
def no_whole_period(draft: Draft) -> Iterator[Found]:
    """What recurs has at least one period to recur in.

    What it checks: between the base and the due date lies one whole period of `every`, and one that
    does not end before `since`.
    Why it matters: nothing would ever be asked for.
    Example: `every: year` with `due: 2011-06` in a plan with `base: 2010`
    """
    if draft.base is None:
        return
    for place, every, since, due in _recurring(draft):
        if due and not _has_room(draft.base.end, since, due.end, every):
            yield (
                place,
                Msg(
                    "There is no whole {every} between {base} and {due}.",
                    every=every,
                    base=since or draft.base,
                    due=due,
                ),
                Msg("Choose shorter periods, or check the dates."),
            )


@error
def since_without_every(draft: Draft) -> Iterator[Found]:
    """Only what recurs has a beginning.

    What it checks: a milestone with `since` has `every`.
    Why it matters: one that is done once is asked for at `due`, so `since` would say nothing.
    Example: `since: 2013` in a milestone without `every`
    """
    for milestone in draft.milestones:
        if milestone.spec.since and not milestone.spec.every:
            yield (
                milestone.key("since"),
                Msg("The milestone does not recur, so it has no `since`."),
                Msg("Write `every: year` beside it, or delete `since`."),
            )


@error
def since_out_of_time(draft: Draft) -> Iterator[Found]:
    """What recurs begins after the base, and not after it is due.

    What it checks: `since` of milestones ends after the plan's base and begins by the end of `due`.
    Why it matters: nothing would be asked for, or a digit of the year is wrong.
    Example: `since: 2103` in a plan with `end: 2015`
    """
    for milestone in draft.milestones:
        since, due = milestone.spec.since, milestone.spec.due or draft.end
        if since and due and since.start > due.end:
            yield (
                milestone.at("since"),
                Msg("{since} is after {due}, when it is due last.", since=since, due=due),
                Msg("Check the two periods."),
            )
        elif since and draft.base and since.end <= draft.base.end:
            yield (
                milestone.at("since"),
                _not_after(since, draft.base),
                Msg("Check the two periods."),
            )


@warning
def adopted_after_issued(draft: Draft) -> Iterator[Found]:
    """A plan is adopted before it is issued.

    What it checks: `adopted` is not after `issued`.
    Why it matters: one of the two dates is probably wrong, or they are swapped.
    Example: `adopted: 2013-04-18` with `issued: 2013-03-29`
    """
    header = draft.header
    if header is None or header.spec.adopted is None or header.spec.issued is None:
        return
    if header.spec.adopted > header.spec.issued:
        yield (
            header.at("adopted"),
            Msg(
                "The plan was adopted on {adopted}, after it was issued on {issued}.",
                adopted=header.spec.adopted,
                issued=header.spec.issued,
            ),
            Msg("Check the two dates."),
        )


@warning
def issued_after_end(draft: Draft) -> Iterator[Found]:
    """A plan is issued before it ends.

    What it checks: `issued` is not after the plan's `end`.
    Why it matters: the year is probably wrong.
    Example: `issued: 2031-04-18` in a plan with `end: 2015`
    """
    header = draft.header
    if header and header.spec.issued and draft.end and header.spec.issued > draft.end.end:
        yield (
            header.at("issued"),
            Msg(
                "The plan was issued on {issued}, after its end, {end}.",
                issued=header.spec.issued,
                end=draft.end,
            ),
            Msg("Check the digits of the two."),
        )


def _not_after(due: Period, start: Period) -> Msg:
    return Msg("{due} is not after {start}, where the way begins.", due=due, start=start)


def _due_periods(draft: Draft) -> Iterator[tuple[Place, Period]]:
    for item in draft.indicators:
        if item.spec.target and item.spec.target.by:
            yield item.at("target", "by"), item.spec.target.by
    for milestone in draft.milestones:
        if milestone.spec.due:
            yield milestone.at("due"), milestone.spec.due


def _recurring(draft: Draft) -> Iterator[tuple[Place, Grain, Period | None, Period | None]]:
    """Yield where, how often, since when and until when something recurs."""
    for item in draft.indicators:
        target = item.spec.target
        if isinstance(target, EveryPeriodSpec):
            yield item.at("target", "every"), target.every, None, target_period(item, draft)
    for milestone in draft.milestones:
        spec = milestone.spec
        # Where `since` stands wrong altogether, that is what the author must hear.
        due = spec.due or draft.end
        if spec.every and not (spec.since and due and spec.since.start > due.end):
            yield milestone.at("every"), spec.every, spec.since, due


def _has_room(base: date, since: Period | None, due: date, every: Grain) -> bool:
    """Say whether a whole period lies in between; the last two years hold the last one."""
    near = max(base, date(max(due.year - 1, 1), 1, 1))
    return any(since is None or p.end >= since.start for p in periods_between(near, due, every))


CHECKS: tuple[Check, ...] = (
    end_before_base,
    very_long_plan,
    due_before_base,
    due_after_end,
    baseline_after_base,
    no_whole_period,
    since_without_every,
    since_out_of_time,
    adopted_after_issued,
    issued_after_end,
)
